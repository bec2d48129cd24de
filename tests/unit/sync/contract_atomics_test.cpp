// The contract of atomics and fences.
#include <cstdint>
#include <limits>
#include <vector>

#include "contract.hpp"

namespace heddle {
namespace {

template <class Sync>
class AtomicContract : public ContractTest<Sync> {};
TYPED_TEST_SUITE(AtomicContract, ContractSets);

TYPED_TEST(AtomicContract, EveryOperationReturnsTheValueBefore) {
  this->run([] {
    Atomic<TypeParam, std::uint32_t> atomic("atomic", 12);
    EXPECT_EQ(atomic.load(), 12U);
    EXPECT_EQ(atomic.exchange(5), 12U);
    EXPECT_EQ(atomic.fetch_add(3), 5U);
    EXPECT_EQ(atomic.fetch_sub(2), 8U);
    EXPECT_EQ(atomic.fetch_and(0b100), 6U);
    EXPECT_EQ(atomic.fetch_or(0b011), 4U);
    EXPECT_EQ(atomic.fetch_xor(0b101), 7U);
    EXPECT_EQ(atomic.load(), 2U);
    atomic.store(0);
    EXPECT_EQ(atomic.fetch_sub(1), 0U);
    EXPECT_EQ(atomic.load(), std::numeric_limits<std::uint32_t>::max()) << "unsigned numbers wrap round";
  });
}

TYPED_TEST(AtomicContract, CompareExchangeTellsWhatItFound) {
  this->run([] {
    Atomic<TypeParam, int> atomic("atomic", 1);
    int expected = 2;
    EXPECT_FALSE(atomic.compare_exchange_strong(expected, 9));
    EXPECT_EQ(expected, 1);
    EXPECT_TRUE(atomic.compare_exchange_strong(expected, 9));
    EXPECT_EQ(atomic.load(), 9);

    expected = 8;
    EXPECT_FALSE(atomic.compare_exchange_weak(expected, 10));
    EXPECT_EQ(expected, 9);
    try_until_it_succeeds([&] { return atomic.compare_exchange_weak(expected, 10); });
    EXPECT_EQ(atomic.load(), 10);
  });
}

TYPED_TEST(AtomicContract, ReadModifyWritesOfSeveralThreadsAreAllKept) {
  this->run([] {
    constexpr int kAdditions = 50;
    Atomic<TypeParam, int> by_addition("by addition", 0);
    Atomic<TypeParam, int> by_exchange("by exchange", 0);
    {
      std::vector<Thread<TypeParam>> threads;
      for (int i = 0; i < 2; ++i)
        threads.emplace_back("adder", [&] {
          for (int k = 0; k < kAdditions; ++k) {
            by_addition.fetch_add(1, std::memory_order_relaxed);
            int seen = by_exchange.load(std::memory_order_relaxed);
            while (!by_exchange.compare_exchange_weak(seen, seen + 1, std::memory_order_relaxed,
                                                      std::memory_order_relaxed)) {
            }
          }
        });
    }
    EXPECT_EQ(by_addition.load(), 2 * kAdditions);
    EXPECT_EQ(by_exchange.load(), 2 * kAdditions);
  });
}

TYPED_TEST(AtomicContract, AcquireSeesWhatReleasePublished) {
  this->run([] {
    Shared<TypeParam, int> message("message", 0);
    Atomic<TypeParam, bool> ready("ready", false);
    Thread<TypeParam> writer("writer", [&] {
      message.write(42);
      ready.store(true, std::memory_order_release);
    });
    while (!ready.load(std::memory_order_acquire)) TypeParam::yield();
    EXPECT_EQ(message.read(), 42);
  });
}

// Relaxed accesses to an atomic message: with plain memory ThreadSanitizer, which does not know fences, would
// call this correct code a race.
TYPED_TEST(AtomicContract, FencesPublishAcrossRelaxedAccesses) {
  this->run([] {
    Atomic<TypeParam, int> message("message", 0);
    Atomic<TypeParam, bool> ready("ready", false);
    Thread<TypeParam> writer("writer", [&] {
      message.store(42, std::memory_order_relaxed);
      TypeParam::fence(std::memory_order_release);
      ready.store(true, std::memory_order_relaxed);
    });
    while (!ready.load(std::memory_order_relaxed)) TypeParam::yield();
    TypeParam::fence(std::memory_order_acquire);
    EXPECT_EQ(message.load(std::memory_order_relaxed), 42);
  });
}

// Store buffering: with sequential consistency one of the two stores comes first, and the other thread's load
// sees it.
TYPED_TEST(AtomicContract, SequentiallyConsistentStoresAreSeenByOneOfTwo) {
  this->run([] {
    Atomic<TypeParam, int> x("x", 0);
    Atomic<TypeParam, int> y("y", 0);
    Latch<TypeParam> gate("gate", 2);
    int seen_x = 0;
    int seen_y = 0;
    {
      Thread<TypeParam> first("first", [&] {
        gate.count_down();
        gate.wait();
        x.store(1);
        seen_y = y.load();
      });
      Thread<TypeParam> second("second", [&] {
        gate.count_down();
        gate.wait();
        y.store(1);
        seen_x = x.load();
      });
    }
    EXPECT_EQ(seen_x | seen_y, 1);
  });
}

}  // namespace
}  // namespace heddle
