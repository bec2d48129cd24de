// A proof lets workers use the desk.
#pragma once

#include <gtest/gtest.h>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

// Counts instead of guarding.
template <class Sync>
class CountingDesk {
 public:
  template <class Retouch>
  void use(Retouch retouch) {
    ++uses_;
    retouch();
  }
  int uses() const { return uses_; }

 private:
  int uses_ = 0;
};

namespace {

using Counted = Proof<NativeSync, CountingDesk>;

TEST(Proof, HasThreadsThatMeet) {
  EXPECT_GE(Counted::kThreads, 2) << "one thread alone meets nobody, and proves nothing";
}

TEST(Proof, LetsEachThreadUseTheDesk) {
  Counted proof;
  for (int worker = 0; worker < Counted::kThreads; ++worker) {
    const int before = proof.desk_.uses();
    proof.thread(worker);
    EXPECT_GT(proof.desk_.uses(), before) << "a thread that does not use the desk proves nothing about it";
  }
}

}  // namespace
}  // namespace heddle::exercise
