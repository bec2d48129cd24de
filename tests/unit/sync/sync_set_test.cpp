// The concept takes the sets that there are and refuses one that lacks something.
#include <gtest/gtest.h>

#include <filesystem>
#include <string_view>
#include <type_traits>

#include "heddle/metrics/metered.hpp"
#include "heddle/sync/sync.hpp"
#include "heddle/sync/watched.hpp"
#include "yielding_sync.hpp"

namespace heddle {
namespace {

static_assert(SyncSet<NativeSync>);
static_assert(SyncSet<Metered<NativeSync>>);
static_assert(SyncSet<Watched<NativeSync>>);
static_assert(SyncSet<Watched<Metered<NativeSync>>>);
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
  struct Sink : NativeSync::Sink {
    using NativeSync::Sink::Sink;
    bool append(std::string_view bytes) { return NativeSync::Sink::append(bytes); }
  };
};
static_assert(!SyncSet<WithoutSites>);

struct WithSinksThatDoNotSayWhetherTheyTookIt : NativeSync {
  struct Sink : NativeSync::Sink {
    using NativeSync::Sink::Sink;
    void append(std::string_view bytes, Site = {}) { NativeSync::Sink::append(bytes); }
  };
};
static_assert(!SyncSet<WithSinksThatDoNotSayWhetherTheyTookIt>);

struct WithSinksOnFilesOnly : NativeSync {
  struct Sink : NativeSync::Sink {
    explicit Sink(const std::filesystem::path& path) : NativeSync::Sink(path) {}
  };
};
static_assert(!SyncSet<WithSinksOnFilesOnly>);

// Its mutex is not the one that its condition variable waits with.
struct OtherMutex : NativeSync::Mutex {
  using NativeSync::Mutex::Mutex;
};
struct WithAConditionOfAnotherMutex : NativeSync {
  struct ConditionVariable : NativeSync::ConditionVariable {
    using NativeSync::ConditionVariable::ConditionVariable;
    void wait(OtherMutex& mutex, Site = {}) HEDDLE_REQUIRES(mutex) {
      NativeSync::ConditionVariable::wait(mutex);
    }
  };
};
static_assert(!SyncSet<WithAConditionOfAnotherMutex>);

struct WithoutUpdatesInPlace : NativeSync {
  template <class T>
  struct Shared : NativeSync::Shared<T> {
    using NativeSync::Shared<T>::Shared;
    void with_mut() = delete;
  };
};
static_assert(!SyncSet<WithoutUpdatesInPlace>);

struct WithoutRanges : NativeSync {
  template <class T, std::size_t N>
  struct SharedArray : NativeSync::SharedArray<T, N> {
    using NativeSync::SharedArray<T, N>::SharedArray;
    void with() const = delete;
  };
};
static_assert(!SyncSet<WithoutRanges>);

struct WithoutBits : NativeSync {
  template <class T>
  struct Atomic : NativeSync::Atomic<T> {
    using NativeSync::Atomic<T>::Atomic;
    void fetch_xor() = delete;
  };
};
static_assert(!SyncSet<WithoutBits>);

struct WithThreadsThatStayWhereTheyAre : NativeSync {
  struct Thread : NativeSync::Thread {
    using NativeSync::Thread::Thread;
    Thread(Thread&&) = delete;
  };
};
static_assert(!SyncSet<WithThreadsThatStayWhereTheyAre>);

struct WithNamelessThreads : NativeSync {
  struct Thread : NativeSync::Thread {
    explicit Thread(void (*f)()) : NativeSync::Thread("", f) {}
  };
};
static_assert(!SyncSet<WithNamelessThreads>);

template <class T>
constexpr bool kStaysWhereItIs =
    !std::is_copy_constructible_v<T> && !std::is_copy_assignable_v<T> && !std::is_move_constructible_v<T>;

template <class Sync>
class SyncSetTest : public testing::Test {};
using Sets = testing::Types<NativeSync, Metered<NativeSync>, Watched<NativeSync>, YieldingSync>;
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
