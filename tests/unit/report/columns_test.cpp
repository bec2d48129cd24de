// Text in columns and paragraphs.
#include "heddle/report/columns.hpp"

#include <gtest/gtest.h>

namespace heddle {
namespace {

TEST(Columns, WidthCountsCharactersAndNotBytes) {
  EXPECT_EQ(width_of("heddle"), 6U);
  EXPECT_EQ(width_of("größe"), 5U);
}

TEST(Columns, WhatDoesNotFitIsCutBetweenCharacters) {
  EXPECT_EQ(fitted("größe", 5), "größe");
  EXPECT_EQ(fitted("äöüäöü", 5), "äö...");
  EXPECT_EQ(fitted("abcdef", 2), "..");
  EXPECT_EQ(fitted("abcdef", 0), "");
  EXPECT_EQ(fitted("a\nb", 10), "a\\x0ab");
}

TEST(Columns, AParagraphBreaksBetweenWords) {
  EXPECT_EQ(paragraph("one two three", 2, 9), "  one two\n  three\n");
  EXPECT_EQ(paragraph("unbreakable", 2, 5), "  unbreakable\n");
  EXPECT_EQ(paragraph("", 2, 9), "");
}

TEST(Columns, ATableIsAsWideAsItsCells) {
  Table table({{.most = 9}, {.most = 9, .right = true}, {.most = 9}, {.most = 4}});
  table.add({"name", "n", "", "last"});
  table.add({"x", "1,000", "", "too long"});
  table.add_line("-- between --");
  table.add({"y", "7", "", ""});
  EXPECT_EQ(table.text(100), "name      n  last\nx     1,000  t...\n-- between --\ny         7\n");
}

TEST(Columns, ALineOfATableIsCutAtTheEdge) {
  Table table({{.most = 9}, {.most = 99}});
  table.add({"name", "a long text"});
  EXPECT_EQ(table.text(12), "name  a l...\n");
}

TEST(Columns, ALastColumnThatWrapsGoesOnBelowItself) {
  Table table({{.most = 9}, {.most = 99, .wraps = true}});
  table.add({"name", "meaning"});
  table.add({"one", "as many words as there are"});
  table.add({"none", ""});
  EXPECT_EQ(table.text(20), "name  meaning\none   as many words\n      as there are\nnone\n");
}

TEST(Columns, WhatWouldWrapInNoRoomIsCut) {
  Table table({{.most = 9}, {.most = 99, .wraps = true}});
  table.add({"name", "a long text"});
  EXPECT_EQ(table.text(12), "name  a l...\n");
}

}  // namespace
}  // namespace heddle
