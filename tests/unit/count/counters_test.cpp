// The counters: the right ones count exactly, the wrong ones lose additions and never invent any.
#include <gtest/gtest.h>

#include <cstdint>
#include <stdexcept>
#include <vector>

#include "../sync/seen_within.hpp"
#include "../sync/yielding_sync.hpp"
#include "heddle/count/atomic_counter.hpp"
#include "heddle/count/load_store_counter.hpp"
#include "heddle/count/mutex_counter.hpp"
#include "heddle/count/per_worker_counter.hpp"
#include "heddle/count/semaphore_counter.hpp"
#include "heddle/count/unsynchronized_counter.hpp"

namespace heddle {
namespace {

constexpr int kWorkers = 4;

// The total after each of kWorkers threads has added 1 so many times; all begin together.
template <class C>
std::uint64_t count_from_threads(int additions) {
  C counter("rows", kWorkers);
  {
    Latch<NativeSync> gate("gate", kWorkers);
    std::vector<Thread<NativeSync>> threads;
    for (int worker = 0; worker < kWorkers; ++worker)
      threads.emplace_back("worker", [&counter, &gate, worker, additions] {
        gate.count_down();
        gate.wait();
        for (int i = 0; i < additions; ++i) counter.add(worker, 1);
      });
  }
  return counter.total();
}

template <class C>
class AnyCounter : public testing::Test {};
using Counters = testing::Types<UnsynchronizedCounter<>, LoadStoreCounter<>, MutexCounter<>, AtomicCounter<>,
                                SemaphoreCounter<>, PerWorkerCounter<>>;
TYPED_TEST_SUITE(AnyCounter, Counters);

TYPED_TEST(AnyCounter, FitsTheConcept) {
  static_assert(Counter<TypeParam>);
}

TYPED_TEST(AnyCounter, BeginsAtZeroAndAddsWhatOneWorkerAdds) {
  TypeParam counter("rows", 1);
  EXPECT_EQ(counter.total(), 0U);
  counter.add(0, 5);
  counter.add(0, 0);
  counter.add(0, std::uint64_t{1} << 40);
  EXPECT_EQ(counter.total(), (std::uint64_t{1} << 40) + 5);
}

template <class C>
class CorrectCounter : public testing::Test {};
using CorrectCounters =
    testing::Types<MutexCounter<>, AtomicCounter<>, SemaphoreCounter<>, PerWorkerCounter<>,
                   MutexCounter<YieldingSync>, AtomicCounter<YieldingSync>, SemaphoreCounter<YieldingSync>,
                   PerWorkerCounter<YieldingSync>>;
TYPED_TEST_SUITE(CorrectCounter, CorrectCounters);

TYPED_TEST(CorrectCounter, CountsEveryAdditionOfEveryWorker) {
  EXPECT_EQ(count_from_threads<TypeParam>(10'000), kWorkers * 10'000U);
}

TEST(PerWorkerCounter, RefusesAWorkerBeyondTheNumberAtConstruction) {
  PerWorkerCounter<> counter("rows", 2);
  EXPECT_THROW(counter.add(2, 1), std::out_of_range);
  EXPECT_THROW(counter.add(-1, 1), std::out_of_range);
  EXPECT_EQ(counter.total(), 0U);
}

template <template <class> class C>
struct Form {
  using Plain = C<NativeSync>;
  using Yielding = C<YieldingSync>;
};

template <class F>
class RacyCounter : public testing::Test {};
using RacyCounters = testing::Types<Form<UnsynchronizedCounter>, Form<LoadStoreCounter>>;
TYPED_TEST_SUITE(RacyCounter, RacyCounters);

// At least one worker's last addition is built on a value that was really there.
TYPED_TEST(RacyCounter, NeverCountsMoreThanWasAddedNorNothing) {
  constexpr int kAdditions = 1'000'000;
  const std::uint64_t total = count_from_threads<typename TypeParam::Plain>(kAdditions);
  EXPECT_GE(total, 1U);
  EXPECT_LE(total, std::uint64_t{kWorkers} * kAdditions);
}

TYPED_TEST(RacyCounter, LosesAdditions) {
  constexpr int kAdditions = 1000;
  // One try missed in none of 1000, with two cores and with one.
  EXPECT_TRUE(seen_within(5, 0.01, [] {
    return count_from_threads<typename TypeParam::Yielding>(kAdditions) <
           std::uint64_t{kWorkers} * kAdditions;
  }));
}

}  // namespace
}  // namespace heddle
