// Text that would like to be markup stays text.
#include "heddle/report/html.hpp"

#include <gtest/gtest.h>

namespace heddle {
namespace {

TEST(Html, WhatCouldBeMarkupIsEscaped) {
  EXPECT_EQ(html_escaped("</title><b a='1' b=\"2\">&amp;"),
            "&lt;/title&gt;&lt;b a=&#39;1&#39; b=&quot;2&quot;&gt;&amp;amp;");
}

TEST(Html, WhatCouldSteerOrReorderIsWrittenAsItsBytes) {
  EXPECT_EQ(html_escaped("a\nb\x1b[2J"), "a\\x0ab\\x1b[2J");
  EXPECT_EQ(html_escaped("\u202e"), "\\xe2\\x80\\xae");
  EXPECT_EQ(html_escaped("\xff"), "\\xff");
}

TEST(Html, OtherTextIsAsItWas) {
  EXPECT_EQ(html_escaped("photos/Müller 5 µs.png"), "photos/Müller 5 µs.png");
  EXPECT_EQ(html_escaped(""), "");
}

TEST(Html, IsolatedTextHasAnElementOfItsOwn) {
  EXPECT_EQ(html_isolated("<"), "<bdi>&lt;</bdi>");
}

}  // namespace
}  // namespace heddle
