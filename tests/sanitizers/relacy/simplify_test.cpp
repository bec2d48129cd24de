// A failing execution is made simpler: it still fails as it did, takes no more effort than before and no less
// than brute force says that it must, and of most small programs it comes to that.
#include "sanitizers/relacy/simplify.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

#include "every_failure.hpp"
#include "random_program.hpp"
#include "sanitizers/relacy/guided.hpp"
#include "sanitizers/relacy/model_sync.hpp"
#include "sanitizers/relacy/random_search.hpp"
#include "sanitizers/relacy/tree_search.hpp"
#include "tests/bench/safe_stack.hpp"

namespace heddle {
namespace {

using model::SearchResult;
using model::SearchSettings;
using model::Simplified;
using model::simplify;

SearchSettings settings_for(const Variant& variant) {
  SearchSettings settings;
  settings.variant = &variant;
  settings.threads = variant.threads;
  settings.stop_at_interesting = true;
  settings.max_executions = 10'000;
  settings.max_steps = 1'000;
  settings.max_cut = 10'000;
  return settings;
}

using SafeStack = bench::SafeStack<std::memory_order_seq_cst, std::memory_order_seq_cst>;

// Its author says that it takes five preemptions at least. What a search stumbles over has dozens.
TEST(Simplified, SafeStackFailsWithAFewPreemptionsInsteadOfDozens) {
  const Variant variant = variant_of<SafeStack::Over<ModelSync>>("safe_stack", "sc");
  const SearchSettings settings = settings_for(variant);
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    model::Guided search(seed);
    const SearchResult found = model::search(settings, search);
    ASSERT_TRUE(found.failure) << "seed " << seed;
    const int before = simplify(settings, found, 0).effort;
    const Simplified simplified = simplify(settings, found);
    EXPECT_EQ(simplified.result.failure->finding, found.failure->finding) << "seed " << seed;
    EXPECT_GE(simplified.effort, 5) << "seed " << seed;
    EXPECT_LE(simplified.effort, before / 2) << "seed " << seed;
    std::cout << "seed " << seed << ": effort " << before << " before, " << simplified.effort << " after\n";
  }
}

TEST(Simplified, RandomProgramsFailWithTheLeastEffortInMostCases) {
  constexpr std::uint64_t kMostExecutions = 1'000;
  constexpr int kPrograms = 200;
  int kept = 0, least = 0, simpler = 0;
  for (std::uint64_t seed = 1; kept < kPrograms; ++seed) {
    const test::RandomProgram program = test::random_program(seed);
    model::TreeSearch full_search;
    const test::Outcomes outcomes = outcomes_of(program, full_search, kMostExecutions);
    if (!outcomes.complete || outcomes.all.size() < 2) continue;
    // The outcome that is listed last is the wrong one.
    std::vector<Outcome> listed;
    for (const std::string& text : outcomes.all)
      listed.push_back({text, text == *outcomes.all.rbegin() ? Grade::kForbidden : Grade::kAcceptable, ""});
    Variant variant = as_variant(program);
    variant.outcomes = listed;
    const SearchSettings settings = settings_for(variant);
    model::RandomSearch random(seed);
    const SearchResult found = model::search(settings, random);
    if (!found.failure) continue;
    const test::Failures all = test::every_failure(settings, 2 * kMostExecutions);
    ASSERT_TRUE(all.complete) << "seed " << seed;
    ++kept;
    const Simplified simplified = simplify(settings, found);
    ASSERT_TRUE(simplified.result.failure) << "seed " << seed;
    EXPECT_EQ(simplified.result.failure->finding, found.failure->finding) << "seed " << seed;
    const int before = simplify(settings, found, 0).effort;
    const int brute_force = all.shortest.at(found.failure->finding).first;
    EXPECT_LE(simplified.effort, before) << "seed " << seed << "\n" << program.text();
    EXPECT_GE(simplified.effort, brute_force) << "seed " << seed << "\n" << program.text();
    least += simplified.effort == brute_force ? 1 : 0;
    simpler += simplified.effort < before ? 1 : 0;
  }
  std::cout << kept << " programs, " << simpler << " made simpler, " << least << " as simple as can be\n";
  EXPECT_GT(2 * simpler, kept) << "there was something to simplify";
  EXPECT_GT(3 * least, 2 * kept);
}

template <class Sync>
struct OppositeLocks {
  static constexpr int kThreads = 2;
  void thread(int index) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    const Lock<Sync> first(index == 0 ? left_ : right_);
    const Lock<Sync> second(index == 0 ? right_ : left_);
  }
  Mutex<Sync> left_{"left"};
  Mutex<Sync> right_{"right"};
};

TEST(Simplified, IsTheSameEachTime) {
  const Variant variant = variant_of<SafeStack::Over<ModelSync>>("safe_stack", "sc");
  const SearchSettings settings = settings_for(variant);
  model::Guided search(1);
  const SearchResult found = model::search(settings, search);
  ASSERT_TRUE(found.failure);
  EXPECT_EQ(simplify(settings, found).result.choices, simplify(settings, found).result.choices);
}

TEST(Simplified, IsWhatWasFoundWhereNoStepIsLeft) {
  const Variant variant = variant_of<SafeStack::Over<ModelSync>>("safe_stack", "sc");
  const SearchSettings settings = settings_for(variant);
  model::Guided search(1);
  const SearchResult found = model::search(settings, search);
  ASSERT_TRUE(found.failure);
  EXPECT_EQ(simplify(settings, found, 0).result.choices, found.choices);
}

// As that of a variant that does not do the same twice.
TEST(Simplified, IsWhatWasFoundWhereThatDoesNotFailAgain) {
  const Variant variant = variant_of<OppositeLocks<ModelSync>>("case", "variant");
  SearchResult found;
  found.failure = model::Failure{Finding::kNondeterminism, "once", {}};
  const Simplified simplified = simplify(settings_for(variant), found);
  ASSERT_TRUE(simplified.result.failure);
  EXPECT_EQ(simplified.result.failure->message, "once");
  EXPECT_EQ(simplified.effort, 0);
}

}  // namespace
}  // namespace heddle
