// The page's script reads back what was measured, and no text ends the element that the JSON stands in.
#include "heddle/report/page/chart_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "heddle/report/page/comparison_charts.hpp"
#include "samples.hpp"

namespace heddle {
namespace {

using Json = nlohmann::json;

TEST(ChartJson, HasEveryPointAndNullWhereThereIsNone) {
  Chart chart;
  chart.name = "throughput";
  chart.scale = Chart::Scale::kLogarithmic;
  chart.category_title = "ways";
  chart.unit = "images a second";
  chart.categories = {"threads\ncounter mutex", "pool"};
  chart.series = {{"2 workers", {Chart::Point{1, 0.5, 2, true}, std::nullopt}, true}};
  EXPECT_EQ(
      Json::parse(charts_json(std::vector{chart})),
      Json::array(
          {{{"name", "throughput"},
            {"form", "bars"},
            {"logarithmic", true},
            {"category_title", "ways"},
            {"unit", "images a second"},
            {"categories", {{"threads", "counter mutex"}, {"pool"}}},
            {"series",
             {{{"name", "2 workers"},
               {"is_yardstick", true},
               {"points", {{{"middle", 1.0}, {"low", 0.5}, {"high", 2.0}, {"loses", true}}, nullptr}}}}}}}));
}

TEST(ChartJson, NoTextIsMarkup) {
  const std::string json = charts_json(comparison_charts(test::hostile_experiment()));
  EXPECT_THAT(json, testing::HasSubstr("\\u003c/script\\u003e"));
  for (const char c : json)
    EXPECT_TRUE(c != '<' && c != '>' && c != '&' && static_cast<unsigned char>(c) >= ' ');
  EXPECT_FALSE(Json::parse(json).empty());
}

}  // namespace
}  // namespace heddle
