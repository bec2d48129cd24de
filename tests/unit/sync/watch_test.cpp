// What the notes of Watched<Base> say of threads that wait.
#include "heddle/sync/watch.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "heddle/sync/watched.hpp"

namespace heddle {
namespace {

using Set = Watched<NativeSync>;
using testing::Contains;
using testing::IsEmpty;
using testing::Not;

// The note on the thread, once it is in an operation of that name: on its way there it may wait in others.
Waiting note_on(const std::string& thread, const std::string& operation) {
  for (;;) {
    for (const Waiting& waiting : waiting_threads())
      if (waiting.thread == thread && waiting.operation == operation) return waiting;
    std::this_thread::yield();
  }
}

void expect_note(const std::string& thread, const std::string& operation, const std::string& description,
                 int line) {
  const Waiting note = note_on(thread, operation);
  EXPECT_EQ(describe(note), description);
  EXPECT_EQ(note.file, __FILE__);
  EXPECT_EQ(note.line, line);
}

TEST(Watch, SaysWhoWaitsForAMutexAndWhoHoldsIt) {
  Watch::name_thread("main thread");
  Mutex<Set> mutex("log mutex");
  std::unique_ptr<Thread<Set>> worker;
  const Lock<Set> lock(mutex);
  worker = std::make_unique<Thread<Set>>("worker 0", [&] { const Lock<Set> wanted(mutex); });
  expect_note("worker 0", "lock", "worker 0 waits in lock of 'log mutex' (held by main thread)",
              __LINE__ - 2);
}

TEST(Watch, ForgetsAThreadThatGoesOn) {
  Mutex<Set> mutex("mutex");
  for (int i = 0; i < 3; ++i) const Lock<Set> lock(mutex);
  EXPECT_THAT(waiting_threads(), IsEmpty());
}

TEST(Watch, SaysWhoReads) {
  Watch::name_thread("main thread");
  SharedMutex<Set> mutex("index");
  std::unique_ptr<Thread<Set>> writer;
  const SharedLock<Set> lock(mutex);
  writer = std::make_unique<Thread<Set>>("writer", [&] { const ExclusiveLock<Set> writing(mutex); });
  expect_note("writer", "lock", "writer waits in lock of 'index' (held by main thread)", __LINE__ - 1);
}

TEST(Watch, SaysWhoWaitsForAWriter) {
  Watch::name_thread("main thread");
  SharedMutex<Set> mutex("index");
  std::unique_ptr<Thread<Set>> reader;
  const ExclusiveLock<Set> lock(mutex);
  reader = std::make_unique<Thread<Set>>("reader", [&] { const SharedLock<Set> reading(mutex); });
  expect_note("reader", "lock_shared", "reader waits in lock_shared of 'index' (held by main thread)",
              __LINE__ - 2);
}

TEST(Watch, AWaiterOfAConditionHoldsNoMutex) {
  Mutex<Set> mutex("queue mutex");
  ConditionVariable<Set> filled("queue filled");
  Shared<Set, bool> full("full", false);
  Thread<Set> consumer("consumer", [&] {
    const Lock<Set> lock(mutex);
    while (!full.read()) filled.wait(mutex);
  });
  expect_note("consumer", "wait", "consumer waits in wait of 'queue filled'", __LINE__ - 2);
  {
    const Lock<Set> lock(mutex);
    full.write(true);
  }
  filled.notify_one();
}

TEST(Watch, NamesSemaphoresBarriersLatchesAndJoins) {
  Semaphore<Set> permits("permits", 0);
  Thread<Set> taker("taker", [&] { permits.acquire(); });
  expect_note("taker", "acquire", "taker waits in acquire of 'permits'", __LINE__ - 1);
  Thread<Set> joiner("joiner", [&] { taker.join(); });
  expect_note("joiner", "join", "joiner waits in join of 'taker'", __LINE__ - 1);
  permits.release();
  joiner.join();

  Barrier<Set> barrier("phase", 2);
  Thread<Set> early("early", [&] { barrier.arrive_and_wait(); });
  expect_note("early", "arrive_and_wait", "early waits in arrive_and_wait of 'phase'", __LINE__ - 1);
  barrier.arrive_and_wait();

  Latch<Set> latch("all loaded", 1);
  Thread<Set> patient("patient", [&] { latch.wait(); });
  expect_note("patient", "wait", "patient waits in wait of 'all loaded'", __LINE__ - 1);
  latch.count_down();
}

TEST(Watch, AThreadThatYieldsInALoopIsSeenAtItsYield) {
  Atomic<Set, bool> stop("stop", false);
  Thread<Set> spinner("spinner", [&] {
    while (!stop.load()) Set::yield();
  });
  expect_note("spinner", "yield", "spinner yields again and again", __LINE__ - 2);
  stop.store(true);
}

TEST(Watch, AMutexHeldByTheWaiterItselfIsTold) {
  const Waiting waiting{"worker 0", "lock", "log mutex", "", 0, "worker 0"};
  EXPECT_EQ(describe(waiting), "worker 0 waits in lock of 'log mutex' (which it holds itself)");
}

TEST(Watch, AThreadThatEndedIsForgottenAndItsPlaceUsedAgain) {
  for (int i = 0; i < 2 * Watch::kMaxThreads; ++i) {
    Semaphore<Set> permit("permit", 1);
    Thread<Set>("passing", [&] { permit.acquire(); }).join();
  }
  Semaphore<Set> permits("permits", 0);
  Thread<Set> taker("taker", [&] { permits.acquire(); });
  note_on("taker", "acquire");
  EXPECT_THAT(waiting_threads(), Not(Contains(testing::Field(&Waiting::thread, "passing"))));
  permits.release();
}

TEST(Watch, ThreadsBeyondTheLimitWorkUnwatched) {
  constexpr int kThreads = Watch::kMaxThreads + 10;
  Latch<Set> all_here("all here", kThreads);
  Mutex<Set> mutex("mutex");
  Shared<Set, int> sum("sum", 0);
  {
    std::vector<Thread<Set>> threads;
    for (int i = 0; i < kThreads; ++i)
      threads.emplace_back("one of many", [&] {
        {
          const Lock<Set> lock(mutex);
          sum.write(sum.read() + 1);
        }
        all_here.count_down();
        all_here.wait();
      });
  }
  EXPECT_EQ(sum.read(), kThreads);
}

TEST(Watch, OfMoreMutexesThanTheLimitTheFirstHaveAHolder) {
  Watch::name_thread("main thread");
  std::vector<std::unique_ptr<Mutex<Set>>> mutexes;
  for (int i = 0; i < Watch::kMaxHeld + 2; ++i)
    mutexes.push_back(std::make_unique<Mutex<Set>>("one of many"));
  const auto lock_all = [&]() HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    for (const auto& mutex : mutexes) mutex->lock();
  };
  const auto unlock_all = [&]() HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    for (const auto& mutex : mutexes) mutex->unlock();
  };
  const auto take = [](Mutex<Set>& mutex) { const Lock<Set> lock(mutex); };
  lock_all();
  Thread<Set> first("wants the first", [&] { take(*mutexes.front()); });
  Thread<Set> last("wants the last", [&] { take(*mutexes.back()); });
  EXPECT_EQ(note_on("wants the first", "lock").holder, "main thread");
  EXPECT_EQ(note_on("wants the last", "lock").holder, "");
  unlock_all();
}

}  // namespace
}  // namespace heddle
