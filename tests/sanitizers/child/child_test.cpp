// What can happen to a child, and that nothing of it is left.
#include "sanitizers/child/child.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>

#include "heddle/sync/watched.hpp"

namespace heddle {
namespace {

using Set = Watched<NativeSync>;
using End = ChildResult::End;
using testing::EndsWith;
using testing::HasSubstr;
using testing::SizeIs;

// Far more than any test may take: what must not wait for it would make the test fail by its own time limit.
constexpr double kForever = 3600;

TEST(Child, AnswersWithAnyBytes) {
  const std::string bytes("a\0b\n\xff", 5);
  const ChildResult result = run_in_child([&] { return std::string(bytes); });
  EXPECT_EQ(result.end, End::kAnswered);
  EXPECT_EQ(result.answer, bytes);
  EXPECT_EQ(run_in_child([] { return std::string(); }).end, End::kAnswered);
}

TEST(Child, AnswersWithMoreThanAPipeHolds) {
  const ChildResult result = run_in_child([] { return std::string(20'000'000, 'x'); });
  EXPECT_EQ(result.end, End::kAnswered);
  EXPECT_EQ(result.answer.size(), 20'000'000U);
}

TEST(Child, IsACopyThatChangesNothingHere) {
  int number = 1;
  EXPECT_EQ(run_in_child([&] { return std::to_string(++number); }).answer, "2");
  EXPECT_EQ(number, 1);
}

TEST(Child, AnExceptionIsADeathWithItsText) {
  const ChildResult result =
      run_in_child([]() -> std::string { throw std::runtime_error("the queue is closed"); });
  EXPECT_EQ(result.end, End::kDied);
  EXPECT_EQ(result.exit_status, kChildThrew);
  EXPECT_EQ(result.last_words, "the queue is closed");
  EXPECT_EQ(cause_of_death(result), "an exception");
}

TEST(Child, AnExitWithoutAnAnswerIsADeath) {
  const ChildResult result = run_in_child([]() -> std::string {
    std::fputs("to standard error\n", stderr);
    ::_exit(3);
  });
  EXPECT_EQ(result.end, End::kDied);
  EXPECT_EQ(result.exit_status, 3);
  EXPECT_EQ(result.last_words, "to standard error\n");
  EXPECT_EQ(cause_of_death(result), "exit status 3");
}

TEST(Child, ASignalIsADeath) {
  for (const int signal : {SIGSEGV, SIGABRT, SIGKILL, SIGTERM}) {
    const ChildResult result = run_in_child([signal] {
      ::raise(signal);
      return std::string();
    });
    EXPECT_EQ(result.end, End::kDied);
    EXPECT_EQ(result.signal, signal);
    EXPECT_THAT(cause_of_death(result), HasSubstr("signal " + std::to_string(signal)));
  }
}

TEST(Child, WhatItPrintsStaysOutOfOurOutputAndItsEndIsKept) {
  testing::internal::CaptureStdout();
  const ChildResult result = run_in_child([] {
    for (int i = 0; i < 100'000; ++i) std::printf("line %d\n", i);
    std::printf("the end");
    std::fflush(stdout);
    return std::string();
  });
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(result.end, End::kAnswered);
  EXPECT_EQ(result.last_words.size(), kMostLastWords);
  EXPECT_THAT(result.last_words, EndsWith("line 99999\nthe end"));
}

TEST(Child, WhatWasPrintedBeforeIsPrintedOnce) {
  testing::internal::CaptureStdout();
  std::printf("once");
  run_in_child([]() -> std::string { std::exit(0); });  // NOLINT(concurrency-mt-unsafe): it flushes
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "once");
}

TEST(Child, ThatLocksAMutexTwiceHangsAndSaysWhere) {
  const ChildResult result = run_in_child(
      []() HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
        Set::Mutex mutex("log mutex");
        mutex.lock();
        mutex.lock();
        return std::string();
      },
      kForever);
  EXPECT_EQ(result.end, End::kHung);
  ASSERT_THAT(result.waiting, SizeIs(1));
  EXPECT_EQ(describe(result.waiting[0]), "a thread waits in lock of 'log mutex' (which it holds itself)");
  EXPECT_THAT(result.waiting[0].file, EndsWith("child_test.cpp"));
}

TEST(Child, WhoseThreadsWaitForEachOtherHangsAndSaysWhoHoldsWhat) {
  const ChildResult result = run_in_child(
      [] {
        Set::Mutex count("count");
        Set::Mutex log("log");
        Set::Latch both("both hold one", 2);
        const auto take = [&](Set::Mutex& first, Set::Mutex& second) {
          const Lock<Set> one(first);
          both.count_down();
          both.wait();
          const Lock<Set> two(second);
        };
        Set::Thread worker_0("worker 0", [&] { take(count, log); });
        Set::Thread worker_1("worker 1", [&] { take(log, count); });
        worker_0.join();
        return std::string();
      },
      kForever);
  EXPECT_EQ(result.end, End::kHung);
  std::vector<std::string> notes;
  for (const Waiting& waiting : result.waiting) notes.push_back(describe(waiting));
  EXPECT_THAT(notes, testing::UnorderedElementsAre("worker 0 waits in lock of 'log' (held by worker 1)",
                                                   "worker 1 waits in lock of 'count' (held by worker 0)",
                                                   "a thread waits in join of 'worker 0'"));
}

TEST(Child, ThatSpinsHangsWhenTheTimeIsOver) {
  const ChildResult result = run_in_child(
      []() -> std::string {
        for (;;) Set::yield();
      },
      0.3);
  EXPECT_EQ(result.end, End::kHung);
  ASSERT_THAT(result.waiting, SizeIs(1));
  EXPECT_EQ(describe(result.waiting[0]), "a thread yields again and again");
}

TEST(Child, ThatCannotSayWhereItIsHangsAllTheSame) {
  const ChildResult result = run_in_child(
      []() -> std::string {
        for (;;) ::pause();
      },
      0.3);
  EXPECT_EQ(result.end, End::kHung);
  EXPECT_THAT(result.waiting, SizeIs(0));
}

// Longer than it takes to take sleeping threads for hanging ones.
TEST(Child, ThatWaitsForSomeTimeIsNotTakenForOneThatHangs) {
  const ChildResult result = run_in_child(
      [] {
        std::mutex mutex;
        std::condition_variable condition;
        std::unique_lock lock(mutex);
        condition.wait_for(lock, std::chrono::milliseconds(1500), [] { return false; });
        return std::string("awake");
      },
      kForever);
  EXPECT_EQ(result.answer, "awake");
}

TEST(Child, ThatMakesProgressMayTakeAsLongAsItWants) {
  constexpr double kPatience = 2;
  const ChildResult result = run_in_child(
      [] {
        const auto begin = std::chrono::steady_clock::now();
        while (std::chrono::steady_clock::now() - begin < std::chrono::duration<double>(kPatience + 1))
          child_progress();
        return std::string("done");
      },
      kPatience);
  EXPECT_EQ(result.answer, "done");
}

TEST(Child, ProgressOutsideOfAChildIsNothing) {
  child_progress();
}

TEST(Child, AnswersWhileItsOtherThreadsGoOn) {
  const ChildResult result = run_in_child([] {
    std::thread([] {
      for (;;) Set::yield();
    }).detach();
    return std::string("answer");
  });
  EXPECT_EQ(result.answer, "answer");
}

// It holds the child's streams open; that it is still there must not keep the parent waiting.
TEST(Child, ThatLeavesAProcessBehindIsNotWaitedForAnyLonger) {
  std::array<int, 2> names{};
  ASSERT_EQ(::pipe2(names.data(), O_CLOEXEC), 0);
  for (const bool answers : {true, false}) {
    const ChildResult result = run_in_child(
        [&]() -> std::string {
          const pid_t left_behind = ::fork();
          while (left_behind == 0) ::pause();
          EXPECT_EQ(::write(names[1], &left_behind, sizeof left_behind),
                    static_cast<ssize_t>(sizeof left_behind));
          if (!answers) ::_exit(4);
          return "answer";
        },
        kForever);
    pid_t left_behind = 0;
    ASSERT_EQ(::read(names[0], &left_behind, sizeof left_behind), static_cast<ssize_t>(sizeof left_behind));
    EXPECT_EQ(::kill(left_behind, SIGKILL), 0) << "it was there all the time";
    EXPECT_EQ(result.end, answers ? End::kAnswered : End::kDied);
    if (!answers) {
      EXPECT_EQ(result.exit_status, 4);
    }
  }
  ::close(names[0]);
  ::close(names[1]);
}

TEST(Child, SignalsHereInterruptNothing) {
  struct sigaction action{};
  struct sigaction before{};
  action.sa_handler = [](int) {};  // and no SA_RESTART
  ASSERT_EQ(::sigaction(SIGALRM, &action, &before), 0);
  const itimerval often{{0, 1000}, {0, 1000}};
  ASSERT_EQ(::setitimer(ITIMER_REAL, &often, nullptr), 0);
  for (int i = 0; i < 20; ++i)
    EXPECT_EQ(run_in_child([] { return std::string(1'000'000, 'x'); }).answer.size(), 1'000'000U);
  const itimerval never{};
  ::setitimer(ITIMER_REAL, &never, nullptr);
  ::sigaction(SIGALRM, &before, nullptr);
}

TEST(Child, WorksWhereSomebodyElseReapsChildren) {
  const auto before = ::signal(SIGCHLD, SIG_IGN);
  EXPECT_EQ(run_in_child([] { return std::string("answer"); }).answer, "answer");
  EXPECT_EQ(run_in_child([]() -> std::string { ::_exit(3); }).end, End::kDied);
  ::signal(SIGCHLD, before);
}

int open_descriptors() {
  DIR* const folder = ::opendir("/proc/self/fd");
  int count = 0;
  while (::readdir(folder) != nullptr) ++count;
  ::closedir(folder);
  return count;
}

// Zombies are among them.
std::set<pid_t> child_processes() {
  std::ifstream file("/proc/thread-self/children");
  EXPECT_TRUE(file) << "the kernel has no CONFIG_PROC_CHILDREN";
  return {std::istream_iterator<pid_t>(file), {}};
}

TEST(Child, LeavesNoDescriptorAndNoProcess) {
  const int before = open_descriptors();
  // ThreadSanitizer's symbolizer; and a child that nobody was to reap may take a moment to be gone.
  const std::set<pid_t> others = child_processes();
  run_in_child([] { return std::string("answer"); });
  run_in_child([]() -> std::string { ::_exit(1); });
  run_in_child([]() -> std::string { throw 1; });
  run_in_child(
      []() -> std::string {
        for (;;) ::pause();
      },
      0.1);
  EXPECT_EQ(open_descriptors(), before);
  for (const pid_t child : child_processes()) EXPECT_TRUE(others.contains(child)) << child;
}

}  // namespace
}  // namespace heddle
