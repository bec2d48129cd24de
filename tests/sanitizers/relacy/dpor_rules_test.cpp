// Each rule of the reduction is needed: without it random programs lose outcomes, or are tried in vain. So
// the comparison with full search (random_programs_test.cpp) would notice if one of them were wrong.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "random_program.hpp"
#include "sanitizers/relacy/dependence.hpp"
#include "sanitizers/relacy/dpor.hpp"

namespace heddle::test {
namespace {

using model::Access;
using model::DporRules;
using model::Kind;

constexpr std::uint64_t kMostExecutions = 2'000;  // of a program that is looked at
constexpr int kMostPrograms = 600;

// Of a search with all rules, and of one that lacks some of them.
struct Pair {
  Outcomes sound;
  Outcomes broken;
};

bool has_all(const RandomProgram& program, const std::vector<Act>& acts) {
  return std::all_of(acts.begin(), acts.end(), [&](Act act) {
    return std::any_of(program.threads.begin(), program.threads.end(), [&](const auto& thread) {
      return std::any_of(thread.begin(), thread.end(),
                         [&](const Action& action) { return action.act == act; });
    });
  });
}

// Calls `look` with programs that have the acts, until it says that it has seen enough. Returns after how
// many.
Pair outcomes_with_and_without(const DporRules& rules, const RandomProgram& program) {
  model::Dpor sound, broken(rules);
  Pair pair;
  pair.sound = outcomes_of(program, sound, kMostExecutions);
  pair.broken = outcomes_of(program, broken, 10 * kMostExecutions);
  return pair;
}

template <class Look>
int with_programs(const DporRules& rules, const std::vector<Act>& acts, int most, Look&& look) {
  int looked_at = 0;
  for (std::uint64_t seed = 1; looked_at < most; ++seed) {
    const RandomProgram program = random_program(seed);
    if (!has_all(program, acts)) continue;
    ++looked_at;
    const Pair pair = outcomes_with_and_without(rules, program);
    if (pair.sound.complete && !pair.sound.broken_off && look(program, pair)) break;
  }
  return looked_at;
}

// ---- rules that outcomes depend on

struct Mutant {
  std::string name;
  DporRules rules;
  // Operations of these kinds are taken for independent of each other.
  std::vector<std::pair<Kind, Kind>> independent = {};
  std::vector<Act> acts = {};  // that a program needs to show it
  // Where hardly any random program shows it: one that does.
  std::vector<std::vector<Action>> program = {};
  int permits = 0;
};

// What the rules of the test that runs ask: a rule is a function without a state of its own.
const Mutant* current = nullptr;

bool is_said_to_be_independent(const Access& a, const Access& b) {
  return std::any_of(current->independent.begin(), current->independent.end(), [&](const auto& kinds) {
    return (kinds.first == a.kind && kinds.second == b.kind) ||
           (kinds.first == b.kind && kinds.second == a.kind);
  });
}
bool are_dependent_but_for_those(const Access& a, const Access& b) {
  return model::are_dependent(a, b) && !is_said_to_be_independent(a, b);
}

Mutant rule(std::string name, void (*change)(DporRules&), std::vector<Act> acts = {}) {
  Mutant mutant{.name = std::move(name), .rules = {}, .acts = std::move(acts)};
  change(mutant.rules);
  return mutant;
}
Mutant independent(std::string name, std::vector<std::pair<Kind, Kind>> kinds, std::vector<Act> acts = {}) {
  Mutant mutant{
      .name = std::move(name), .rules = {}, .independent = std::move(kinds), .acts = std::move(acts)};
  mutant.rules.are_dependent = &are_dependent_but_for_those;
  return mutant;
}

Mutant shown_by(Mutant mutant, std::vector<std::vector<Action>> program, int permits = 0) {
  mutant.program = std::move(program);
  mutant.permits = permits;
  return mutant;
}

constexpr Action on(int object, Act act, int value = 0) {
  return {.act = act, .on = object, .value = value, .order = 0};
}
constexpr Action kSequentialFence{.act = Act::kFence, .on = 0, .value = 0, .order = kOrders - 1};

// Not here, since nobody can tell the difference:
// - a mutex that is given back, and one that is taken: the one makes the other possible, and never comes
//   after it; their order follows from that of the two who take it. The same goes for a barrier's arrivals
//   and passes, a latch's count-downs and waits, and for two who give a mutex back;
// - two tries of one mutex: the one that fails could have failed for no reason;
// - a notification, and a wake-up for no reason: before it or after it, it comes to the same, unless the
//   thread waits again, and then the notification and that wait are turned.
const std::vector<Mutant>& mutants() {
  static const std::vector<Mutant> kAll{
      rule("SleepersNeverWake", [](DporRules& rules) { rules.wakes = false; }),
      rule("TheRacingThreadItselfIsAdded", [](DporRules& rules) { rules.adds_initials = false; }),
      rule("OnlyTheFirstRaceIsTurned", [](DporRules& rules) { rules.turns_every_race = false; }),
      shown_by(rule("HappensBeforeIsNotTransitive", [](DporRules& rules) { rules.is_transitive = false; }),
               {{on(0, Act::kExchange, 1), on(0, Act::kAcquire)},
                {on(1, Act::kExchange, 2), on(0, Act::kLoad), on(0, Act::kRelease)},
                {on(0, Act::kAdd), on(1, Act::kStore, 1)}}),
      rule("RacesOfTheStuckAreNotTurned", [](DporRules& rules) { rules.turns_races_of_the_stuck = false; },
           {Act::kNested}),
      rule("StaleLoadsAreLeftOutThoughAnotherThreadsStoreKeepsThemBehind",
           [](DporRules& rules) { rules.keeps_what_is_behind = false; }, {Act::kLoad, Act::kStore}),
      rule("StaleLoadsAreLeftOutThoughAYieldHeldThemBack",
           [](DporRules& rules) { rules.keeps_what_was_held_back = false; },
           {Act::kSpinAndGiveUp, Act::kLoad, Act::kStore}),
      rule("LocksAreNeverTurned",
           [](DporRules& rules) {
             rules.may_be_co_enabled = [](const Access& a, const Access& b) {
               return model::may_be_co_enabled(a, b) && !(a.kind == Kind::kLock && b.kind == Kind::kLock);
             };
           }),
      independent("LoadAndStore", {{Kind::kLoad, Kind::kStore}}, {Act::kLoad, Act::kStore}),
      independent("LoadAndUpdate", {{Kind::kLoad, Kind::kUpdate}}, {Act::kLoad, Act::kAdd}),
      independent("StoreAndStore", {{Kind::kStore, Kind::kStore}}, {Act::kStore}),
      independent("StoreAndUpdate", {{Kind::kStore, Kind::kUpdate}}, {Act::kStore, Act::kAdd}),
      independent("UpdateAndUpdate", {{Kind::kUpdate, Kind::kUpdate}}, {Act::kAdd}),
      shown_by(independent("FenceAndFence", {{Kind::kFence, Kind::kFence}}),
               {{on(1, Act::kStore, 1), kSequentialFence, on(0, Act::kStore, 1)},
                {kSequentialFence, on(0, Act::kStore, 2), on(1, Act::kLoad)}}),
      independent("ReadAndWrite", {{Kind::kRead, Kind::kWrite}}, {Act::kRead, Act::kWrite}),
      independent("WriteAndWrite", {{Kind::kWrite, Kind::kWrite}}, {Act::kRead, Act::kWrite}),
      independent("LockAndLock", {{Kind::kLock, Kind::kLock}}, {Act::kLocked}),
      independent("LockAndTryLock", {{Kind::kLock, Kind::kTryLock}}, {Act::kLocked, Act::kTryLock}),
      independent("TryLockAndUnlock", {{Kind::kTryLock, Kind::kUnlock}}, {Act::kLocked, Act::kTryLock}),
      independent("LockAndLockShared", {{Kind::kLock, Kind::kLockShared}}, {Act::kExclusive, Act::kShared}),
      independent("LockAndTryLockShared", {{Kind::kLock, Kind::kTryLockShared}},
                  {Act::kExclusive, Act::kTryShared}),
      independent("UnlockAndTryLockShared", {{Kind::kUnlock, Kind::kTryLockShared}},
                  {Act::kExclusive, Act::kTryShared}),
      independent("TryLockAndLockShared", {{Kind::kTryLock, Kind::kLockShared}},
                  {Act::kTryExclusive, Act::kShared}),
      independent("TryLockAndUnlockShared", {{Kind::kTryLock, Kind::kUnlockShared}},
                  {Act::kTryExclusive, Act::kShared}),
      independent("LockAndWake", {{Kind::kLock, Kind::kWake}}, {Act::kLocked, Act::kWait}),
      shown_by(independent("WakeAndWake", {{Kind::kWake, Kind::kWake}}),
               {{on(0, Act::kNotifyAll), on(0, Act::kWait)}, {on(0, Act::kExchange, 1), on(0, Act::kWait)}}),
      independent("WaitAndNotify", {{Kind::kWait, Kind::kNotify}}, {Act::kWait, Act::kNotifyOne}),
      independent("AcquireAndAcquire", {{Kind::kAcquire, Kind::kAcquire}}, {Act::kAcquire}),
      independent("AcquireAndTryAcquire", {{Kind::kAcquire, Kind::kTryAcquire}},
                  {Act::kAcquire, Act::kTryAcquire}),
      shown_by(independent("AcquireAndRelease", {{Kind::kAcquire, Kind::kRelease}}),
               {{on(0, Act::kWrite, 1), on(0, Act::kRelease)}, {on(0, Act::kAcquire), on(0, Act::kRead)}}, 1),
      independent("TryAcquireAndTryAcquire", {{Kind::kTryAcquire, Kind::kTryAcquire}}, {Act::kTryAcquire}),
      independent("TryAcquireAndRelease", {{Kind::kTryAcquire, Kind::kRelease}},
                  {Act::kTryAcquire, Act::kRelease}),
      independent("Arrivals", {{Kind::kArrive, Kind::kArrive}, {Kind::kArrive, Kind::kPass}}, {Act::kMeet}),
      independent("AppendAndAppend", {{Kind::kAppend, Kind::kAppend}}, {Act::kAppend}),
  };
  return kAll;
}

class DporMutant : public testing::TestWithParam<std::size_t> {};

TEST_P(DporMutant, LosesOutcomes) {
  const Mutant& mutant = mutants()[GetParam()];
  current = &mutant;
  if (!mutant.program.empty()) {
    RandomProgram program;
    program.threads = mutant.program;
    program.permits = mutant.permits;
    const Pair pair = outcomes_with_and_without(mutant.rules, program);
    EXPECT_TRUE(pair.sound.complete);
    EXPECT_NE(pair.broken.all, pair.sound.all) << program.text();
    return;
  }
  bool lost = false;
  const int programs = with_programs(mutant.rules, mutant.acts, kMostPrograms,
                                     [&](const RandomProgram& program, const Pair& pair) {
                                       lost = pair.broken.all != pair.sound.all;
                                       if (lost) std::cout << program.text();
                                       return lost;
                                     });
  EXPECT_TRUE(lost) << "none of " << programs << " programs lost an outcome";
  std::cout << "after " << programs << " programs\n";
}

INSTANTIATE_TEST_SUITE_P(Rules, DporMutant, testing::Range(std::size_t{0}, mutants().size()),
                         [](const auto& mutant) { return mutants()[mutant.param].name; });

// ---- rules that only save work

DporRules without(void (*change)(DporRules&)) {
  DporRules rules;
  change(rules);
  return rules;
}

// Executions, redundant ones included, by how much there are more of them without the rules.
void expect_more_work(const DporRules& rules, const std::vector<Act>& acts = {}) {
  std::uint64_t sound = 0, broken = 0;
  with_programs(rules, acts, 300, [&](const RandomProgram& program, const Pair& pair) {
    EXPECT_EQ(pair.broken.all, pair.sound.all) << program.text();
    sound += pair.sound.executions + pair.sound.redundant;
    broken += pair.broken.executions + pair.broken.redundant;
    return false;
  });
  EXPECT_GT(broken, sound);
  std::cout << broken << " executions instead of " << sound << "\n";
}

TEST(DporRules, ThreadsThatWereTriedSleepToSaveWork) {
  expect_more_work(without([](DporRules& rules) { rules.sleeps = false; }));
}
TEST(DporRules, StaleLoadsThatAnotherOrderShowsAreLeftOutToSaveWork) {
  expect_more_work(without([](DporRules& rules) { rules.skips_turned_loads = false; }),
                   {Act::kLoad, Act::kStore});
}
TEST(DporRules, OperationsThatAreNeverBothPossibleAreNotTurnedToSaveWork) {
  expect_more_work(without([](DporRules& rules) {
                     rules.may_be_co_enabled = [](const Access&, const Access&) { return true; };
                   }),
                   {Act::kLocked, Act::kTryLock});
}
TEST(DporRules, LoadsAreIndependentToSaveWork) {
  expect_more_work(without([](DporRules& rules) {
                     rules.are_dependent = [](const Access& a, const Access& b) {
                       return model::are_dependent(a, b) ||
                              (a.kind == Kind::kLoad && b.kind == Kind::kLoad && a.object == b.object);
                     };
                   }),
                   {Act::kLoad});
}

}  // namespace
}  // namespace heddle::test
