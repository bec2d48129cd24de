// A GoogleTest listener that fails a test during which ThreadSanitizer reported anything that the test did
// not expect, and prints the report cut to what matters. Suppressions are not known to it.
#pragma once

#include <gtest/gtest.h>

#include <optional>

#include "sanitizers/tsan/capture.hpp"

namespace heddle::tsan {

// What is reported outside of tests, in static constructors or between tests, is ThreadSanitizer's own to
// print, and the program's exit code is 66 then. Thread safety: GoogleTest's own thread.
class FailOnReport : public testing::EmptyTestEventListener {
 public:
  void OnTestStart(const testing::TestInfo& test) override;
  void OnTestEnd(const testing::TestInfo& test) override;

 private:
  std::optional<Capture> capture_;  // while a test runs
};

}  // namespace heddle::tsan
