// Paths as a person types them.
#include "heddle/core/from_here.hpp"

#include <gtest/gtest.h>

namespace heddle {
namespace {

TEST(FromHere, APathBelowTheCurrentFolderIsRelativeToIt) {
  EXPECT_EQ(from_here(std::filesystem::current_path() / "exercises" / "01_lost_counter" / "counter.hpp"),
            "exercises/01_lost_counter/counter.hpp");
}

TEST(FromHere, APathThatIsShorterFromTheRootStaysAsItIs) {
  EXPECT_EQ(from_here("/e/counter.hpp"), "/e/counter.hpp");
}

}  // namespace
}  // namespace heddle
