// The shortest failing execution, against brute force: of every failing execution of a small program, none
// takes less effort than the one that is shown, and none that takes as little has fewer steps.
#include "sanitizers/relacy/shortest.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "every_failure.hpp"
#include "expect_verdict.hpp"
#include "random_program.hpp"
#include "sanitizers/relacy/bounded_search.hpp"
#include "sanitizers/relacy/replay.hpp"
#include "sanitizers/relacy/tree_search.hpp"

namespace heddle {
namespace {

using model::find_shortest;
using model::SearchResult;
using model::SearchSettings;
using model::Shortest;
using test::every_failure;
using test::Failures;
using test::settings_for;

int preemptions_in(const SearchSettings& settings, const SearchResult& execution) {
  SearchSettings recorded = settings;
  recorded.record = true;
  recorded.max_executions = 1;
  model::Replay scheduler(execution.choices);
  int preemptions = 0;
  for (const Step& step : model::search(recorded, scheduler).trace.steps)
    preemptions += step.preempts ? 1 : 0;
  return preemptions;
}

// ---- known ones

template <std::size_t Threads>
struct Philosophers {
  template <class Sync>
  struct Over {
    static constexpr int kThreads = static_cast<int>(Threads);
    static constexpr Outcome kOutcomes[]{{"done", Grade::kAcceptable, ""}};
    void thread(int index) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
      const Lock<Sync> left(*forks_[static_cast<std::size_t>(index)]);
      const Lock<Sync> right(*forks_[(static_cast<std::size_t>(index) + 1) % Threads]);
    }
    std::array<std::unique_ptr<Mutex<Sync>>, Threads> forks_ = [] {
      std::array<std::unique_ptr<Mutex<Sync>>, Threads> forks;
      for (auto& fork : forks) fork = std::make_unique<Mutex<Sync>>("fork");
      return forks;
    }();
  };
};

// The first takes one fork and is kept from taking the other. Those who then begin, each on the other side of
// the one before, take one fork and have to wait for the next of their own accord.
template <std::size_t Threads>
void expect_one_preemption_among_philosophers() {
  const Variant variant =
      variant_of<typename Philosophers<Threads>::template Over<ModelSync>>("case", "variant");
  const SearchSettings settings = settings_for(variant);
  const Shortest found = find_shortest(settings, Finding::kDeadlock, Threads);
  ASSERT_TRUE(found.result);
  EXPECT_TRUE(found.is_proved);
  EXPECT_EQ(found.result->steps, static_cast<std::uint64_t>(Threads));
  EXPECT_EQ(preemptions_in(settings, *found.result), 1);
}
TEST(Shortest, OfPhilosophersHasOnePreemptionHoweverManySitThere) {
  expect_one_preemption_among_philosophers<2>();
  expect_one_preemption_among_philosophers<3>();
  expect_one_preemption_among_philosophers<4>();
  expect_one_preemption_among_philosophers<5>();
}

// Worker 0 may have gone through its locks before they meet, and come to a wrong outcome before that.
template <class Sync>
struct MeetAtLast {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{
      {"001", Grade::kForbidden, ""}, {"010", Grade::kAcceptable, ""}, {"100", Grade::kAcceptable, ""}};
  void thread(int index) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    for (int times = index == 0 ? 2 : 1; times > 0; --times) {
      const Lock<Sync> first(index == 0 ? left_ : right_);
      const Lock<Sync> second(index == 0 ? right_ : left_);
      order_.with_mut([index](std::string& order) { order += std::to_string(index); });
    }
  }
  std::string after() {
    return order_.with([](const std::string& order) { return order; });
  }
  Mutex<Sync> left_{"left"};
  Mutex<Sync> right_{"right"};
  Shared<Sync, std::string> order_{"order"};
};
TEST(Shortest, IsNotMistakenAboutWhatAnEarlierExecutionCameTo) {
  const Variant variant = variant_of<MeetAtLast<ModelSync>>("case", "variant");
  const Shortest found = find_shortest(settings_for(variant), Finding::kDeadlock, 2);
  ASSERT_TRUE(found.result);
  EXPECT_EQ(found.result->steps, 2U);
}

template <int Threads, int Times>
struct Increments {
  template <class Sync>
  struct Over {
    static constexpr int kThreads = Threads;
    static constexpr Outcome kOutcomes[]{{"all", Grade::kAcceptable, ""}, {"fewer", Grade::kInteresting, ""}};
    void thread(int) {
      for (int i = 0; i < Times; ++i) value_.store(value_.load() + 1);
    }
    std::string after() { return value_.load() == Threads * Times ? "all" : "fewer"; }
    Atomic<Sync, int> value_{"value", 0};
  };
};

// One thread between another's load and its store; then nobody is hindered any more.
template <int Threads, int Times>
void expect_one_lost_update() {
  const Variant variant =
      variant_of<typename Increments<Threads, Times>::template Over<ModelSync>>("case", "variant");
  const SearchSettings settings = settings_for(variant);
  const Shortest found = find_shortest(settings, Finding::kWrongOutcome, 4);
  ASSERT_TRUE(found.result);
  EXPECT_TRUE(found.is_proved);
  // Each load and each store, the main thread's wait, and its load.
  EXPECT_EQ(found.result->steps, static_cast<std::uint64_t>(2 * Threads * Times + 2));
  EXPECT_EQ(preemptions_in(settings, *found.result), 1);
}
TEST(Shortest, OfLostUpdatesHasOnePreemptionHoweverManyThreads) {
  expect_one_lost_update<2, 1>();
  expect_one_lost_update<2, 4>();
  expect_one_lost_update<3, 3>();
  expect_one_lost_update<4, 3>();
  expect_one_lost_update<6, 1>();
}

// ---- against brute force

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);
  return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

// The order of the set makes one outcome of several the wrong one, as good as any.
const std::string& one_of(const std::set<std::string>& outcomes, std::uint64_t seed) {
  auto chosen = outcomes.begin();
  std::advance(chosen, static_cast<std::ptrdiff_t>(seed % outcomes.size()));
  return *chosen;
}

TEST(Shortest, OfRandomProgramsIsWhatBruteForceFinds) {
  constexpr std::uint64_t kPrograms = 200;
  constexpr std::uint64_t kMostExecutions = 1'000;
  const std::uint64_t wanted = from_environment("HEDDLE_PROGRAMS", kPrograms);
  const std::uint64_t first_seed = from_environment("HEDDLE_SEED", 1);
  std::map<Finding, int> compared;
  std::map<int, int> efforts;
  std::uint64_t kept = 0;
  for (std::uint64_t seed = first_seed; kept < wanted; ++seed) {
    const test::RandomProgram program = test::random_program(seed);
    model::TreeSearch full_search;
    const test::Outcomes outcomes = outcomes_of(program, full_search, kMostExecutions);
    if (!outcomes.complete || outcomes.all.size() < 2) continue;
    ++kept;
    const std::string wrong = one_of(outcomes.all, seed);
    std::vector<Outcome> listed;
    for (const std::string& text : outcomes.all)
      listed.push_back({text, text == wrong ? Grade::kForbidden : Grade::kAcceptable, ""});
    Variant variant = as_variant(program);
    variant.outcomes = listed;
    const SearchSettings settings = settings_for(variant);
    const Failures all = every_failure(settings, 2 * kMostExecutions);
    ASSERT_TRUE(all.complete) << "seed " << seed;
    for (const auto& [finding, shortest] : all.shortest) {
      const Shortest found = find_shortest(settings, finding, shortest.first);
      ASSERT_TRUE(found.result) << "seed " << seed << "\n" << program.text() << name_of(finding);
      EXPECT_TRUE(found.is_proved) << "seed " << seed;
      EXPECT_EQ(found.result->steps, shortest.second) << "seed " << seed << "\n"
                                                      << program.text() << name_of(finding);
      const Shortest easier = find_shortest(settings, finding, shortest.first - 1);
      ASSERT_FALSE(easier.result) << "seed " << seed << "\n" << program.text() << name_of(finding);
      ++compared[finding];
      ++efforts[shortest.first];
    }
  }
  std::cout << "seeds from " << first_seed << ":";
  for (const auto& [finding, count] : compared) std::cout << " " << count << " " << name_of(finding);
  std::cout << "; with effort";
  for (const auto& [effort, count] : efforts) std::cout << " " << effort << ": " << count;
  std::cout << "\n";
  if (wanted < kPrograms) return;
  EXPECT_GE(compared[Finding::kWrongOutcome], 100);
  EXPECT_GE(compared[Finding::kDeadlock], 30);
  EXPECT_GE(efforts.size(), 4U) << "not all of them are easy";
}

// ---- honesty

TEST(Shortest, IsNotProvedWhereTheSearchWasCutOff) {
  const Variant variant = variant_of<Increments<4, 3>::Over<ModelSync>>("case", "variant");
  const SearchSettings settings = settings_for(variant);
  // Enough for the executions without a preemption, and for some with one.
  const Shortest some = find_shortest(settings, Finding::kWrongOutcome, 4, 1'500);
  ASSERT_TRUE(some.result);
  EXPECT_FALSE(some.is_proved);
  const Shortest none = find_shortest(settings, Finding::kWrongOutcome, 4, 10);
  EXPECT_FALSE(none.result);
  EXPECT_FALSE(none.is_proved);
}

TEST(Shortest, SaysInItsTitleWhetherItIsTheShortestThereIs) {
  const Variant variant = variant_of<Increments<4, 3>::Over<ModelSync>>("case", "variant");
  SearchSettings settings = settings_for(variant);
  model::TreeSearch full_search;
  const SearchResult found = model::search(settings, full_search);
  ASSERT_TRUE(found.failure);
  EXPECT_EQ(model::shortest(settings, found).trace.title, "the shortest way to it");
  const SearchResult cut_off = model::shortest(settings, found, 10);
  EXPECT_EQ(cut_off.trace.title, "the shortest way to it that was found");
  EXPECT_FALSE(cut_off.trace.steps.empty()) << "at worst the one that was found";
}

// ---- what makes it quick

template <class Sync>
struct OwnAtomics {
  static constexpr int kThreads = 3;
  static constexpr Outcome kOutcomes[]{{"6", Grade::kAcceptable, ""}};
  void thread(int index) {
    for (int i = 0; i < 2; ++i) (index == 0 ? first_ : index == 1 ? second_ : third_).fetch_add(1);
  }
  std::string after() { return std::to_string(first_.load() + second_.load() + third_.load()); }
  Atomic<Sync, int> first_{"first", 0};
  Atomic<Sync, int> second_{"second", 0};
  Atomic<Sync, int> third_{"third", 0};
};

// Three threads with two steps each, that have nothing to do with each other: 90 interleavings, and 3 * 3 * 3
// states. Without preemptions there are the 6 orders of the threads, and 2 * 2 * 2 states in which the next
// one is chosen.
TEST(BoundedSearch, GoesOnFromEachStateOnce) {
  const Variant variant = variant_of<OwnAtomics<ModelSync>>("case", "variant");
  const SearchSettings settings = settings_for(variant);
  const auto executions = [&](int effort) {
    model::BoundedSearch scheduler(effort, std::numeric_limits<std::uint64_t>::max());
    const SearchResult result = model::search(settings, scheduler);
    EXPECT_FALSE(result.failure);
    EXPECT_TRUE(result.exhausted);
    EXPECT_FALSE(scheduler.ran_out());
    return result.executions + result.redundant;
  };
  EXPECT_LE(executions(0), 6U);
  EXPECT_LE(executions(6), 27U * 3U);
  EXPECT_LT(executions(6), 90U);
}

// A search that goes by states comes to every outcome that one that tries everything comes to, at the same
// bound.
TEST(BoundedSearch, ComesToEveryOutcomeWithinTheBound) {
  const Variant variant = variant_of<Increments<3, 2>::Over<ModelSync>>("case", "variant");
  SearchSettings settings = settings_for(variant);
  settings.stop_at_interesting = false;
  for (int bound = 0; bound <= 3; ++bound) {
    model::TreeSearch every(bound);
    model::BoundedSearch states(bound, std::numeric_limits<std::uint64_t>::max());
    EXPECT_EQ(model::search(settings, states).outcomes.size(),
              model::search(settings, every).outcomes.size());
  }
}

}  // namespace
}  // namespace heddle
