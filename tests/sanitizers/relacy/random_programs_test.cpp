// Reduced search against full search: a random program comes to the same outcomes and findings under both.
// What the reduction leaves out wrongly, hardly any test by hand shows. HEDDLE_PROGRAMS and HEDDLE_SEED try
// others, any number of them.
#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <set>
#include <string>
#include <utility>

#include "random_program.hpp"
#include "sanitizers/relacy/dpor.hpp"
#include "sanitizers/relacy/tree_search.hpp"

namespace heddle::test {
namespace {

constexpr std::uint64_t kPrograms = 2'000;
constexpr std::uint64_t kMostExecutions = 20'000;  // of a program that is kept, under full search
constexpr int kLeastOften = 100;                   // each act, and each order, in the programs that are kept

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);
  return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

std::string listed(const std::set<std::string>& outcomes) {
  std::string text;
  for (const std::string& outcome : outcomes) text += "  [" + outcome + "]\n";
  return text;
}

TEST(RandomPrograms, ComeToTheSameUnderReducedSearchAsUnderFullSearch) {
  const std::uint64_t wanted = from_environment("HEDDLE_PROGRAMS", kPrograms);
  const std::uint64_t first_seed = from_environment("HEDDLE_SEED", 1);
  std::array<int, kActs> with_act{};
  std::array<int, kOrders> with_order{};
  std::uint64_t kept = 0, discarded = 0, executions = 0, reduced_executions = 0, redundant = 0;
  for (std::uint64_t seed = first_seed; kept < wanted; ++seed) {
    const RandomProgram program = random_program(seed);
    model::TreeSearch full_search;
    const Outcomes full = outcomes_of(program, full_search, kMostExecutions);
    if (!full.complete) {
      ++discarded;
      continue;
    }
    ++kept;
    std::set<Act> acts;
    std::set<int> orders;
    for (const auto& thread : program.threads)
      for (const Action& action : thread) {
        acts.insert(action.act);
        orders.insert(action.order);
      }
    for (const Act act : acts) ++with_act[static_cast<std::size_t>(act)];
    for (const int order : orders) ++with_order[static_cast<std::size_t>(order)];

    model::Dpor dpor;
    const Outcomes reduced = outcomes_of(program, dpor, kMostExecutions);
    ASSERT_TRUE(reduced.complete) << "seed " << seed << "\n" << program.text();
    ASSERT_EQ(reduced.all, full.all) << "seed " << seed << "\n"
                                     << program.text() << "full search:\n"
                                     << listed(full.all) << "reduced search:\n"
                                     << listed(reduced.all);
    executions += full.executions;
    reduced_executions += reduced.executions;
    redundant += reduced.redundant;
  }
  std::cout << "seeds from " << first_seed << ": " << kept << " programs kept, " << discarded
            << " discarded; " << executions << " executions under full search, " << reduced_executions
            << " reduced and " << redundant << " redundant\n";
  if (wanted < kPrograms) return;
  for (std::size_t act = 0; act < with_act.size(); ++act)
    EXPECT_GE(with_act[act], kLeastOften) << "act " << act;
  for (std::size_t order = 0; order < with_order.size(); ++order)
    EXPECT_GE(with_order[order], kLeastOften) << "order " << order;
  EXPECT_LT(20 * reduced_executions, executions) << "there was something to reduce";
}

}  // namespace
}  // namespace heddle::test
