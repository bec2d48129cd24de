// What a pool is for.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {
namespace {

TEST(Converters, ConvertImagesOnThreadsOfTheirOwn) {
  std::latch converted(3);
  int sum = 0;
  std::thread::id converter = std::this_thread::get_id();
  Converters<NativeSync> pool(1, [&](int image) {
    sum += image;
    converter = std::this_thread::get_id();
    converted.count_down();
  });
  for (const int image : {1, 10, 100}) pool.submit(image);
  converted.wait();  // a pool that does not convert hangs here
  pool.shutdown();
  EXPECT_EQ(sum, 111) << "each image is converted";
  EXPECT_NE(converter, std::this_thread::get_id()) << "the owner converted the images itself";
}

// Of so many pools it takes a miracle that each is done before it is shut down; only who converts is asked
// here.
TEST(Converters, LeaveNothingToTheOwner) {
  for (int pool_number = 0; pool_number < 100; ++pool_number) {
    std::atomic<int> by_the_owner{0};
    Converters<NativeSync> pool(1, [&, owner = std::this_thread::get_id()](int) {
      if (std::this_thread::get_id() == owner) ++by_the_owner;
    });
    for (int image = 0; image < 50; ++image) pool.submit(image);
    pool.shutdown();
    ASSERT_EQ(by_the_owner, 0) << "the owner converted images of the last minute itself";
  }
}

}  // namespace
}  // namespace heddle::exercise
