#include "step_through.hpp"

#include <unistd.h>

#include <charconv>
#include <cstddef>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>

#include "heddle/report/state_text.hpp"

namespace heddle {
namespace {

void show(const Trace& trace, std::size_t taken, std::FILE* out) {
  std::fputs(("\n" + state_text(trace, taken)).c_str(), out);
}

std::optional<std::size_t> number_in(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

void go_with_the_user(const Trace& trace, std::FILE* out) {
  const std::size_t last = trace.steps.size();
  std::size_t taken = 0;
  show(trace, taken, out);
  for (;;) {
    std::fprintf(out, "\n[%zu of %zu] Enter: next, b: back, a number: go there, q: quit > ", taken, last);
    std::fflush(out);
    std::string asked;
    if (!std::getline(std::cin, asked) || asked == "q" || (asked.empty() && taken == last)) return;
    const auto number = number_in(asked);
    if (asked.empty()) {
      ++taken;
    } else if (asked == "b" && taken > 0) {
      --taken;
    } else if (number && *number <= last) {
      taken = *number;
    } else {
      std::fprintf(out, asked == "b" ? "this is the beginning\n" : "there is no such step\n");
      continue;
    }
    show(trace, taken, out);
  }
}

}  // namespace

void step_through(const Trace& trace, std::FILE* out) {
  if (isatty(STDIN_FILENO) == 1 && isatty(fileno(out)) == 1) {
    go_with_the_user(trace, out);
  } else {
    for (std::size_t taken = 0; taken <= trace.steps.size(); ++taken) show(trace, taken, out);
  }
}

}  // namespace heddle
