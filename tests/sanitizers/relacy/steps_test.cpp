// What a recorded step says of each primitive: the object's state before and after it, what the thread got,
// the locks that it then holds, and the step that it takes from.
#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "random_program.hpp"
#include "recorded.hpp"
#include "sanitizers/relacy/explain.hpp"
#include "sanitizers/relacy/random_search.hpp"
#include "sanitizers/relacy/replay.hpp"
#include "sound_steps.hpp"

namespace heddle {
namespace {

using test::Script;
using test::steps_of;

using Locks = std::vector<std::string>;
constexpr int kNone = -1;

// "worker 1: lock mutex", for a look at what came in which order.
std::vector<std::string> as_lines(const std::vector<Step>& steps) {
  std::vector<std::string> lines;
  for (const Step& step : steps)
    lines.push_back(std::to_string(step.thread) + ": " + step.operation +
                    (step.object.empty() ? "" : " " + step.object));
  return lines;
}

// The only step that did this, in order.
int the(const std::vector<Step>& steps, int thread, const std::string& operation, int which = 0) {
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (steps[i].thread == thread && steps[i].operation == operation && which-- == 0)
      return static_cast<int>(i);
  ADD_FAILURE() << "no step " << operation << " of " << thread;
  return 0;
}
const Step& at(const std::vector<Step>& steps, int index) {
  return steps.at(static_cast<std::size_t>(index));
}

#define EXPECT_STATES(step, was, is) \
  EXPECT_EQ((step).before, was);     \
  EXPECT_EQ((step).after, is)

// ---- locks

template <class Sync>
struct LockOneByOne {
  static constexpr int kThreads = 2;
  void thread(int) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    mutex_.lock();
    mutex_.unlock();
  }
  Mutex<Sync> mutex_{"mutex"};
};
TEST(Steps, OfAMutexSayWhoHoldsItAndTakeFromTheLastUnlock) {
  const auto steps = steps_of<LockOneByOne>();
  ASSERT_EQ(as_lines(steps), (std::vector<std::string>{"1: lock mutex", "1: unlock mutex", "2: lock mutex",
                                                       "2: unlock mutex"}));
  EXPECT_STATES(steps[0], "free", "held by worker 0");
  EXPECT_STATES(steps[1], "held by worker 0", "free");
  EXPECT_STATES(steps[2], "free", "held by worker 1");
  EXPECT_EQ(steps[0].holds, Locks{"mutex"});
  EXPECT_EQ(steps[1].holds, Locks{});
  EXPECT_EQ(steps[2].holds, Locks{"mutex"});
  EXPECT_EQ(steps[0].from, kNone);
  EXPECT_EQ(steps[1].from, kNone);
  EXPECT_EQ(steps[2].from, 1);
}

template <class Sync>
struct LockInAnotherOrderThanUnlock {
  static constexpr int kThreads = 1;
  void thread(int) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    second_.lock();
    first_.lock();
    value_.load();
    second_.unlock();
    first_.unlock();
  }
  Mutex<Sync> first_{"first"};
  Mutex<Sync> second_{"second"};
  Atomic<Sync, int> value_{"value", 0};
};
TEST(Steps, HoldTheLocksInTheOrderInWhichTheyWereTaken) {
  const auto steps = steps_of<LockInAnotherOrderThanUnlock>();
  ASSERT_EQ(steps.size(), 5U);
  EXPECT_EQ(steps[1].holds, (Locks{"second", "first"}));
  EXPECT_EQ(steps[2].holds, (Locks{"second", "first"}));
  EXPECT_EQ(steps[3].holds, Locks{"first"});
  EXPECT_EQ(steps[4].holds, Locks{});
}

template <class Sync>
struct TryWhatAnotherHolds {
  static constexpr int kThreads = 2;
  void thread(int index) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    if (index == 0) {
      mutex_.lock();
      mutex_.unlock();
    } else if (!mutex_.try_lock()) {
      if (mutex_.try_lock()) mutex_.unlock();
    }
  }
  Mutex<Sync> mutex_{"mutex"};
};
TEST(Steps, OfATrySayWhetherItTook) {
  const auto steps = steps_of<TryWhatAnotherHolds>({.workers = {0, 1, 0}});
  const Step& in_vain = at(steps, the(steps, 2, "try_lock", 0));
  EXPECT_EQ(in_vain.value, "not taken");
  EXPECT_STATES(in_vain, "held by worker 0", "held by worker 0");
  EXPECT_EQ(in_vain.holds, Locks{});
  EXPECT_EQ(in_vain.from, kNone);
  const Step& taken = at(steps, the(steps, 2, "try_lock", 1));
  EXPECT_EQ(taken.value, "taken");
  EXPECT_STATES(taken, "free", "held by worker 1");
  EXPECT_EQ(taken.holds, Locks{"mutex"});
  EXPECT_EQ(taken.from, the(steps, 1, "unlock"));
}

// Worker 2 writes; the others read.
template <class Sync>
struct ReadersAndAWriter {
  static constexpr int kThreads = 3;
  void thread(int index) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    if (index == 2) {
      shared_.lock();
      shared_.unlock();
    } else {
      shared_.lock_shared();
      shared_.unlock_shared();
    }
    if (index == 0) {
      shared_.lock_shared();
      shared_.unlock_shared();
    }
  }
  SharedMutex<Sync> shared_{"shared"};
};
TEST(Steps, OfASharedMutexNameAllWhoShareIt) {
  // Both read at once, then the writer, then a reader again.
  const auto steps = steps_of<ReadersAndAWriter>({.workers = {0, 1, 0, 1, 2, 2}});
  ASSERT_EQ(as_lines(steps), (std::vector<std::string>{"1: lock_shared shared", "2: lock_shared shared",
                                                       "1: unlock_shared shared", "2: unlock_shared shared",
                                                       "3: lock shared", "3: unlock shared",
                                                       "1: lock_shared shared", "1: unlock_shared shared"}));
  EXPECT_STATES(steps[0], "free", "held by worker 0 (shared)");
  EXPECT_STATES(steps[1], "held by worker 0 (shared)", "held by worker 0, worker 1 (shared)");
  EXPECT_STATES(steps[2], "held by worker 0, worker 1 (shared)", "held by worker 1 (shared)");
  EXPECT_STATES(steps[4], "free", "held by worker 2");
  EXPECT_EQ(steps[1].holds, Locks{"shared"});
  EXPECT_EQ(steps[1].from, kNone) << "readers take nothing from each other";
  EXPECT_EQ(steps[4].from, 3) << "a writer takes it from the last reader";
  EXPECT_EQ(steps[6].from, 5) << "a reader takes it from the last writer";
}

// ---- condition variables

template <class Sync>
struct OneWaits {
  static constexpr int kThreads = 2;
  void thread(int index) {
    const Lock<Sync> lock(mutex_);
    if (index == 0)
      changed_.wait(mutex_);
    else
      changed_.notify_one();
  }
  Mutex<Sync> mutex_{"mutex"};
  ConditionVariable<Sync> changed_{"changed"};
};
TEST(Steps, OfAConditionVariableSayWhoWaitsAndWhoWakesWhom) {
  const auto steps = steps_of<OneWaits>();
  const int wait = the(steps, 1, "wait");
  const int notify = the(steps, 2, "notify_one");
  const Step& wake = at(steps, the(steps, 1, "wake (notified) and lock"));
  EXPECT_STATES(at(steps, wait), "nobody waits", "worker 0 waits");
  EXPECT_EQ(at(steps, wait).holds, Locks{}) << "it has let go of the mutex";
  EXPECT_EQ(at(steps, the(steps, 2, "lock")).from, wait) << "which another takes from it";
  EXPECT_STATES(at(steps, notify), "worker 0 waits", "nobody waits");
  EXPECT_STATES(wake, "nobody waits", "nobody waits");
  EXPECT_EQ(wake.holds, Locks{"mutex"});
  EXPECT_EQ(wake.from, notify);
}
TEST(Steps, OfASpuriousWakeUpTakeTheMutexOnly) {
  // Nobody else is left: the wake-up comes to the rescue.
  const auto steps = steps_of<OneWaits>({.workers = {1}, .values = {1}});
  const Step& wake = at(steps, the(steps, 1, "wake (spurious) and lock"));
  EXPECT_STATES(wake, "worker 0 waits", "nobody waits");
  EXPECT_EQ(wake.from, the(steps, 1, "wait")) << "the last who let go of the mutex, itself";
  const Step& lost = at(steps, the(steps, 2, "notify_one (nobody waits)"));
  EXPECT_STATES(lost, "nobody waits", "nobody waits");
}

template <class Sync>
struct TwoWait {
  static constexpr int kThreads = 3;
  void thread(int index) {
    const Lock<Sync> lock(mutex_);
    if (index < 2) {
      changed_.wait(mutex_);
    } else {
      changed_.notify_one();
      changed_.notify_all();
    }
  }
  Mutex<Sync> mutex_{"mutex"};
  ConditionVariable<Sync> changed_{"changed"};
};
TEST(Steps, OfANotificationShowWhomItLetsGo) {
  // The second of the two is woken by notify_one.
  const auto steps = steps_of<TwoWait>({.values = {1}});
  const int one = the(steps, 3, "notify_one");
  const int all = the(steps, 3, "notify_all");
  EXPECT_STATES(at(steps, one), "worker 0, worker 1 wait", "worker 0 waits");
  EXPECT_STATES(at(steps, all), "worker 0 waits", "nobody waits");
  EXPECT_EQ(at(steps, the(steps, 1, "wake (notified) and lock")).from, all);
  EXPECT_EQ(at(steps, the(steps, 2, "wake (notified) and lock")).from, one);
}

// ---- semaphores, barriers, latches

template <class Sync>
struct TwoPermits {
  static constexpr int kThreads = 2;
  void thread(int) {
    semaphore_.acquire();
    semaphore_.release();
    semaphore_.acquire();
    semaphore_.release();
  }
  Semaphore<Sync> semaphore_{"semaphore", 2};
};
TEST(Steps, OfASemaphoreCountItsPermitsAndTakeThoseFirstThatWereThere) {
  const auto steps = steps_of<TwoPermits>();
  ASSERT_EQ(steps.size(), 8U);
  EXPECT_STATES(steps[0], "2 permits", "1 permit");
  EXPECT_STATES(steps[1], "1 permit", "2 permits");
  EXPECT_EQ(steps[0].from, kNone);
  EXPECT_EQ(steps[2].from, kNone) << "the second permit was there all the time";
  EXPECT_EQ(steps[4].from, 1);
  EXPECT_EQ(steps[6].from, 3);
  EXPECT_EQ(steps[1].from, kNone);
  for (const Step& step : steps) EXPECT_EQ(step.holds, Locks{}) << "a permit is no lock";
}

template <class Sync>
struct TryAPermit {
  static constexpr int kThreads = 1;
  void thread(int) {
    semaphore_.try_acquire();
    semaphore_.try_acquire();
    semaphore_.release();
    semaphore_.try_acquire();
  }
  Semaphore<Sync> semaphore_{"semaphore", 1};
};
TEST(Steps, OfATryForAPermitCountOnlyWhatItTook) {
  const auto steps = steps_of<TryAPermit>();
  ASSERT_EQ(steps.size(), 4U);
  EXPECT_STATES(steps[0], "1 permit", "no permit");
  EXPECT_EQ(steps[0].value, "taken");
  EXPECT_STATES(steps[1], "no permit", "no permit");
  EXPECT_EQ(steps[1].value, "not taken");
  EXPECT_EQ(steps[1].from, kNone);
  EXPECT_EQ(steps[3].from, 2);
}

template <class Sync>
struct MeetTwice {
  static constexpr int kThreads = 2;
  void thread(int) {
    barrier_.arrive_and_wait();
    barrier_.arrive_and_wait();
  }
  Barrier<Sync> barrier_{"barrier", 2};
};
TEST(Steps, OfABarrierTakeFromTheLastArrival) {
  const auto steps = steps_of<MeetTwice>();
  // Worker 1, the last to arrive, goes on and arrives once more; worker 0 then arrives last.
  ASSERT_EQ(as_lines(steps),
            (std::vector<std::string>{"1: arrive barrier", "2: arrive barrier", "2: arrive barrier",
                                      "1: pass barrier", "1: arrive barrier", "2: pass barrier"}));
  EXPECT_STATES(steps[0], "0 of 2 arrived", "1 of 2 arrived");
  EXPECT_STATES(steps[1], "1 of 2 arrived", "all 2 arrived");
  EXPECT_STATES(steps[2], "all 2 arrived", "1 of 2 arrived");
  EXPECT_EQ(steps[3].from, 1);
  EXPECT_EQ(steps[5].from, 4);
  EXPECT_EQ(steps[1].from, kNone);
}

template <class Sync>
struct CountDownFromTwo {
  static constexpr int kThreads = 2;
  void thread(int index) {
    latch_.count_down();
    if (index == 1) latch_.wait();
  }
  Latch<Sync> latch_{"latch", 2};
};
TEST(Steps, OfALatchTakeFromTheLastCount) {
  const auto steps = steps_of<CountDownFromTwo>();
  ASSERT_EQ(steps.size(), 3U);
  EXPECT_STATES(steps[0], "2", "1");
  EXPECT_STATES(steps[1], "1", "0");
  EXPECT_STATES(steps[2], "0", "0");
  EXPECT_EQ(steps[2].from, 1);
}

// ---- threads

template <class Sync>
struct StartsAThread {
  static constexpr int kThreads = 1;
  static constexpr int kStartedThreads = 1;
  void thread(int) {
    Thread<Sync> loader("loader", [this] { value_.store(1); });
    value_.load();
    loader.join();
  }
  Atomic<Sync, int> value_{"value", 0};
};
TEST(Steps, OfAThreadBeginByItsStartAndAJoinTakesItsEnd) {
  const auto steps = steps_of<StartsAThread>();
  const int start = the(steps, 1, "start");
  EXPECT_EQ(at(steps, start).object, "loader");
  EXPECT_EQ(at(steps, start).from, kNone);
  EXPECT_EQ(at(steps, the(steps, 2, "begin")).from, start);
  const Step& join = at(steps, the(steps, 1, "join"));
  EXPECT_EQ(join.object, "loader");
  EXPECT_EQ(join.from, the(steps, 2, "end"));
  EXPECT_STATES(join, "ended", "ended");
}

// ---- atomics

template <class Sync>
struct StoreThenLoad {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) {
      value_.store(1, std::memory_order_relaxed);
      value_.store(2, std::memory_order_relaxed);
    } else {
      value_.load(std::memory_order_relaxed);
      value_.fetch_add(5, std::memory_order_relaxed);
      value_.load(std::memory_order_relaxed);
    }
  }
  Atomic<Sync, int> value_{"value", 0};
};
TEST(Steps, OfAnAtomicReadFromTheirStore) {
  const auto steps = steps_of<StoreThenLoad>();
  ASSERT_EQ(steps.size(), 5U);
  EXPECT_STATES(steps[0], "0", "1");
  EXPECT_EQ(steps[0].value, "") << "a store gets nothing";
  EXPECT_EQ(steps[0].from, kNone);
  EXPECT_EQ(steps[2].operation, "load relaxed");
  EXPECT_EQ(steps[2].value, "2");
  EXPECT_STATES(steps[2], "2", "2");
  EXPECT_EQ(steps[2].from, 1);
  EXPECT_EQ(steps[3].operation, "fetch_add 5 relaxed");
  EXPECT_EQ(steps[3].value, "2");
  EXPECT_STATES(steps[3], "2", "7");
  EXPECT_EQ(steps[3].from, 1);
  EXPECT_EQ(steps[4].from, 3);
}
TEST(Steps, OfAStaleLoadReadFromAnOlderStore) {
  const auto back_by = [](int stores) {
    return steps_of<StoreThenLoad>({.values = std::vector<int>(static_cast<std::size_t>(stores), 1)}).at(2);
  };
  EXPECT_EQ(back_by(1).operation, "load (stale) relaxed");
  EXPECT_EQ(back_by(1).value, "1");
  EXPECT_EQ(back_by(1).from, 0);
  EXPECT_STATES(back_by(1), "2", "2");
  EXPECT_EQ(back_by(2).value, "0");
  EXPECT_EQ(back_by(2).from, kNone) << "the value that it was made with";
}

template <class Sync>
struct CompareExchange {
  static constexpr int kThreads = 1;
  void thread(int) {
    value_.store(3);
    int expected = 4;
    value_.compare_exchange_strong(expected, 9);
    value_.compare_exchange_weak(expected, 5);
    value_.compare_exchange_weak(expected, 5);
    value_.load();
  }
  Atomic<Sync, int> value_{"value", 0};
};
TEST(Steps, OfACompareExchangeThatFailsChangeNothing) {
  // The weak one fails for no reason, once.
  const auto steps = steps_of<CompareExchange>({.values = {1}});
  ASSERT_EQ(steps.size(), 5U);
  EXPECT_EQ(steps[1].operation, "compare_exchange (fails) seq_cst");
  EXPECT_EQ(steps[1].value, "3");
  EXPECT_STATES(steps[1], "3", "3");
  EXPECT_EQ(steps[1].from, 0);
  EXPECT_EQ(steps[2].operation, "compare_exchange (fails spuriously) seq_cst");
  EXPECT_STATES(steps[2], "3", "3");
  EXPECT_EQ(steps[3].operation, "compare_exchange seq_cst");
  EXPECT_STATES(steps[3], "3", "5");
  EXPECT_EQ(steps[3].from, 0);
  EXPECT_EQ(steps[4].from, 3) << "what failed has stored nothing";
}

// ---- plain memory

template <class Sync>
struct PlainUnderALock {
  static constexpr int kThreads = 2;
  void thread(int) {
    const Lock<Sync> lock(mutex_);
    value_.write(value_.read() + 1);
  }
  Mutex<Sync> mutex_{"mutex"};
  Shared<Sync, int> value_{"value", 0};
};
TEST(Steps, OfPlainMemoryAreRecordedWhereTheyAreNoSchedulingPoints) {
  const auto result = test::run_of(variant_of<PlainUnderALock<ModelSync>>("case", "variant"),
                                   Script{.workers = {}, .values = {}});
  const auto& steps = result.trace.steps;
  ASSERT_EQ(as_lines(steps), (std::vector<std::string>{"1: lock mutex", "1: read value", "1: write value",
                                                       "1: unlock mutex", "2: lock mutex", "2: read value",
                                                       "2: write value", "2: unlock mutex"}));
  EXPECT_EQ(result.steps, 5U) << "four on the mutex, and the main thread's wait";
  EXPECT_EQ(steps[1].value, "0");
  EXPECT_EQ(steps[1].from, kNone);
  EXPECT_STATES(steps[2], "0", "1");
  EXPECT_EQ(steps[2].value, "");
  EXPECT_EQ(steps[2].holds, Locks{"mutex"});
  EXPECT_EQ(steps[5].value, "1");
  EXPECT_EQ(steps[5].from, 2);
}
template <class Sync>
struct PlainIncrements {
  static constexpr int kThreads = 2;
  void thread(int) { value_.write(value_.read() + 1); }
  Shared<Sync, int> value_{"value", 0};
};
TEST(Steps, OfPlainMemoryTakeTurnsInShowMode) {
  const auto steps =
      steps_of<PlainIncrements>({.workers = {0, 1, 1}, .values = {}, .mode = model::Mode::kShow});
  ASSERT_EQ(as_lines(steps),
            (std::vector<std::string>{"1: read value", "2: read value", "2: write value", "1: write value"}));
  EXPECT_FALSE(steps[0].preempts);
  EXPECT_TRUE(steps[1].preempts) << "worker 0 had a write left";
  EXPECT_FALSE(steps[2].preempts);
  EXPECT_FALSE(steps[3].preempts) << "worker 1 was done";
  EXPECT_EQ(steps[1].from, kNone);
  EXPECT_STATES(steps[3], "1", "1");
}

template <class Sync>
struct ElementsOfAnArray {
  static constexpr int kThreads = 1;
  void thread(int) {
    numbers_.write(2, 7);
    numbers_.read(2);
    numbers_.read(1);
    letters_.write(1, std::span<const char>("ab", 2));
    letters_.with(0, 2, [](std::span<const char>) {});
    letters_.read(0);
    letters_.write(0, std::span<const char>());
  }
  SharedArray<Sync, int, 3> numbers_{"numbers"};
  SharedArray<Sync, char, 4> letters_{"letters"};
};
TEST(Steps, OfAnArrayAreOfTheElementsThatTheyTouch) {
  const auto steps = steps_of<ElementsOfAnArray>();
  ASSERT_EQ(as_lines(steps), (std::vector<std::string>{"1: write [2] numbers", "1: read [2] numbers",
                                                       "1: read [1] numbers", "1: write [1, 3) letters",
                                                       "1: read [0, 2) letters", "1: read [0] letters"}))
      << "no element, no step";
  EXPECT_STATES(steps[0], "0", "7");
  EXPECT_EQ(steps[1].value, "7");
  EXPECT_EQ(steps[1].from, 0);
  EXPECT_EQ(steps[2].value, "0");
  EXPECT_EQ(steps[2].from, kNone);
  EXPECT_STATES(steps[3], R"("\x00\x00")", R"("ab")");
  EXPECT_EQ(steps[4].value, R"("\x00a")");
  EXPECT_EQ(steps[4].from, 3);
  EXPECT_EQ(steps[5].from, kNone);
}

// ---- the rest

template <class Sync>
struct AppendAndYield {
  static constexpr int kThreads = 1;
  void thread(int) {
    sink_.append("a");
    sink_.append("bc\n");
    Sync::yield();
    Sync::fence(std::memory_order_seq_cst);
    Sync::fence(std::memory_order_release);
  }
  Sink<Sync> sink_{InMemory{"log"}};
};
TEST(Steps, OfASinkSayHowLongItIs) {
  const auto steps = steps_of<AppendAndYield>();
  ASSERT_EQ(as_lines(steps), (std::vector<std::string>{R"(1: append "a" log)", R"(1: append "bc\x0a" log)",
                                                       "1: yield", "1: fence seq_cst", "1: fence release"}));
  EXPECT_STATES(steps[0], "0 bytes", "1 byte");
  EXPECT_STATES(steps[1], "1 byte", "4 bytes");
  EXPECT_STATES(steps[2], "", "");
}

template <class Sync>
struct SameNames {
  static constexpr int kThreads = 1;
  static constexpr int kStartedThreads = 2;
  void thread(int) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    const Lock<Sync> left(left_);
    const Lock<Sync> right(right_);
    Thread<Sync> first("loader", [this] { value_.store(1); });
    Thread<Sync> second("loader", [this] { value_.store(2); });
  }
  Mutex<Sync> left_{"fork"};
  Mutex<Sync> right_{"fork"};
  Atomic<Sync, int> value_{"value", 0};
};
TEST(Steps, TellApartWhatHasOneName) {
  const auto trace = test::run_of(variant_of<SameNames<ModelSync>>("case", "variant"), {}).trace;
  EXPECT_EQ(trace.threads, (std::vector<std::string>{"main", "worker 0", "loader", "loader #2"}));
  EXPECT_EQ(trace.steps.at(0).object, "fork");
  EXPECT_EQ(trace.steps.at(1).object, "fork #2");
  EXPECT_EQ(trace.steps.at(1).holds, (Locks{"fork", "fork #2"}));
  EXPECT_EQ(at(trace.steps, the(trace.steps, 1, "start", 1)).object, "loader #2");
  EXPECT_EQ(at(trace.steps, the(trace.steps, 1, "join", 0)).object, "loader #2")
      << "the last is destroyed first";
}

TEST(Steps, AreNotRecordedInASearch) {
  const auto result = test::run_of(variant_of<PlainUnderALock<ModelSync>>("case", "variant"), {}, false);
  EXPECT_EQ(result.executions, 1U);
  EXPECT_TRUE(result.trace.steps.empty());
  EXPECT_TRUE(result.trace.threads.empty());
}

// ---- random programs

// Each with some interleavings drawn at random, once for the outcome and once more to be recorded.
TEST(Steps, OfRandomProgramsFitTogetherAndRecordingChangesNothing) {
  constexpr std::uint64_t kPrograms = 300;
  constexpr std::uint64_t kInterleavings = 8;
  std::map<std::string, int> failures;
  for (std::uint64_t seed = 1; seed <= kPrograms; ++seed) {
    const test::RandomProgram program = test::random_program(seed);
    const Variant variant = as_variant(program);
    model::SearchSettings settings;
    settings.variant = &variant;
    settings.threads = variant.threads;
    settings.max_steps = 1'000;
    for (std::uint64_t i = 0; i < kInterleavings; ++i) {
      SCOPED_TRACE("seed " + std::to_string(seed) + "," + std::to_string(i) + "\n" + program.text());
      settings.mode = i % 2 == 0 ? model::Mode::kCheck : model::Mode::kShow;
      settings.record = false;
      model::RandomSearch random(seed * kInterleavings + i);
      const model::SearchResult first = model::search(settings, random);
      settings.record = true;
      model::Replay replay(first.choices);
      const model::SearchResult second = model::search(settings, replay);
      EXPECT_EQ(first.fingerprint, second.fingerprint);
      EXPECT_EQ(first.steps, second.steps);
      EXPECT_EQ(first.outcome, second.outcome);
      ASSERT_EQ(first.failure.has_value(), second.failure.has_value());
      test::expect_sound_steps(second.trace);
      if (testing::Test::HasFailure()) return;
      if (!second.failure) continue;
      ++failures[std::string(name_of(second.failure->finding))];
      Trace trace = second.trace;
      trace.outcome = second.failure->message;
      EXPECT_NE(model::explain(trace, second.failure->finding), "");
    }
  }
  EXPECT_GE(failures["deadlock"], 100);
}

// ---- where it goes wrong

template <class Sync>
struct RaceBehindOtherAccesses {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) {
      letters_.write(0, 'a');
      letters_.write(1, 'b');
      other_.write(1);
    } else {
      flag_.load();
      letters_.with(1, 2, [](std::span<const char>) {});
    }
  }
  SharedArray<Sync, char, 4> letters_{"letters"};
  Shared<Sync, int> other_{"other", 0};
  Atomic<Sync, int> flag_{"flag", 0};
};
TEST(Steps, OfADataRaceEndWithTheSecondAccessWhichNamesTheFirst) {
  const auto steps = steps_of<RaceBehindOtherAccesses>();
  ASSERT_EQ(as_lines(steps),
            (std::vector<std::string>{"1: write [0] letters", "1: write [1] letters", "1: write other",
                                      "2: load seq_cst flag", "2: read [1, 3) letters"}));
  EXPECT_TRUE(steps[4].fault);
  EXPECT_EQ(steps[4].from, 1);
  EXPECT_EQ(steps[4].value, "") << "it never got a value";
  for (std::size_t i = 0; i < 4; ++i) EXPECT_FALSE(steps[i].fault);
}
template <class Sync>
struct WriteAfterARead {
  static constexpr int kThreads = 2;
  void thread(int index) { index == 0 ? static_cast<void>(value_.read()) : value_.write(1); }
  Shared<Sync, int> value_{"value", 0};
};
TEST(Steps, OfADataRaceMayNameARead) {
  const auto steps = steps_of<WriteAfterARead>();
  ASSERT_EQ(as_lines(steps), (std::vector<std::string>{"1: read value", "2: write value"}));
  EXPECT_TRUE(steps[1].fault);
  EXPECT_EQ(steps[1].from, 0);
  EXPECT_STATES(steps[1], "0", "0");
}

template <class Sync>
struct TwoOrders {
  static constexpr int kThreads = 2;
  void thread(int index) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    const Lock<Sync> first(index == 0 ? left_ : right_);
    const Lock<Sync> second(index == 0 ? right_ : left_);
  }
  Mutex<Sync> left_{"left"};
  Mutex<Sync> right_{"right"};
};
TEST(Steps, OfADeadlockEndWithWhatEachThreadWaitsFor) {
  const auto steps = steps_of<TwoOrders>({.workers = {0, 1}});
  ASSERT_EQ(as_lines(steps), (std::vector<std::string>{"1: lock left", "2: lock right",
                                                       "1: waits: lock right", "2: waits: lock left"}));
  EXPECT_TRUE(steps[2].fault && steps[3].fault);
  EXPECT_STATES(steps[2], "held by worker 1", "held by worker 1");
  EXPECT_EQ(steps[2].holds, Locks{"left"});
  EXPECT_EQ(steps[3].holds, Locks{"right"});
  EXPECT_EQ(steps[2].from, kNone);
}

// The waiter is notified, and whoever notified it keeps the mutex and waits for the waiter.
template <class Sync>
struct NotifiedForNothing {
  static constexpr int kThreads = 2;
  void thread(int index) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    mutex_.lock();
    if (index == 0) {
      changed_.wait(mutex_);
      latch_.count_down();
    } else {
      changed_.notify_one();
      latch_.wait();
    }
    mutex_.unlock();
  }
  Mutex<Sync> mutex_{"mutex"};
  ConditionVariable<Sync> changed_{"changed"};
  Latch<Sync> latch_{"latch", 1};
};
TEST(Steps, OfWhoeverIsNotifiedWaitForTheMutexAlone) {
  const auto steps = steps_of<NotifiedForNothing>();
  const Step& waiter = at(steps, the(steps, 1, "waits: lock"));
  EXPECT_EQ(waiter.object, "mutex");
  EXPECT_EQ(waiter.before, "held by worker 1");
  EXPECT_EQ(at(steps, the(steps, 2, "waits: wait")).before, "1");
}

template <class Sync>
struct UsesWhatIsGone {
  static constexpr int kThreads = 2;
  void thread(int index) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    if (index == 0) {
      mutex_.reset();
      done_.store(true);
    } else if (done_.load()) {
      left_->lock();
    }
  }
  std::unique_ptr<Mutex<Sync>> mutex_ = std::make_unique<Mutex<Sync>>("mutex");
  Mutex<Sync>* left_ = mutex_.get();
  Atomic<Sync, bool> done_{"done", false};
};
TEST(Steps, OnWhatIsGoneSayWhoDestroyedIt) {
  const auto steps = steps_of<UsesWhatIsGone>();
  const Step& last = steps.back();
  EXPECT_TRUE(last.fault);
  EXPECT_EQ(last.thread, 2);
  EXPECT_EQ(last.operation, "lock");
  EXPECT_EQ(last.object, "mutex");
  EXPECT_EQ(last.before, "destroyed by worker 0");
}

template <class Sync>
struct WrongOrder {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) value_.store(1);
    if (index == 1) value_.load(std::memory_order_release);
  }
  Atomic<Sync, int> value_{"value", 0};
};
TEST(Steps, OfWhatMustNotBeAreThoseOfTheThreadThatDidIt) {
  const auto steps = steps_of<WrongOrder>();
  const Step& last = steps.back();
  EXPECT_TRUE(last.fault);
  EXPECT_EQ(last.thread, 2);
  EXPECT_EQ(last.operation, "load");
}

template <class Sync>
struct ThrowsBehindAnother {
  static constexpr int kThreads = 2;
  void thread(int index) {
    value_.store(index);
    if (index == 0) {
      other_.load();
      throw std::runtime_error("no");
    }
  }
  Atomic<Sync, int> value_{"value", 0};
  Atomic<Sync, int> other_{"other", 0};
};
TEST(Steps, OfAnExceptionMarkTheLastOfItsThread) {
  const auto steps = steps_of<ThrowsBehindAnother>({.workers = {0, 0}});
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_FALSE(steps[0].fault);
  EXPECT_TRUE(steps[1].fault);
}

template <class Sync>
struct EachWaitsForTheOther {
  static constexpr int kThreads = 2;
  void thread(int index) {
    while (!(index == 0 ? second_ : first_).load()) Sync::yield();
    (index == 0 ? first_ : second_).store(true);
  }
  Atomic<Sync, bool> first_{"first", false};
  Atomic<Sync, bool> second_{"second", false};
};
TEST(Steps, OfALivelockAreAFewTurnsAndEndWithAYieldOfEachThread) {
  const auto steps = steps_of<EachWaitsForTheOther>();
  ASSERT_LT(steps.size(), 30U);
  ASSERT_GT(steps.size(), 2U);
  for (std::size_t i = 0; i < steps.size(); ++i) EXPECT_EQ(steps[i].fault, i + 2 >= steps.size()) << i;
  EXPECT_EQ(steps[steps.size() - 2].operation, "yield");
  EXPECT_EQ(steps[steps.size() - 2].thread, 1);
  EXPECT_EQ(steps.back().operation, "yield");
  EXPECT_EQ(steps.back().thread, 2);
}

}  // namespace
}  // namespace heddle
