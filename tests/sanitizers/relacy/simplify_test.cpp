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
using test::settings_for;

using SafeStack = bench::SafeStack<std::memory_order_seq_cst, std::memory_order_seq_cst>;

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

// What a search stumbles over in SafeStack.
class SimplifiedSafeStack : public testing::Test {
 protected:
  SearchResult found(std::uint64_t seed) const {
    model::Guided search(seed);
    SearchResult result = model::search(settings_, search);
    EXPECT_TRUE(result.failure) << "seed " << seed;
    return result;
  }

  const Variant variant_ = variant_of<SafeStack::Over<ModelSync>>("safe_stack", "sc");
  const SearchSettings settings_ = settings_for(variant_);
};

// Its author says that it takes five preemptions at least.
TEST_F(SimplifiedSafeStack, FailsWithAFewPreemptionsInsteadOfDozens) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const SearchResult before = found(seed);
    ASSERT_TRUE(before.failure);
    const int effort_before = simplify(settings_, before, 0).effort;
    const Simplified after = simplify(settings_, before);
    EXPECT_EQ(after.result.failure->finding, before.failure->finding) << "seed " << seed;
    EXPECT_GE(after.effort, 5) << "seed " << seed;
    EXPECT_LE(after.effort, effort_before / 2) << "seed " << seed;
    std::cout << "seed " << seed << ": effort " << effort_before << " before, " << after.effort << " after\n";
  }
}

TEST_F(SimplifiedSafeStack, IsTheSameEachTime) {
  const SearchResult before = found(1);
  ASSERT_TRUE(before.failure);
  EXPECT_EQ(simplify(settings_, before).result.choices, simplify(settings_, before).result.choices);
}

TEST_F(SimplifiedSafeStack, IsWhatWasFoundWhereNoStepIsLeft) {
  const SearchResult before = found(1);
  ASSERT_TRUE(before.failure);
  EXPECT_EQ(simplify(settings_, before, 0).result.choices, before.choices);
}

// As that of a variant that does not do the same twice. Without a detour nothing fails here.
TEST_F(SimplifiedSafeStack, IsWhatWasFoundWhereThatDoesNotFailAgain) {
  SearchResult before;
  before.failure = model::Failure{Finding::kNondeterminism, "once", {}};
  const Simplified after = simplify(settings_, before);
  ASSERT_TRUE(after.result.failure);
  EXPECT_EQ(after.result.failure->message, "once");
  EXPECT_EQ(after.effort, 0);
}

}  // namespace
}  // namespace heddle
