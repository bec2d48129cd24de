// The contract of barriers and latches.
#include <memory>
#include <vector>

#include "contract.hpp"

namespace heddle {
namespace {

template <class Sync>
class MeetingContract : public ContractTest<Sync> {};
TYPED_TEST_SUITE(MeetingContract, ContractSets);

// Each thread writes its own number before a phase and reads the others' after it.
TYPED_TEST(MeetingContract, BarrierShowsEveryArrivalToEveryReturnPhaseAfterPhase) {
  this->run([] {
    constexpr int kThreads = 3;
    constexpr int kPhases = 4;
    Barrier<TypeParam> barrier("barrier", kThreads);
    std::vector<std::unique_ptr<Shared<TypeParam, int>>> phases;
    for (int i = 0; i < kThreads; ++i) phases.push_back(std::make_unique<Shared<TypeParam, int>>("phase", 0));
    std::vector<Thread<TypeParam>> threads;
    for (int own = 0; own < kThreads; ++own)
      threads.emplace_back("thread", [&, own] {
        for (int phase = 1; phase <= kPhases; ++phase) {
          phases[static_cast<std::size_t>(own)]->write(phase);
          barrier.arrive_and_wait();
          for (const auto& other : phases) EXPECT_EQ(other->read(), phase);
          barrier.arrive_and_wait();  // nobody writes the next number while another still reads
        }
      });
  });
}

TYPED_TEST(MeetingContract, BarrierOfOnePassesAtOnce) {
  this->run([] {
    Barrier<TypeParam> barrier("barrier", 1);
    barrier.arrive_and_wait();
    barrier.arrive_and_wait();
  });
}

TYPED_TEST(MeetingContract, LatchOpensWhenAllHaveCountedDownAndShowsWhatTheyWrote) {
  this->run([] {
    Latch<TypeParam> latch("latch", 2);
    Shared<TypeParam, int> left("left", 0);
    Shared<TypeParam, int> right("right", 0);
    Thread<TypeParam> first("first", [&] {
      left.write(1);
      latch.count_down();
    });
    Thread<TypeParam> second("second", [&] {
      right.write(2);
      latch.count_down();
    });
    latch.wait();
    EXPECT_EQ(left.read() + right.read(), 3);
    latch.wait();  // stays open
  });
}

TYPED_TEST(MeetingContract, LatchOfNothingIsOpen) {
  this->run([] {
    Latch<TypeParam> latch("latch", 0);
    latch.wait();
  });
}

}  // namespace
}  // namespace heddle
