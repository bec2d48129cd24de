// Both strategies for worker processes under one name each, for tests that hold for both.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "heddle/work/process_workers.hpp"

namespace heddle::test {

struct Strategy {
  const char* name;
  ProcessRun (*run)(int, std::size_t, const ProcessTask&, const ProcessOptions&);
};

inline const auto kStrategies =
    testing::Values(Strategy{"Processes", &run_processes}, Strategy{"ProcessPool", &run_process_pool});

inline std::string name_of(const testing::TestParamInfo<Strategy>& strategy) {
  return strategy.param.name;
}
inline void PrintTo(const Strategy& strategy, std::ostream* out) {
  *out << strategy.name;
}

}  // namespace heddle::test
