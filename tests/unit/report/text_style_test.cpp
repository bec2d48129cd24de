// Where text goes to decides how it looks.
#include "heddle/report/text_style.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace heddle {
namespace {

using Variables = std::map<std::string, std::string>;

TextStyle style_with(const Variables& variables, bool is_terminal = true, std::size_t columns = 0) {
  return text_style_in({.is_terminal = is_terminal,
                        .terminal_columns = columns,
                        .variable = [&](const char* name) -> std::string {
                          const auto found = variables.find(name);
                          return found == variables.end() ? "" : found->second;
                        }});
}

TEST(TextStyle, IsUnicodeWhereTheLocaleIsUtf8) {
  for (const char* locale : {"C.UTF-8", "en_US.utf8", "de_DE.UTF-8@euro", "C.Utf-8"})
    EXPECT_TRUE(style_with({{"LANG", locale}}).unicode) << locale;
  for (const char* locale : {"", "C", "POSIX", "en_US.ISO-8859-1", "utf8", "UTF-8"})
    EXPECT_FALSE(style_with({{"LANG", locale}}).unicode) << locale;
}

TEST(TextStyle, TheFirstLocaleThatIsSetDecides) {
  EXPECT_FALSE(style_with({{"LC_ALL", "C"}, {"LC_CTYPE", "C.UTF-8"}, {"LANG", "C.UTF-8"}}).unicode);
  EXPECT_TRUE(style_with({{"LC_ALL", ""}, {"LC_CTYPE", "C.UTF-8"}, {"LANG", "C"}}).unicode);
}

TEST(TextStyle, HasColourOnATerminalThatHasIt) {
  EXPECT_TRUE(style_with({{"TERM", "xterm"}}).colour);
  EXPECT_FALSE(style_with({{"TERM", "xterm"}}, false).colour);
  EXPECT_FALSE(style_with({{"TERM", "dumb"}}).colour);
  EXPECT_FALSE(style_with({}).colour);
}

TEST(TextStyle, NoColorTakesTheColourAndNothingElse) {
  EXPECT_FALSE(style_with({{"TERM", "xterm"}, {"NO_COLOR", "0"}}).colour);
  EXPECT_TRUE(style_with({{"TERM", "xterm"}, {"NO_COLOR", ""}}).colour);
  EXPECT_TRUE(style_with({{"TERM", "xterm"}, {"NO_COLOR", "1"}, {"LANG", "C.UTF-8"}}).unicode);
}

TEST(TextStyle, IsAsWideAsTheTerminalOrAsColumnsSays) {
  EXPECT_EQ(style_with({}, false).columns, 80U);
  EXPECT_EQ(style_with({}, true, 0).columns, 80U);
  EXPECT_EQ(style_with({}, true, 132).columns, 132U);
  EXPECT_EQ(style_with({{"COLUMNS", "100"}}, true, 132).columns, 100U);
  EXPECT_EQ(style_with({{"COLUMNS", "100"}}, false).columns, 100U);
}

TEST(TextStyle, AWidthThatIsNoneIsNotBelieved) {
  for (const char* columns : {"", "0", "-5", "wide", "80x24", "99999999999999999999999"})
    EXPECT_EQ(style_with({{"COLUMNS", columns}}).columns, 80U) << columns;
  EXPECT_EQ(style_with({{"COLUMNS", "1"}}).columns, 40U);
  EXPECT_EQ(style_with({{"COLUMNS", "1000000"}}).columns, 500U);
}

TEST(TextStyle, WithoutUnicodeEverythingIsAscii) {
  EXPECT_EQ(printable_in({.unicode = true}, "Zähler\x1b"), "Zähler\\x1b");
  EXPECT_EQ(printable_in({.unicode = false}, "Z\u00e4hler\x1b"), "Z\\xc3\\xa4hler\\x1b");
}

}  // namespace
}  // namespace heddle
