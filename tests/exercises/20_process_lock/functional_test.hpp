// What a lock between processes is for, with real ones: forked, and killed.
#pragma once

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>

#include "heddle/process/shared_memory.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {
namespace {

// Who waits where nobody else could let it go on is stopped.
struct StopsWhoWaits : NativeSync {
  struct InVain {};

  static void yield(Site = {}) {
    if (++turns > 1'000) throw InVain();
  }
  static inline int turns = 0;
};

template <class Sync>
struct Memory {
  bool is_alive(int number) const { return !is_dead[static_cast<std::size_t>(number)].load(); }

  ProcessLock<Sync> lock;
  std::atomic<int> lines{0};
  std::array<std::atomic<bool>, 4> is_dead{};  // by number; set when it was waited for
};

// A process that does work() and ends, with this one at the latest.
template <class Work>
pid_t started(Work work) {
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child != 0) return child;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() == parent) work();
  _exit(0);
}

TEST(ProcessLock, LetsOneProcessInAtATime) {
  constexpr int kLines = 10'000;
  const SharedMemory<Memory<NativeSync>> memory;
  const auto is_alive = [&](int number) { return memory->is_alive(number); };
  std::array<pid_t, 2> processes{};
  for (int number = 1; number <= 2; ++number)
    processes[static_cast<std::size_t>(number - 1)] = started([&] {
      for (int line = 0; line < kLines; ++line) {
        memory->lock.lock(number, is_alive);
        memory->lines.store(memory->lines.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
        memory->lock.unlock();
      }
    });
  for (const pid_t process : processes) ASSERT_EQ(waitpid(process, nullptr, 0), process);
  EXPECT_EQ(memory->lines.load(), 2 * kLines) << "two processes were in at once";
}

TEST(ProcessLock, IsInheritedOnceFromAKilledProcess) {
  const SharedMemory<Memory<StopsWhoWaits>> memory;
  const auto is_alive = [&](int number) { return memory->is_alive(number); };
  const pid_t process = started([&] {
    memory->lock.lock(1, is_alive);
    kill(getpid(), SIGKILL);
  });
  ASSERT_EQ(waitpid(process, nullptr, 0), process);
  memory->is_dead[1].store(true);
  bool is_inherited = false;
  ASSERT_NO_THROW(is_inherited = memory->lock.lock(2, is_alive))
      << "the owner was killed, and nobody gets the lock";
  EXPECT_TRUE(is_inherited) << "the owner was killed, and who got the lock was not told";
  memory->lock.unlock();
  ASSERT_NO_THROW(is_inherited = memory->lock.lock(3, is_alive))
      << "the lock was given back, and nobody gets it";
  EXPECT_FALSE(is_inherited) << "the owner gave the lock back, and was taken for dead";
}

}  // namespace
}  // namespace heddle::exercise
