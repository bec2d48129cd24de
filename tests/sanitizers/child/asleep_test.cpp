// When a process has come to rest for good, and when it only looks so.
#include "sanitizers/child/asleep.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <atomic>
#include <semaphore>
#include <thread>

#include "heddle/sync/native.hpp"

namespace heddle {
namespace {

using testing::IsEmpty;
using testing::Not;

// This process, seen from the thread that asks, which is awake itself and so left out.
Sleepers others_asleep() {
  ThreadList self;
  self.ids[self.size++] = ::gettid();
  return asleep_for_good(::getpid(), self);
}

TEST(Asleep, AProcessWhoseThreadsAllSleepInLocksIsAtRest) {
  NativeSync::Semaphore semaphore("never", 0);
  NativeSync::Thread sleeper("sleeper", [&] { semaphore.acquire(); });
  while (others_asleep().empty()) NativeSync::yield();
  EXPECT_EQ(others_asleep(), others_asleep()) << "nobody has been awake in between";
  semaphore.release();
}

TEST(Asleep, AThreadThatRunsIsAwake) {
  std::atomic<bool> stop{false};
  NativeSync::Semaphore semaphore("never", 0);
  NativeSync::Thread sleeper("sleeper", [&] { semaphore.acquire(); });
  NativeSync::Thread runner("runner", [&] {
    while (!stop) {
    }
  });
  for (int i = 0; i < 1000; ++i) ASSERT_THAT(others_asleep(), IsEmpty());
  stop = true;
  semaphore.release();
}

TEST(Asleep, AThreadThatWaitsForSomeTimeIsNotAtRest) {
  std::counting_semaphore<1> never(0);
  std::atomic<bool> stop{false};
  NativeSync::Thread waiter("waiter", [&] {
    while (!stop) static_cast<void>(never.try_acquire_for(std::chrono::milliseconds(20)));
  });
  for (int i = 0; i < 1000; ++i) ASSERT_THAT(others_asleep(), IsEmpty());
  stop = true;
}

TEST(Asleep, AProcessThatIsGoneSaysNothing) {
  EXPECT_THAT(asleep_for_good(0x7FFFFFFF, {}), IsEmpty());
  EXPECT_EQ(threads_of(0x7FFFFFFF, 0).size, 0U);
}

TEST(Asleep, AThreadListNamesAllButOne) {
  NativeSync::Semaphore semaphore("never", 0);
  NativeSync::Thread sleeper("sleeper", [&] { semaphore.acquire(); });
  const ThreadList list = threads_of(::getpid(), ::gettid());
  EXPECT_EQ(list.size, 1U);
  EXPECT_FALSE(list.has(::gettid()));
  EXPECT_TRUE(list.has(list.ids[0]));
  semaphore.release();
}

}  // namespace
}  // namespace heddle
