// A descriptor is closed once, by its last owner.
#include "heddle/core/descriptor.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <utility>

namespace heddle {
namespace {

bool is_open(int number) {
  return ::fcntl(number, F_GETFD) >= 0;
}
int opened() {
  return ::open("/dev/null", O_RDONLY | O_CLOEXEC);
}

TEST(Descriptor, IsClosedAtTheEndOfItsLife) {
  int number = -1;
  {
    const Descriptor descriptor(opened());
    number = descriptor.number();
    EXPECT_TRUE(descriptor.is_open());
    EXPECT_TRUE(is_open(number));
  }
  EXPECT_FALSE(is_open(number));
}

TEST(Descriptor, IsHandedOn) {
  Descriptor first(opened());
  const int number = first.number();
  {
    const Descriptor second(std::move(first));
    EXPECT_EQ(second.number(), number);
    EXPECT_TRUE(is_open(number));
  }
  EXPECT_FALSE(is_open(number));
}

TEST(Descriptor, OfNoneIsNotOpen) {
  EXPECT_FALSE(Descriptor().is_open());
  EXPECT_FALSE(Descriptor(::open("/nowhere/at/all", O_RDONLY | O_CLOEXEC)).is_open());
}

}  // namespace
}  // namespace heddle
