#include "progress.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "heddle/report/columns.hpp"

namespace heddle {
namespace {

constexpr std::size_t kColumns = 80;  // of a terminal that does not say

// One column is left empty: a line that fills the last one goes on in the next line, and would not be erased.
std::size_t room() {
  winsize size{};
  const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1;
  return (known ? size.ws_col : kColumns) - 1;
}

// Whether a line can be written over: not on a terminal that is none, or that knows no sequences.
bool can_rewrite() {
  const char* const kind = std::getenv("TERM");
  return isatty(STDERR_FILENO) == 1 && kind != nullptr && *kind != '\0' && std::strcmp(kind, "dumb") != 0;
}

}  // namespace

Progress::Progress() : is_shown_(can_rewrite()) {}

void Progress::show(const std::string& text) {
  if (is_shown_) std::fprintf(stderr, "\r\x1b[K%s", fitted(text, room()).c_str());
}

void Progress::clear() {
  if (is_shown_) std::fputs("\r\x1b[K", stderr);
}

}  // namespace heddle
