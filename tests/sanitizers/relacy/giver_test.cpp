// Who gives a step what it takes, by hand: the last deed of each list asks.
#include "sanitizers/relacy/giver.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace heddle::model {
namespace {

constexpr std::uint32_t kThis = 1;
constexpr std::uint32_t kThat = 2;

Deed deed(int thread, Kind kind, std::uint32_t object = kThis) {
  return {.thread = thread, .kind = kind, .object = object, .elements = {}};
}
Deed store(int thread, std::uint32_t object = kThis) {
  Deed store = deed(thread, Kind::kStore, object);
  store.stored = true;
  return store;
}
Deed load(int thread, int stores_back) {
  Deed load = deed(thread, Kind::kLoad);
  load.stores_back = stores_back;
  return load;
}
int giver(const std::vector<Deed>& deeds) {
  return giver_of_last(deeds);
}

TEST(Giver, OfALoadIsTheStoreThatItGoesBackTo) {
  EXPECT_EQ(giver({store(1), store(1), load(2, 0)}), 1);
  EXPECT_EQ(giver({store(1), store(1), load(2, 1)}), 0);
  EXPECT_EQ(giver({store(1), store(1), load(2, 2)}), -1);
  EXPECT_EQ(giver({store(1), store(1, kThat), load(2, 0)}), 0) << "another atomic";
  EXPECT_EQ(giver({store(1), deed(1, Kind::kUpdate), load(2, 0)}), 0)
      << "an exchange that failed has stored nothing";
  EXPECT_EQ(giver({load(2, 0)}), -1);
}

TEST(Giver, OfAReadIsTheLastWriteOfOneOfItsElements) {
  const auto access = [](Kind kind, std::size_t first, std::size_t count) {
    Deed done = deed(1, kind);
    done.elements = {first, count};
    return done;
  };
  const Deed low = access(Kind::kWrite, 0, 2);
  const Deed high = access(Kind::kWrite, 2, 2);
  EXPECT_EQ(giver({low, high, access(Kind::kRead, 1, 1)}), 0);
  EXPECT_EQ(giver({low, high, access(Kind::kRead, 2, 1)}), 1);
  EXPECT_EQ(giver({low, high, access(Kind::kRead, 1, 2)}), 1) << "both: the later one";
  EXPECT_EQ(giver({low, high, access(Kind::kRead, 4, 1)}), -1);
  EXPECT_EQ(giver({deed(1, Kind::kWrite), deed(2, Kind::kRead), deed(2, Kind::kRead)}), 0);
}

TEST(Giver, OfALockIsWhoLetGoOfTheMutexLast) {
  Deed wait = deed(1, Kind::kWait, kThat);
  wait.also = kThis;
  EXPECT_EQ(giver({deed(1, Kind::kLock), deed(1, Kind::kUnlock), deed(2, Kind::kLock)}), 1);
  EXPECT_EQ(giver({deed(1, Kind::kUnlock), wait, deed(2, Kind::kTryLock)}), 1) << "a wait lets go of it too";
  EXPECT_EQ(giver({deed(1, Kind::kUnlock, kThat), deed(2, Kind::kLock)}), -1);
  Deed in_vain = deed(2, Kind::kTryLock);
  in_vain.in_vain = true;
  EXPECT_EQ(giver({deed(1, Kind::kUnlock), in_vain}), -1);
}

TEST(Giver, OfASharedLockIsNoReader) {
  const std::vector<Deed> before{deed(1, Kind::kUnlock), deed(2, Kind::kUnlockShared)};
  const auto then = [&](Kind kind) {
    std::vector<Deed> deeds = before;
    deeds.push_back(deed(3, kind));
    return giver(deeds);
  };
  EXPECT_EQ(then(Kind::kLockShared), 0);
  EXPECT_EQ(then(Kind::kTryLockShared), 0);
  EXPECT_EQ(then(Kind::kLock), 1);
}

TEST(Giver, OfAnAcquisitionIsTheReleaseThatItCouldNotDoWithout) {
  const auto acquire = [](int permits_before) {
    Deed done = deed(1, Kind::kAcquire);
    done.permits = permits_before;
    return done;
  };
  const Deed release = deed(2, Kind::kRelease);
  EXPECT_EQ(giver({acquire(1)}), -1);
  EXPECT_EQ(giver({acquire(1), release, acquire(1)}), 1);
  EXPECT_EQ(giver({acquire(2), release, acquire(2)}), -1) << "one was there all the time";
  EXPECT_EQ(giver({release, release, acquire(2)}), 0) << "none was there, and the oldest is taken first";
  EXPECT_EQ(giver({release, release, acquire(2), acquire(1)}), 1);
  Deed in_vain = deed(3, Kind::kTryAcquire);
  in_vain.in_vain = true;
  EXPECT_EQ(giver({acquire(1), in_vain, release, acquire(1)}), 2) << "a try in vain takes none";
}

TEST(Giver, OfAWakeUpIsItsNotificationOrTheMutex) {
  const auto wake = [](bool notified) {
    Deed done = deed(1, Kind::kWake);
    done.also = kThat;
    done.notified = notified;
    return done;
  };
  Deed to_the_first = deed(3, Kind::kNotify);
  to_the_first.lets_go = only(1);
  Deed to_the_second = deed(3, Kind::kNotify);
  to_the_second.lets_go = only(2);
  const Deed unlock = deed(3, Kind::kUnlock, kThat);
  EXPECT_EQ(giver({to_the_first, to_the_second, unlock, wake(true)}), 0);
  EXPECT_EQ(giver({to_the_second, unlock, wake(false)}), 1);
}

TEST(Giver, OfWhoPassesIsTheLastArrival) {
  Deed last = deed(2, Kind::kArrive);
  last.lets_go = only(1);
  EXPECT_EQ(giver({deed(1, Kind::kArrive), last, deed(2, Kind::kArrive), deed(1, Kind::kPass)}), 1);
  EXPECT_EQ(giver({deed(1, Kind::kCountDown), deed(2, Kind::kCountDown), deed(1, Kind::kAwait)}), 1);
}

TEST(Giver, OfAThreadsBeginningIsItsStartAndOfAJoinItsEnd) {
  Deed start = deed(1, Kind::kStart, 0);
  start.other = 2;
  Deed join = deed(1, Kind::kJoin);
  join.other = 2;
  EXPECT_EQ(giver({start, deed(2, Kind::kBegin, 0)}), 0);
  EXPECT_EQ(giver({start, deed(3, Kind::kBegin, 0)}), -1);
  EXPECT_EQ(giver({start, deed(2, Kind::kEnd, 0), deed(3, Kind::kEnd, 0), join}), 1);
}

TEST(Giver, OfWhatTakesNothingIsNobody) {
  for (const Kind kind :
       {Kind::kStore, Kind::kWrite, Kind::kUnlock, Kind::kNotify, Kind::kRelease, Kind::kArrive,
        Kind::kCountDown, Kind::kYield, Kind::kAppend, Kind::kWait, Kind::kStart})
    EXPECT_EQ(giver({store(1), deed(1, Kind::kUnlock), deed(1, kind)}), -1) << words_for(kind);
}

}  // namespace
}  // namespace heddle::model
