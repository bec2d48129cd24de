#include "heddle/exercise/nonce.hpp"

#include <random>
#include <sstream>

namespace heddle {
namespace {

constexpr std::string_view kBegins = " begins\n";
constexpr std::string_view kEnds = " ends\n";

}  // namespace

Nonce::Nonce() {
  std::random_device random;
  std::ostringstream text;
  for (int i = 0; i < 4; ++i) text << std::hex << random() << '-';
  text_ = text.str();
}

bool Nonce::begins(std::string_view printed) const {
  return printed.starts_with(text_) && printed.substr(text_.size()).starts_with(kBegins);
}

std::optional<std::string_view> Nonce::answer_in(std::string_view printed) const {
  if (!begins(printed)) return std::nullopt;
  printed.remove_prefix(text_.size() + kBegins.size());
  if (!printed.ends_with(kEnds)) return std::nullopt;
  printed.remove_suffix(kEnds.size());
  if (!printed.ends_with(text_)) return std::nullopt;
  printed.remove_suffix(text_.size());
  return printed;
}

}  // namespace heddle
