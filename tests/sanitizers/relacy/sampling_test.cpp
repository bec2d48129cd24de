// What every scheduler that samples has to do: only what can be, the same for the same seed on every
// compiler, and in the end everything.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <set>
#include <string>

#include "expect_verdict.hpp"
#include "random_program.hpp"
#include "samplers.hpp"
#include "sanitizers/relacy/tree_search.hpp"
#include "tests/support/golden.hpp"

namespace heddle {
namespace {

using test::Overheard;
using test::Sampler;
using test::samplers;

constexpr std::uint64_t kPrograms = 150;
constexpr std::uint64_t kMostExecutions = 3'000;  // of a program that is kept, under full search
constexpr std::uint64_t kSampled = 300;

std::uint64_t first_program() {
  const char* const text = std::getenv("HEDDLE_SEED");
  return text != nullptr ? std::strtoull(text, nullptr, 10) : 1;
}

// Two writers and a reader, with stale loads, a try that may fail, and a choice of waiters.
template <class Sync>
struct LittleOfEverything {
  static constexpr int kThreads = 3;
  void thread(int index) {
    if (index < 2) {
      value_.store(index + 1, std::memory_order_relaxed);
      int expected = index;
      if (other_.compare_exchange_weak(expected, index + 1)) seen_[index] = 'x';
      const Lock<Sync> lock(mutex_);
      order_ += static_cast<char>('a' + index);
    } else {
      for (int i = 2; i < 5; ++i) seen_[i] = static_cast<char>('0' + value_.load(std::memory_order_relaxed));
      Sync::yield();
      const Lock<Sync> lock(mutex_);
      order_ += 'c';
    }
  }
  std::string after() { return seen_ + order_; }
  Atomic<Sync, int> value_{"value", 0};
  Atomic<Sync, int> other_{"other", 0};
  Mutex<Sync> mutex_{"mutex"};
  char seen_[6] = "..   ";
  std::string order_;
};

// Every outcome, in the order of the executions.
std::string story(const Sampler& sampler, std::uint64_t seed, std::uint64_t executions) {
  const auto scheduler = sampler.make(seed);
  std::string text;
  for (std::uint64_t i = 0; i < executions; ++i)
    text += test::sample<LittleOfEverything>(*scheduler, 1).outcome + "\n";
  return text;
}

TEST(Samplers, PickOnlyThreadsThatCanGoOnAndValuesThatThereAre) {
  for (const Sampler& sampler : samplers()) {
    std::uint64_t blocked = 0;
    std::uint64_t wrong = 0;
    for (std::uint64_t seed = first_program(); seed < first_program() + kPrograms; ++seed) {
      const auto scheduler = sampler.make(seed);
      Overheard overheard(*scheduler);
      overheard.on_thread = [&](const model::ThreadChoice& choice, int chosen) {
        for (int t = 0; t < model::kMaxThreads; ++t) blocked += (choice.candidates >> t & 1) == 0 ? 1 : 0;
        wrong += chosen < 0 || (choice.candidates >> chosen & 1) == 0 ? 1 : 0;
      };
      overheard.on_value = [&](int count, int chosen) { wrong += chosen < 0 || chosen >= count ? 1 : 0; };
      outcomes_of(test::random_program(seed), overheard, 20);
    }
    EXPECT_GT(blocked, 0U);
    EXPECT_EQ(wrong, 0U) << sampler.name << ", programs from seed " << first_program();
  }
}

TEST(Samplers, ComeToNothingThatFullSearchDoesNotComeTo) {
  std::uint64_t all = 0;
  std::map<std::string, std::uint64_t> reached;
  std::uint64_t kept = 0;
  for (std::uint64_t seed = first_program(); kept < kPrograms; ++seed) {
    const test::RandomProgram program = test::random_program(seed);
    model::TreeSearch full_search;
    const test::Outcomes full = outcomes_of(program, full_search, kMostExecutions);
    if (!full.complete) continue;
    ++kept;
    all += full.all.size();
    for (const Sampler& sampler : samplers()) {
      const auto scheduler = sampler.make(seed);
      const test::Outcomes sampled = outcomes_of(program, *scheduler, kSampled);
      reached[sampler.name] += sampled.all.size();
      ASSERT_TRUE(std::includes(full.all.begin(), full.all.end(), sampled.all.begin(), sampled.all.end()))
          << sampler.name << ", seed " << seed << "\n"
          << program.text();
    }
  }
  for (const auto& [name, count] : reached) {
    std::cout << name << " came to " << count << " of " << all << " outcomes, programs from seed "
              << first_program() << "\n";
    EXPECT_GT(3 * count, 2 * all) << name << " hardly gets anywhere";
  }
}

TEST(Samplers, RepeatASeedAndDifferBetweenSeeds) {
  for (const Sampler& sampler : samplers()) {
    EXPECT_EQ(story(sampler, 7, 60), story(sampler, 7, 60)) << sampler.name;
    EXPECT_NE(story(sampler, 7, 60), story(sampler, 8, 60)) << sampler.name;
  }
}

// The same file for every compiler and every kind of build.
TEST(Samplers, DrawTheSameExecutionsEverywhere) {
  test::expect_golden("sampled_executions.txt", [](std::ostream& out) {
    for (const Sampler& sampler : samplers()) out << sampler.name << "\n" << story(sampler, 1, 40);
  });
}

TEST(Samplers, TellASeedThatTheyHaveDrawn) {
  for (const char* const name : {"random", "pct", "pos", "guided"}) {
    std::set<std::string> summaries;
    for (int run = 0; run < 3; ++run) {
      const Verdict verdict = explore<LittleOfEverything>([&] {
        DetectorOptions options = test::with_scheduler(name);
        options.max_executions = 3;
        return options;
      }());
      EXPECT_TRUE(test::not_found(verdict));
      EXPECT_EQ(verdict.executions, 3U);
      EXPECT_NE(verdict.summary.find(", seed "), std::string::npos) << verdict.summary;
      EXPECT_EQ(verdict.summary.find("cut off"), std::string::npos) << verdict.summary;
      summaries.insert(verdict.summary);
    }
    EXPECT_GT(summaries.size(), 1U) << name << " draws the same seed each time: " << *summaries.begin();
  }
}

// ---- waiting

// One waits for the other, who waits for the first: whoever starves the other never ends.
template <class Sync>
struct PingPong {
  static constexpr int kThreads = 3;
  void thread(int index) {
    for (int turn = 0; turn < 3; ++turn) {
      while (next_.load() != index) Sync::yield();
      next_.store((index + 1) % kThreads);
    }
  }
  std::string after() { return "done"; }
  Atomic<Sync, int> next_{"next", 0};
};
// Each try for the lock changes something, so that no turn of the loop is in vain.
template <class Sync>
struct SpinLock {
  static constexpr int kThreads = 3;
  void thread(int) {
    for (int i = 0; i < 2; ++i) {
      while (held_.exchange(1) != 0) {
        tries_.fetch_add(1);
        Sync::yield();
      }
      held_.store(0);
    }
  }
  std::string after() { return "done"; }
  Atomic<Sync, int> held_{"held", 0};
  Atomic<Sync, int> tries_{"tries", 0};
};

TEST(Samplers, LetNobodyStarveWhoIsWaitedFor) {
  for (const Sampler& sampler : samplers()) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      const auto scheduler = sampler.make(seed);
      const model::SearchResult ping_pong = test::sample<PingPong>(*scheduler, 100);
      EXPECT_EQ(ping_pong.cut, 0U) << sampler.name << ", seed " << seed;
      EXPECT_EQ(test::count_of(ping_pong, "done"), 100U) << sampler.name << ", seed " << seed;
      const auto other = sampler.make(seed);
      EXPECT_EQ(test::count_of(test::sample<SpinLock>(*other, 100), "done"), 100U)
          << sampler.name << ", seed " << seed;
    }
  }
}

}  // namespace
}  // namespace heddle
