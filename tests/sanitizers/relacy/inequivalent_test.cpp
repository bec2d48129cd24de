// A reduced search goes through every inequivalent execution, and through each once: those that a full search
// comes upon, told apart by what happens before what. Sets of outcomes hardly show that one is missing.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "fingerprints.hpp"
#include "heddle/sync/lock.hpp"
#include "random_program.hpp"
#include "sanitizers/relacy/dpor.hpp"
#include "sanitizers/relacy/model_sync.hpp"
#include "sanitizers/relacy/scout.hpp"
#include "sanitizers/relacy/search.hpp"
#include "sanitizers/relacy/split.hpp"
#include "sanitizers/relacy/tree_search.hpp"

namespace heddle::test {
namespace {

struct Seen {
  std::multiset<std::uint64_t> executions;  // fingerprints
  std::set<std::string> outcomes;
};

// Behind findings too.
Seen seen_by(model::Scheduler& scheduler, const Variant& variant) {
  Fingerprints fingerprints(scheduler);
  model::SearchSettings settings;
  settings.variant = &variant;
  settings.threads = variant.threads;
  settings.max_executions = 100'000;
  settings.max_steps = 1'000;
  Seen seen;
  for (bool is_last = false; !is_last;) {
    const model::SearchResult result = model::search(settings, fingerprints);
    for (const OutcomeCount& outcome : result.outcomes) seen.outcomes.insert(outcome.text);
    is_last = result.exhausted;
  }
  seen.executions = fingerprints.all;
  return seen;
}

Seen seen_by_full_search(const Variant& variant) {
  model::TreeSearch full;
  return seen_by(full, variant);
}
Seen seen_by_reduced_search(const Variant& variant) {
  model::Dpor dpor;
  return seen_by(dpor, variant);
}
// The same in another order: where it could be split, it tries every child.
Seen seen_by_reduced_search_in_order(const Variant& variant) {
  model::Scout scout;
  seen_by(scout, variant);
  model::Dpor dpor;
  dpor.take_part(model::Split({1, 1}, scout.outlook()));
  return seen_by(dpor, variant);
}

// One takes a and then b, one tries a, one takes b and then a, twice: most orders end in a deadlock, and a
// search that sleeps comes to states in which the one who could go on sleeps, and the others wait.
template <int First, int Second, int Third>
struct Crossed {
  template <class Sync>
  struct Over {
    static constexpr int kThreads = 3;
    void thread(int index) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
      constexpr std::array kRoles{First, Second, Third};
      const int role = kRoles[static_cast<std::size_t>(index)];
      if (role == 1) {
        if (a_.try_lock()) a_.unlock();
        return;
      }
      for (int times = role == 0 ? 1 : 2; times > 0; --times) {
        const Lock<Sync> first(role == 0 ? a_ : b_);
        const Lock<Sync> second(role == 0 ? b_ : a_);
      }
    }
    Mutex<Sync> a_{"a"};
    Mutex<Sync> b_{"b"};
  };
};

template <class Case>
void expect_every_one_once() {
  const Variant variant = variant_of<typename Case::template Over<ModelSync>>("case", "variant");
  const auto all = seen_by_full_search(variant).executions;
  const std::set<std::uint64_t> inequivalent(all.begin(), all.end());
  EXPECT_TRUE(std::ranges::equal(seen_by_reduced_search(variant).executions, inequivalent));
  EXPECT_TRUE(std::ranges::equal(seen_by_reduced_search_in_order(variant).executions, inequivalent));
}

TEST(Inequivalent, ExecutionsOfCrossedLocksAreAllGoneThroughInWhateverOrderTheThreadsAre) {
  expect_every_one_once<Crossed<0, 1, 2>>();
  expect_every_one_once<Crossed<0, 2, 1>>();
  expect_every_one_once<Crossed<1, 0, 2>>();
  expect_every_one_once<Crossed<1, 2, 0>>();
  expect_every_one_once<Crossed<2, 0, 1>>();
  expect_every_one_once<Crossed<2, 1, 0>>();
}

// The one that spins goes on only as long as the other waits. So that has to wake up for no reason before it,
// and behind it.
template <class Sync>
struct WaitsBesideOneThatSpins {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) {
      const Lock<Sync> lock(mutex_);
      changed_.wait(mutex_);
      value_.store(2);
    } else {
      for (int tries = 0; tries < 3 && flag_.load() == 0; ++tries) Sync::yield();
      value_.fetch_add(1);
    }
  }
  std::string after() { return std::to_string(value_.load()); }
  Mutex<Sync> mutex_{"mutex"};
  ConditionVariable<Sync> changed_{"changed"};
  Atomic<Sync, int> flag_{"flag", 0};
  Atomic<Sync, int> value_{"value", 0};
};

TEST(Inequivalent, AWakeUpForNoReasonComesBeforeASpinAndBehindIt) {
  const Variant variant = variant_of<WaitsBesideOneThatSpins<ModelSync>>("case", "variant");
  const std::set<std::string> both{"2", "3"};
  EXPECT_EQ(seen_by_full_search(variant).outcomes, both);
  EXPECT_EQ(seen_by_reduced_search(variant).outcomes, both);
  EXPECT_EQ(seen_by_reduced_search_in_order(variant).outcomes, both);
}

}  // namespace
}  // namespace heddle::test
