// The concept takes the sets that there are and refuses one that lacks something.
#include <gtest/gtest.h>

#include <type_traits>

#include "heddle/metrics/metered.hpp"
#include "heddle/sync/sync.hpp"
#include "yielding_sync.hpp"

namespace heddle {
namespace {

static_assert(SyncSet<NativeSync>);
static_assert(SyncSet<Metered<NativeSync>>);
static_assert(SyncSet<YieldingSync>);
static_assert(SyncSet<Metered<YieldingSync>>);

struct MutexWithoutTry {
  explicit MutexWithoutTry(const char*) {}
  void lock(Site = {}) {}
  void unlock(Site = {}) {}
};
struct WithoutTryLock : NativeSync {
  using Mutex = MutexWithoutTry;
};
static_assert(!SyncSet<WithoutTryLock>);

struct WithoutSharedMutex : NativeSync {
  using SharedMutex = NativeSync::Mutex;
};
static_assert(!SyncSet<WithoutSharedMutex>);

struct WithoutSites : NativeSync {
  struct Sink {
    bool append(std::string_view) { return true; }
  };
};
static_assert(!SyncSet<WithoutSites>);

template <class T>
constexpr bool kStaysWhereItIs =
    !std::is_copy_constructible_v<T> && !std::is_copy_assignable_v<T> && !std::is_move_constructible_v<T>;

template <class Sync>
class SyncSetTest : public testing::Test {};
using Sets = testing::Types<NativeSync, Metered<NativeSync>, YieldingSync>;
TYPED_TEST_SUITE(SyncSetTest, Sets);

TYPED_TEST(SyncSetTest, ObjectsStayWhereTheyWereMade) {
  static_assert(kStaysWhereItIs<Shared<TypeParam, int>>);
  static_assert(kStaysWhereItIs<SharedArray<TypeParam, char, 8>>);
  static_assert(kStaysWhereItIs<Atomic<TypeParam, int>>);
  static_assert(kStaysWhereItIs<Mutex<TypeParam>>);
  static_assert(kStaysWhereItIs<SharedMutex<TypeParam>>);
  static_assert(kStaysWhereItIs<ConditionVariable<TypeParam>>);
  static_assert(kStaysWhereItIs<Semaphore<TypeParam>>);
  static_assert(kStaysWhereItIs<Barrier<TypeParam>>);
  static_assert(kStaysWhereItIs<Latch<TypeParam>>);
  static_assert(kStaysWhereItIs<Lock<TypeParam>>);
  static_assert(kStaysWhereItIs<Permit<TypeParam>>);
  static_assert(std::is_move_constructible_v<Thread<TypeParam>>);
  static_assert(!std::is_copy_constructible_v<Thread<TypeParam>>);
}

TEST(Site, HereIsTheLineOfTheCaller) {
  const Site site = Site::here();
  EXPECT_EQ(site.line, __LINE__ - 1);
  EXPECT_STREQ(site.file, __FILE__);
}

TEST(NativeAtomic, CostsNoMoreMemoryThanItsValue) {
  static_assert(sizeof(native::Atomic<int>) == sizeof(int));
  static_assert(sizeof(native::Shared<int>) == sizeof(int));
}

}  // namespace
}  // namespace heddle
