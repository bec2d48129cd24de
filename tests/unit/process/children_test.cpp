#include "heddle/process/children.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <stdexcept>

#include "forked.hpp"

namespace heddle {
namespace {

// All ends of children, in order of their numbers.
std::vector<ChildExit> wait_for_all(Children& children) {
  std::vector<ChildExit> all;
  while (children.size() > 0)
    for (const ChildExit& exit : children.wait()) all.push_back(exit);
  std::sort(all.begin(), all.end(), [](auto& a, auto& b) { return a.number < b.number; });
  return all;
}

TEST(Children, TellsHowEachOneEnded) {
  Children children;
  children.start(0, [] {});
  children.start(1, [] { ::_exit(5); });
  children.start(2, [] { throw std::runtime_error("a task that breaks its contract"); });
  children.start(3, [] { test::kill_this_process(); });
  const auto exits = wait_for_all(children);
  ASSERT_EQ(exits.size(), 4U);
  EXPECT_EQ(exits[0].exit_status, 0);
  EXPECT_EQ(exits[0].signal, 0);
  EXPECT_EQ(exits[1].exit_status, 5);
  EXPECT_EQ(exits[2].exit_status, Children::kThrew);
  EXPECT_EQ(exits[3].signal, SIGKILL);
}

TEST(Children, WaitReturnsAtOnceWithNothingToWaitFor) {
  Children children;
  EXPECT_TRUE(children.wait().empty());
}

TEST(Children, WaitWakesForAnotherDescriptor) {
  const int ready = ::eventfd(1, EFD_CLOEXEC);
  Children children;
  children.start(0, [] { ::pause(); });
  EXPECT_TRUE(children.wait(ready).empty());
  EXPECT_EQ(children.size(), 1U);
  ::close(ready);
}

TEST(Children, LeavesTheChildrenOfOthersAlone) {
  const pid_t stranger = test::start_forked([] { ::_exit(3); });
  Children children;
  children.start(0, [] {});
  EXPECT_EQ(wait_for_all(children).size(), 1U);
  const int status = test::wait_for(stranger);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 3);
}

TEST(Children, AreGoneWithTheirOwner) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  {
    Children children;
    for (int i = 0; i < 3; ++i) children.start(i, [] { ::pause(); });
    ::close(ends[1]);  // now the children alone hold it open
  }
  char byte = 0;
  EXPECT_EQ(::read(ends[0], &byte, 1), 0);
  ::close(ends[0]);
}

TEST(Children, AreGoneWhenTheirParentIsKilled) {
  std::array<int, 2> held{};
  std::array<int, 2> started{};
  ASSERT_EQ(::pipe2(held.data(), O_CLOEXEC), 0);
  ASSERT_EQ(::pipe2(started.data(), O_CLOEXEC), 0);
  const pid_t parent = test::start_forked([&] {
    Children children;
    for (int i = 0; i < 3; ++i)
      children.start(i, [&] {
        if (::write(started[1], "x", 1) == 1) ::pause();
      });
    children.wait();
  });
  ::close(held[1]);
  char byte = 0;
  for (int i = 0; i < 3; ++i) ASSERT_EQ(::read(started[0], &byte, 1), 1);
  ::kill(parent, SIGKILL);
  EXPECT_TRUE(test::was_killed(test::wait_for(parent)));
  EXPECT_EQ(::read(held[0], &byte, 1), 0);  // returns when the last child is gone
  for (const int end : {held[0], started[0], started[1]}) ::close(end);
}

TEST(Children, EndWhenToldToWhateverTheParentDoesWithSignals) {
  const int status = test::run_forked([] {
    ::signal(SIGTERM, [](int) {});
    sigset_t all;
    sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, nullptr);
    Children children;
    children.start(0, [] { ::raise(SIGTERM); });
    const auto exits = wait_for_all(children);
    if (exits.at(0).signal != SIGTERM) ::_exit(1);

    ::signal(SIGTERM, SIG_IGN);  // as nohup does: what was ignored stays so
    children.start(0, [] { ::raise(SIGTERM); });
    if (wait_for_all(children).at(0).signal != 0) ::_exit(2);
  });
  EXPECT_TRUE(test::ended_well(status)) << WEXITSTATUS(status);
}

TEST(Children, RunNoExitHandlersAndFlushNothingOfTheParents) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  const int status = test::run_forked([&] {
    FILE* const out = ::fdopen(ends[1], "w");
    std::fputs("once", out);
    Children children;
    children.start(0, [] {});
    wait_for_all(children);
    std::fclose(out);
  });
  EXPECT_TRUE(test::ended_well(status));
  ::close(ends[1]);
  std::array<char, 64> bytes{};
  const ssize_t got = ::read(ends[0], bytes.data(), bytes.size());
  EXPECT_EQ(std::string(bytes.data(), static_cast<std::size_t>(got)), "once");
  ::close(ends[0]);
}

}  // namespace
}  // namespace heddle
