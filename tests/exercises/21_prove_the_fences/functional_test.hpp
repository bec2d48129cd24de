// A proof uses the frame as its contract says.
#pragma once

#include <gtest/gtest.h>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

// Counts instead of handing over.
template <class Sync>
class CountingFrame {
 public:
  static constexpr int kNone = -1;

  void publish(int pixels) {
    ++publications_;
    pixels_ = pixels;
  }
  int receive() { return pixels_; }
  int publications() const { return publications_; }

 private:
  int publications_ = 0;
  int pixels_ = kNone;
};

namespace {

using Counted = Proof<NativeSync, CountingFrame>;

TEST(Proof, HasThreadsThatMeet) {
  EXPECT_GE(Counted::kThreads, 2) << "one thread alone meets nobody, and proves nothing";
}

TEST(Proof, PublishesOnce) {
  Counted proof;
  for (int worker = 0; worker < Counted::kThreads; ++worker) proof.thread(worker);
  EXPECT_EQ(proof.frame_.publications(), 1) << "the loader publishes once: that is the frame's contract";
}

}  // namespace
}  // namespace heddle::exercise
