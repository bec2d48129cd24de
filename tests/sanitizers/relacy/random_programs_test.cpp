// Reduced search against full search: a random program comes to the same outcomes and findings under both.
// What the reduction leaves out wrongly, hardly any test by hand shows.
//
// HEDDLE_PROGRAMS (in all shards together) and HEDDLE_SEED try others, any number of them:
//   HEDDLE_PROGRAMS=20000 HEDDLE_SEED=7 model_test --gtest_filter='*RandomPrograms*'
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <set>
#include <string>

#include "forwarding.hpp"
#include "random_program.hpp"
#include "sanitizers/relacy/dpor.hpp"
#include "sanitizers/relacy/tree_search.hpp"

namespace heddle::test {
namespace {

constexpr std::uint64_t kShards = 8;  // tests of their own, so that they can run at the same time
constexpr std::uint64_t kPrograms = 4'000;
constexpr std::uint64_t kMostExecutions = 200'000;  // of a program that is kept, under full search
constexpr int kLeastOften = 100;  // each act, each order and each number of threads, in what is kept

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);
  return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

std::string listed(const std::set<std::string>& outcomes) {
  std::string text;
  for (const std::string& outcome : outcomes) text += "  [" + outcome + "]\n";
  return text;
}

testing::AssertionResult are_the_same(const Outcomes& reduced, const Outcomes& full) {
  // Behind a race nobody looks for more: it is enough that both tell of it.
  const bool same = full.broken_off
                        ? reduced.broken_off && std::includes(full.all.begin(), full.all.end(),
                                                              reduced.all.begin(), reduced.all.end())
                        : reduced.all == full.all;
  return same ? testing::AssertionSuccess()
              : testing::AssertionFailure() << "full search:\n"
                                            << listed(full.all) << "reduced search:\n"
                                            << listed(reduced.all);
}

// In how many programs something occurs.
template <std::size_t Size>
struct Occurrences {
  std::array<int, Size> in_programs{};

  void count(const std::set<std::size_t>& seen) {
    for (const std::size_t one : seen) ++in_programs.at(one);
  }
  int rarest() const { return *std::min_element(in_programs.begin(), in_programs.end()); }
};

class RandomPrograms : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomPrograms, ComeToTheSameUnderReducedSearchAsUnderFullSearch) {
  const std::uint64_t wanted = (from_environment("HEDDLE_PROGRAMS", kPrograms) + kShards - 1) / kShards;
  const std::uint64_t first_seed =
      from_environment("HEDDLE_SEED", 1) * 1'000'000'000 + GetParam() * 100'000'000;
  Occurrences<kActs> acts;
  Occurrences<kOrders> orders;
  Occurrences<3> threads;
  std::uint64_t kept = 0, discarded = 0, racy = 0, executions = 0, reduced_executions = 0, redundant = 0;
  for (std::uint64_t seed = first_seed; kept < wanted; ++seed) {
    const RandomProgram program = random_program(seed);
    model::TreeSearch full_search;
    const Outcomes full = outcomes_of(program, full_search, kMostExecutions);
    if (!full.complete) {
      ++discarded;
      continue;
    }
    ++kept;
    std::set<std::size_t> its_acts, its_orders;
    for (const auto& thread : program.threads)
      for (const Action& action : thread) {
        its_acts.insert(static_cast<std::size_t>(action.act));
        if (has_order(action.act)) its_orders.insert(static_cast<std::size_t>(action.order));
      }
    acts.count(its_acts);
    orders.count(its_orders);
    threads.count({program.threads.size() - 2});

    model::Dpor dpor;
    const Outcomes reduced = outcomes_of(program, dpor, kMostExecutions);
    ASSERT_TRUE(reduced.complete) << "seed " << seed << "\n" << program.text();
    ASSERT_TRUE(are_the_same(reduced, full)) << "seed " << seed << "\n" << program.text();
    // A scheduler that is listened to does every execution from its first step.
    model::Dpor another;
    Forwarding from_the_start(another);
    const Outcomes heard = outcomes_of(program, from_the_start, kMostExecutions);
    ASSERT_EQ(std::pair(heard.executions, heard.redundant), std::pair(reduced.executions, reduced.redundant))
        << "seed " << seed << "\n"
        << program.text();
    ASSERT_TRUE(are_the_same(heard, reduced)) << "seed " << seed << "\n" << program.text();
    racy += full.broken_off ? 1 : 0;
    executions += full.executions;
    reduced_executions += reduced.executions;
    redundant += reduced.redundant;
  }
  std::cout << "seeds from " << first_seed << ": " << kept << " programs kept, " << racy
            << " of them with a race, " << discarded << " discarded; " << executions
            << " executions under full search, " << reduced_executions << " reduced and " << redundant
            << " redundant; each act in " << acts.rarest() << " programs or more\n";
  const auto least = static_cast<int>(std::min(wanted, kPrograms / kShards) * kLeastOften / kPrograms + 1);
  for (std::size_t act = 0; act < kActs; ++act)
    EXPECT_GE(acts.in_programs[act], least) << words_for(static_cast<Act>(act));
  EXPECT_GE(orders.rarest(), least);
  EXPECT_GE(threads.rarest(), least);
  EXPECT_LT(5 * reduced_executions, executions) << "there was something to reduce";
}

// ---- what random programs have found

Outcomes reduced(const RandomProgram& program) {
  model::Dpor dpor;
  return outcomes_of(program, dpor, kMostExecutions);
}

constexpr Action on(int object, Act act, int value = 0) {
  return {.act = act, .on = object, .value = value, .order = 0};
}

// Two threads lock in opposite orders while the third, which stores, has been tried and sleeps: where they
// deadlock, whoever sleeps is the only one that could go on. Still the other order of the locks has to be
// tried without it.
TEST(ReducedSearch, TurnsTheLocksOfADeadlockWhileAThirdThreadSleeps) {
  RandomProgram program;
  program.threads = {
      {on(0, Act::kStore, 1)}, {on(0, Act::kNested)}, {on(1, Act::kNested), on(0, Act::kStore, 0)}};
  const Outcomes outcomes = reduced(program);
  // Each of the two comes last, and so does each of the stores.
  for (const char* outcome : {"////00 40 ", "////10 40 ", "////00 50 ", "////10 50 "})
    EXPECT_EQ(outcomes.all.count(outcome), 1U) << outcome;
  EXPECT_EQ(outcomes.all.size(), 5U) << "and a deadlock\n" << listed(outcomes.all);
}

// Whoever gets the only permit keeps it: one spins for ever with it, and the other waits, or the other way
// round.
TEST(ReducedSearch, TurnsWhatIsBlockedInALivelock) {
  RandomProgram program;
  program.permits = 1;
  program.threads = {{on(0, Act::kAcquire), on(0, Act::kSpin)}, {on(0, Act::kAcquire)}};
  EXPECT_EQ(reduced(program).all.size(), 2U) << listed(reduced(program).all);
}

INSTANTIATE_TEST_SUITE_P(Shards, RandomPrograms, testing::Range(std::uint64_t{0}, kShards));

}  // namespace
}  // namespace heddle::test
