// How far a search that was cut off says it got, where it is known by counting how much there is.
#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <regex>
#include <string>

#include "expect_verdict.hpp"
#include "locked.hpp"
#include "sanitizers/relacy/dpor.hpp"
#include "sanitizers/relacy/random_search.hpp"
#include "sanitizers/relacy/search.hpp"
#include "sanitizers/relacy/tree_search.hpp"

namespace heddle {
namespace {

using test::not_found;
using test::with_scheduler;

using Locked3x2 = test::Locked<3, 2>;
using Locked3x3 = test::Locked<3, 3>;
using Locked4x2 = test::Locked<4, 2>;

constexpr double kWithin = 4;  // "a rough estimate"

template <template <class> class Case>
std::optional<double> explored_after(model::Scheduler& scheduler, std::uint64_t executions) {
  const Variant variant = variant_of<Case<ModelSync>>("case", "variant");
  model::SearchSettings settings;
  settings.variant = &variant;
  settings.threads = variant.threads;
  settings.max_executions = executions;
  settings.max_steps = 1'000;
  model::search(settings, scheduler);
  return scheduler.explored();
}

template <class Case>
void expect_sane(model::Scheduler& scheduler, std::uint64_t percent) {
  const std::uint64_t executions = Case::orders() * percent / 100;
  const auto explored = explored_after<Case::template Over>(scheduler, executions);
  ASSERT_TRUE(explored.has_value());
  const double share = static_cast<double>(executions) / static_cast<double>(Case::orders());
  EXPECT_LT(*explored, share * kWithin) << percent << " %";
  EXPECT_GT(*explored, share / kWithin) << percent << " %";
  EXPECT_LE(*explored, 1);
}

TEST(Progress, IsEstimatedWithinAFactorOfTheTruth) {
  for (const std::uint64_t percent : {10U, 30U, 50U, 75U, 90U}) {
    model::Dpor dpor;
    expect_sane<Locked3x3>(dpor, percent);
    model::Dpor larger;
    expect_sane<Locked4x2>(larger, percent);
    model::TreeSearch full;
    expect_sane<Locked3x3>(full, percent);
  }
}

TEST(Progress, GrowsToTheWhole) {
  double last = -1;
  for (const std::uint64_t executions : {1U, 2U, 10U, 50U, 89U, 90U}) {
    model::Dpor dpor;
    const double explored = explored_after<Locked3x2::Over>(dpor, executions).value();
    EXPECT_GT(explored, last) << executions;
    last = explored;
  }
  EXPECT_EQ(last, 1);
}

TEST(Progress, OfASearchThroughNoTreeIsUnknown) {
  model::RandomSearch random(7);
  EXPECT_FALSE(explored_after<Locked3x2::Over>(random, 10).has_value());
}

TEST(Progress, IsToldWhereASearchIsCutOff) {
  for (const char* const scheduler : {"dpor", "full"}) {
    DetectorOptions options = with_scheduler(scheduler);
    options.max_executions = 252;  // a tenth of what there is
    const Verdict verdict = explore<Locked4x2::Over>(options);
    EXPECT_TRUE(not_found(verdict));
    std::smatch match;
    ASSERT_TRUE(std::regex_search(verdict.summary, match, std::regex("about ([0-9.]+) % explored")))
        << verdict.summary;
    EXPECT_GT(std::stod(match[1]), 10 / kWithin);
    EXPECT_LT(std::stod(match[1]), 10 * kWithin);
  }
}

TEST(Completeness, IsOfInequivalentExecutionsOnlyInAReducedSearch) {
  EXPECT_EQ(explore<Locked3x2::Over>(with_scheduler("dpor")).summary,
            "complete: all 90 inequivalent executions explored (partial order reduction, 3 threads)");
  EXPECT_EQ(explore<Locked3x2::Over>(with_scheduler("full")).summary,
            "complete: all 90 executions explored (full search, 3 threads)");
}

}  // namespace
}  // namespace heddle
