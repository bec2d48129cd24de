#include "heddle/report/replay_command.hpp"

#include <algorithm>
#include <string_view>

namespace heddle {
namespace {

constexpr std::string_view kPlain =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.,:/=+@%";

// One word to a POSIX shell.
std::string quoted(const std::string& word) {
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
  std::string text = "'";
  for (const char c : word) {
    if (c == '\'')
      text += "'\\''";
    else
      text += c;
  }
  return text + "'";
}

}  // namespace

std::string replay_command(const Verdict& verdict, const Trace& trace) {
  if (trace.token.empty()) return "";
  return "heddle explore " + quoted(verdict.full_name()) + " --replay " + quoted(trace.token);
}

std::string look_command(const Verdict& verdict) {
  const std::string name = quoted(verdict.full_name());
  if (verdict.detector == "relacy") return "heddle explore " + name;
  return "heddle cases " + name + " --detectors " + quoted(verdict.detector);
}

}  // namespace heddle
