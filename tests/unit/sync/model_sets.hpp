// The sets of primitives that run in the model, for the contract test: a scenario is one thread of a variant,
// which starts the others, and the explorer runs it in several hundred interleavings instead of some rounds.
// Part of contract.hpp, which says what a ScenarioRunner is.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>

#include "heddle/metrics/metered.hpp"
#include "heddle/report/verdict_text.hpp"
#include "sanitizers/relacy/explore.hpp"

namespace heddle {

class ScenarioInModel final : public Subject {
 public:
  // The scenario that make() is to make; a variant has no room for it.
  static inline std::function<void()> next;

  static std::unique_ptr<Subject> make(int /*threads*/) { return std::make_unique<ScenarioInModel>(); }

  void thread(int /*index*/) override {
    next();
    if (testing::Test::HasFailure()) throw std::runtime_error("an expectation above does not hold");
  }
  std::string after() override { return "done"; }
};

template <class Scenario>
void run_in_model(Scenario&& scenario) {
  static constexpr std::uint64_t kSteps = 20'000;
  ScenarioInModel::next = scenario;
  Variant variant;
  variant.case_name = "contract";
  variant.name = "scenario";
  variant.started_threads = 6;
  variant.make = &ScenarioInModel::make;

  DetectorOptions at_random;
  at_random.scheduler = "random";
  at_random.seed = std::random_device{}() | 1U;
  at_random.max_executions = 200;
  at_random.max_steps = kSteps;
  const Verdict sample = explore(variant, at_random);
  ASSERT_EQ(sample.status, Verdict::Status::kNotFound)
      << "seed " << at_random.seed << ": " << verdict_text(sample);
  ASSERT_EQ(sample.executions, at_random.max_executions)
      << "seed " << at_random.seed << ": " << sample.summary;

  // Of a small scenario that is all there is, of a large one the executions that begin in the same way.
  DetectorOptions in_order;
  in_order.max_executions = 1'000;
  in_order.max_steps = kSteps;
  const Verdict first = explore(variant, in_order);
  ASSERT_EQ(first.finding, Finding::kNone) << verdict_text(first);
}

template <>
struct ScenarioRunner<ModelSync> {
  template <class Scenario>
  static void run(Scenario&& scenario) {
    run_in_model(scenario);
  }
};
template <>
struct ScenarioRunner<Metered<ModelSync>> : ScenarioRunner<ModelSync> {};

using ContractSets = testing::Types<ModelSync, Metered<ModelSync>>;

}  // namespace heddle
