// The contract of sinks in memory.
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "contract.hpp"

namespace heddle {
namespace {

template <class Sync>
class SinkContract : public ContractTest<Sync> {};
TYPED_TEST_SUITE(SinkContract, ContractSets);

TYPED_TEST(SinkContract, KeepsWhatIsAppendedInOrder) {
  this->run([] {
    Sink<TypeParam> sink(InMemory{"log"});
    EXPECT_EQ(sink.contents(), "");
    EXPECT_TRUE(sink.append("one "));
    EXPECT_TRUE(sink.append(""));
    EXPECT_EQ(sink.contents(), "one ");
    EXPECT_TRUE(sink.append("two"));
    EXPECT_EQ(sink.contents(), "one two");
    EXPECT_FALSE(sink.error());
  });
}

TYPED_TEST(SinkContract, KeepsBytesOfEveryValue) {
  this->run([] {
    Sink<TypeParam> sink(InMemory{"log"});
    const std::string bytes("a\0b\n\xff", 5);
    EXPECT_TRUE(sink.append(bytes));
    EXPECT_EQ(sink.contents(), bytes);
  });
}

TYPED_TEST(SinkContract, SharesNothingWithASinkOfTheSameName) {
  this->run([] {
    Sink<TypeParam> left(InMemory{"log"});
    Sink<TypeParam> right(InMemory{"log"});
    EXPECT_TRUE(left.append("left"));
    EXPECT_TRUE(right.append("right"));
    EXPECT_EQ(left.contents(), "left");
    EXPECT_EQ(right.contents(), "right");
  });
}

TYPED_TEST(SinkContract, KeepsEachAppendWholeAndEachThreadsInOrder) {
  this->run([] {
    constexpr int kThreads = 2;
    constexpr int kAppends = 2;
    Sink<TypeParam> sink(InMemory{"log"});
    std::vector<Thread<TypeParam>> threads;
    for (int own = 0; own < kThreads; ++own)
      threads.emplace_back("writer", [&sink, own] {
        for (int i = 0; i < kAppends; ++i) {
          const std::array<char, 3> line{static_cast<char>('a' + own), static_cast<char>('0' + i), '\n'};
          EXPECT_TRUE(sink.append({line.data(), line.size()}));
        }
      });
    threads.clear();
    const std::string all = sink.contents();
    ASSERT_EQ(all.size(), 3U * kThreads * kAppends);
    std::array<char, kThreads> next{'0', '0'};
    for (std::size_t at = 0; at < all.size(); at += 3) {
      const auto own = static_cast<std::size_t>(all[at] - 'a');
      ASSERT_LT(own, next.size()) << all;
      EXPECT_EQ(all[at + 1], next[own]++) << all;
      EXPECT_EQ(all[at + 2], '\n') << all;
    }
  });
}

}  // namespace
}  // namespace heddle
