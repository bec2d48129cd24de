// Rounds: a fresh subject for each, and each of its threads once.
#include "sanitizers/stress/rounds.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace heddle {
namespace {

std::mutex seen_mutex;
std::set<std::thread::id> seen_threads;

// Tells which threads ran, "01" for both once, and whether it is fresh.
struct Witness {
  static constexpr int kThreads = 2;
  static constexpr int kMaxThreads = 8;
  explicit Witness(int threads) : threads_(threads) {}
  void thread(int index) {
    calls_[static_cast<std::size_t>(index)].fetch_add(1);
    const std::lock_guard lock(seen_mutex);
    seen_threads.insert(std::this_thread::get_id());
  }
  std::string after() {
    std::string text;
    for (int i = 0; i < threads_; ++i) text += std::to_string(calls_[static_cast<std::size_t>(i)].load());
    return text;
  }
  const int threads_;
  std::array<std::atomic<int>, 8> calls_{};
};

std::map<std::string, int> outcomes_of(int threads, const RoundLimits& limits) {
  std::map<std::string, int> outcomes;
  seen_threads.clear();
  run_rounds(variant_of<Witness>("case", "witness"), threads, limits,
             [&](const std::string& outcome) { ++outcomes[outcome]; });
  return outcomes;
}

TEST(Rounds, EachThreadRunsOnceInEachRound) {
  EXPECT_EQ(outcomes_of(2, {500, 60}), (std::map<std::string, int>{{"11", 500}}));
  EXPECT_EQ(outcomes_of(8, {100, 60}), (std::map<std::string, int>{{"11111111", 100}}));
}

TEST(Rounds, ThreadsAreStartedOnce) {
  outcomes_of(3, {200, 60});
  EXPECT_EQ(seen_threads.size(), 3U);
}

TEST(Rounds, EndWithTheTimeButNotBeforeOneRound) {
  EXPECT_EQ(outcomes_of(2, {1'000'000'000, 0}), (std::map<std::string, int>{{"11", 1}}));
}

}  // namespace
}  // namespace heddle
