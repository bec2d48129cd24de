#include "heddle/core/pace.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "heddle/core/numbers.hpp"

namespace heddle {
namespace {

constexpr double kMinute = 60;
constexpr double kHour = 3600;
constexpr double kMost = 1e15;  // of what fits an integer, and is sense

std::string rounded(double number) {
  return with_commas(static_cast<std::uint64_t>(std::llround(std::min(number, kMost))));
}

std::string rate_in_words(double rate) {
  if (rate >= 10) return rounded(rate) + "/s";
  char text[16];
  std::snprintf(text, sizeof text, rate >= 1 ? "%.1f/s" : "%.2f/s", rate);
  return text;
}

// The larger unit from two of it on.
std::string time_in_words(double seconds) {
  if (seconds < 1) return "less than 1 s";
  if (seconds < 2 * kMinute) return "about " + rounded(seconds) + " s";
  if (seconds < 2 * kHour) return "about " + rounded(seconds / kMinute) + " min";
  return "about " + rounded(seconds / kHour) + " h";
}

}  // namespace

std::string pace_in_words(std::uint64_t done, std::uint64_t all, double seconds) {
  done = std::min(done, all);
  std::string words = with_commas(done) + " of " + quantity(all, "image", "images");
  if (done == 0 || !(seconds > 0)) return words;
  const double each = seconds / static_cast<double>(done);
  words += ", " + rate_in_words(1 / each);
  return done == all ? words : words + ", " + time_in_words(each * static_cast<double>(all - done)) + " left";
}

}  // namespace heddle
