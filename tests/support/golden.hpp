// Text that is compared with what somebody last read, byte for byte.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <sstream>
#include <string>

namespace heddle::test {

inline bool is_refresh() {
  const char* const refresh = std::getenv("HEDDLE_REFRESH_GOLDEN");
  return refresh != nullptr && std::string(refresh) == "1";
}

inline std::string text_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Where two texts part: "line 7: 'this' became 'that'".
inline std::string first_difference(const std::string& before, const std::string& now) {
  std::istringstream old_lines(before), new_lines(now);
  std::string old_line, new_line;
  for (int number = 1;; ++number) {
    const bool has_old = static_cast<bool>(std::getline(old_lines, old_line));
    const bool has_new = static_cast<bool>(std::getline(new_lines, new_line));
    if (!has_old && !has_new) return "the ends of lines";
    if (has_old != has_new || old_line != new_line)
      return "line " + std::to_string(number) + ": '" + (has_old ? old_line : "") + "' became '" +
             (has_new ? new_line : "") + "'";
  }
}

// That the whole file is `now`.
inline void expect_file(const std::string& path, const std::string& now) {
  if (is_refresh()) {
    std::ofstream(path, std::ios::binary) << now;
    GTEST_SKIP() << path << " was written again: read what changed before it is committed";
  }
  const std::string before = text_of_file(path);
  EXPECT_TRUE(before == now)
      << path << " says something else, " << first_difference(before, now)
      << ". If the new text is right, run this test with HEDDLE_REFRESH_GOLDEN=1 in the "
         "environment, and read the difference.";
}

inline void expect_golden(const std::string& name, const std::function<void(std::ostream&)>& write) {
  std::ostringstream now;
  write(now);
  expect_file(HEDDLE_GOLDEN_FOLDER "/" + name, now.str());
}

}  // namespace heddle::test
