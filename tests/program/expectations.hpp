// What every command promises: its exit codes, and errors of one line.
#pragma once

#include <gmock/gmock.h>

#include <algorithm>
#include <sstream>
#include <string>

namespace heddle::test {

inline constexpr int kDone = 0;
inline constexpr int kFound = 1;
inline constexpr int kUsage = 2;
inline constexpr int kCouldNotRun = 3;

// One line, which says who speaks.
inline testing::Matcher<const std::string&> IsOneLine() {
  return testing::AllOf(
      testing::StartsWith("heddle: "), testing::EndsWith("\n"),
      testing::ResultOf(
          "line ends", [](const std::string& s) { return std::count(s.begin(), s.end(), '\n'); }, 1));
}

// Lines of printable ASCII, and nothing that could steer a terminal.
inline testing::Matcher<const std::string&> IsHarmless() {
  return testing::ResultOf(
      "bytes that are neither printable nor a line's end",
      [](const std::string& s) {
        return std::count_if(s.begin(), s.end(), [](char c) { return c != '\n' && (c < ' ' || c > '~'); });
      },
      0);
}

// The text as if its lines had not been broken: where they are depends on the paths in it.
inline std::string flowing(const std::string& text) {
  std::istringstream words(text);
  std::string line;
  for (std::string word; words >> word;) line += (line.empty() ? "" : " ") + word;
  return line;
}

}  // namespace heddle::test
