// What explain() says of traces made by hand: one for each pattern, and next to it those that only look like
// it, for which it must not claim it.
#include "sanitizers/relacy/explain.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace heddle::model {
namespace {

using Locks = std::vector<std::string>;

// A step of worker 0, 1 or 2.
struct By {
  int worker;
  std::string operation;
  std::string object;

  Step step() const {
    return {.thread = 1 + worker,
            .operation = operation,
            .object = object,
            .value = "",
            .file = "",
            .line = 0,
            .source = ""};
  }
};

Step read(int worker, std::string object, std::string value, int from = -1, std::string how = "read") {
  Step step = By{worker, std::move(how), std::move(object)}.step();
  step.value = step.before = step.after = std::move(value);
  step.from = from;
  return step;
}
Step write(int worker, std::string object, std::string before, std::string after, std::string how = "write") {
  Step step = By{worker, std::move(how), std::move(object)}.step();
  step.before = std::move(before);
  step.after = std::move(after);
  return step;
}
Step stale(int worker, std::string object, std::string saw, std::string newest, std::string order) {
  Step step = read(worker, std::move(object), std::move(saw), -1, "load (stale) " + order);
  step.before = step.after = std::move(newest);
  return step;
}
Step at_fault(Step step, int from = -1) {
  step.fault = true;
  step.from = from;
  return step;
}
Step with(Step step, Locks holds) {
  step.holds = std::move(holds);
  return step;
}
Step with_from(Step step, int from) {
  step.from = from;
  return step;
}
Step other(int worker, std::string operation, std::string object, std::string before = "",
           std::string after = "", Locks holds = {}) {
  Step step = By{worker, std::move(operation), std::move(object)}.step();
  step.before = std::move(before);
  step.after = std::move(after);
  step.holds = std::move(holds);
  return step;
}

Trace trace(std::vector<Step> steps) {
  return {.title = "",
          .threads = {"main", "worker 0", "worker 1", "worker 2"},
          .steps = std::move(steps),
          .outcome = "the outcome itself"};
}
std::string race(std::vector<Step> steps) {
  return explain(trace(std::move(steps)), Finding::kDataRace);
}
std::string deadlock(std::vector<Step> steps) {
  return explain(trace(std::move(steps)), Finding::kDeadlock);
}
std::string outcome(std::vector<Step> steps) {
  return explain(trace(std::move(steps)), Finding::kWrongOutcome);
}
const std::string kNoPattern = "the outcome itself";

// ---- data races

TEST(ExplainRace, NamesBothAccesses) {
  EXPECT_EQ(race({write(0, "rows", "0", "1"), at_fault(read(1, "rows", "1"), 0)}),
            "worker 1 read 'rows' while nothing orders it after the write by worker 0: neither held a lock");
  EXPECT_EQ(race({read(0, "rows", "0"), at_fault(write(1, "rows", "0", "0"), 0)}),
            "worker 1 wrote 'rows' while nothing orders it after the read by worker 0: neither held a lock");
}
TEST(ExplainRace, NamesTheElements) {
  EXPECT_EQ(
      race({write(0, "rows", "", "", "write [0, 3)"), at_fault(read(1, "rows", "", -1, "read [2]"), 0)}),
      "worker 1 read element 2 of 'rows' while nothing orders it after the write by worker 0: neither held a "
      "lock");
  EXPECT_EQ(
      race({write(0, "rows", "", "", "write [2]"), at_fault(write(1, "rows", "", "", "write [1, 4)"), 0)}),
      "worker 1 wrote elements 1 to 3 of 'rows' while nothing orders it after the write by worker 0: neither "
      "held a lock");
}
TEST(ExplainRace, NamesTheLocksThatDiffer) {
  EXPECT_EQ(
      race({with(write(0, "rows", "0", "1"), {"left"}), at_fault(with(read(1, "rows", "1"), {"right"}), 0)}),
      "worker 1 read 'rows' while nothing orders it after the write by worker 0: worker 0 held 'left', "
      "worker 1 "
      "'right'");
  EXPECT_EQ(race({write(0, "rows", "0", "1"), at_fault(with(read(1, "rows", "1"), {"a", "b", "c"}), 0)}),
            "worker 1 read 'rows' while nothing orders it after the write by worker 0: worker 0 held no "
            "lock, worker 1 "
            "'a', 'b' and 'c'");
}
TEST(ExplainRace, KnowsASharedLockFromOneThatExcludes) {
  EXPECT_EQ(
      race({with(write(0, "rows", "0", "1"), {"shared"}),
            at_fault(with(write(1, "rows", "1", "1"), {"shared"}), 0)}),
      "worker 1 wrote 'rows' while nothing orders it after the write by worker 0: both only share 'shared'");
}
TEST(ExplainRace, NamesAFlagThatOrdersNothing) {
  const auto with_flag = [](const std::string& store, const std::string& load) {
    return race({write(0, "payload", "0", "7"), write(0, "flag", "false", "true", store),
                 read(1, "flag", "true", 1, load), at_fault(read(1, "payload", "7"), 0)});
  };
  const std::string begin = "worker 1 read 'payload' while nothing orders it after the write by worker 0: ";
  EXPECT_EQ(with_flag("store relaxed", "load relaxed"), begin + "'flag' is relaxed");
  EXPECT_EQ(with_flag("store relaxed", "load acquire"), begin + "the store to 'flag' is relaxed");
  EXPECT_EQ(with_flag("store release", "load relaxed"), begin + "the load of 'flag' is relaxed");
  EXPECT_EQ(with_flag("store release", "load acquire"), begin + "neither held a lock")
      << "the flag is in order";
}
TEST(ExplainRace, DoesNotBlameAFlagThatWasRaisedBefore) {
  EXPECT_EQ(
      race({write(0, "flag", "false", "true", "store relaxed"), write(0, "payload", "0", "7"),
            read(1, "flag", "true", 0, "load relaxed"), at_fault(read(1, "payload", "7"), 1)}),
      "worker 1 read 'payload' while nothing orders it after the write by worker 0: neither held a lock");
}
TEST(ExplainRace, NamesASemaphoreThatLetBothIn) {
  EXPECT_EQ(race({other(0, "acquire", "permits"), write(0, "rows", "0", "1"), other(1, "acquire", "permits"),
                  at_fault(read(1, "rows", "1"), 1)}),
            "worker 1 read 'rows' while nothing orders it after the write by worker 0: both had a permit of "
            "'permits'");
  EXPECT_EQ(race({other(0, "acquire", "permits"), write(0, "rows", "0", "1"), other(1, "acquire", "permits"),
                  other(1, "release", "permits"), at_fault(read(1, "rows", "1"), 1)}),
            "worker 1 read 'rows' while nothing orders it after the write by worker 0: neither held a lock")
      << "one has given its permit back";
}
TEST(ExplainRace, SaysTheOutcomeWhereTheOtherAccessIsNotKnown) {
  EXPECT_EQ(race({write(0, "rows", "0", "1"), at_fault(read(1, "rows", "1"))}), kNoPattern);
  EXPECT_EQ(race({}), kNoPattern);
}

// ---- deadlocks

Step wait(int worker, std::string operation, std::string object, std::string before, Locks holds = {}) {
  return at_fault(other(worker, std::move(operation), std::move(object), before, before, std::move(holds)));
}

TEST(ExplainDeadlock, NamesACycleOfLocks) {
  EXPECT_EQ(deadlock({other(0, "lock", "left", "free", "held by worker 0", {"left"}),
                      other(1, "lock", "right", "free", "held by worker 1", {"right"}),
                      wait(0, "waits: lock", "right", "held by worker 1", {"left"}),
                      wait(1, "waits: lock", "left", "held by worker 0", {"right"})}),
            "worker 0 holds 'left' and waits for 'right'; worker 1 holds 'right' and waits for 'left'");
}
TEST(ExplainDeadlock, LeavesOutWhoWaitsForACycleFromOutside) {
  EXPECT_EQ(deadlock({wait(0, "waits: lock", "a", "held by worker 1", {"z"}),
                      wait(1, "waits: lock", "b", "held by worker 2", {"a"}),
                      wait(2, "waits: lock", "a", "held by worker 1", {"b"})}),
            "worker 1 holds 'a' and waits for 'b'; worker 2 holds 'b' and waits for 'a'");
}
TEST(ExplainDeadlock, NamesACycleOfPermits) {
  EXPECT_EQ(deadlock({other(0, "acquire", "left"), other(1, "acquire", "right"),
                      wait(0, "waits: acquire", "right", "no permit"),
                      wait(1, "waits: acquire", "left", "no permit")}),
            "worker 0 has a permit of 'left' and waits for one of 'right'; worker 1 has a permit of 'right' "
            "and waits "
            "for one of 'left'");
}
TEST(ExplainDeadlock, TellsALostNotification) {
  EXPECT_EQ(deadlock({other(1, "notify_one (nobody waits)", "ready", "nobody waits", "nobody waits"),
                      other(0, "wait", "ready", "nobody waits", "worker 0 waits"),
                      wait(0, "waits for a notification", "ready", "worker 0 waits")}),
            "worker 1 notified 'ready' before worker 0 waited for it; nobody notifies again");
}
TEST(ExplainDeadlock, TellsANotificationThatWentToAnother) {
  EXPECT_EQ(deadlock({other(0, "wait", "ready", "nobody waits", "worker 0 waits"),
                      other(1, "wait", "ready", "worker 0 waits", "worker 0, worker 1 wait"),
                      other(2, "notify_one", "ready", "worker 0, worker 1 wait", "worker 1 waits"),
                      wait(1, "waits for a notification", "ready", "worker 1 waits")}),
            "worker 2 notified one of those who waited for 'ready', and not worker 1; nobody notifies again");
}
TEST(ExplainDeadlock, TellsThatNobodyNotifies) {
  EXPECT_EQ(deadlock({other(0, "wait", "ready", "nobody waits", "worker 0 waits"),
                      wait(0, "waits for a notification", "ready", "worker 0 waits")}),
            "worker 0 waits for 'ready', and nobody notifies it");
}
TEST(ExplainDeadlock, FollowsWaitsToTheirRoot) {
  EXPECT_EQ(deadlock({wait(0, "waits: lock", "mutex", "held by worker 1"),
                      wait(1, "waits: pass", "barrier", "1 of 2 arrived", {"mutex"}),
                      wait(2, "waits: join", "worker 0", "running")}),
            "worker 1 waits at 'barrier', where 1 of 2 arrived");
}
TEST(ExplainDeadlock, NamesWhatElseIsWaitedFor) {
  EXPECT_EQ(deadlock({wait(0, "waits: acquire", "permits", "no permit")}),
            "worker 0 waits for a permit of 'permits', and nobody releases one");
  EXPECT_EQ(deadlock({wait(0, "waits: wait", "latch", "2")}),
            "worker 0 waits for 'latch', and nobody counts it down from 2");
  EXPECT_EQ(
      deadlock({wait(0, "waits: wait", "latch", "2"), wait(1, "waits: pass", "barrier", "1 of 3 arrived")}),
      "worker 0 waits for 'latch', and nobody counts it down from 2; worker 1 waits at 'barrier', where 1 of "
      "3 "
      "arrived");
  EXPECT_EQ(deadlock({}), kNoPattern);
}
TEST(ExplainDeadlock, TellsAThreadThatWaitsForItself) {
  EXPECT_EQ(explain(trace({other(0, "lock", "mutex", "free", "held by worker 0", {"mutex"}),
                           wait(0, "lock", "mutex", "held by worker 0", {"mutex"})}),
                    Finding::kSelfDeadlock),
            "worker 0 locks 'mutex', which it holds already");
  EXPECT_EQ(explain(trace({wait(0, "join", "loader", "running")}), Finding::kSelfDeadlock), kNoPattern);
}
TEST(ExplainLivelock, NamesWhatEachLooksAt) {
  EXPECT_EQ(explain(trace({read(0, "first", "false", -1, "load seq_cst"), at_fault(other(0, "yield", "")),
                           read(1, "second", "false", -1, "load seq_cst"), at_fault(other(1, "yield", ""))}),
                    Finding::kLivelock),
            "worker 0 waits in a loop for 'first' to change; worker 1 waits in a loop for 'second' to "
            "change; nobody "
            "changes them");
  EXPECT_EQ(explain(trace({at_fault(other(0, "yield", ""))}), Finding::kLivelock), kNoPattern)
      << "it is not known what it looks at";
}

// ---- lifetimes

TEST(ExplainUseAfterFree, NamesWhoDestroyedIt) {
  EXPECT_EQ(
      explain(trace({at_fault(other(1, "lock", "mutex", "destroyed by worker 0", "destroyed by worker 0"))}),
              Finding::kUseAfterFree),
      "the lock of 'mutex' by worker 1 comes after its destruction by worker 0");
  EXPECT_EQ(explain(trace({read(1, "rows", "0"), at_fault(other(0, "destruction", "rows"), 0)}),
                    Finding::kUseAfterFree),
            "worker 0 destroyed 'rows' while nothing orders it after the read by worker 1");
  EXPECT_EQ(explain(trace({at_fault(other(0, "destruction", "rows"))}), Finding::kUseAfterFree), kNoPattern);
}

// ---- wrong outcomes

TEST(ExplainOutcome, TellsALostIncrement) {
  EXPECT_EQ(outcome({read(0, "rows", "4"), read(1, "rows", "4"), write(1, "rows", "4", "5"),
                     write(0, "rows", "5", "5")}),
            "worker 0 read 'rows' before worker 1 wrote it; one increment was lost");
  EXPECT_EQ(outcome({read(0, "rows", "4"), read(1, "rows", "4"), write(1, "rows", "4", "5"),
                     read(2, "rows", "5"), write(2, "rows", "5", "6"), write(0, "rows", "6", "5")}),
            "worker 0 read 'rows' before worker 1 wrote it; 2 increments were lost");
}
TEST(ExplainOutcome, CallsOtherLostWritesByTheirName) {
  EXPECT_EQ(outcome({read(0, "rows", "4"), write(1, "rows", "4", "9"), write(0, "rows", "9", "8")}),
            "worker 0 read 'rows' before worker 1 wrote it, and then wrote over what worker 1 had written");
  EXPECT_EQ(outcome({read(0, "name", "\"a\""), write(1, "name", "\"a\"", "\"b\""),
                     write(0, "name", "\"b\"", "\"c\"")}),
            "worker 0 read 'name' before worker 1 wrote it, and then wrote over what worker 1 had written");
}
TEST(ExplainOutcome, DoesNotCallItLostWhereTheThreadHasSeenIt) {
  EXPECT_EQ(outcome({read(1, "rows", "4"), write(1, "rows", "4", "5"), read(0, "rows", "5", 1),
                     write(0, "rows", "5", "6")}),
            kNoPattern);
  // Of another element, or of another object.
  EXPECT_EQ(outcome({read(0, "rows", "4", -1, "read [0]"), write(1, "rows", "4", "5", "write [1]"),
                     write(0, "rows", "4", "5", "write [0]")}),
            kNoPattern);
  EXPECT_EQ(outcome({read(0, "rows", "4"), write(1, "lines", "4", "5"), write(0, "rows", "4", "5")}),
            kNoPattern);
}
TEST(ExplainOutcome, DoesNotCallReadModifyWritesLost) {
  Step add = write(0, "rows", "5", "6", "fetch_add 1 seq_cst");
  add.value = "5";
  EXPECT_EQ(outcome({write(1, "rows", "4", "5", "fetch_add 1 seq_cst"), add}), kNoPattern);
}

TEST(ExplainOutcome, TellsATornLine) {
  EXPECT_EQ(outcome({other(1, R"(append "1 ")", "log"), other(0, R"(append "0 ")", "log"),
                     other(1, R"(append "1\x0a")", "log")}),
            "worker 0 appended to 'log' between two appends of worker 1; the line was torn");
  EXPECT_EQ(outcome({other(1, R"(append "1\x0a")", "log"), other(0, R"(append "0\x0a")", "log"),
                     other(1, R"(append "1\x0a")", "log")}),
            kNoPattern)
      << "these are whole lines";
  EXPECT_EQ(outcome({other(1, R"(append "1 ")", "log"), other(0, R"(append "0 ")", "other log"),
                     other(1, R"(append "1\x0a")", "log")}),
            kNoPattern);
}

TEST(ExplainOutcome, TellsAnOldValueAndTheFlagThatOrdersNothing) {
  const auto with_flag = [](const std::string& store, const std::string& load) {
    return outcome({write(0, "pixels", "0", "255", "store relaxed"), write(0, "flag", "false", "true", store),
                    read(1, "flag", "true", 1, load), stale(1, "pixels", "0", "255", "relaxed")});
  };
  const std::string begin = "worker 1 saw the old 0 in 'pixels' though worker 0 had stored 255: ";
  EXPECT_EQ(with_flag("store relaxed", "load relaxed"), begin + "'flag', which it had seen, is relaxed");
  EXPECT_EQ(with_flag("store release", "load relaxed"),
            begin + "the load of 'flag', which it had seen, is relaxed");
  EXPECT_EQ(with_flag("store relaxed", "load acquire"),
            begin + "the store to 'flag', which it had seen, is relaxed");
  EXPECT_EQ(outcome({write(0, "x", "0", "1", "store relaxed"), write(1, "y", "0", "1", "store relaxed"),
                     read(0, "y", "1", 1, "load relaxed"), stale(1, "x", "0", "1", "relaxed")}),
            "worker 1 saw the old 0 in 'x' though worker 0 had stored 1: nothing orders the two");
}

TEST(ExplainOutcome, TellsAWakeUpForNoReason) {
  const Step wake =
      other(0, "wake (spurious) and lock", "ready", "worker 0 waits", "nobody waits", {"mutex"});
  EXPECT_EQ(outcome({other(0, "wait", "ready"), wake, read(0, "images", "0")}),
            "worker 0 woke from its wait for 'ready' though nobody had notified it, and went on");
  EXPECT_EQ(outcome({other(0, "wait", "ready"), wake, read(0, "images", "0"), other(0, "wait", "ready")}),
            kNoPattern)
      << "it waits again, as it should";
}
TEST(ExplainOutcome, TellsATryThatFailedForNoReason) {
  Step attempt = other(0, "try_lock", "mutex", "free", "free");
  attempt.value = "not taken";
  EXPECT_EQ(outcome({attempt}),
            "the try_lock of 'mutex' by worker 0 failed for no reason, which it may: it was free");
  attempt.before = attempt.after = "held by worker 1";
  EXPECT_EQ(outcome({attempt}), kNoPattern);
  Step permit = other(0, "try_acquire", "permits", "no permit", "no permit");
  permit.value = "not taken";
  EXPECT_EQ(outcome({permit}), kNoPattern);
}

TEST(ExplainOutcome, TellsACheckWhoseLockWasLetGo) {
  EXPECT_EQ(
      outcome({with(read(0, "images", "0"), {"mutex"}), other(0, "unlock", "mutex"),
               with(write(1, "images", "0", "1"), {"mutex"}), with(read(0, "images", "1", 2), {"mutex"}),
               with(write(0, "images", "1", "2"), {"mutex"})}),
      "worker 0 read 'images', let go of 'mutex' and wrote it later; worker 1 wrote it in between");
}
TEST(ExplainOutcome, TellsACheckOfAnAtomic) {
  EXPECT_EQ(outcome({read(0, "images", "0", -1, "load seq_cst"),
                     write(1, "images", "0", "1", "fetch_add 1 seq_cst"),
                     write(0, "images", "1", "2", "fetch_add 1 seq_cst")}),
            "worker 0 read 'images' and wrote it later; worker 1 wrote it in between");
}

TEST(ExplainOutcome, TellsAChangeAndBack) {
  Step exchange = write(0, "head", "5", "6", "compare_exchange seq_cst");
  exchange.value = "5";
  EXPECT_EQ(outcome({read(0, "head", "5", -1, "load seq_cst"), write(1, "head", "5", "7", "store seq_cst"),
                     write(1, "head", "7", "5", "store seq_cst"), with_from(exchange, 2)}),
            "worker 1 changed 'head' and it was changed back between the load and the compare_exchange by "
            "worker 0, "
            "which noticed nothing");
  EXPECT_EQ(outcome({read(0, "head", "5", -1, "load seq_cst"), exchange}), kNoPattern);
}

TEST(ExplainOutcome, TellsAChangeBetweenNotificationAndWakeUp) {
  const std::vector<Step> steps{
      other(0, "wait", "ready", "nobody waits", "worker 0 waits"),       write(1, "images", "0", "1"),
      other(1, "notify_one", "ready", "worker 0 waits", "nobody waits"), write(1, "images", "1", "0"),
      with_from(other(0, "wake (notified) and lock", "ready"), 2),       read(0, "images", "0", 3)};
  EXPECT_EQ(outcome(steps),
            "worker 1 notified 'ready', and before worker 0 woke up worker 1 changed 'images' to 0");
}

TEST(ExplainOutcome, TellsAHalfDoneChange) {
  EXPECT_EQ(
      outcome({write(0, "from", "5", "4"), read(1, "from", "4", 0), read(1, "to", "0"),
               write(0, "to", "0", "1")}),
      "worker 1 read 'from' and 'to' after worker 0 had written the first and before it wrote the second");
}
TEST(ExplainOutcome, TellsWhoGotInBetween) {
  EXPECT_EQ(outcome({read(0, "rows", "0"), write(1, "rows", "0", "1"), read(0, "rows", "1", 1)}),
            "worker 0 read 'rows' twice, and worker 1 wrote it in between");
  EXPECT_EQ(outcome({write(0, "rows", "0", "5"), write(1, "rows", "5", "1"), read(0, "rows", "1", 1)}),
            "worker 1 wrote 'rows' between a write by worker 0 and its read");
  EXPECT_EQ(outcome({write(0, "rows", "0", "5"), read(1, "rows", "5", 0), write(0, "rows", "5", "6")}),
            "worker 1 read 'rows' between two writes by worker 0");
}

TEST(ExplainOutcome, SaysTheOutcomeWhereNothingCameInBetween) {
  EXPECT_EQ(outcome({read(0, "rows", "0"), write(0, "rows", "0", "1"), read(1, "rows", "1", 1),
                     write(1, "rows", "1", "2")}),
            kNoPattern);
  EXPECT_EQ(outcome({}), kNoPattern);
}

// ---- the rest

TEST(Explain, SaysTheMessageOfWhatExplainsItself) {
  for (const Finding finding : {Finding::kMisuse, Finding::kDoubleFree, Finding::kMemoryLeak,
                                Finding::kException, Finding::kStackOverflow, Finding::kNondeterminism})
    EXPECT_EQ(explain(trace({at_fault(other(0, "unlock", "mutex"))}), finding), kNoPattern);
}

// A trace from a file may hold anything.
TEST(Explain, BelievesNoIndexAndNoName) {
  for (const int from : {-5, 0, 7})
    for (const int thread : {-1, 40}) {
      Step step = at_fault(read(0, "rows", "", from, "read [99999999999999999999, "), from);
      step.thread = thread;
      for (const Finding finding : {Finding::kDataRace, Finding::kDeadlock, Finding::kSelfDeadlock,
                                    Finding::kLivelock, Finding::kUseAfterFree, Finding::kWrongOutcome}) {
        Trace odd = trace({step, step});
        odd.threads.clear();
        EXPECT_NE(explain(odd, finding), "");
      }
    }
}

}  // namespace
}  // namespace heddle::model
