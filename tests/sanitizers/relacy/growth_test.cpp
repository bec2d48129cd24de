// Memory does not grow with the number of executions: what a scheduler keeps is bounded by the longest of
// them.
#include <gtest/gtest.h>
#include <malloc.h>

#include <cstdint>
#include <string>

#include "samplers.hpp"
#include "sanitizers/relacy/dpor.hpp"
#include "sanitizers/relacy/tree_search.hpp"

namespace heddle {
namespace {

template <class Sync>
struct ManyOrders {
  static constexpr int kThreads = 3;
  void thread(int) {
    for (int i = 0; i < 3; ++i)
      value_.store(value_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  }
  std::string after() { return "done"; }
  Atomic<Sync, int> value_{"value", 0};
};

// In use by malloc, in blocks of any size.
std::size_t allocated() {
  const auto info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

constexpr std::uint64_t kFew = 2'000;
constexpr std::uint64_t kMany = 40'000;
// A single byte kept for each execution would be more.
constexpr std::size_t kMostGrowth = (kMany - kFew) / 2;

void expect_flat(model::Scheduler& scheduler, const std::string& name) {
  EXPECT_EQ(test::sample<ManyOrders>(scheduler, kFew).executions, kFew) << name;
  const std::size_t before = allocated();
  EXPECT_EQ(test::sample<ManyOrders>(scheduler, kMany - kFew).executions, kMany - kFew) << name;
  const std::size_t after = allocated();
  EXPECT_LT(after, before + kMostGrowth) << name << " has grown from " << before << " bytes to " << after;
}

TEST(Growth, ThereIsNoneWithTheNumberOfExecutions) {
  model::Dpor dpor;
  expect_flat(dpor, "dpor");
  model::TreeSearch full;
  expect_flat(full, "full");
  for (const test::Sampler& sampler : test::samplers()) expect_flat(*sampler.make(1), sampler.name);
}

// The guard itself: a scheduler that keeps a number for each execution is caught.
class Hoarder final : public model::Scheduler {
 public:
  void begin() override { kept_.push_back(kept_.size()); }
  int thread(const model::ThreadChoice& choice) override { return model::first_of(choice); }
  int value(int, model::ValueChoice) override { return 0; }
  bool end() override { return true; }
  std::string words() const override { return "hoarder"; }
  bool is_exhaustive() const override { return false; }

 private:
  std::vector<std::uint64_t> kept_;
};
TEST(Growth, IsSeenWhereThereIsSome) {
  Hoarder hoarder;
  test::sample<ManyOrders>(hoarder, kFew);
  const std::size_t before = allocated();
  test::sample<ManyOrders>(hoarder, kMany - kFew);
  EXPECT_GE(allocated(), before + kMostGrowth);
}

}  // namespace
}  // namespace heddle
