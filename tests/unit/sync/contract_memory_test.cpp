// The contract of plain memory, threads and the clock.
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract.hpp"
#include "heddle/sync/spend.hpp"

namespace heddle {
namespace {

template <class Sync>
class MemoryContract : public ContractTest<Sync> {};
TYPED_TEST_SUITE(MemoryContract, ContractSets);

TYPED_TEST(MemoryContract, SharedHoldsItsInitialValueAndThenTheLastWritten) {
  this->run([] {
    Shared<TypeParam, int> number("number", 7);
    Shared<TypeParam, bool> flag("flag");
    EXPECT_EQ(number.read(), 7);
    EXPECT_FALSE(flag.read());
    number.write(-1);
    number.write(9);
    EXPECT_EQ(number.read(), 9);
  });
}

TYPED_TEST(MemoryContract, SharedOfLargerStateIsReadAndChangedInPlace) {
  this->run([] {
    Shared<TypeParam, std::vector<int>> numbers("numbers");
    const std::size_t size = numbers.with_mut([](std::vector<int>& state) {
      state = {1, 2, 3};
      return state.size();
    });
    EXPECT_EQ(size, 3U);
    EXPECT_EQ(numbers.with([](const std::vector<int>& state) { return state.back(); }), 3);
  });
}

TYPED_TEST(MemoryContract, SharedArrayBeginsEmptyAndKeepsElementsAndRanges) {
  this->run([] {
    SharedArray<TypeParam, char, 8> text("text");
    EXPECT_EQ(text.size(), 8U);
    for (std::size_t i = 0; i < 8; ++i) EXPECT_EQ(text.read(i), '\0');
    const std::string_view word = "word";
    text.write(4, std::span<const char>(word));
    text.write(0, 's');
    EXPECT_EQ(text.read(0), 's');
    EXPECT_EQ(text.with(4, 4, [](std::span<const char> range) { return std::string(range.data(), 4); }),
              word);
  });
}

TYPED_TEST(MemoryContract, SharedArrayRefusesWhatLeavesIt) {
  this->run([] {
    // Not constants: gcc warns of what the unchecked access would do, and it is never reached.
    volatile std::size_t end = 8;
    volatile std::size_t huge = ~std::size_t{0};
    SharedArray<TypeParam, char, 8> text("text");
    const std::array<char, 9> nine{};
    const auto nothing = [](std::span<const char> range) { return range.size(); };
    EXPECT_THROW(text.read(end), std::out_of_range);
    EXPECT_THROW(text.write(end, 'x'), std::out_of_range);
    EXPECT_THROW(text.write(0, std::span<const char>(nine).first(end + 1)), std::out_of_range);
    EXPECT_THROW(text.write(end, std::span<const char>(nine).first(1)), std::out_of_range);
    EXPECT_THROW(text.with(1, end, nothing), std::out_of_range);
    EXPECT_THROW(text.with(1, huge, nothing), std::out_of_range) << "a sum that wraps round";
    EXPECT_THROW(text.with(huge, 1, nothing), std::out_of_range);
    EXPECT_EQ(text.with(end, 0, nothing), 0U) << "an empty range at the end is within";
  });
}

TYPED_TEST(MemoryContract, ThreadSeesWhatWasWrittenBeforeItsStartAndItsWritesAreSeenAfterJoin) {
  this->run([] {
    Shared<TypeParam, int> question("question", 0);
    Shared<TypeParam, int> answer("answer", 0);
    question.write(6);
    Thread<TypeParam> thread("thread", [&] { answer.write(question.read() * 7); });
    thread.join();
    EXPECT_EQ(answer.read(), 42);
  });
}

TYPED_TEST(MemoryContract, ThreadIsJoinedByItsDestructorAndMayBeMoved) {
  this->run([] {
    Shared<TypeParam, int> done("done", 0);
    {
      std::vector<Thread<TypeParam>> threads;
      Thread<TypeParam> thread("thread", [&] { done.write(1); });
      threads.push_back(std::move(thread));
    }
    EXPECT_EQ(done.read(), 1);
  });
}

TYPED_TEST(MemoryContract, ThreadsWithNamesOfAnyLengthRun) {
  this->run([] {
    Shared<TypeParam, int> done("done", 0);
    Thread<TypeParam>("", [&] { done.write(done.read() + 1); }).join();
    Thread<TypeParam>("a name that is longer than the system keeps", [&] {
      done.write(done.read() + 1);
    }).join();
    EXPECT_EQ(done.read(), 2);
  });
}

TYPED_TEST(MemoryContract, SpendTakesAsManyTicksOfTheClockAsItIsTold) {
  this->run([] {
    const std::int64_t before = Clock<TypeParam>::now();
    spend<TypeParam>(5'000);
    EXPECT_GE(Clock<TypeParam>::now() - before, 5'000);
  });
}

TYPED_TEST(MemoryContract, ClockDoesNotGoBack) {
  this->run([] {
    const std::int64_t before = Clock<TypeParam>::now();
    std::int64_t inside = 0;
    Thread<TypeParam>("reader", [&] { inside = Clock<TypeParam>::now(); }).join();
    EXPECT_GE(inside, before);
    EXPECT_GE(Clock<TypeParam>::now(), inside);
  });
}

}  // namespace
}  // namespace heddle
