// Yields: they have no effect that anybody could see, and still a loop that waits for another thread has an
// end in every search.
#include <deque>
#include <set>
#include <string>

#include "expect_verdict.hpp"

namespace heddle {
namespace {

using test::proved;
using test::with_scheduler;

std::set<std::string> outcome_set(const Verdict& verdict) {
  EXPECT_TRUE(proved(verdict));
  std::set<std::string> outcomes;
  for (const auto& [text, count] : test::outcomes_of(verdict)) outcomes.insert(text);
  return outcomes;
}

// ---- outside loops

template <int Shape>
struct YieldsNowAndThen {
  template <class Sync>
  struct Over {
    static constexpr int kThreads = 2;
    void thread(int index) {
      if (index == 0) {
        if (Shape == 0 || Shape == 2) Sync::yield();
        if (Shape == 1) other_.load();
        if (Shape == 1) Sync::yield();
        value_.store(1);
      } else {
        if (Shape == 1) other_.store(1);
        if (Shape == 2) Sync::yield();
        if (Shape == 2) Sync::yield();
        seen_ = value_.load();
      }
    }
    std::string after() { return std::to_string(seen_); }
    Atomic<Sync, int> value_{"value", 0};
    Atomic<Sync, int> other_{"other", 0};
    int seen_ = -1;
  };
};

TEST(Yield, OutsideALoopHidesNothing) {
  for (const char* scheduler : {"full", "dpor"}) {
    SCOPED_TRACE(scheduler);
    EXPECT_EQ(outcome_set(explore<YieldsNowAndThen<0>::Over>(with_scheduler(scheduler))),
              (std::set<std::string>{"0", "1"}));
    EXPECT_EQ(outcome_set(explore<YieldsNowAndThen<1>::Over>(with_scheduler(scheduler))),
              (std::set<std::string>{"0", "1"}));
    EXPECT_EQ(outcome_set(explore<YieldsNowAndThen<2>::Over>(with_scheduler(scheduler))),
              (std::set<std::string>{"0", "1"}));
  }
}

// ---- loops that wait

template <class Sync>
struct SpinLocked {
  static constexpr int kThreads = 3;
  static constexpr Outcome kOutcomes[]{{"3", Grade::kAcceptable, ""}};
  void thread(int) {
    while (locked_.exchange(true, std::memory_order_acquire)) Sync::yield();
    count_.write(count_.read() + 1);
    locked_.store(false, std::memory_order_release);
  }
  std::string after() { return std::to_string(count_.read()); }
  Atomic<Sync, bool> locked_{"locked", false};
  Shared<Sync, int> count_{"count", 0};
};
template <class Sync>
struct TicketLocked {
  static constexpr int kThreads = 3;
  static constexpr Outcome kOutcomes[]{{"3", Grade::kAcceptable, ""}};
  void thread(int) {
    const int own = next_.fetch_add(1, std::memory_order_relaxed);
    while (serving_.load(std::memory_order_acquire) != own) Sync::yield();
    count_.write(count_.read() + 1);
    serving_.store(own + 1, std::memory_order_release);
  }
  std::string after() { return std::to_string(count_.read()); }
  Atomic<Sync, int> next_{"next", 0};
  Atomic<Sync, int> serving_{"serving", 0};
  Shared<Sync, int> count_{"count", 0};
};
// Peterson's lock, which needs sequential consistency.
template <class Sync>
struct PetersonLocked {
  static constexpr int kThreads = 2;
  void thread(int index) {
    (index == 0 ? first_ : second_).store(true);
    turn_.store(1 - index);
    while ((index == 0 ? second_ : first_).load() && turn_.load() == 1 - index) Sync::yield();
    count_.write(count_.read() + 1);
    (index == 0 ? first_ : second_).store(false);
  }
  Atomic<Sync, bool> first_{"first", false};
  Atomic<Sync, bool> second_{"second", false};
  Atomic<Sync, int> turn_{"turn", 0};
  Shared<Sync, int> count_{"count", 0};
};
// A turn of these loops takes a lock and gives it back.
template <class Sync>
struct PollsWithALock {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 1) {
      const Lock<Sync> lock(mutex_);
      ready_.write(true);
    } else {
      while (!is_ready()) Sync::yield();
    }
  }
  bool is_ready() {
    const Lock<Sync> lock(mutex_);
    return ready_.read();
  }
  Mutex<Sync> mutex_{"mutex"};
  Shared<Sync, bool> ready_{"ready", false};
};
template <class Sync>
struct PollsAQueue {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{{"12", Grade::kAcceptable, "both, in order"}};
  void thread(int index) {
    for (int item = 1; item <= 2; ++item) {
      if (index == 0) {
        const Lock<Sync> lock(mutex_);
        items_.with_mut([item](std::deque<int>& items) { items.push_back(item); });
      } else {
        while (!try_pop()) Sync::yield();
      }
    }
  }
  bool try_pop() {
    const Lock<Sync> lock(mutex_);
    return items_.with_mut([this](std::deque<int>& items) {
      if (items.empty()) return false;
      taken_ += std::to_string(items.front());
      items.pop_front();
      return true;
    });
  }
  std::string after() { return taken_; }
  Mutex<Sync> mutex_{"mutex"};
  Shared<Sync, std::deque<int>> items_{"items"};
  std::string taken_;
};
template <class Sync>
struct PollsASemaphore {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0)
      semaphore_.release();
    else
      while (!semaphore_.try_acquire()) Sync::yield();
  }
  Semaphore<Sync> semaphore_{"semaphore", 0};
};
template <class Sync>
struct TriesAReader {
  static constexpr int kThreads = 2;
  void thread(int index) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    if (index == 0) {
      const ExclusiveLock<Sync> lock(shared_);
      value_.write(1);
    } else {
      while (!shared_.try_lock_shared()) Sync::yield();
      value_.read();
      shared_.unlock_shared();
    }
  }
  SharedMutex<Sync> shared_{"shared"};
  Shared<Sync, int> value_{"value", 0};
};
// Relaxed: a look may see an old value, and another look a newer one though nobody has changed anything.
template <class Sync>
struct PollsRelaxed {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0)
      for (int i = 1; i <= 3; ++i) value_.store(i, std::memory_order_relaxed);
    else
      while (value_.load(std::memory_order_relaxed) != 3) Sync::yield();
  }
  Atomic<Sync, int> value_{"value", 0};
};

TEST(WaitingLoop, HasAnEndInEverySearch) {
  for (const char* scheduler : {"full", "dpor"}) {
    SCOPED_TRACE(scheduler);
    const auto options = with_scheduler(scheduler);
    EXPECT_TRUE(proved(explore<SpinLocked>(options)));
    EXPECT_TRUE(proved(explore<PetersonLocked>(options)));
    EXPECT_TRUE(proved(explore<PollsWithALock>(options)));
    EXPECT_TRUE(proved(explore<PollsAQueue>(options)));
    EXPECT_TRUE(proved(explore<PollsASemaphore>(options)));
    EXPECT_TRUE(proved(explore<TriesAReader>(options)));
    EXPECT_TRUE(proved(explore<PollsRelaxed>(options)));
  }
  EXPECT_TRUE(proved(explore<TicketLocked>()));
  EXPECT_TRUE(test::has_line(explore<SpinLocked>().limits, "loop that yields"));
}

// Gives up after some tries: how many came before the change is seen, as far as the limit says.
template <class Sync>
struct TriesTwice {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) {
      value_.store(1);
    } else {
      for (; tries_ < 2 && value_.load() == 0; ++tries_) Sync::yield();
    }
  }
  std::string after() { return std::to_string(tries_); }
  Atomic<Sync, int> value_{"value", 0};
  int tries_ = 0;
};
TEST(WaitingLoop, ThatGivesUpAfterTwoTurnsIsSeenToTheEnd) {
  for (const char* scheduler : {"full", "dpor"})
    EXPECT_EQ(outcome_set(explore<TriesTwice>(with_scheduler(scheduler))),
              (std::set<std::string>{"0", "1", "2"}))
        << scheduler;
}

}  // namespace
}  // namespace heddle
