// A chart as a record: what the page's script draws and what an SVG file shows.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace heddle {

struct Chart {
  enum class Form { kBars, kLines };
  enum class Scale { kLinear, kLogarithmic };

  // Over the repeats: the median, the least and the most. low <= middle <= high, and none is negative.
  struct Point {
    double middle = 0;
    double low = 0;
    double high = 0;
    bool loses = false;  // counts or lines were lost, or something failed
  };
  struct Series {
    std::string name;
    std::vector<std::optional<Point>> points;  // one for each category; nothing where it was not measured
    bool is_yardstick = false;                 // computed, not measured
  };

  std::string name;  // of its element and of its file: a-z and '-'
  std::string title;
  std::string summary;  // what it shows, in a sentence
  Form form = Form::kBars;
  Scale scale = Scale::kLinear;
  std::string category_title;
  std::string unit;                     // of the values
  std::vector<std::string> categories;  // a newline begins a second line of smaller weight
  std::vector<Series> series;
};

}  // namespace heddle
