#include "heddle/report/duration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace heddle {
namespace {

// Below these, rounding would give a thousand of the smaller unit.
constexpr double kSecond = 0.9995;
constexpr double kMillisecond = 0.9995e-3;

}  // namespace

std::string duration_words(double seconds, std::string_view microseconds) {
  if (!(seconds > 0)) return "0 s";
  if (seconds >= kSecond) return fmt::format("{:.2f} s", seconds);
  if (seconds >= kMillisecond) return fmt::format("{:.3g} ms", seconds * 1e3);
  return fmt::format("{:.0f} {}", std::max(1.0, std::round(seconds * 1e6)), microseconds);
}

}  // namespace heddle
