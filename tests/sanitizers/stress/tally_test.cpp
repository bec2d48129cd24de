// Counting outcomes.
#include "sanitizers/stress/tally.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <string>

#include "sanitizers/child/child.hpp"

namespace heddle {
namespace {

using testing::SizeIs;

constexpr Outcome kListed[]{{"2", Grade::kAcceptable, "both"}, {"1", Grade::kInteresting, "one lost"}};

TEST(Tally, ListedOutcomesComeFirstAndInTheirOrderSeenOrNot) {
  const auto tally = Tally::make_shared();
  tally->add("1");
  tally->add("x");
  tally->add("1");
  const auto counts = tally->counts(kListed);
  ASSERT_THAT(counts, SizeIs(3));
  EXPECT_EQ(counts[0].text, "2");
  EXPECT_EQ(counts[0].count, 0U);
  EXPECT_EQ(counts[0].meaning, "both");
  EXPECT_EQ(counts[1].text, "1");
  EXPECT_EQ(counts[1].count, 2U);
  EXPECT_EQ(counts[1].grade, Grade::kInteresting);
  EXPECT_EQ(counts[2].text, "x");
  EXPECT_EQ(counts[2].grade, Grade::kForbidden);
  EXPECT_EQ(tally->rounds(), 3U);
}

TEST(Tally, WhereNothingIsListedEverythingIsAcceptable) {
  const auto tally = Tally::make_shared();
  tally->add("x");
  EXPECT_EQ(tally->counts({}).at(0).grade, Grade::kAcceptable);
}

TEST(Tally, OutcomesBeyondTheLimitAreCountedTogether) {
  const auto tally = Tally::make_shared();
  for (std::size_t i = 0; i < Tally::kMostOutcomes + 10; ++i) tally->add(std::to_string(i));
  const auto counts = tally->counts({});
  ASSERT_THAT(counts, SizeIs(Tally::kMostOutcomes + 1));
  EXPECT_EQ(counts.back().text, "(further outcomes)");
  EXPECT_EQ(counts.back().count, 10U);
  EXPECT_EQ(tally->counts(kListed).back().grade, Grade::kForbidden);
}

TEST(Tally, ALongTextIsCut) {
  const auto tally = Tally::make_shared();
  tally->add(std::string(10'000, 'x'));
  tally->add(std::string(20'000, 'x'));
  const auto counts = tally->counts({});
  ASSERT_THAT(counts, SizeIs(1));
  EXPECT_EQ(counts[0].text, std::string(Tally::kLongestText, 'x'));
  EXPECT_EQ(counts[0].count, 2U);
}

TEST(Tally, OutlivesTheProcessThatCounts) {
  const auto tally = Tally::make_shared();
  run_in_child([&]() -> std::string {
    tally->add("seen");
    ::_exit(1);
  });
  EXPECT_EQ(tally->counts({}).at(0).text, "seen");
}

}  // namespace
}  // namespace heddle
