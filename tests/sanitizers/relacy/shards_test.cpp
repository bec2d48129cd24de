// A search in parts against the same search as a whole: together the parts go through the same executions,
// each of which is in one part. What a wrong splitting loses or does twice, hardly any test by hand shows, so
// random programs are searched both ways. HEDDLE_PROGRAMS and HEDDLE_SEED try others, any number of them.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "expect_verdict.hpp"
#include "fingerprints.hpp"
#include "heddle/core/merge_parts.hpp"
#include "locked.hpp"
#include "random_program.hpp"
#include "sanitizers/relacy/dpor.hpp"
#include "sanitizers/relacy/scout.hpp"
#include "sanitizers/relacy/search.hpp"
#include "sanitizers/relacy/split.hpp"
#include "sanitizers/relacy/tree_search.hpp"

namespace heddle {
namespace {

using test::Fingerprints;
using test::found;
using test::not_found;
using test::proved;
using test::RandomProgram;
using test::with_scheduler;

using Locked3x2 = test::Locked<3, 2>;
using Locked3x3 = test::Locked<3, 3>;
using Locked4x2 = test::Locked<4, 2>;
using Locked4x3 = test::Locked<4, 3>;

// ---- random programs

using MakeScheduler = std::function<std::unique_ptr<model::Scheduler>()>;

std::unique_ptr<model::Scheduler> make_dpor() {
  return std::make_unique<model::Dpor>();
}
std::unique_ptr<model::Scheduler> make_full() {
  return std::make_unique<model::TreeSearch>();
}
std::unique_ptr<model::Scheduler> make_bound() {
  return std::make_unique<model::TreeSearch>(1);
}

struct Seen {
  std::multiset<std::uint64_t> executions;  // fingerprints
  std::set<std::string> outcomes;
  std::set<std::uint64_t> splits;  // of the parts: one, where they agree
  bool complete = true;
};

void look(const RandomProgram& program, model::Scheduler& scheduler, std::uint64_t most, Seen& seen) {
  Fingerprints fingerprints(scheduler);
  const test::Outcomes outcomes = test::outcomes_of(program, fingerprints, most);
  seen.executions.insert(fingerprints.all.begin(), fingerprints.all.end());
  seen.outcomes.insert(outcomes.all.begin(), outcomes.all.end());
  seen.splits.insert(scheduler.split_fingerprint());
  seen.complete = seen.complete && outcomes.complete;
}

constexpr std::uint64_t kNoLimit = 1'000'000;

Seen parts_of(const RandomProgram& program, const MakeScheduler& make, const std::vector<Shard>& shards,
              const model::Outlook& outlook) {
  Seen seen;
  for (const Shard shard : shards) {
    const auto scheduler = make();
    EXPECT_TRUE(scheduler->take_part(model::Split(shard, outlook)));
    look(program, *scheduler, kNoLimit, seen);
  }
  return seen;
}

std::vector<Shard> all_of(int count) {
  std::vector<Shard> shards;
  for (int index = 1; index <= count; ++index) shards.push_back({index, count});
  return shards;
}

model::Outlook outlook_of(const RandomProgram& program) {
  model::Scout scout;
  test::outcomes_of(program, scout, 1);
  return scout.outlook();
}

bool has_doubles(const std::multiset<std::uint64_t>& executions) {
  return std::adjacent_find(executions.begin(), executions.end()) != executions.end();
}

// Where they differ; empty where they do not.
std::string difference(const Seen& whole, const Seen& parts, bool same_executions) {
  if (!parts.complete) return "a part is not complete";
  if (parts.splits.size() != 1) return "the parts were split at different places";
  if (parts.outcomes != whole.outcomes) return "the outcomes differ";
  if (same_executions && parts.executions != whole.executions)
    return "the executions differ: " + std::to_string(whole.executions.size()) + " and " +
           std::to_string(parts.executions.size());
  return "";
}

// An execution that a finding ends in its midst has no rest: which of those that begin in the same way a
// reduced search shows is chance.
bool is_broken_off(const Seen& seen) {
  return std::any_of(seen.outcomes.begin(), seen.outcomes.end(), [](const std::string& outcome) {
    return std::ranges::any_of(std::array{Finding::kDataRace, Finding::kLivelock, Finding::kMisuse,
                                          Finding::kUseAfterFree, Finding::kException},
                               [&](Finding finding) { return outcome.starts_with(words_for(finding)); });
  });
}

// In which order threads yield that have nothing else to do is not part of what a reduced search tells apart:
// of the executions of such a program it shows others where it begins in another way, and as many outcomes.
bool yields(const RandomProgram& program) {
  using test::Act;
  return std::ranges::any_of(program.threads, [](const auto& thread) {
    return std::ranges::any_of(thread, [](const test::Action& action) {
      return action.act == Act::kYield || action.act == Act::kSpin || action.act == Act::kSpinOnEither ||
             action.act == Act::kSpinAndGiveUp;
    });
  });
}

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);
  return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

// Calls `check` with so many programs that a scheduler exhausts within `most` executions, and what it sees of
// each.
void with_programs(std::uint64_t programs, std::uint64_t most, const MakeScheduler& make,
                   const std::function<void(const RandomProgram&, const Seen&)>& check) {
  const std::uint64_t first = from_environment("HEDDLE_SEED", 1);
  std::uint64_t left = from_environment("HEDDLE_PROGRAMS", programs);
  std::cout << "seeds from " << first << "\n";
  for (std::uint64_t seed = first; left > 0; ++seed) {
    const RandomProgram program = test::random_program(seed);
    Seen whole;
    look(program, *make(), most, whole);
    if (!whole.complete || is_broken_off(whole)) continue;
    --left;
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + program.text());
    check(program, whole);
    if (testing::Test::HasFailure()) return;
  }
}

void compare_with_parts(std::uint64_t programs, std::uint64_t most, const MakeScheduler& make,
                        bool is_reduced) {
  std::uint64_t compared = 0;
  with_programs(programs, most, make, [&](const RandomProgram& program, const Seen& whole) {
    const bool same_executions = !is_reduced || !yields(program);
    const model::Outlook outlook = outlook_of(program);
    for (const int count : {1, 2, 3, 5}) {
      const Seen parts = parts_of(program, make, all_of(count), outlook);
      EXPECT_EQ(difference(whole, parts, same_executions), "") << count << " parts";
      EXPECT_FALSE(is_reduced && same_executions && has_doubles(parts.executions)) << count << " parts";
    }
    if (same_executions) compared += whole.executions.size();
  });
  std::cout << compared << " executions, one by one\n";
}

TEST(Parts, OfAReducedSearchGoThroughItsExecutionsOnceEach) {
  compare_with_parts(1'000, 2'000, make_dpor, true);
}
TEST(Parts, OfAFullSearchGoThroughItsExecutionsOnceEach) {
  compare_with_parts(200, 500, make_full, false);
}
TEST(Parts, OfABoundedSearchGoThroughItsExecutionsOnceEach) {
  compare_with_parts(200, 500, make_bound, false);
}

// The comparison above has teeth: each of these mistakes shows in most programs that have something to split.
TEST(Parts, ThatAreSplitWronglyAreFoundOut) {
  int programs = 0, without_one = 0, twice = 0, of_another_splitting = 0, otherwise_guessed = 0;
  with_programs(400, 2'000, make_dpor, [&](const RandomProgram& program, const Seen& whole) {
    if (yields(program) || whole.executions.size() < 20) return;
    ++programs;
    const auto is_found_out = [&](const std::vector<Shard>& shards) {
      const Seen parts = parts_of(program, make_dpor, shards, outlook_of(program));
      return parts.executions != whole.executions;
    };
    without_one += is_found_out({{1, 3}, {3, 3}}) ? 1 : 0;
    twice += is_found_out({{1, 3}, {2, 3}, {2, 3}, {3, 3}}) ? 1 : 0;
    of_another_splitting += is_found_out({{1, 3}, {2, 3}, {3, 4}}) ? 1 : 0;

    Seen parts = parts_of(program, make_dpor, {{1, 2}}, outlook_of(program));
    const Seen other = parts_of(program, make_dpor, {{2, 2}}, model::Outlook{});
    parts.executions.insert(other.executions.begin(), other.executions.end());
    parts.splits.insert(other.splits.begin(), other.splits.end());
    const bool has_shown = parts.executions != whole.executions;
    if (has_shown) {
      EXPECT_EQ(difference(whole, parts, false), "the parts were split at different places");
    }
    otherwise_guessed += has_shown ? 1 : 0;
  });
  if (std::getenv("HEDDLE_PROGRAMS") != nullptr) return;  // too few to say
  EXPECT_GE(programs, 10);
  EXPECT_EQ(without_one, programs);
  EXPECT_EQ(twice, programs);
  EXPECT_GE(2 * of_another_splitting, programs);
  EXPECT_GE(otherwise_guessed, 1);
}

// ---- searches whose size is known

template <class Case>
std::vector<Verdict> explored_in_parts(int count, std::string_view scheduler = "dpor") {
  std::vector<Verdict> parts;
  for (const Shard shard : all_of(count)) {
    DetectorOptions options = with_scheduler(scheduler);
    options.shard = shard;
    parts.push_back(explore<Case::template Over>(options));
  }
  return parts;
}

TEST(Parts, AreCompleteAndTogetherAProof) {
  for (const char* scheduler : {"dpor", "full"})
    for (const int count : {1, 2, 3, 5, 8}) {
      SCOPED_TRACE(std::string(scheduler) + ", " + std::to_string(count) + " parts");
      const auto parts = explored_in_parts<Locked3x2>(count, scheduler);
      for (const Verdict& part : parts) {
        EXPECT_TRUE(not_found(part)) << "one part is no proof";
        ASSERT_TRUE(part.part.has_value());
        EXPECT_TRUE(part.part->complete);
        EXPECT_EQ(part.summary.find(words_for(part.part->shard) + ": complete, "), 0U) << part.summary;
      }
      const auto merged = merge_parts(parts);
      ASSERT_EQ(merged.size(), 1U);
      EXPECT_TRUE(proved(merged[0]));
      EXPECT_EQ(merged[0].executions, 90U);
    }
}

TEST(Parts, HaveTogetherAsManyExecutionsAsTheWhole) {
  for (const int count : {2, 3, 4, 7}) {
    SCOPED_TRACE(std::to_string(count) + " parts");
    EXPECT_EQ(merge_parts(explored_in_parts<Locked3x3>(count))[0].executions, 1'680U);
    EXPECT_EQ(merge_parts(explored_in_parts<Locked4x2>(count))[0].executions, 2'520U);
  }
}

TEST(Parts, AreAlikeInSize) {
  for (const char* const scheduler : {"dpor", "full"})
    for (const int count : {2, 4, 8}) {
      std::uint64_t most = 0;
      for (const Verdict& part : explored_in_parts<Locked4x2>(count, scheduler))
        most = std::max(most, part.executions);
      EXPECT_LE(most * static_cast<std::uint64_t>(count), 2'520U * 3 / 2) << scheduler << ", " << count;
    }
}

// One thread, ten exchanges, each of which may fail once for no reason: 2^10 executions that differ in values
// alone.
struct Values {
  template <class Sync>
  struct Over {
    static constexpr int kThreads = 1;
    void thread(int) {
      for (int i = 0; i < 10; ++i) {
        Atomic<Sync, int> value("value", 0);
        int expected = 0;
        (void)value.compare_exchange_weak(expected, 1);
      }
    }
  };
  static constexpr std::uint64_t orders() { return 1'024; }
};

// Of four parts each runs half as many executions again as its share at most, those that it leaves to others
// included.
template <class Case>
void expect_less_work(const MakeScheduler& make) {
  const Variant variant = variant_of<typename Case::template Over<ModelSync>>("case", "variant");
  model::SearchSettings settings;
  settings.variant = &variant;
  settings.threads = variant.threads;
  settings.max_steps = 1'000;
  model::Scout scout;
  model::search(settings, scout);
  settings.max_executions = Case::orders();
  std::uint64_t executions = 0;
  for (const Shard shard : all_of(4)) {
    const auto scheduler = make();
    scheduler->take_part(model::Split(shard, scout.outlook()));
    const model::SearchResult result = model::search(settings, *scheduler);
    EXPECT_TRUE(result.exhausted);
    EXPECT_LE(result.executions + result.redundant, Case::orders() * 3 / 8);
    executions += result.executions;
  }
  EXPECT_EQ(executions, Case::orders());
}

TEST(Parts, AreAsMuchLessWork) {
  expect_less_work<Locked4x3>(make_dpor);
  expect_less_work<Locked4x2>(make_full);
}
TEST(Parts, OfWhatDiffersInValuesAloneAreAsMuchLessWork) {
  expect_less_work<Values>(make_dpor);
  expect_less_work<Values>(make_full);
}

// ---- what parts say

// The second of two threads that lock comes first only where it is switched to at once.
template <class Sync>
struct FindsTheOrder {
  static constexpr int kThreads = 3;
  static constexpr Outcome kOutcomes[]{
      {"012", Grade::kAcceptable, ""}, {"021", Grade::kAcceptable, ""},
      {"102", Grade::kAcceptable, ""}, {"120", Grade::kAcceptable, ""},
      {"201", Grade::kAcceptable, ""}, {"210", Grade::kForbidden, "the last"}};
  void thread(int index) {
    const Lock<Sync> lock(mutex_);
    order_.with_mut([&](std::string& order) { order += static_cast<char>('0' + index); });
  }
  std::string after() {
    return order_.with([](const std::string& order) { return order; });
  }
  Mutex<Sync> mutex_{"mutex"};
  Shared<Sync, std::string> order_{"order"};
};

TEST(Parts, WhatOneFindsIsFound) {
  std::vector<Verdict> parts;
  for (const Shard shard : all_of(4)) {
    DetectorOptions options;
    options.shard = shard;
    parts.push_back(explore<FindsTheOrder>(options));
  }
  EXPECT_TRUE(std::ranges::any_of(parts, [](const Verdict& part) { return !part.traces.empty(); }));
  const Verdict merged = merge_parts(parts)[0];
  EXPECT_TRUE(found(Finding::kWrongOutcome, "outcome \"210\": the last", merged));
  EXPECT_FALSE(merged.traces.empty());
}

TEST(Parts, ThatAreCutOffAreNoProof) {
  std::vector<Verdict> parts;
  for (const Shard shard : all_of(2)) {
    DetectorOptions options;
    options.shard = shard;
    if (shard.index == 2) options.max_executions = 7;
    parts.push_back(explore<Locked3x2::Over>(options));
  }
  EXPECT_EQ(parts[1].summary.find("part 2 of 2: not found in 7 executions"), 0U) << parts[1].summary;
  const Verdict merged = merge_parts(parts)[0];
  EXPECT_TRUE(not_found(merged));
  EXPECT_NE(merged.summary.find("part 2 is incomplete"), std::string::npos) << merged.summary;
}

TEST(Parts, OfABoundedSearchThatLeavesSomethingOutAreNoProof) {
  std::vector<Verdict> parts;
  for (const Shard shard : all_of(3)) {
    DetectorOptions options = with_scheduler("bound");
    options.shard = shard;
    options.preemptions = 0;
    parts.push_back(explore<Locked3x2::Over>(options));
    EXPECT_TRUE(parts.back().part->complete);
  }
  const Verdict merged = merge_parts(parts)[0];
  EXPECT_TRUE(not_found(merged));
  EXPECT_EQ(merged.executions, 6U) << "three threads one after the other";
}

TEST(Parts, OfDifferentProgramsDoNotFitTogether) {
  DetectorOptions options;
  options.shard = {1, 2};
  const Verdict first = explore<Locked3x2::Over>(options);
  options.shard = {2, 2};
  const Verdict second = explore<Locked3x3::Over>(options);
  const Verdict merged = merge_parts(std::vector{first, second})[0];
  EXPECT_EQ(merged.status, Verdict::Status::kCouldNotRun);
  EXPECT_NE(merged.summary.find("different code"), std::string::npos) << merged.summary;
}

// What the last thread does where it comes first, the first execution does not show.
template <int Times>
struct DoesMoreWhereItIsFirst {
  template <class Sync>
  struct Over {
    static constexpr int kThreads = 3;
    void thread(int index) {
      const Lock<Sync> lock(mutex_);
      for (int i = 0; i < Times && index == 2 && !taken_; ++i) more_.fetch_add(1);
      taken_ = true;
    }
    Mutex<Sync> mutex_{"mutex"};
    Atomic<Sync, int> more_{"more", 0};
    bool taken_ = false;
  };
};
TEST(Parts, OfProgramsThatOnlyBeginAlikeDoNotFitTogether) {
  DetectorOptions options;
  options.shard = {1, 2};
  const Verdict first = explore<DoesMoreWhereItIsFirst<1>::Over>(options);
  options.shard = {2, 2};
  const Verdict second = explore<DoesMoreWhereItIsFirst<2>::Over>(options);
  EXPECT_EQ(first.part->start, second.part->start);
  const Verdict merged = merge_parts(std::vector{first, second})[0];
  EXPECT_EQ(merged.status, Verdict::Status::kCouldNotRun);
  EXPECT_NE(merged.summary.find("different code"), std::string::npos) << merged.summary;
}

TEST(Parts, OfASearchThatGoesThroughNoTreeAreRefused) {
  DetectorOptions options = with_scheduler("random");
  options.shard = {1, 2};
  EXPECT_THROW((void)explore<Locked3x2::Over>(options), std::invalid_argument);
}

// A loop without a yield ends no execution. The parts do not count those that are left to others.
template <class Sync>
struct SpinsWithoutYield {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) {
      while (!go_.load(std::memory_order_acquire)) {
      }
    } else {
      go_.store(true, std::memory_order_release);
    }
  }
  Atomic<Sync, bool> go_{"go", false};
};
TEST(Parts, ThatMeetTheStepBoundAreIncomplete) {
  std::vector<Verdict> parts;
  for (const Shard shard : all_of(2)) {
    DetectorOptions options;
    options.shard = shard;
    options.max_steps = 100;
    parts.push_back(explore<SpinsWithoutYield>(options));
  }
  const Verdict merged = merge_parts(parts)[0];
  EXPECT_TRUE(not_found(merged));
  EXPECT_NE(merged.summary.find("incomplete"), std::string::npos) << merged.summary;
}

}  // namespace
}  // namespace heddle
