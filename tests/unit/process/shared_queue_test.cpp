#include "heddle/process/shared_queue.hpp"

#include <gtest/gtest.h>
#include <poll.h>

#include <stdexcept>

#include "forked.hpp"

namespace heddle {
namespace {

const auto kAny = [](std::size_t) { return true; };

bool is_readable(int descriptor) {
  pollfd event{descriptor, POLLIN, 0};
  return ::poll(&event, 1, 0) == 1;
}

TEST(SharedQueue, KeepsTheOrderAndItsBound) {
  SharedQueue queue(2);
  EXPECT_TRUE(queue.try_push(7));
  EXPECT_TRUE(queue.try_push(8));
  EXPECT_FALSE(queue.try_push(9));
  EXPECT_EQ(queue.pop(kAny), 7U);
  EXPECT_TRUE(queue.try_push(9));
  EXPECT_EQ(queue.pop(kAny), 8U);
  EXPECT_EQ(queue.pop(kAny), 9U);
}

TEST(SharedQueue, TellsOfRoomOnceItWasFull) {
  SharedQueue queue(2);
  EXPECT_TRUE(queue.try_push(0));
  EXPECT_TRUE(queue.try_push(1));
  EXPECT_FALSE(is_readable(queue.room()));
  EXPECT_EQ(queue.pop(kAny), 0U);
  EXPECT_TRUE(is_readable(queue.room()));
  queue.clear_room();
  EXPECT_FALSE(is_readable(queue.room()));
  EXPECT_EQ(queue.pop(kAny), 1U);
  EXPECT_FALSE(is_readable(queue.room()));
}

TEST(SharedQueue, EveryConsumerLearnsThatItIsClosedAfterTheLastItem) {
  SharedQueue queue(2);
  EXPECT_TRUE(queue.try_push(3));
  queue.close();
  EXPECT_EQ(queue.pop(kAny), 3U);
  EXPECT_EQ(queue.pop(kAny), std::nullopt);
  EXPECT_EQ(queue.pop(kAny), std::nullopt);
  queue.open();
  EXPECT_TRUE(queue.try_push(4));
  EXPECT_EQ(queue.pop(kAny), 4U);
}

TEST(SharedQueue, DropsWhatIsNotClaimed) {
  SharedQueue queue(4);
  for (const std::size_t item : {1U, 2U, 3U}) EXPECT_TRUE(queue.try_push(item));
  EXPECT_EQ(queue.pop([](std::size_t item) { return item == 3; }), 3U);
}

TEST(SharedQueue, RefusesACapacityOfZero) {
  EXPECT_THROW(SharedQueue(0), std::invalid_argument);
}

TEST(SharedQueue, AConsumerKilledAtAnyStepLosesNoItem) {
  constexpr std::size_t kItems = 3;
  int steps = 0;
  for (bool was_killed = true; was_killed; ++steps) {
    SharedQueue queue(kItems);
    SharedMemory<std::atomic<int>[]> claims(kItems);
    for (std::size_t item = 0; item < kItems; ++item) ASSERT_TRUE(queue.try_push(item));
    queue.close();
    const auto drain = [&] {
      while (queue.pop([&](std::size_t item) { return ++claims[item] > 0; })) {
      }
    };
    const int status = test::run_forked([&] {
      die_at_checkpoint(steps + 1);
      drain();
    });
    was_killed = test::was_killed(status);
    if (was_killed) queue.make_up_for_a_death();
    drain();
    int twice = 0;
    for (std::size_t item = 0; item < kItems; ++item) {
      EXPECT_GE(claims[item], 1) << "item " << item << ", killed at step " << steps + 1;
      twice += claims[item] > 1;
    }
    EXPECT_LE(twice, 1) << "killed at step " << steps + 1;
  }
  EXPECT_GT(steps, 10);
}

TEST(SharedQueue, AConsumerKilledWhileItWaitsLeavesTheOthersAwake) {
  for (int round = 0; round < 50; ++round) {
    SharedQueue queue(4);
    SharedMemory<std::atomic<int>> taken(0);
    const auto consume = [&] {
      while (queue.pop(kAny)) ++*taken;
    };
    const pid_t victim = test::start_forked(consume);
    const pid_t other = test::start_forked(consume);
    ::kill(victim, SIGKILL);
    for (const std::size_t item : {0U, 1U, 2U}) ASSERT_TRUE(queue.try_push(item));
    queue.close();
    test::wait_for(victim);
    queue.make_up_for_a_death();
    EXPECT_TRUE(test::ended_well(test::wait_for(other)));
    EXPECT_LE(*taken, 3);
    EXPECT_GE(*taken, 2);  // the victim can have taken one with it
  }
}

}  // namespace
}  // namespace heddle
