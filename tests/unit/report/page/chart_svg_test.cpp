// The files of charts hold together, show what was measured, and let no text become markup.
#include "heddle/report/page/chart_svg.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "heddle/report/page/comparison_charts.hpp"
#include "heddle/report/page/sweep.hpp"
#include "samples.hpp"

namespace heddle {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string svg_of(const Chart& chart) {
  std::ostringstream out;
  write_svg(out, chart);
  return out.str();
}

std::vector<double> numbers(const std::string& text, const std::string& pattern) {
  std::vector<double> found;
  const std::regex expression(pattern);
  for (auto at = std::sregex_iterator(text.begin(), text.end(), expression); at != std::sregex_iterator();
       ++at)
    found.push_back(std::stod((*at)[1]));
  return found;
}

Chart bars(const std::vector<double>& values) {
  Chart chart;
  for (const double value : values) chart.categories.push_back("way " + std::to_string(value));
  chart.series = {{"2 workers", {}}};
  for (const double value : values) chart.series[0].points.emplace_back(Chart::Point{value, value, value});
  return chart;
}

TEST(ChartSvg, BarsAreAsLongAsTheirValues) {
  // Bars begin at x 290; the axis ends at 930 with the mark 100.
  EXPECT_THAT(numbers(svg_of(bars({25, 50, 100})), "<rect x=\"290.0\" y=\"[0-9.]+\" width=\"([0-9.]+)\""),
              testing::ElementsAre(160, 320, 640));
}

TEST(ChartSvg, OnALogarithmicScaleEqualRatiosAreEqualLengths) {
  Chart chart = bars({10, 100, 1000});
  chart.scale = Chart::Scale::kLogarithmic;
  const auto lengths = numbers(svg_of(chart), "<rect x=\"290.0\" y=\"[0-9.]+\" width=\"([0-9.]+)\"");
  ASSERT_EQ(lengths.size(), 3U);
  EXPECT_DOUBLE_EQ(lengths[0], 0);
  EXPECT_DOUBLE_EQ(lengths[2], 2 * lengths[1]);
}

TEST(ChartSvg, WhatLosesIsStripedOrCrossed) {
  Chart chart = bars({1, 2});
  EXPECT_THAT(svg_of(chart), Not(HasSubstr("url(#lost)")));
  chart.series[0].points[1]->loses = true;
  EXPECT_THAT(svg_of(chart), HasSubstr("fill=\"url(#lost)\""));
  chart.form = Chart::Form::kLines;
  EXPECT_THAT(svg_of(chart), HasSubstr("stroke=\"#b3141d\" stroke-width=\"3\""));
}

TEST(ChartSvg, NoTextIsMarkupAndNothingIsAskedForElsewhere) {
  const std::set<std::string> known{"svg",  "title", "desc", "defs",     "pattern",
                                    "rect", "text",  "line", "polyline", "circle"};
  std::vector<Chart> charts = comparison_charts(test::hostile_experiment());
  ASSERT_FALSE(charts.empty());
  for (Chart& chart : charts) {
    chart.title += test::kHostile;
    chart.summary += test::kHostile;
    chart.unit += test::kHostile;
    const std::string svg = svg_of(chart);
    const std::regex tag("<(/?)([^ />]*)([^>]*)>");
    std::vector<std::string> open;
    for (auto at = std::sregex_iterator(svg.begin(), svg.end(), tag); at != std::sregex_iterator(); ++at) {
      const std::string name = (*at)[2];
      EXPECT_EQ(known.count(name), 1U) << (*at)[0];
      EXPECT_EQ(std::regex_replace((*at)[3].str(), std::regex(" [a-zA-Z0-9-]+=\"[^\"<>]*\""), "")
                    .find_first_not_of('/'),
                std::string::npos)
          << (*at)[0];
      if (at->str().ends_with("/>")) continue;
      if ((*at)[1].length() == 0) {
        open.push_back(name);
        continue;
      }
      ASSERT_FALSE(open.empty());
      EXPECT_EQ(open.back(), name);
      open.pop_back();
    }
    EXPECT_TRUE(open.empty());
    EXPECT_THAT(svg, Not(testing::ContainsRegex(" (href|src|style|on[a-z]+)=\"")));
    for (const char c : svg) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= ' ');
  }
}

TEST(ChartSvg, OddValuesStillMakeAPicture) {
  for (const auto& values :
       {std::vector<double>{}, {0}, {0, 0}, {1e-300}, {std::numeric_limits<double>::max()}})
    for (const auto scale : {Chart::Scale::kLinear, Chart::Scale::kLogarithmic})
      for (const auto form : {Chart::Form::kBars, Chart::Form::kLines}) {
        Chart chart = bars(values);
        chart.scale = scale;
        chart.form = form;
        const std::string svg = svg_of(chart);
        EXPECT_THAT(svg, testing::EndsWith("</svg>\n"));
        EXPECT_THAT(svg, Not(testing::ContainsRegex("\"-?(nan|inf)")));
        EXPECT_LT(svg.size(), 100'000U);
      }
}

}  // namespace
}  // namespace heddle
