// How much a search looks at: numbers of executions that follow from counting, sets of outcomes worked out by
// hand, and what the bounds leave out.
#include <map>
#include <set>
#include <string>

#include "expect_verdict.hpp"

namespace heddle {
namespace {

using test::found;
using test::has_line;
using test::not_found;
using test::outcomes_of;
using test::proved;
using test::with_scheduler;

using Counts = std::map<std::string, std::uint64_t>;

std::set<std::string> outcome_set(const Verdict& verdict) {
  std::set<std::string> outcomes;
  for (const auto& [text, count] : outcomes_of(verdict)) outcomes.insert(text);
  return outcomes;
}

// ---- numbers of executions

template <int Threads, int Times>
struct LockedIncrements {
  template <class Sync>
  struct Over {
    static constexpr int kThreads = Threads;
    static constexpr Outcome kOutcomes[]{{Threads * Times == 2   ? "2"
                                          : Threads * Times == 3 ? "3"
                                          : Threads * Times == 4 ? "4"
                                          : Threads * Times == 6 ? "6"
                                                                 : "8",
                                          Grade::kAcceptable, ""}};
    void thread(int) {
      for (int i = 0; i < Times; ++i) {
        const Lock<Sync> lock(mutex_);
        count_.write(count_.read() + 1);
      }
    }
    std::string after() { return std::to_string(count_.read()); }
    Mutex<Sync> mutex_{"mutex"};
    Shared<Sync, int> count_{"count", 0};
  };
};

// T threads that lock K times each can do so in (TK)! / K!^T orders, and no two executions have the same one.
template <int Threads, int Times>
std::uint64_t locked(std::string_view scheduler) {
  const Verdict verdict = explore<LockedIncrements<Threads, Times>::template Over>(with_scheduler(scheduler));
  EXPECT_TRUE(proved(verdict));
  return verdict.executions;
}

TEST(Executions, OfLockedIncrementsAreTheOrdersOfTheLocks) {
  for (const char* scheduler : {"full", "dpor"}) {
    SCOPED_TRACE(scheduler);
    EXPECT_EQ((locked<2, 1>(scheduler)), 2U);
    EXPECT_EQ((locked<2, 2>(scheduler)), 6U);
    EXPECT_EQ((locked<3, 1>(scheduler)), 6U);
    EXPECT_EQ((locked<2, 3>(scheduler)), 20U);
    EXPECT_EQ((locked<3, 2>(scheduler)), 90U);
    EXPECT_EQ((locked<4, 2>(scheduler)), 2520U);
  }
}

template <int Threads, int Times>
struct OwnAtomics {
  template <class Sync>
  struct Over {
    static constexpr int kThreads = Threads;
    void thread(int index) {
      for (int i = 0; i < Times; ++i) (index == 0 ? first_ : index == 1 ? second_ : third_).fetch_add(1);
    }
    std::string after() { return std::to_string(first_.load() + second_.load() + third_.load()); }
    Atomic<Sync, int> first_{"first", 0};
    Atomic<Sync, int> second_{"second", 0};
    Atomic<Sync, int> third_{"third", 0};
  };
};

// Full search tries every interleaving: (TK)! / K!^T again, though they all come to the same, and reduced
// search tries one.
TEST(Executions, OfIndependentOperationsAreAllInterleavingsOrOne) {
  EXPECT_EQ((explore<OwnAtomics<2, 1>::Over>(with_scheduler("full")).executions), 2U);
  EXPECT_EQ((explore<OwnAtomics<2, 3>::Over>(with_scheduler("full")).executions), 20U);
  EXPECT_EQ((explore<OwnAtomics<3, 2>::Over>(with_scheduler("full")).executions), 90U);
  EXPECT_EQ((explore<OwnAtomics<3, 2>::Over>(with_scheduler("dpor")).executions), 1U);
}

template <class Sync>
struct OneThread {
  static constexpr int kThreads = 1;
  void thread(int) {
    for (int i = 0; i < 5; ++i) value_.fetch_add(1);
  }
  Atomic<Sync, int> value_{"value", 0};
};
TEST(Executions, OfOneThreadAreOne) {
  for (const char* scheduler : {"full", "bound", "dpor"}) {
    const Verdict verdict = explore<OneThread>(with_scheduler(scheduler));
    EXPECT_TRUE(proved(verdict)) << scheduler;
    EXPECT_EQ(verdict.executions, 1U) << scheduler;
  }
}

template <int Readers>
struct ReadersAndAWriter {
  template <class Sync>
  struct Over {
    static constexpr int kThreads = Readers + 1;
    void thread(int index) {
      if (index == Readers) {
        const ExclusiveLock<Sync> lock(mutex_);
      } else {
        const SharedLock<Sync> lock(mutex_);
      }
    }
    SharedMutex<Sync> mutex_{"mutex"};
  };
};

// Readers do not see each other: all that matters is which of them come before the writer, 2^R sets.
TEST(Executions, OfReadersAndAWriterAreThoseWhoComeBeforeIt) {
  EXPECT_EQ((explore<ReadersAndAWriter<1>::Over>().executions), 2U);
  EXPECT_EQ((explore<ReadersAndAWriter<2>::Over>().executions), 4U);
  EXPECT_EQ((explore<ReadersAndAWriter<3>::Over>().executions), 8U);
}

// ---- sets of outcomes

// A loads x and stores to y, B loads y and stores to x, in sequential consistency: not both see the other's.
template <class Sync>
struct StoreLoadSeqCst {
  static constexpr int kThreads = 2;
  void thread(int index) {
    Atomic<Sync, int>& own = index == 0 ? x_ : y_;
    Atomic<Sync, int>& other = index == 0 ? y_ : x_;
    own.store(1);
    seen_[index] = static_cast<char>('0' + other.load());
  }
  std::string after() { return seen_; }
  Atomic<Sync, int> x_{"x", 0};
  Atomic<Sync, int> y_{"y", 0};
  char seen_[3] = "..";
};
// Both add one in two steps, twice: from 2 (all but each one's last are lost) to 4.
template <class Sync>
struct TwoStepAdders {
  static constexpr int kThreads = 2;
  void thread(int) {
    for (int i = 0; i < 2; ++i) value_.store(value_.load() + 1);
  }
  std::string after() { return std::to_string(value_.load()); }
  Atomic<Sync, int> value_{"value", 0};
};
// Every order in which three threads can come.
template <class Sync>
struct Arrivals {
  static constexpr int kThreads = 3;
  void thread(int index) {
    const Lock<Sync> lock(mutex_);
    order_.with_mut([&](std::string& order) { order += static_cast<char>('a' + index); });
  }
  std::string after() {
    return order_.with([](const std::string& order) { return order; });
  }
  Mutex<Sync> mutex_{"mutex"};
  Shared<Sync, std::string> order_{"order"};
};

TEST(OutcomeSets, AreThoseWorkedOutByHand) {
  for (const char* scheduler : {"full", "dpor"}) {
    SCOPED_TRACE(scheduler);
    EXPECT_EQ(outcome_set(explore<StoreLoadSeqCst>(with_scheduler(scheduler))),
              (std::set<std::string>{"01", "10", "11"}));
    EXPECT_EQ(outcome_set(explore<TwoStepAdders>(with_scheduler(scheduler))),
              (std::set<std::string>{"2", "3", "4"}));
    EXPECT_EQ(outcome_set(explore<Arrivals>(with_scheduler(scheduler))),
              (std::set<std::string>{"abc", "acb", "bac", "bca", "cab", "cba"}));
  }
}

// ---- bounds

// To see 'b' and then 'a' again, the reader must be interrupted between its loads, and so must the writer.
template <class Sync>
struct NeedsTwoPreemptions {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{{"no", Grade::kAcceptable, ""}, {"yes", Grade::kForbidden, "seen"}};
  void thread(int index) {
    if (index == 0) {
      value_.exchange(1);
      value_.exchange(2);
    } else if (value_.fetch_add(0) == 0 && value_.fetch_add(0) == 1) {
      seen_ = "yes";
    }
  }
  std::string after() { return seen_; }
  Atomic<Sync, int> value_{"value", 0};
  const char* seen_ = "no";
};

DetectorOptions with_preemptions(int preemptions) {
  DetectorOptions options = with_scheduler("bound");
  options.preemptions = preemptions;
  return options;
}

TEST(PreemptionBound, FindsWhatItAllowsAndSaysWhatItLeftOut) {
  for (int preemptions : {0, 1}) {
    const Verdict less = explore<NeedsTwoPreemptions>(with_preemptions(preemptions));
    EXPECT_TRUE(not_found(less)) << preemptions;
    EXPECT_NE(less.summary.find("at most " + std::to_string(preemptions) + " preemption"), std::string::npos)
        << less.summary;
  }
  EXPECT_TRUE(found(Finding::kWrongOutcome, explore<NeedsTwoPreemptions>(with_preemptions(2))));
  EXPECT_TRUE(found(Finding::kWrongOutcome, explore<NeedsTwoPreemptions>(with_scheduler("bound"))))
      << "2 is the default";
}
TEST(PreemptionBound, OfNoneTriesTheOrdersOfWholeThreads) {
  EXPECT_EQ((explore<OwnAtomics<3, 2>::Over>(with_preemptions(0)).executions), 6U);
}
TEST(PreemptionBound, ProvesWhereNothingWasLeftOut) {
  EXPECT_TRUE(proved(explore<OneThread>(with_preemptions(0))));
}

TEST(CutOff, IsNeverAProof) {
  DetectorOptions options = with_scheduler("full");
  options.max_executions = 89;
  const Verdict verdict = explore<OwnAtomics<3, 2>::Over>(options);
  EXPECT_TRUE(not_found(verdict));
  EXPECT_EQ(verdict.executions, 89U);
  EXPECT_NE(verdict.summary.find("cut off"), std::string::npos) << verdict.summary;
  options.max_executions = 90;
  EXPECT_TRUE((proved(explore<OwnAtomics<3, 2>::Over>(options)))) << "the last one was the 90th";
}

template <class Sync>
struct SpinsWithoutYield {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0)
      while (!go_.load(std::memory_order_acquire)) {  // [spins]
      }
    else
      go_.store(true, std::memory_order_release);
  }
  Atomic<Sync, bool> go_{"go", false};
};
template <class Sync>
struct SpinsWithYield {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0)
      while (!go_.load(std::memory_order_acquire)) Sync::yield();
    else
      go_.store(true, std::memory_order_release);
  }
  Atomic<Sync, bool> go_{"go", false};
};

TEST(StepBound, IsToldAndProvesNothing) {
  DetectorOptions options;
  options.max_steps = 3;
  const Verdict verdict = explore<OneThread>(options);
  EXPECT_TRUE(not_found(verdict));
  EXPECT_EQ(verdict.executions, 0U);
  EXPECT_NE(verdict.summary.find("1 execution not explored beyond 3 steps"), std::string::npos)
      << verdict.summary;
}
TEST(StepBound, NamesALoopThatDoesNotYield) {
  const Verdict verdict = explore<SpinsWithoutYield>();
  EXPECT_TRUE(not_found(verdict));
  EXPECT_NE(verdict.summary.find("not explored beyond 2,000 steps"), std::string::npos) << verdict.summary;
  EXPECT_TRUE(
      has_line(verdict.limits, "load of 'go' at " __FILE__ ":" + std::to_string(HEDDLE_LINE("spins"))))
      << verdict_text(verdict);
  EXPECT_TRUE(proved(explore<SpinsWithYield>()));
}

// A loop over objects that are gone when the bound is met.
template <class Sync>
struct LoopsOverLocals {
  static constexpr int kThreads = 1;
  void thread(int) {
    for (int i = 0; i < 5'000; ++i) {
      Mutex<Sync> local("local");
      const Lock<Sync> lock(local);
    }
  }
};
TEST(StepBound, NamesObjectsThatAreGone) {
  const Verdict verdict = explore<LoopsOverLocals>();
  EXPECT_TRUE(not_found(verdict));
  EXPECT_TRUE(has_line(verdict.limits, "of 'local'")) << verdict_text(verdict);
}

// ---- at random

DetectorOptions at_random(std::uint64_t seed, std::uint64_t executions) {
  DetectorOptions options = with_scheduler("random");
  options.seed = seed;
  options.max_executions = executions;
  return options;
}

TEST(RandomSearch, RepeatsASeedAndDiffersBetweenSeeds) {
  const auto counts = [](std::uint64_t seed) { return outcomes_of(explore<Arrivals>(at_random(seed, 300))); };
  EXPECT_EQ(counts(1), counts(1));
  EXPECT_NE(counts(1), counts(2));
  EXPECT_EQ(counts(1).size(), 6U) << "all orders come";
}
TEST(RandomSearch, NeverProvesAndTellsItsSeed) {
  const Verdict verdict = explore<OneThread>(at_random(77, 50));
  EXPECT_TRUE(not_found(verdict));
  EXPECT_EQ(verdict.executions, 50U);
  EXPECT_NE(verdict.summary.find("seed 77"), std::string::npos) << verdict.summary;
  const Verdict drawn = explore<OneThread>(at_random(0, 5));
  EXPECT_NE(drawn.summary.find("seed "), std::string::npos);
  EXPECT_EQ(drawn.summary.find("seed 0,"), std::string::npos) << drawn.summary;
}
TEST(RandomSearch, FindsWhatTheOthersFind) {
  EXPECT_TRUE(found(Finding::kWrongOutcome, explore<NeedsTwoPreemptions>(at_random(3, 1'000))));
}

TEST(Options, ThatDoNotExistAreRefused) {
  EXPECT_THROW((void)explore<OneThread>(with_scheduler("best")), std::invalid_argument);
  DetectorOptions options;
  options.threads = 2;
  EXPECT_THROW((void)explore<OneThread>(options), std::invalid_argument) << "the variant has one thread";
}

template <int Threads, int Started>
struct Many {
  template <class Sync>
  struct Over {
    static constexpr int kThreads = Threads;
    static constexpr int kStartedThreads = Started;
    void thread(int) {}
  };
};
TEST(Options, MoreThreadsThanTheModelHasAreRefused) {
  EXPECT_TRUE((proved(explore<Many<7, 0>::Over>())));
  EXPECT_TRUE((proved(explore<Many<1, 6>::Over>())));
  EXPECT_THROW(((void)explore<Many<8, 0>::Over>()), std::invalid_argument);
  EXPECT_THROW(((void)explore<Many<1, 7>::Over>()), std::invalid_argument);
}

// ---- what happens for no reason, and how often

template <class Sync>
struct WeakExchanges {
  static constexpr int kThreads = 1;
  void thread(int) {
    for (int i = 0; i < 3; ++i) {
      int expected = i;
      while (!value_.compare_exchange_weak(expected, i + 1)) {
        expected = i;
        ++failures_;
      }
    }
  }
  std::string after() { return std::to_string(failures_); }
  Atomic<Sync, int> value_{"value", 0};
  int failures_ = 0;
};
template <class Sync>
struct Tries {
  static constexpr int kThreads = 1;
  void thread(int) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    while (!mutex_.try_lock()) ++failures_[0];
    mutex_.unlock();
    while (!shared_.try_lock_shared()) ++failures_[1];
    shared_.unlock_shared();
    while (!semaphore_.try_acquire()) ++failures_[2];
  }
  std::string after() { return failures_; }
  Mutex<Sync> mutex_{"mutex"};
  SharedMutex<Sync> shared_{"shared"};
  Semaphore<Sync> semaphore_{"semaphore", 1};
  char failures_[4] = "000";
};
template <class Sync>
struct CountsWakeups {
  static constexpr int kThreads = 2;
  void thread(int index) {
    const Lock<Sync> lock(mutex_);
    if (index == 0) {
      while (!ready_.read()) {
        changed_.wait(mutex_);
        ++wakeups_;
      }
    } else {
      ready_.write(true);
      changed_.notify_one();
    }
  }
  std::string after() { return std::to_string(wakeups_); }
  Mutex<Sync> mutex_{"mutex"};
  ConditionVariable<Sync> changed_{"changed"};
  Shared<Sync, bool> ready_{"ready", false};
  int wakeups_ = 0;
};
template <class Sync>
struct TwoWaiters {
  static constexpr int kThreads = 3;
  void thread(int index) {
    const Lock<Sync> lock(mutex_);
    if (index == 2) {
      tokens_.write(1);
      changed_.notify_one();
      return;
    }
    waiting_.write(waiting_.read() + 1);
    while (tokens_.read() == 0 && !served_.read()) changed_.wait(mutex_);
    if (tokens_.read() == 1) {
      tokens_.write(0);
      served_.write(true);
      first_ = static_cast<char>('a' + index);
      if (waiting_.read() == 2) changed_.notify_one();
    }
  }
  std::string after() { return std::string(1, first_); }
  Mutex<Sync> mutex_{"mutex"};
  ConditionVariable<Sync> changed_{"changed"};
  Shared<Sync, int> tokens_{"tokens", 0};
  Shared<Sync, int> waiting_{"waiting", 0};
  Shared<Sync, bool> served_{"served", false};
  char first_ = '.';
};

TEST(ForNoReason, AWeakExchangeFailsOnceForEachThreadAndAtomic) {
  const Verdict verdict = explore<WeakExchanges>();
  EXPECT_TRUE(proved(verdict));
  EXPECT_EQ(outcomes_of(verdict), (Counts{{"0", 1}, {"1", 3}}));
  EXPECT_TRUE(has_line(verdict.limits, "at most one spurious failure"));
}
TEST(ForNoReason, ATryFailsOnceForEachThreadAndObject) {
  const Verdict verdict = explore<Tries>();
  EXPECT_TRUE(proved(verdict));
  EXPECT_EQ(
      outcomes_of(verdict),
      (Counts{
          {"000", 1}, {"001", 1}, {"010", 1}, {"011", 1}, {"100", 1}, {"101", 1}, {"110", 1}, {"111", 1}}));
}
TEST(ForNoReason, AWaiterWakesUpOnce) {
  const Verdict verdict = explore<CountsWakeups>();
  EXPECT_TRUE(proved(verdict));
  EXPECT_EQ(outcome_set(verdict), (std::set<std::string>{"0", "1", "2"}));
  EXPECT_TRUE(has_line(verdict.limits, "at most one spurious wake-up"));
}
TEST(Notification, WakesAnyOfTheWaiters) {
  for (const char* scheduler : {"full", "dpor"})
    EXPECT_EQ(outcome_set(explore<TwoWaiters>(with_scheduler(scheduler))), (std::set<std::string>{"a", "b"}))
        << scheduler;
}

}  // namespace
}  // namespace heddle
