// Nothing from a file name or a log reaches the terminal as more than text.
#include "heddle/core/printable.hpp"

#include <gtest/gtest.h>

#include <string>

namespace heddle {
namespace {

TEST(Printable, KeepsTextAsItIs) {
  for (const char* text :
       {"", "photo 1.png", "a\\b\"c'", "br\u00fccke", "\u6c99\u4e18", "\U0001F9F5 loom", "\u00a0"})
    EXPECT_EQ(printable(text), text);
}

TEST(Printable, WritesEveryAsciiControlCharacterAsHex) {
  EXPECT_EQ(printable("\x1b[31mred\n\r\t"), "\\x1b[31mred\\x0a\\x0d\\x09");
  EXPECT_EQ(printable(std::string("\0", 1)), "\\x00");
  for (int c = 0; c < 0x20; ++c) EXPECT_EQ(printable(std::string(1, static_cast<char>(c))).size(), 4U) << c;
  EXPECT_EQ(printable("\x7f"), "\\x7f");
}

TEST(Printable, WritesC1ControlsAsHexInBothSpellings) {
  EXPECT_EQ(printable("\x9b"
                      "31m"),
            "\\x9b31m");  // CSI as one byte
  EXPECT_EQ(printable("\xc2\x9b"
                      "31m"),
            "\\xc2\\x9b31m");  // CSI as UTF-8
  EXPECT_EQ(printable("\xc2\x80\xc2\x9f"), "\\xc2\\x80\\xc2\\x9f");
}

// What a reader sees would not be what is there (CVE-2021-42574).
TEST(Printable, WritesControlsOfTextDirectionAsHex) {
  EXPECT_EQ(printable("a\u202eb"), "a\\xe2\\x80\\xaeb");
  for (const char* control : {"\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202e", "\u2066", "\u2069"})
    EXPECT_EQ(printable(control).size(), 12U) << printable(control);
  EXPECT_EQ(printable("\u061c"), "\\xd8\\x9c");
  for (const char* beside : {"\u200d", "\u2010", "\u2027", "\u202f", "\u2065", "\u206a", "\u05d0"})
    EXPECT_EQ(printable(beside), beside);
}

TEST(Printable, WritesWhatIsNotUtf8AsHex) {
  EXPECT_EQ(printable("a\xff"
                      "b"),
            "a\\xffb");
  EXPECT_EQ(printable("\xe2\x82"), "\\xe2\\x82");                    // cut short
  EXPECT_EQ(printable("\xc0\xaf"), "\\xc0\\xaf");                    // overlong
  EXPECT_EQ(printable("\xed\xa0\x80"), "\\xed\\xa0\\x80");           // a surrogate
  EXPECT_EQ(printable("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80");  // beyond U+10FFFF
  EXPECT_EQ(printable("\xe2\x1b[0m"), "\\xe2\\x1b[0m");              // a control inside a sequence
}

}  // namespace
}  // namespace heddle
