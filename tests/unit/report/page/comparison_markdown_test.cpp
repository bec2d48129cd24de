// The comparison in Markdown: as it was read, within its limit, and without syntax from the data.
#include "heddle/report/page/comparison_markdown.hpp"

#include <gmock/gmock.h>

#include <ostream>
#include <string>

#include "samples.hpp"
#include "tests/support/golden.hpp"
#include "tests/unit/report/sample_experiment.hpp"

namespace heddle {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(ComparisonMarkdown, IsAsItWasRead) {
  test::expect_golden("comparison.md",
                      [](std::ostream& out) { out << comparison_markdown(test::sample_experiment()); });
}

TEST(ComparisonMarkdown, NoDataBecomesSyntax) {
  const std::string text = comparison_markdown(test::hostile_experiment());
  ASSERT_THAT(text, HasSubstr("<"));
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1))
    EXPECT_EQ(text[at - 1], '\\');
  for (const char c : text) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= ' ');
}

TEST(ComparisonMarkdown, WhatFindsNoRoomIsCounted) {
  const std::string whole = comparison_markdown(test::sample_experiment());
  const std::string cut = comparison_markdown(test::sample_experiment(), 300);
  EXPECT_LE(cut.size(), 300U);
  EXPECT_THAT(cut, HasSubstr("found no room"));
  EXPECT_THAT(whole, Not(HasSubstr("found no room")));
}

TEST(ComparisonMarkdown, AnEmptyComparisonSaysSo) {
  EXPECT_EQ(comparison_markdown(Experiment()), "## heddle: the comparison\n\n- Nothing was measured\\.\n");
}

}  // namespace
}  // namespace heddle
