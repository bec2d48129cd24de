// Drawing on one line.
#include "heddle/report/painted_line.hpp"

#include <gtest/gtest.h>

namespace heddle {
namespace {

TEST(PaintedLine, PutsTextAtItsColumnAndOverWhatIsThere) {
  PaintedLine line;
  line.put(4, "│");
  line.put(0, "a");
  line.put(2, "xyz!");
  EXPECT_EQ(line.text(false), "a xyz!\n");
  EXPECT_EQ(line.width(), 6U);
}

TEST(PaintedLine, CountsCharactersAndNotBytes) {
  PaintedLine line;
  line.put(0, "├─►");
  line.put(3, "●");
  EXPECT_EQ(line.text(false), "├─►●\n");
}

TEST(PaintedLine, ColoursWhatHasAnInkAndLeavesNoneOn) {
  PaintedLine line;
  line.put(0, "ab", "31");
  line.put(2, "c");
  line.put(3, "d", "1;32");
  EXPECT_EQ(line.text(true), "\x1b[31mab\x1b[0mc\x1b[1;32md\x1b[0m\n");
  EXPECT_EQ(line.text(false), "abcd\n");
}

TEST(PaintedLine, HasNoBlanksAtItsEndAndNoColourOnBlanks) {
  PaintedLine line;
  line.put(0, "a", "31");
  line.put(5, "b", "31");
  line.put(6, "   ", "32");
  EXPECT_EQ(line.text(true), "\x1b[31ma    b\x1b[0m\n");
  EXPECT_EQ(PaintedLine().text(true), "\n");
}

}  // namespace
}  // namespace heddle
