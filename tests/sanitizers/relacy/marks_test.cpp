// Marks of steps: what makes another one and what does not, and which step is named when one differs.
#include "sanitizers/relacy/marks.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace heddle::model {
namespace {

Step step(int thread, std::string operation, std::string object) {
  Step step;
  step.thread = thread;
  step.operation = std::move(operation);
  step.object = std::move(object);
  return step;
}

std::vector<Step> some_steps() {
  return {step(1, "lock", "first"), step(1, "load relaxed", "count"), step(2, "load relaxed", "count"),
          step(1, "store relaxed", "count"), step(1, "unlock", "first")};
}

std::vector<Step> many_steps(std::size_t count) {
  std::vector<Step> steps;
  for (std::size_t i = 0; i < count; ++i)
    steps.push_back(step(static_cast<int>(i % 3), "load", "object " + std::to_string(i)));
  return steps;
}

// The step that is named, from 0; -1: none.
int first_that_differs(const std::vector<Step>& then, const std::vector<Step>& now) {
  const auto found = difference(marks_of(then), now);
  if (!found) return -1;
  EXPECT_EQ(found->first, found->last);
  return static_cast<int>(found->first);
}

TEST(Marks, HaveTwelveBitsForEachOfAFewStepsAndSixForEachOfMoreAndEighteenForAll) {
  for (const auto& [count, end] : {std::pair{1U, 4096}, {24U, 4096}, {25U, 64}, {100U, 64}}) {
    const Marks marks = marks_of(many_steps(count));
    EXPECT_EQ(marks.steps, count);
    ASSERT_EQ(marks.each.size(), count - 1);
    for (const auto mark : marks.each) EXPECT_LT(mark, end);
    EXPECT_LT(marks.whole, 1U << 18);
  }
}

TEST(Marks, OfNoStepsAreNone) {
  const Marks marks = marks_of({});
  EXPECT_EQ(marks.steps, 0U);
  EXPECT_TRUE(marks.each.empty());
  EXPECT_EQ(difference(marks, {}), std::nullopt);
  EXPECT_EQ(difference(marks, some_steps()), std::nullopt);
}

TEST(Marks, AreTheSameWhereAStepStandsElsewhereOrHasAnotherValueOrOrder) {
  std::vector<Step> now = some_steps();
  for (Step& one : now) {
    one.file = "elsewhere.hpp";
    one.line = 7;
    one.source = "other text";
    one.value = "42";
    one.before = "41";
    one.after = "42";
    one.holds = {"first"};
    one.from = 0;
    one.preempts = one.fault = true;
  }
  now[1].operation = "load (stale) acquire";
  now[3].operation = "store release";
  EXPECT_EQ(marks_of(now), marks_of(some_steps()));
}

TEST(Difference, IsTheFirstStepWithAnotherThreadOperationOrName) {
  for (std::size_t i = 0; i < some_steps().size(); ++i) {
    const int expected = static_cast<int>(i);
    std::vector<Step> now = some_steps();
    now[i].thread = 3;
    EXPECT_EQ(first_that_differs(some_steps(), now), expected);
    now = some_steps();
    now[i].operation = "exchange relaxed";
    EXPECT_EQ(first_that_differs(some_steps(), now), expected);
    now = some_steps();
    now[i].object = "other";
    EXPECT_EQ(first_that_differs(some_steps(), now), expected);
  }
}

TEST(Difference, IsWhereAStepWasAddedOrIsMissing) {
  std::vector<Step> more = some_steps();
  more.insert(more.begin() + 2, step(1, "fetch_add 1 relaxed", "count"));
  EXPECT_EQ(first_that_differs(some_steps(), more), 2);
  EXPECT_EQ(first_that_differs(more, some_steps()), 2);
}

TEST(Difference, IsNoneOfWhatGoesOnBehindThem) {
  std::vector<Step> now = some_steps();
  now.push_back(step(0, "load", "count"));
  EXPECT_EQ(first_that_differs(some_steps(), now), -1);
}

TEST(Difference, IsOneBehindTheLastOfAnExecutionThatEndsEarlier) {
  const std::vector<Step> all = some_steps();
  for (std::size_t left = 0; left < all.size(); ++left)
    EXPECT_EQ(first_that_differs(all, {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(left)}),
              static_cast<int>(left));
}

TEST(Difference, IsNotBlindToWhereANameEnds) {
  std::vector<Step> then = some_steps();
  then[1].operation = "load";
  then[1].object = "count";
  std::vector<Step> now = then;
  now[1].operation = "loadc";
  now[1].object = "ount";
  EXPECT_EQ(first_that_differs(then, now), 1);
}

// A mark of six bits has 64 values, so that of many other steps some have that of the right one; a later mark
// tells the change all the same.
TEST(Difference, IsToldLaterWhereAMarkIsTheSameByChance) {
  const std::vector<Step> then = many_steps(30);
  int same_mark = 0;
  for (int i = 0; i < 1000; ++i) {
    std::vector<Step> now = then;
    now[20].object = "other " + std::to_string(i);
    same_mark += marks_of(now).each[20] == marks_of(then).each[20];
    const auto found = difference(marks_of(then), now);
    ASSERT_TRUE(found);
    EXPECT_GE(found->first, 20U);
    if (found->first > 20) {
      EXPECT_EQ(marks_of(now).each[20], marks_of(then).each[20]);
    }
  }
  EXPECT_GT(same_mark, 0);
  EXPECT_LT(same_mark, 1000 / 64 * 4);
}

TEST(Marks, OfALongExecutionAreAHundredAtMostAndNameAStretch) {
  for (const std::size_t count : {99U, 100U, 101U, 199U, 200U, 201U, 1000U, 9'999U}) {
    const Marks marks = marks_of(many_steps(count));
    EXPECT_EQ(marks.each.size(), Marks::count(count));
    EXPECT_LT(marks.each.size(), Marks::kMost);
    EXPECT_EQ(difference(marks, many_steps(count)), std::nullopt) << count;
    EXPECT_EQ(difference(marks, many_steps(count + 5)), std::nullopt) << count;
  }
  const Marks marks = marks_of(many_steps(250));  // 3 steps to a mark
  std::vector<Step> now = many_steps(250);
  now[100].object = "other";
  auto found = difference(marks, now);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->first, 99U);
  EXPECT_EQ(found->last, 101U);
  now = many_steps(100);  // the last of them has no mark of its own
  found = difference(marks, now);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->first, 99U);
  EXPECT_EQ(found->last, 100U);
}

TEST(Taken, AreTheStepsBeforeThoseThatADeadlockLeavesWaiting) {
  Trace trace;
  trace.steps = some_steps();
  trace.steps[3].fault = trace.steps[4].fault = true;
  EXPECT_EQ(taken(trace, Finding::kDeadlock).size(), 3U);
  EXPECT_EQ(taken(trace, Finding::kDataRace).size(), 5U);
  EXPECT_EQ(taken(trace, Finding::kNone).size(), 5U);
}

}  // namespace
}  // namespace heddle::model
