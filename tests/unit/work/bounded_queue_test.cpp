// The queue: order, room, and what closing does to those who wait. Who waits is forced, not hoped for: a
// set of primitives whose condition variable announces every wait.
#include "heddle/work/bounded_queue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace heddle {
namespace {

std::atomic<int> waits{0};

// The native set, but one can tell when a thread has begun to wait: it holds the mutex from its count until
// it sleeps, so that whoever locks the mutex afterwards finds it asleep.
struct AnnouncingSync : NativeSync {
  class ConditionVariable : public NativeSync::ConditionVariable {
   public:
    using NativeSync::ConditionVariable::ConditionVariable;
    void wait(Mutex& mutex, Site = {}) HEDDLE_REQUIRES(mutex) {
      waits.fetch_add(1);
      waits.notify_all();
      NativeSync::ConditionVariable::wait(mutex);
    }
  };
};
using Queue = BoundedQueue<AnnouncingSync, int>;

void await_waits(int count) {
  for (int seen = waits.load(); seen < count; seen = waits.load()) waits.wait(seen);
}

class BoundedQueueTest : public testing::Test {
 protected:
  void SetUp() override { waits.store(0); }
};

TEST_F(BoundedQueueTest, GivesItemsInTheOrderOfTheirComing) {
  Queue queue(3);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(queue.push(i));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(queue.pop(), i);
}

TEST_F(BoundedQueueTest, HoldsWhatCannotBeCopied) {
  BoundedQueue<NativeSync, std::unique_ptr<int>> queue(1);
  EXPECT_TRUE(queue.push(std::make_unique<int>(7)));
  EXPECT_EQ(**queue.pop(), 7);
}

TEST_F(BoundedQueueTest, MakesAProducerWaitWhileItIsFull) {
  Queue queue(2);
  EXPECT_TRUE(queue.push(0));
  EXPECT_TRUE(queue.push(1));
  Thread<NativeSync> producer("producer", [&queue] { EXPECT_TRUE(queue.push(2)); });
  await_waits(1);  // the third had to wait; the two before had not
  EXPECT_EQ(queue.pop(), 0);
  producer.join();
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), 2);
}

TEST_F(BoundedQueueTest, MakesAConsumerWaitWhileItIsEmpty) {
  Queue queue(2);
  std::optional<int> got;
  Thread<NativeSync> consumer("consumer", [&] { got = queue.pop(); });
  await_waits(1);
  EXPECT_TRUE(queue.push(5));
  consumer.join();
  EXPECT_EQ(got, 5);
}

TEST_F(BoundedQueueTest, NeverHoldsMoreThanItsCapacity) {
  constexpr int kCapacity = 3;
  constexpr int kItems = 20'000;
  BoundedQueue<NativeSync, int> queue(kCapacity);
  std::atomic<int> accepted{0};
  std::atomic<int> popped{0};
  std::atomic<int> most{0};
  {
    std::vector<Thread<NativeSync>> threads;
    for (int producer = 0; producer < 2; ++producer)
      threads.emplace_back("producer", [&] {
        for (int i = 0; i < kItems / 2; ++i) {
          queue.push(i);
          // Items popped before this line were accepted before it too, so the difference is a lower bound of
          // what the queue held at some moment.
          const int inside = accepted.fetch_add(1) + 1 - popped.load();
          int seen = most.load();
          while (inside > seen && !most.compare_exchange_weak(seen, inside)) {
          }
        }
      });
    threads.emplace_back("consumer", [&] {
      for (int i = 0; i < kItems; ++i) {
        queue.pop();
        popped.fetch_add(1);
      }
    });
  }
  // One item may be popped and not yet counted as such.
  EXPECT_LE(most.load(), kCapacity + 1);
}

TEST_F(BoundedQueueTest, GivesEveryItemOfEveryProducerToOneConsumerInThatProducersOrder) {
  constexpr int kItems = 10'000;
  BoundedQueue<NativeSync, int> queue(8);
  std::vector<std::vector<int>> got(2);
  {
    std::vector<Thread<NativeSync>> consumers;
    for (auto& own : got)
      consumers.emplace_back("consumer", [&queue, &own] {
        while (const auto item = queue.pop()) own.push_back(*item);
      });
    {
      std::vector<Thread<NativeSync>> producers;
      for (int producer = 0; producer < 2; ++producer)
        producers.emplace_back("producer", [&queue, producer] {
          for (int i = 0; i < kItems; ++i) queue.push(2 * i + producer);
        });
    }
    queue.close();
  }
  std::vector<int> all;
  for (const auto& own : got) {
    for (const int producer : {0, 1}) {
      std::vector<int> of_one;
      std::copy_if(own.begin(), own.end(), std::back_inserter(of_one),
                   [producer](int item) { return item % 2 == producer; });
      EXPECT_TRUE(std::is_sorted(of_one.begin(), of_one.end()));
    }
    all.insert(all.end(), own.begin(), own.end());
  }
  std::sort(all.begin(), all.end());
  ASSERT_EQ(all.size(), 2U * kItems);
  for (int i = 0; i < 2 * kItems; ++i) ASSERT_EQ(all[static_cast<std::size_t>(i)], i);
}

TEST_F(BoundedQueueTest, ClosedTakesNothingMoreAndGivesWhatIsLeft) {
  Queue queue(2);
  EXPECT_TRUE(queue.push(1));
  queue.close();
  queue.close();
  EXPECT_FALSE(queue.push(2));
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), std::nullopt);
  EXPECT_EQ(queue.pop(), std::nullopt);
}

TEST_F(BoundedQueueTest, ClosingWakesEveryConsumerThatWaits) {
  Queue queue(1);
  std::atomic<int> empty_handed{0};
  std::vector<Thread<NativeSync>> consumers;
  for (int i = 0; i < 3; ++i)
    consumers.emplace_back("consumer", [&] { empty_handed.fetch_add(queue.pop() ? 0 : 1); });
  await_waits(3);
  queue.close();
  consumers.clear();
  EXPECT_EQ(empty_handed.load(), 3);
}

TEST_F(BoundedQueueTest, ClosingWakesEveryProducerThatWaitsAndDropsItsItem) {
  Queue queue(1);
  EXPECT_TRUE(queue.push(1));
  std::atomic<int> refused{0};
  std::vector<Thread<NativeSync>> producers;
  for (int i = 0; i < 3; ++i)
    producers.emplace_back("producer", [&] { refused.fetch_add(queue.push(2) ? 0 : 1); });
  await_waits(3);
  queue.close();
  producers.clear();
  EXPECT_EQ(refused.load(), 3);
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), std::nullopt);
}

TEST_F(BoundedQueueTest, RefusesToHaveNoRoomAtAll) {
  EXPECT_THROW(Queue(0), std::invalid_argument);
}

}  // namespace
}  // namespace heddle
#include <stdexcept>
