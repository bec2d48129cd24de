#include "heddle/report/page/chart_json.hpp"

#include <nlohmann/json.hpp>
#include <string_view>

#include "heddle/core/printable.hpp"
#include "heddle/report/document.hpp"

namespace heddle {
namespace {

Json lines_of(std::string_view text) {
  Json lines = Json::array();
  for (;;) {
    const std::size_t end = text.find('\n');
    lines.push_back(printable(text.substr(0, end)));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

Json to_json(const std::optional<Chart::Point>& point) {
  if (!point) return nullptr;
  return {{"middle", point->middle}, {"low", point->low}, {"high", point->high}, {"loses", point->loses}};
}

Json to_json(const Chart& chart) {
  Json categories = Json::array();
  for (const std::string& category : chart.categories) categories.push_back(lines_of(category));
  Json series = Json::array();
  for (const Chart::Series& one : chart.series) {
    Json points = Json::array();
    for (const auto& point : one.points) points.push_back(to_json(point));
    series.push_back(
        {{"name", printable(one.name)}, {"is_yardstick", one.is_yardstick}, {"points", std::move(points)}});
  }
  return {{"name", chart.name},
          {"form", chart.form == Chart::Form::kBars ? "bars" : "lines"},
          {"logarithmic", chart.scale == Chart::Scale::kLogarithmic},
          {"category_title", printable(chart.category_title)},
          {"unit", printable(chart.unit)},
          {"categories", std::move(categories)},
          {"series", std::move(series)}};
}

}  // namespace

std::string charts_json(std::span<const Chart> charts) {
  Json json = Json::array();
  for (const Chart& chart : charts) json.push_back(to_json(chart));
  std::string safe;
  for (const char c : json.dump()) {
    // These three stand in the texts alone, where JSON allows them by number.
    if (c == '<')
      safe += "\\u003c";
    else if (c == '>')
      safe += "\\u003e";
    else if (c == '&')
      safe += "\\u0026";
    else
      safe += c;
  }
  return safe;
}

}  // namespace heddle
