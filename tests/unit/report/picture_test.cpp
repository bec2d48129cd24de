// The layout of a picture: what every writer draws, whatever it draws on.
#include "heddle/report/picture.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <vector>

#include "sample_verdicts.hpp"

namespace heddle {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Life = Picture::LaneState::Life;
using Why = Picture::Stop::Why;

Step step_of(int thread) {
  return {
      .thread = thread, .operation = "read", .object = "rows", .value = "0", .file = "a.hpp", .source = ""};
}

Trace trace_of(const std::vector<int>& threads) {
  Trace trace{.title = "", .threads = {"main", "a", "b", "c"}, .steps = {}, .outcome = ""};
  for (const int thread : threads) trace.steps.push_back(step_of(thread));
  return trace;
}

Picture picture_of(const Trace& trace, ShownSteps shown = {}) {
  return picture_of(Verdict{}, trace, shown);
}

std::vector<std::string> lane_names(const Picture& picture) {
  std::vector<std::string> names;
  for (const Picture::Lane& lane : picture.lanes) names.push_back(lane.name);
  return names;
}

std::vector<Life> lives_of(const Picture& picture, std::size_t lane) {
  std::vector<Life> lives;
  for (const Picture::Row& row : picture.rows) lives.push_back(row.lanes.at(lane).life);
  return lives;
}

TEST(Picture, HasALaneForEachThreadThatTakesAStepInTheirOrder) {
  const Trace trace = trace_of({3, 1, 3});
  EXPECT_THAT(lane_names(picture_of(trace)), ElementsAre("a", "c"));
}

TEST(Picture, LeavesMainOutOfTheLanesWhereItRunsAlone) {
  const Trace trace = trace_of({0, 1, 2, 0});
  const Picture picture = picture_of(trace);
  EXPECT_THAT(lane_names(picture), ElementsAre("a", "b"));
  EXPECT_FALSE(picture.rows[0].lane);
  EXPECT_EQ(picture.rows[0].who, "main");
  EXPECT_FALSE(picture.rows[3].lane);
}

TEST(Picture, GivesMainALaneWhereItRunsAmongTheOthersOrThereIsNoOther) {
  const Trace among = trace_of({1, 0, 1});
  EXPECT_THAT(lane_names(picture_of(among)), ElementsAre("main", "a"));
  const Trace alone = trace_of({0, 0});
  EXPECT_THAT(lane_names(picture_of(alone)), ElementsAre("main"));
}

TEST(Picture, HasNoLaneForAStepOfNoThread) {
  const Trace trace = trace_of({-1, 1, -1});
  const Picture picture = picture_of(trace);
  EXPECT_THAT(lane_names(picture), ElementsAre("a"));
  EXPECT_FALSE(picture.rows[2].lane);
  EXPECT_EQ(picture.rows[2].who, "");
}

TEST(Picture, TellsAPreemptionFromAWaitAndFromAnEnd) {
  Trace trace = trace_of({1, 2, 1, 2});
  trace.steps[1].preempts = true;
  const Picture picture = picture_of(trace);
  EXPECT_FALSE(picture.rows[0].stop);
  EXPECT_EQ(picture.rows[1].stop->why, Why::kPreempted);
  EXPECT_EQ(picture.rows[1].stop->lane, 0U);
  EXPECT_EQ(picture.rows[2].stop->why, Why::kWaits);  // b goes on in the last step
  EXPECT_EQ(picture.rows[2].stop->lane, 1U);
  EXPECT_EQ(picture.rows[3].stop->why, Why::kGone);
}

TEST(Picture, AThreadRunsInItsStepsIsStoppedBetweenThemAndIsGoneAfterTheLast) {
  const Trace trace = trace_of({2, 1, 2, 1, 2});
  EXPECT_THAT(lives_of(picture_of(trace), 0),
              ElementsAre(Life::kStopped, Life::kRuns, Life::kStopped, Life::kRuns, Life::kGone));
}

TEST(Picture, AThreadThatWasPreemptedForGoodIsStillThere) {
  Trace trace = trace_of({1, 2, 2});
  trace.steps[1].preempts = true;
  EXPECT_THAT(lives_of(picture_of(trace), 0), ElementsAre(Life::kRuns, Life::kStopped, Life::kStopped));
}

TEST(Picture, AThreadThatIsStuckIsStillThere) {
  Trace trace = trace_of({1, 2});
  trace.steps[0].fault = true;
  EXPECT_THAT(lives_of(picture_of(trace), 0), ElementsAre(Life::kRuns, Life::kStopped));
}

TEST(Picture, ALockIsHeldFromTheStepThatTakesItToTheOneThatGivesItBack) {
  Trace trace = trace_of({1, 2, 1, 2});
  trace.steps[0].object = trace.steps[2].object = "m";
  trace.steps[0].holds = {"m"};
  const Picture picture = picture_of(trace);
  std::vector<bool> held;
  for (const Picture::Row& row : picture.rows) held.push_back(row.lanes[0].holds_a_lock());
  EXPECT_THAT(held, ElementsAre(true, true, false, false));
  EXPECT_TRUE(picture.rows[0].moves_lock);
  EXPECT_FALSE(picture.rows[0].before.holds_a_lock());
  EXPECT_TRUE(picture.rows[2].moves_lock);
  EXPECT_TRUE(picture.rows[2].before.holds_a_lock());
  EXPECT_FALSE(picture.rows[1].moves_lock);
}

TEST(Picture, TellsTheLocksWhereThereAreSeveralOrSomethingGoesWrong) {
  Trace trace = trace_of({1, 1, 1, 1});
  trace.steps[0].holds = {"m"};
  trace.steps[1].holds = trace.steps[2].holds = {"m", "n"};
  trace.steps[3].holds = {"m"};
  trace.steps[3].fault = true;
  const Picture picture = picture_of(trace);
  std::vector<bool> told;
  for (const Picture::Row& row : picture.rows) told.push_back(row.tells_locks);
  EXPECT_THAT(told, ElementsAre(false, true, false, true));
  EXPECT_EQ(words_for(trace.steps[1].holds), "holds 'm', 'n'");
  EXPECT_EQ(words_for(std::vector<std::string>{}), "");
}

TEST(Picture, APassKnowsTheStepAndItsLane) {
  Trace trace = trace_of({1, 2, 0});
  trace.steps[1].from = 0;
  trace.steps[2].from = 1;
  const Picture picture = picture_of(trace);
  EXPECT_FALSE(picture.rows[0].pass);
  EXPECT_EQ(picture.rows[1].pass->number, 1U);
  EXPECT_EQ(picture.rows[1].pass->lane, 0U);
  EXPECT_EQ(picture.rows[2].pass->lane, 1U);
}

TEST(Picture, OfADataRaceTheFaultPointsAtTheAccessThatItMeets) {
  Trace trace = trace_of({1, 2, 2});
  trace.steps[1].from = trace.steps[2].from = 0;
  trace.steps[2].fault = true;
  Verdict verdict;
  verdict.finding = Finding::kDataRace;
  Picture picture = heddle::picture_of(verdict, trace);
  EXPECT_EQ(words_for(*picture.rows[1].pass), "from step 1");
  EXPECT_EQ(words_for(*picture.rows[2].pass), "races with step 1");
  verdict.finding = Finding::kWrongOutcome;
  picture = heddle::picture_of(verdict, trace);
  EXPECT_EQ(words_for(*picture.rows[2].pass), "from step 1");
}

TEST(Picture, AStepTakesNothingFromItselfFromALaterOneOrFromOneThatIsNot) {
  for (const int from : {-1, -7, 1, 2, 2'000'000'000}) {
    Trace trace = trace_of({1, 2, 1});
    trace.steps[1].from = from;
    EXPECT_FALSE(picture_of(trace).rows[1].pass) << from;
  }
}

TEST(Picture, OfALongExecutionTheMiddleIsLeftOutAndCounted) {
  std::vector<int> threads(100, 1);
  threads[50] = 2;  // a thread that only takes steps which are not shown
  const Trace trace = trace_of(threads);
  const Picture picture = picture_of(trace, {.first = 3, .last = 4});
  std::vector<std::size_t> numbers;
  for (const Picture::Row& row : picture.rows) numbers.push_back(row.number);
  EXPECT_THAT(numbers, ElementsAre(1, 2, 3, 97, 98, 99, 100));
  EXPECT_EQ(picture.rows[3].left_out, 93U);
  EXPECT_EQ(picture.rows[4].left_out, 0U);
  EXPECT_THAT(lane_names(picture), ElementsAre("a"));
}

TEST(Picture, AnExecutionThatFitsIsShownWhole) {
  const Trace trace = trace_of({1, 1, 1, 1, 1, 1, 1});
  const Picture picture = picture_of(trace, {.first = 3, .last = 4});
  EXPECT_EQ(picture.rows.size(), 7U);
  EXPECT_TRUE(std::all_of(picture.rows.begin(), picture.rows.end(),
                          [](const Picture::Row& row) { return row.left_out == 0; }));
}

TEST(Picture, AThreadWithoutANameGetsOne) {
  Trace trace = trace_of({9, 1});
  trace.threads[1] = "  ";
  EXPECT_THAT(lane_names(picture_of(trace)), ElementsAre("thread 1", "thread 9"));
}

TEST(Picture, NamesTheFileThatAllStepsAreOf) {
  Trace trace = trace_of({1, 1, 1});
  trace.steps[1].file = "";
  trace.steps[2].line = 12;
  Picture picture = picture_of(trace);
  EXPECT_EQ(picture.file, "a.hpp");
  EXPECT_EQ(place_in(picture, trace.steps[2]), "12");
  trace.steps[2].file = "lib/b.hpp";
  picture = picture_of(trace);
  EXPECT_EQ(picture.file, "");
  EXPECT_EQ(place_in(picture, trace.steps[2]), "b.hpp:12");
  EXPECT_EQ(place_in(picture, trace.steps[0]), "a.hpp");
  EXPECT_EQ(place_in(picture, trace.steps[1]), "");
  EXPECT_FALSE(picture.rows[1].changes_file);
  EXPECT_TRUE(picture.rows[2].changes_file);
}

TEST(Picture, AnEffectIsAChangeOrWhatTheThreadGot) {
  const auto effect = [](const std::string& value, const std::string& before, const std::string& after,
                         bool fault = false) {
    Trace trace = trace_of({1});
    trace.steps[0].value = value;
    trace.steps[0].before = before;
    trace.steps[0].after = after;
    trace.steps[0].fault = fault;
    return effect_of(picture_of(trace).rows[0], "->");
  };
  EXPECT_EQ(effect("0", "0", "0"), "0");
  EXPECT_EQ(effect("0", "0", "1"), "0 -> 1");
  EXPECT_EQ(effect("1", "0", "1"), "0 -> 1");
  EXPECT_EQ(effect("taken", "1 permit", "0 permits"), "taken, 1 permit -> 0 permits");
  EXPECT_EQ(effect("", "", "1"), "1");
  EXPECT_EQ(effect("", "0", "0"), "");
  EXPECT_EQ(effect("", "held by b", "held by b", true), "held by b");
}

TEST(Picture, AWriteTellsWhatItLeavesThoughItWasThereBefore) {
  Trace trace = trace_of({1, 1, 1});
  for (Step& step : trace.steps) {
    step.value = "";
    step.before = step.after = "1";
  }
  trace.steps[0].operation = "write";
  trace.steps[1].operation = "store release";
  trace.steps[2].operation = "notify_one (nobody waits)";
  const Picture picture = picture_of(trace);
  EXPECT_EQ(effect_of(picture.rows[0], "->"), "1 -> 1");
  EXPECT_EQ(effect_of(picture.rows[1], "->"), "1 -> 1");
  EXPECT_EQ(effect_of(picture.rows[2], "->"), "");
}

TEST(Picture, AnAccessThatRacesHasNoEffect) {
  Trace trace = trace_of({1, 2});
  trace.steps[1].operation = "write";
  trace.steps[1].value = "";
  trace.steps[1].before = trace.steps[1].after = "0";
  trace.steps[1].from = 0;
  trace.steps[1].fault = true;
  Verdict verdict;
  verdict.finding = Finding::kDataRace;
  EXPECT_EQ(effect_of(heddle::picture_of(verdict, trace).rows[1], "->"), "");
}

TEST(Picture, OfNoStepHasNoRowAndNoLane) {
  const Trace trace;
  const Picture picture = picture_of(trace);
  EXPECT_THAT(picture.rows, IsEmpty());
  EXPECT_THAT(picture.lanes, IsEmpty());
  EXPECT_EQ(picture.replay, "");
}

TEST(Picture, SourceKeepsItsWordsAndNotItsColumns) {
  Step step = step_of(1);
  step.source = "  a(b);      // c  ";
  EXPECT_EQ(source_of(step), "a(b); // c ");
}

TEST(Picture, EveryStateIsThereForEveryLaneOfEveryVerdict) {
  for (const Verdict& verdict : test::verdicts_with_traces())
    for (const Trace& trace : verdict.traces) {
      const Picture picture = heddle::picture_of(verdict, trace);
      for (const Picture::Row& row : picture.rows) {
        ASSERT_EQ(row.lanes.size(), picture.lanes.size());
        if (row.lane) {
          EXPECT_EQ(row.lanes.at(*row.lane).life, Life::kRuns);
        }
        EXPECT_LE(std::count_if(row.lanes.begin(), row.lanes.end(),
                                [](const auto& lane) { return lane.life == Life::kRuns; }),
                  1);
      }
    }
}

}  // namespace
}  // namespace heddle
