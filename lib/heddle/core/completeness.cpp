#include "heddle/core/completeness.hpp"

#include <algorithm>
#include <cmath>

#include "heddle/core/numbers.hpp"

namespace heddle {
namespace {

constexpr double kLeastShare = 1e-5;  // below that, a share says nothing to anybody
constexpr double kMostLeft = 1e15;    // nor does a number above that

// 0.0347 as 0.03.
double to_one_figure(double number) {
  const double unit = std::pow(10, std::floor(std::log10(number)));
  return std::round(number / unit) * unit;
}

// "3", "0.03"
std::string percent(double share) {
  const double percent = std::min(to_one_figure(100 * share), 99.0);
  const auto digits = static_cast<int>(std::max(0.0, -std::floor(std::log10(percent) + 1e-9)));
  std::string text = std::to_string(percent);  // with six digits behind the point
  text.resize(text.find('.') + (digits == 0 ? 0 : static_cast<std::size_t>(digits) + 1));
  return text;
}

}  // namespace

std::string complete_in_words(std::uint64_t executions, bool inequivalent) {
  if (executions == 1)
    return inequivalent ? "complete: every execution is equivalent to the one explored"
                        : "complete: the only execution explored";
  return "complete: all " + with_commas(executions) + (inequivalent ? " inequivalent" : "") +
         " executions explored";
}

std::string progress_in_words(std::uint64_t executions, double explored) {
  if (!(explored >= kLeastShare)) return "less than 0.001 % explored, by a rough estimate";
  std::string share = "about " + percent(explored) + " % explored, by a rough estimate";
  const double left = static_cast<double>(executions) * (1 - explored) / explored;
  if (!(left >= 1) || left > kMostLeft) return share;
  const auto rounded = static_cast<std::uint64_t>(std::llround(to_one_figure(left)));
  return share + ": some " + quantity(rounded, "execution is left", "executions are left");
}

}  // namespace heddle
