// What is used after its end, ended twice or never ended.
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include "expect_verdict.hpp"

namespace heddle {
namespace {

using test::found;
using test::proved;

// ---- use after free

// One thread destroys the object while the other may use it.
template <class Sync, class T>
struct Destroyed {
  void destroy() {
    before_.store(true);
    object_.reset();
  }
  std::unique_ptr<T> object_ = std::make_unique<T>("object");
  Atomic<Sync, bool> before_{"before", false};
};
template <int Destroyer>
struct AtomicIsDestroyed {
  template <class Sync>
  struct Over : Destroyed<Sync, Atomic<Sync, int>> {
    static constexpr int kThreads = 2;
    void thread(int index) {
      if (index == Destroyer)
        this->destroy();
      else
        this->object_->store(1);  // [stores]
    }
  };
};
template <int Destroyer>
struct PlainIsDestroyed {
  template <class Sync>
  struct Over : Destroyed<Sync, Shared<Sync, int>> {
    static constexpr int kThreads = 2;
    void thread(int index) {
      if (index == Destroyer)
        this->destroy();
      else
        this->object_->read();  // [reads]
    }
  };
};
template <int Destroyer>
struct MutexIsDestroyed {
  template <class Sync>
  struct Over : Destroyed<Sync, Mutex<Sync>> {
    static constexpr int kThreads = 2;
    void thread(int index) {
      if (index == Destroyer)
        this->destroy();
      else
        const Lock<Sync> lock(*this->object_);
    }
  };
};

TEST(UseAfterFree, OfAnAtomicIsFoundWhicheverThreadComesFirst) {
  EXPECT_TRUE(found(Finding::kUseAfterFree, explore<AtomicIsDestroyed<0>::Over>()));
  const Verdict verdict = explore<AtomicIsDestroyed<1>::Over>();
  ASSERT_TRUE(found(Finding::kUseAfterFree, verdict));
  EXPECT_EQ(verdict.places.at(0).line, HEDDLE_LINE("stores"));
  EXPECT_EQ(verdict.places.at(0).what, "store of 'object' by worker 0");
  EXPECT_EQ(verdict.traces.at(0).steps.back().operation, "destruction");
  EXPECT_NE(verdict.summary.find("'object'"), std::string::npos) << verdict.summary;
}
TEST(UseAfterFree, OfPlainMemoryIsFoundWhicheverThreadComesFirst) {
  EXPECT_TRUE(found(Finding::kUseAfterFree, explore<PlainIsDestroyed<0>::Over>()));
  const Verdict verdict = explore<PlainIsDestroyed<1>::Over>();
  ASSERT_TRUE(found(Finding::kUseAfterFree, verdict));
  EXPECT_EQ(verdict.places.at(0).line, HEDDLE_LINE("reads"));
}
TEST(UseAfterFree, OfAMutexIsFoundWhicheverThreadComesFirst) {
  // It may also be destroyed while it is held, which is another finding.
  const Finding first = explore<MutexIsDestroyed<0>::Over>().finding;
  EXPECT_TRUE(first == Finding::kUseAfterFree || first == Finding::kMisuse);
  const Finding second = explore<MutexIsDestroyed<1>::Over>().finding;
  EXPECT_TRUE(second == Finding::kUseAfterFree || second == Finding::kMisuse);
}

template <class Sync>
struct UsedByItsOwner {
  static constexpr int kThreads = 1;
  void thread(int) {
    auto owned = std::make_unique<Atomic<Sync, int>>("owned", 0);
    Atomic<Sync, int>* const kept = owned.get();
    owned.reset();
    kept->load();  // [gone]
  }
};
TEST(UseAfterFree, WithinOneThreadIsFoundWithTheName) {
  const Verdict verdict = explore<UsedByItsOwner>();
  ASSERT_TRUE(found(Finding::kUseAfterFree, "load of 'owned', which is gone", verdict));
  EXPECT_EQ(verdict.places.at(0).line, HEDDLE_LINE("gone"));
}

// The mutex ends before the thread that locks it, and something else takes its place on the stack.
template <class Sync>
struct OnAStack {
  static constexpr int kThreads = 1;
  static constexpr int kStartedThreads = 1;
  void thread(int) {
    std::optional<Thread<Sync>> other;
    {
      Mutex<Sync> local("local");
      other.emplace("other", [&local] { const Lock<Sync> lock(local); });  // [locks]
      step_.store(1);
    }
    overwrite();
    step_.store(2);
  }
  [[gnu::noinline]] static void overwrite() {
    volatile char other_use[4096];
    for (volatile char& byte : other_use) byte = 'Z';
  }
  Atomic<Sync, int> step_{"step", 0};
};
TEST(UseAfterFree, OfAnObjectOnAStackIsFound) {
  const Verdict verdict = explore<OnAStack>();
  ASSERT_TRUE(found(Finding::kUseAfterFree, verdict));
  EXPECT_EQ(verdict.places.at(0).line, HEDDLE_LINE("locks"));
}

// References are counted, the last one destroys: in order, by a fence, and by nothing.
enum class Order { kUpdate, kFence, kNothing };
template <Order By>
struct Counted {
  template <class Sync>
  struct Over {
    static constexpr int kThreads = 2;
    void thread(int) {
      box_->value.load(std::memory_order_relaxed);
      const auto order = By == Order::kUpdate  ? std::memory_order_acq_rel
                         : By == Order::kFence ? std::memory_order_release
                                               : std::memory_order_relaxed;
      if (references_.fetch_sub(1, order) != 1) return;
      if (By == Order::kFence) Sync::fence(std::memory_order_acquire);
      box_.reset();
    }
    struct Box {
      Atomic<Sync, int> value{"value", 0};
    };
    std::unique_ptr<Box> box_ = std::make_unique<Box>();
    Atomic<Sync, int> references_{"references", 2};
  };
};
TEST(UseAfterFree, OfACountThatOrdersNothingIsFound) {
  EXPECT_TRUE(proved(explore<Counted<Order::kUpdate>::Over>()));
  EXPECT_TRUE(proved(explore<Counted<Order::kFence>::Over>()));
  EXPECT_TRUE(found(Finding::kUseAfterFree, explore<Counted<Order::kNothing>::Over>()));
}

// What outlives its execution is not carried into the next.
template <class Sync>
struct KeepsAStatic {
  static constexpr int kThreads = 1;
  void thread(int) {
    static Atomic<Sync, int> kept("kept", 0);
    kept.fetch_add(1);
  }
};
TEST(UseAfterFree, OfAStaticObjectIsToldAndCrashesNothing) {
  const Verdict verdict = explore<KeepsAStatic>();
  EXPECT_EQ(verdict.status, Verdict::Status::kFound) << verdict_text(verdict);
}

// ---- double free

template <class Sync>
struct FreesTwice {
  static constexpr int kThreads = 1;
  void thread(int) {
    int* volatile block = new int(1);
    delete block;
    delete block;
  }
};
template <class Sync>
struct TwoFree {
  static constexpr int kThreads = 2;
  void thread(int) { ::operator delete(block_); }
  void* volatile block_ = ::operator new(8);
};
template <class Sync>
struct FreesAStackVariable {
  static constexpr int kThreads = 1;
  void thread(int) {
    long memory[8] = {};
    void* volatile inside = &memory[4];
    ::operator delete(inside);
  }
};

TEST(DoubleFree, IsFoundInOneThreadAndInTwo) {
  EXPECT_TRUE(found(Finding::kDoubleFree, "a block of memory is freed twice", explore<FreesTwice>()));
  EXPECT_TRUE(found(Finding::kDoubleFree, explore<TwoFree>()));
}
TEST(DoubleFree, OfWhatWasNeverAllocatedIsFound) {
  EXPECT_TRUE(found(Finding::kDoubleFree, "memory is freed that was never allocated",
                    explore<FreesAStackVariable>()));
}

// ---- leaks

template <class Sync>
struct LeaksOne {
  static constexpr int kThreads = 1;
  void thread(int) { last_ = new int(1); }
  int* volatile last_ = nullptr;
};
template <class Sync>
struct LeaksInOneOrder {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0)
      box_.store(new int(1));
    else
      delete box_.exchange(nullptr);
  }
  Atomic<Sync, int*> box_{"box", nullptr};
};
// By the last thread, when the others have ended.
template <class Sync>
struct LeaksLast {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) done_.store(true);
    if (index == 1 && done_.load()) last_ = new int(1);
  }
  Atomic<Sync, bool> done_{"done", false};
  int* volatile last_ = nullptr;
};
template <class Sync>
struct LeaksAtTheEnd {
  static constexpr int kThreads = 1;
  void thread(int) {}
  std::string after() {
    last_ = new int(1);
    return "done";
  }
  int* volatile last_ = nullptr;
};
template <class Sync>
struct LeaksAnObject {
  static constexpr int kThreads = 1;
  void thread(int) { last_ = new Mutex<Sync>("leaked"); }
  Mutex<Sync>* volatile last_ = nullptr;
};
template <class Sync>
struct LeaksNothing {
  static constexpr int kThreads = 2;
  void thread(int index) {
    std::string text(100, 'x');
    std::vector<std::string> lines(3, text);
    std::map<int, std::string> by_number{{1, text}, {2, text}};
    const std::function<std::size_t()> size = [lines] { return lines.size(); };
    const auto shared = std::make_shared<std::string>(text);
    const std::shared_ptr<std::string> again = shared;  // NOLINT(performance-unnecessary-copy-initialization)
    try {
      throw std::runtime_error(text + by_number[2]);
    } catch (const std::exception& error) {
      const Lock<Sync> lock(mutex_);
      texts_.with_mut([&](std::vector<std::string>& texts) {
        texts.push_back(error.what() + std::to_string(index) + std::to_string(size()) + *again);
      });
    }
  }
  std::string after() {
    return std::to_string(texts_.with([](const std::vector<std::string>& texts) { return texts.size(); }));
  }
  Mutex<Sync> mutex_{"mutex"};
  Shared<Sync, std::vector<std::string>> texts_{"texts"};
};

TEST(Leak, OfMemoryIsFoundInOneThreadAndInOneOrder) {
  EXPECT_TRUE(found(Finding::kMemoryLeak, "1 block of memory was never freed", explore<LeaksOne>()));
  EXPECT_TRUE(found(Finding::kMemoryLeak, explore<LeaksInOneOrder>()));
}
TEST(Leak, OfAThreadThatGoesOnWhenOthersHaveEndedIsFound) {
  EXPECT_TRUE(found(Finding::kMemoryLeak, explore<LeaksLast>()));
  EXPECT_TRUE(found(Finding::kMemoryLeak, explore<LeaksAtTheEnd>()));
}
TEST(Leak, OfAnObjectSaysItsName) {
  EXPECT_TRUE(found(Finding::kMemoryLeak, "'leaked' is never destroyed", explore<LeaksAnObject>()));
}
TEST(Leak, IsNoneOfStringsContainersFunctionsAndExceptions) {
  const Verdict verdict = explore<LeaksNothing>();
  EXPECT_TRUE(proved(verdict));
  EXPECT_EQ(verdict.executions, 2U) << "the two orders of the lock";
}

}  // namespace
}  // namespace heddle
