// The replaced operators new and delete: every form, within a search and outside, across its borders, and
// many times.
#include <malloc.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "expect_verdict.hpp"

namespace heddle {
namespace {

using test::found;
using test::proved;

// Allocates, writes all of it and frees, by every pair that the language knows.
// Returns how many blocks were not aligned or not had.
int try_every_form() {
  int bad = 0;
  const auto check = [&bad](void* block, std::size_t bytes, std::size_t alignment) {
    if (block == nullptr || reinterpret_cast<std::uintptr_t>(block) % alignment != 0)
      ++bad;
    else
      std::memset(block, 0x5a, bytes);
    return block;
  };
  constexpr std::size_t kUsual = __STDCPP_DEFAULT_NEW_ALIGNMENT__;
  for (std::size_t bytes :
       {std::size_t{0}, std::size_t{1}, std::size_t{15}, std::size_t{16}, std::size_t{4097}}) {
    ::operator delete(check(::operator new(bytes), bytes, kUsual));
    ::operator delete[](check(::operator new[](bytes), bytes, kUsual));
    ::operator delete(check(::operator new(bytes, std::nothrow), bytes, kUsual), std::nothrow);
    ::operator delete[](check(::operator new[](bytes, std::nothrow), bytes, kUsual), std::nothrow);
    for (std::size_t alignment :
         {std::size_t{1}, std::size_t{8}, std::size_t{32}, std::size_t{64}, std::size_t{4096}}) {
      const auto a = std::align_val_t{alignment};
      ::operator delete(check(::operator new(bytes, a), bytes, alignment), a);
      ::operator delete[](check(::operator new[](bytes, a), bytes, alignment), a);
      ::operator delete(check(::operator new(bytes, a, std::nothrow), bytes, alignment), a, std::nothrow);
      ::operator delete[](check(::operator new[](bytes, a, std::nothrow), bytes, alignment), a, std::nothrow);
#ifdef __cpp_sized_deallocation  // clang before 19 calls these only where it is told to
      ::operator delete(check(::operator new(bytes, a), bytes, alignment), bytes, a);
      ::operator delete[](check(::operator new[](bytes, a), bytes, alignment), bytes, a);
#endif
    }
#ifdef __cpp_sized_deallocation
    ::operator delete(check(::operator new(bytes), bytes, kUsual), bytes);
    ::operator delete[](check(::operator new[](bytes), bytes, kUsual), bytes);
#endif
  }
  ::operator delete(nullptr);
  ::operator delete[](nullptr);
  return bad;
}

// More than there is: to be refused, and not to wrap round into a small block.
int try_to_get_too_much() {
  int had = 0;
  for (unsigned short_of_all : {0U, 1U, 15U, 16U, 17U, 64U, 4096U}) {
    volatile std::size_t bytes = ~std::size_t{0} - short_of_all;
    for (std::size_t alignment : {std::size_t{16}, std::size_t{64}, std::size_t{4096}}) {
      try {
        ::operator delete(::operator new(bytes, std::align_val_t{alignment}), std::align_val_t{alignment});
        ++had;
      } catch (const std::bad_alloc&) {
      }
      if (void* const block = ::operator new(bytes, std::align_val_t{alignment}, std::nothrow)) {
        ::operator delete(block, std::align_val_t{alignment});
        ++had;
      }
    }
  }
  return had;
}

template <class Sync>
struct EveryForm {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{{"0", Grade::kAcceptable, "all had, all aligned"}};
  void thread(int) { bad_.fetch_add(try_every_form() + try_to_get_too_much()); }
  std::string after() { return std::to_string(bad_.load()); }
  Atomic<Sync, int> bad_{"bad", 0};
};

TEST(Memory, OfEveryFormIsHadWithinASearchAndOutside) {
  EXPECT_EQ(try_every_form(), 0);
  EXPECT_EQ(try_to_get_too_much(), 0);
  EXPECT_TRUE(proved(explore<EveryForm>()));
  EXPECT_EQ(try_every_form(), 0);
}

// Blocks that cross the border of an execution in both directions.
std::unique_ptr<std::string> from_outside;
std::vector<std::string>* grown_inside = nullptr;

template <class Sync>
struct FreesWhatCameFromOutside {
  static constexpr int kThreads = 1;
  void thread(int) { from_outside.reset(); }
};
template <class Sync>
struct GrowsWhatStaysOutside {
  static constexpr int kThreads = 1;
  void thread(int) {
    grown_inside->clear();
    grown_inside->shrink_to_fit();
    for (int i = 0; i < 10; ++i) grown_inside->push_back(std::string(100, 'x'));
  }
};
TEST(Memory, FromOutsideMayBeFreedInside) {
  from_outside = std::make_unique<std::string>(1000, 'x');
  EXPECT_TRUE(proved(explore<FreesWhatCameFromOutside>()));
  EXPECT_EQ(from_outside, nullptr);
}
TEST(Memory, FromInsideThatStaysIsALeakAndMayBeUsedAndFreedOutside) {
  std::vector<std::string> grown;
  grown_inside = &grown;
  EXPECT_TRUE(found(Finding::kMemoryLeak, explore<GrowsWhatStaysOutside>()));
  EXPECT_EQ(grown.size(), 10U);
  EXPECT_EQ(grown.back(), std::string(100, 'x'));
}

template <class Sync>
struct UsesTheLibrary {
  static constexpr int kThreads = 2;
  void thread(int index) {
    std::string text =
        "a text that is longer than what fits into the object itself: " + std::to_string(index);
    std::map<std::string, std::vector<int>> map{{text, {1, 2, 3}}, {text + "2", {}}};
    std::list<std::shared_ptr<std::string>> list{std::make_shared<std::string>(text)};
    const std::function<std::string()> function = [map, list, text] {
      return text + std::to_string(map.size());
    };
    try {
      if (index == 0) throw std::runtime_error(function());
      throw std::bad_alloc();
    } catch (const std::exception& error) {
      text += error.what();
    }
    length_.fetch_add(static_cast<int>(text.size()));
  }
  std::string after() { return std::to_string(length_.load()); }
  Atomic<Sync, int> length_{"length", 0};
};
// What has been made until then is given up with the execution: no destructor runs.
template <class Sync>
struct FailsWithMuchMemory {
  static constexpr int kThreads = 2;
  void thread(int index) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    const std::vector<std::string> lines(40, std::string(5'000, 'x'));
    const auto node = std::make_unique<Atomic<Sync, int>>("node", 0);
    node->store(index);
    count_.fetch_add(1);
    if (count_.load() == 2) mutex_.unlock();
  }
  Atomic<Sync, int> count_{"count", 0};
  Mutex<Sync> mutex_{"mutex"};
};

TEST(Memory, IsUsedByAnotherThreadOfTheProgramMeanwhile) {
  std::atomic<bool> stop{false};
  std::atomic<std::uint64_t> rounds{0};
  std::thread other([&] {
    std::vector<std::unique_ptr<std::string>> kept;
    while (!stop) {
      kept.push_back(std::make_unique<std::string>(200, 'y'));
      if (kept.size() > 100) kept.clear();
      ++rounds;
    }
  });
  while (rounds == 0) std::this_thread::yield();
  for (int time = 0; time < 50; ++time) EXPECT_TRUE(proved(explore<UsesTheLibrary>()));
  stop = true;
  other.join();
}

// From another thread of the program than the first.
TEST(Memory, IsWatchedInWhicheverThreadExplores) {
  Verdict verdict;
  std::thread([&] { verdict = explore<UsesTheLibrary>(); }).join();
  EXPECT_TRUE(proved(verdict));
  EXPECT_TRUE(proved(explore<UsesTheLibrary>()));
}

std::size_t bytes_in_use() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

// Relacy itself keeps some 32 bytes for each context that it makes.
constexpr std::size_t kBytesOfAContext = 64;

TEST(Memory, DoesNotGrowWithTheNumberOfSearches) {
  for (int time = 0; time < 10; ++time) ASSERT_TRUE(proved(explore<UsesTheLibrary>()));
  const std::size_t before = bytes_in_use();
  for (int time = 0; time < 1'000; ++time) ASSERT_TRUE(proved(explore<UsesTheLibrary>()));
  EXPECT_LT(bytes_in_use(), before + 3 * 1'000 * kBytesOfAContext) << "three searches each";
}
TEST(Memory, DoesNotGrowWithTheNumberOfFailures) {
  std::uint64_t executions = 0;
  for (int time = 0; time < 3; ++time) ASSERT_TRUE(found(Finding::kMisuse, explore<FailsWithMuchMemory>()));
  const std::size_t before = bytes_in_use();
  for (int time = 0; time < 100; ++time) executions += explore<FailsWithMuchMemory>().executions;
  // At least 200 KB each; some 16 MB are kept.
  EXPECT_LT(bytes_in_use(), before + 20'000'000)
      << executions << " executions that failed, and more to show them";
}

}  // namespace
}  // namespace heddle
