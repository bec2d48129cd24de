// The line that a tree of choices is laid out on: every leaf has one owner, whatever the tree looks like.
#include "sanitizers/relacy/split.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "sanitizers/relacy/operation.hpp"

namespace heddle::model {
namespace {

// A tree whose nodes have so many children of such sizes as their path decides: the same for whoever asks.
std::vector<std::uint64_t> children_at(const std::vector<int>& path, std::uint64_t seed) {
  for (const int step : path) seed = seed * 31 + static_cast<std::uint64_t>(step) + 1;
  std::mt19937_64 random(seed);
  if (path.size() > 3 && random() % 8 == 0) return {};  // a leaf near the root
  std::vector<std::uint64_t> sizes(1 + random() % 4);
  for (std::uint64_t& size : sizes) size = 1 + random() % (random() % 3 == 0 ? 1'000'000 : 10);
  return sizes;
}

// Walks to every leaf of the part of the tree that is split, and calls `at_leaf` with its path.
void walk(Split& split, std::uint64_t seed, const std::function<void(const std::vector<int>&)>& at_leaf) {
  const std::function<void(std::vector<int>&)> go = [&](std::vector<int>& path) {
    // To where the path leads, as an execution would.
    split.begin();
    std::vector<int> so_far;
    const auto descend = [&](int child) {
      const auto sizes = children_at(so_far, seed);
      Split::Size size;
      for (std::size_t i = 0; i < sizes.size(); ++i) {
        if (static_cast<int>(i) < child) size.before += sizes[i];
        if (static_cast<int>(i) == child) size.own = sizes[i];
        size.all += sizes[i];
      }
      split.steps(child, Operation{});
      split.descends(size);
      so_far.push_back(child);
    };
    for (const int child : path) descend(child);
    const auto sizes = children_at(path, seed);
    if (!split.is_open() || sizes.empty()) {
      at_leaf(path);
      split.end();
      return;
    }
    for (std::size_t child = 0; child < sizes.size(); ++child) {
      path.push_back(static_cast<int>(child));
      go(path);
      path.pop_back();
    }
  };
  std::vector<int> root;
  go(root);
}

TEST(Split, GivesEveryLeafToOnePart) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed)
    for (const int count : {1, 2, 3, 7}) {
      SCOPED_TRACE("seed " + std::to_string(seed) + ", " + std::to_string(count) + " parts");
      std::map<std::vector<int>, int> owners;
      for (int index = 1; index <= count; ++index) {
        Split split({index, count}, {});
        walk(split, seed, [&](const std::vector<int>& path) { owners[path] += split.is_ours() ? 1 : 0; });
      }
      for (const auto& [path, number] : owners) ASSERT_EQ(number, 1) << testing::PrintToString(path);
    }
}

TEST(Split, HasTheSameFingerprintInAllPartsOfATreeAndAnotherInAnotherTree) {
  const auto fingerprint = [](Shard shard, std::uint64_t seed) {
    Split split(shard, {});
    walk(split, seed, [](const std::vector<int>&) {});
    return split.fingerprint();
  };
  EXPECT_EQ(fingerprint({1, 3}, 7), fingerprint({3, 3}, 7));
  EXPECT_NE(fingerprint({1, 3}, 7), fingerprint({3, 3}, 8));
  EXPECT_NE(fingerprint({1, 3}, 7), fingerprint({1, 4}, 7)) << "another splitting";
}

TEST(Split, OfNothingIsNeverOpenAndAllIsOurs) {
  Split split;
  split.begin();
  EXPECT_FALSE(split.is_open());
  EXPECT_TRUE(split.is_ours());
  EXPECT_FALSE(split.is_left_to_others());
}

// The largest splitting, and the smallest children that a search may ask for.
TEST(Split, EndsHoweverUnlikeTheChildrenAre) {
  constexpr Split::Size kTiny{.before = (1U << 24) - 1, .own = 1, .all = 1U << 24};
  constexpr Split::Size kAlmostAll{.before = 0, .own = (1U << 24) - 1, .all = 1U << 24};
  Split split({kMostShards, kMostShards}, {});
  split.begin();
  ASSERT_TRUE(split.is_open());
  split.descends(kAlmostAll);
  EXPECT_TRUE(split.is_open());
  split.descends(kTiny);
  EXPECT_FALSE(split.is_open());
}

// How large a child's subtree is, is guessed from what is left to be done to the object.
TEST(Split, GuessesWhoIsFirstFromWhatIsLeft) {
  constexpr Foreseen kChange{.object = 1};
  constexpr Foreseen kLook{.object = 1, .only_looks = true};
  constexpr Foreseen kOther{.object = 2};
  Split split({1, 2}, Outlook{{{kChange, kChange, kChange}, {kChange}, {kLook}, {kLook}, {kOther}}});
  split.begin();
  EXPECT_GT(split.chance_to_be_first(0, kChange), split.chance_to_be_first(1, kChange));
  EXPECT_GT(split.chance_to_be_first(2, kLook), split.chance_to_be_first(2, kChange))
      << "looks do not compete";
  EXPECT_EQ(split.chance_to_be_first(4, kOther), 999U) << "nobody else does anything to it";
  EXPECT_EQ(split.chance_to_be_first(4, Foreseen{}), 999U) << "of no object";

  const std::uint64_t before = split.chance_to_be_first(1, kChange);
  split.steps(0, Operation{});
  EXPECT_GT(split.chance_to_be_first(1, kChange), before) << "thread 0 has less to do";
}

}  // namespace
}  // namespace heddle::model
