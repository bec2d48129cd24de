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

inline void expect_golden(const std::string& name, const std::function<void(std::ostream&)>& write) {
  const std::string path = HEDDLE_GOLDEN_FOLDER "/" + name;
  std::ostringstream now;
  write(now);
  if (is_refresh()) {
    std::ofstream(path, std::ios::binary) << now.str();
    GTEST_SKIP() << path << " was written again: read what changed before it is committed";
  }
  std::ifstream file(path, std::ios::binary);
  const std::string golden(std::istreambuf_iterator<char>(file), {});
  EXPECT_EQ(golden, now.str()) << path
                               << " says something else. If the new text is right, run this test with "
                                  "HEDDLE_REFRESH_GOLDEN=1 in the environment, and read the difference.";
}

}  // namespace heddle::test
