// Partial order reduction loses nothing: a random program comes to the same outcomes as under full search.
// The programs hold every primitive at every order; HEDDLE_PROGRAMS and HEDDLE_SEED try others, any number of
// them.
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <iostream>
#include <string>

#include "random_program.hpp"
#include "sanitizers/relacy/dpor.hpp"
#include "sanitizers/relacy/tree_search.hpp"

namespace heddle::test {
namespace {

constexpr std::uint64_t kMaxFullExecutions = 200'000;

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);
  return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

std::string listed(const std::set<std::string>& outcomes) {
  std::string text;
  for (const std::string& outcome : outcomes) text += "  [" + outcome + "]\n";
  return text;
}

TEST(RandomPrograms, ComeToTheSameOutcomesUnderPartialOrderReductionAsUnderFullSearch) {
  const std::uint64_t wanted = from_environment("HEDDLE_PROGRAMS", 2'000);
  const std::uint64_t first_seed = from_environment("HEDDLE_SEED", 1);
  std::array<int, kActs> kept_with{};
  std::uint64_t kept = 0;
  std::uint64_t discarded = 0;
  std::uint64_t full_executions = 0;
  std::uint64_t reduced_executions = 0;
  std::uint64_t redundant = 0;
  for (std::uint64_t seed = first_seed; kept < wanted; ++seed) {
    const RandomProgram program = random_program(seed);
    model::TreeSearch full_search;
    const Outcomes full = outcomes_of(program, full_search, kMaxFullExecutions);
    if (!full.complete) {
      ++discarded;
      continue;
    }
    ++kept;
    std::set<Act> acts;
    for (const auto& thread : program.threads)
      for (const Action& action : thread) acts.insert(action.act);
    for (const Act act : acts) ++kept_with[static_cast<std::size_t>(act)];

    model::Dpor dpor;
    const Outcomes reduced = outcomes_of(program, dpor, kMaxFullExecutions);
    ASSERT_TRUE(reduced.complete) << "seed " << seed << ": " << program.text();
    ASSERT_EQ(reduced.all, full.all) << "seed " << seed << ": " << program.text() << "\nfull search:\n"
                                     << listed(full.all) << "partial order reduction:\n"
                                     << listed(reduced.all);
    ASSERT_LE(reduced.executions, full.executions) << "seed " << seed << ": " << program.text();
    full_executions += full.executions;
    reduced_executions += reduced.executions;
    redundant += reduced.redundant;
  }
  if (wanted >= 2'000)
    for (int act = 0; act < kActs; ++act)
      EXPECT_GE(kept_with[static_cast<std::size_t>(act)], 100) << name_of(static_cast<Act>(act));
  std::cout << "seeds from " << first_seed << ": " << kept << " programs kept, " << discarded
            << " discarded; " << full_executions << " executions under full search, " << reduced_executions
            << " reduced, " << redundant << " of them redundant\n";
}

}  // namespace
}  // namespace heddle::test
