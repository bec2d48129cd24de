// The state of a recorded execution after each of its steps, from steps that were written by hand.
#include "heddle/report/state_text.hpp"

#include <gmock/gmock.h>

#include <sstream>
#include <string>
#include <vector>

#include "tests/support/golden.hpp"

namespace heddle {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

struct Change {
  std::string before;
  std::string after;
};

Step step(int thread, const std::string& operation, const std::string& object, int line, Change change,
          std::vector<std::string> holds = {}, const std::string& value = "") {
  Step step;
  step.thread = thread;
  step.operation = operation;
  step.object = object;
  step.value = value;
  step.file = "lib/heddle/cases/two.hpp";
  step.line = line;
  step.source = "line " + std::to_string(line);
  step.before = change.before;
  step.after = change.after;
  step.holds = std::move(holds);
  return step;
}

// Worker 0 adds under the lock, worker 1 waits for it.
Trace under_a_lock() {
  Trace trace;
  trace.title = "by hand";
  trace.threads = {"main", "worker 0", "worker 1"};
  trace.steps = {step(1, "lock", "log", 10, {"free", "held by worker 0"}, {"log"}),
                 step(1, "load relaxed", "lines", 11, {"0", "0"}, {"log"}, "0"),
                 step(2, "load relaxed", "lines", 21, {"0", "0"}, {}, "0"),
                 step(1, "store relaxed", "lines", 12, {"0", "1"}, {"log"}, "1"),
                 step(1, "unlock", "log", 13, {"held by worker 0", "free"}),
                 step(2, "lock", "log", 22, {"free", "held by worker 1"}, {"log"})};
  trace.steps[5].fault = true;
  trace.outcome = "worker 1 never gives it back";
  return trace;
}

// The line of the text that has this, in single blanks.
std::string line_with(const std::string& text, const std::string& part) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.find(part) == std::string::npos) continue;
    std::istringstream words(line);
    std::string single;
    for (std::string word; words >> word;) single += (single.empty() ? "" : " ") + word;
    return single;
  }
  return "no line with " + part + " in:\n" + text;
}

TEST(StateText, BeforeTheFirstStepHasWhatTheFirstStepsFind) {
  const std::string text = state_text(under_a_lock(), 0);
  EXPECT_THAT(text, testing::StartsWith("before the first of 6 steps\n"));
  EXPECT_EQ(line_with(text, "    'lines'"), "'lines' 0");
  EXPECT_EQ(line_with(text, "free"), "'log' free");
  EXPECT_EQ(line_with(text, "worker 0"), "worker 0 lock 'log' 10");
  EXPECT_THAT(text, Not(HasSubstr("main"))) << "it has no step";
  EXPECT_THAT(text, Not(HasSubstr("=>")));
}

TEST(StateText, AfterAStepHasItsChangeWhoTookItAndWhereTheOthersStand) {
  const std::string text = state_text(under_a_lock(), 4);
  EXPECT_THAT(text, testing::StartsWith("step 4 of 6: worker 0: store relaxed 'lines' 1, line 12\n"
                                        "      line 12\n"));
  EXPECT_EQ(line_with(text, "=>"), "=> worker 0 store relaxed 'lines' 1 unlock 'log' 13 'log'");
  EXPECT_EQ(line_with(text, "  worker 1"), "worker 1 load relaxed 'lines' 0 lock 'log' 22");
  EXPECT_EQ(line_with(text, "was"), "* 'lines' 1 (was 0)");
  EXPECT_EQ(line_with(text, "held"), "'log' held by worker 0");
}

TEST(StateText, AStepThatChangesNothingMarksNoObject) {
  EXPECT_THAT(state_text(under_a_lock(), 3), Not(HasSubstr("*")));
}

TEST(StateText, AnObjectKeepsTheStateOfItsLastStepAndALockItsHolder) {
  const std::string text = state_text(under_a_lock(), 5);
  EXPECT_EQ(line_with(text, "    'lines'"), "'lines' 1");
  EXPECT_EQ(line_with(text, "was held"), "* 'log' free (was held by worker 0)");
  EXPECT_EQ(line_with(text, "=>"), "=> worker 0 unlock 'log' (no more) 13");
}

TEST(StateText, AfterTheLastStepSaysWhatCameOfIt) {
  const std::string text = state_text(under_a_lock(), 6);
  EXPECT_THAT(text, AllOf(HasSubstr("(here it goes wrong)"), HasSubstr("so: worker 1 never gives it back")));
  EXPECT_EQ(line_with(text, "=>"), "=> worker 1 lock 'log' (no more) 22 'log'");
  EXPECT_EQ(text, state_text(under_a_lock(), 7)) << "there is nothing behind the last";
  EXPECT_THAT(state_text(under_a_lock(), 5), Not(HasSubstr("so:")));
}

TEST(StateText, OfSeveralFilesNamesTheFileOfEachPlace) {
  Trace trace = under_a_lock();
  trace.steps[3].file = "lib/heddle/log/other.hpp";
  const std::string text = state_text(trace, 4);
  EXPECT_THAT(text, testing::StartsWith("step 4 of 6: worker 0: store relaxed 'lines' 1, other.hpp:12\n"));
  EXPECT_EQ(line_with(text, "=>"), "=> worker 0 store relaxed 'lines' 1 unlock 'log' two.hpp:13 'log'");
}

TEST(StateText, NestedLocksAreHeldInTheirOrder) {
  Trace trace = under_a_lock();
  trace.steps[1].holds = {"log", "queue"};
  EXPECT_THAT(state_text(trace, 2), HasSubstr("'log', 'queue'"));
}

TEST(StateText, OfStepsThatTellNoStateHasThreadsAlone) {
  Trace trace = under_a_lock();
  for (Step& one : trace.steps) one.before = one.after = "";
  EXPECT_THAT(state_text(trace, 2), AllOf(HasSubstr("worker 0"), Not(HasSubstr("object"))));
}

TEST(StateText, OfNothingIsNoAccident) {
  EXPECT_THAT(state_text({}, 0), testing::StartsWith("before the first of 0 steps\n"));
  EXPECT_FALSE(state_text({}, 3).empty());
}

TEST(StateText, HostileTextIsMadePrintable) {
  Trace trace = under_a_lock();
  trace.threads[1] = "\x1b[31mred";
  trace.steps[0].object = trace.steps[0].after = trace.steps[0].source = "\x1b[31m\n";
  trace.steps[0].thread = 99;
  trace.steps[1].thread = -1;
  trace.outcome = "\x1b";
  for (std::size_t taken = 0; taken <= 6; ++taken)
    EXPECT_THAT(state_text(trace, taken), Not(HasSubstr("\x1b"))) << taken;
}

TEST(StateText, IsAsItWasRead) {
  test::expect_golden("state.txt", [](std::ostream& out) {
    for (std::size_t taken = 0; taken <= 6; ++taken) out << state_text(under_a_lock(), taken) << '\n';
  });
}

}  // namespace
}  // namespace heddle
