#include "heddle/report/page/chart_svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "heddle/report/columns.hpp"
#include "heddle/report/html.hpp"
#include "heddle/report/page/measured.hpp"

namespace heddle {
namespace {

constexpr std::array<std::string_view, 8> kColours{"#2c55c4", "#b4540a", "#00707d", "#8b2a8b",
                                                   "#2f7d1f", "#8a1f4b", "#5b5f00", "#4a4f5a"};
constexpr std::string_view kInk = "#1c1e21";
constexpr std::string_view kDim = "#5c6370";
constexpr std::string_view kRule = "#d5d8de";
constexpr std::string_view kBad = "#b3141d";
constexpr double kWidth = 960;
constexpr double kBar = 14;        // high
constexpr double kLegendRow = 20;  // high
constexpr double kMost = 1e300;    // of a value: the marks go a little further
constexpr std::size_t kMostLetters = 110;

// Where a value lies between the first and the last mark of its axis: 0 to 1.
class Axis {
 public:
  explicit Axis(const Chart& chart) : logarithmic_(chart.scale == Chart::Scale::kLogarithmic) {
    double least = HUGE_VAL;
    double most = 0;
    for (const Chart::Series& series : chart.series)
      for (const auto& point : series.points) {
        if (!point) continue;
        if (point->low > 0) least = std::min(least, point->low);
        most = std::max(most, point->high);
      }
    if (!(most > 0)) most = 1;
    most = std::min(most, kMost);
    least = std::min(least, most);
    if (logarithmic_)
      mark_powers(least, most);
    else
      mark_steps(most);
  }

  const std::vector<double>& marks() const { return marks_; }
  double at(double value) const {
    const double within = std::clamp(value, marks_.front(), marks_.back());
    return logarithmic_ ? std::log(within / marks_.front()) / std::log(marks_.back() / marks_.front())
                        : within / marks_.back();
  }

 private:
  // 1, 2 or 5 times a power of ten apart, so that there are 3 to 8 of them.
  void mark_steps(double most) {
    double step = std::pow(10, std::floor(std::log10(most)));
    if (most / step < 2)
      step /= 5;
    else if (most / step < 5)
      step /= 2;
    const int steps = static_cast<int>(std::ceil(most / step - 1e-9));
    for (int i = 0; i <= steps; ++i) marks_.push_back(i * step);
  }
  void mark_powers(double least, double most) {
    const int first = static_cast<int>(std::floor(std::log10(least)));
    const int last = std::max(first + 1, static_cast<int>(std::ceil(std::log10(most) - 1e-9)));
    for (int power = first; power <= last; ++power) marks_.push_back(std::pow(10, power));
  }

  bool logarithmic_;
  std::vector<double> marks_;
};

std::string text(double x, double y, std::string_view words, std::string_view more = "") {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\"{}>{}</text>\n", x, y, more,
                     html_escaped(fitted(words, kMostLetters)));
}

std::string line(double x1, double y1, double x2, double y2, std::string_view colour,
                 std::string_view more = "") {
  return fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\"{}/>\n", x1,
                     y1, x2, y2, colour, more);
}

std::string_view colour_of(const Chart::Series& series, std::size_t index) {
  return series.is_yardstick ? kDim : kColours[index % kColours.size()];
}

// The picture of one chart: title, marks with the points between them, legend.
class Picture {
 public:
  explicit Picture(const Chart& chart) : chart_(chart), axis_(chart) {}

  std::string svg() {
    const double height = chart_.form == Chart::Form::kBars ? bars() : lines();
    const double end = legend(height);
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0:.0f} {1:.0f}\" width=\"{0:.0f}\" "
        "height=\"{1:.0f}\" "
        "role=\"img\" font-family=\"sans-serif\" font-size=\"13\" "
        "fill=\"{2}\">\n<title>{3}</title>\n<desc>{4}</desc>\n"
        "<defs><pattern id=\"lost\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
        "patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#ffffff\"/><rect width=\"2\" "
        "height=\"6\" "
        "fill=\"{5}\"/></pattern></defs>\n<rect width=\"100%\" height=\"100%\" "
        "fill=\"#ffffff\"/>\n{6}{7}{8}</svg>\n",
        kWidth, end, kInk, html_escaped(chart_.title), html_escaped(chart_.summary), kBad,
        text(16, 28, chart_.title, " font-size=\"18\" font-weight=\"bold\""),
        text(16, 48, chart_.summary, fmt::format(" fill=\"{}\"", kDim)), body_);
  }

 private:
  static constexpr double kTop = 66;
  static constexpr double kRight = kWidth - 30;

  // Returns where the drawing ends.
  double bars() {
    constexpr double kLeft = 290;
    const double group = kBar * static_cast<double>(chart_.series.size()) + 14;
    const double bottom = kTop + std::max(group, 40.0) * static_cast<double>(chart_.categories.size());
    for (const double mark : axis_.marks()) {
      const double x = kLeft + axis_.at(mark) * (kRight - kLeft);
      body_ += line(x, kTop, x, bottom, kRule);
      body_ += text(x, bottom + 18, figure_of(mark), " text-anchor=\"middle\"");
    }
    for (std::size_t category = 0; category < chart_.categories.size(); ++category) {
      const double top = kTop + std::max(group, 40.0) * static_cast<double>(category) + 7;
      label(chart_.categories[category], kLeft - 10, top + group / 2 - 7);
      for (std::size_t i = 0; i < chart_.series.size(); ++i) {
        const auto& point = chart_.series[i].points[category];
        if (!point) continue;
        const double y = top + kBar * static_cast<double>(i);
        const auto x_of = [&](double value) { return kLeft + axis_.at(value) * (kRight - kLeft); };
        const std::string_view colour = colour_of(chart_.series[i], i);
        body_ += fmt::format(
            "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\" "
            "stroke=\"{}\"/>\n",
            kLeft, y + 1, x_of(point->middle) - kLeft, kBar - 2, point->loses ? "url(#lost)" : colour,
            point->loses ? kBad : colour);
        if (point->high > point->low)
          body_ += line(x_of(point->low), y + kBar / 2, x_of(point->high), y + kBar / 2, kInk,
                        " stroke-width=\"1.5\"");
      }
    }
    body_ += text((kLeft + kRight) / 2, bottom + 38, chart_.unit, " text-anchor=\"middle\"");
    return bottom + 48;
  }

  double lines() {
    constexpr double kLeft = 80;
    constexpr double kBottom = kTop + 320;
    const auto y_of = [&](double value) { return kBottom - axis_.at(value) * (kBottom - kTop); };
    const auto x_of = [&](std::size_t category) {
      const double step = (kRight - kLeft) / static_cast<double>(chart_.categories.size());
      return kLeft + step * (static_cast<double>(category) + 0.5);
    };
    for (const double mark : axis_.marks()) {
      body_ += line(kLeft, y_of(mark), kRight, y_of(mark), kRule);
      body_ += text(kLeft - 8, y_of(mark) + 4, figure_of(mark), " text-anchor=\"end\"");
    }
    for (std::size_t category = 0; category < chart_.categories.size(); ++category)
      body_ += text(x_of(category), kBottom + 18, chart_.categories[category], " text-anchor=\"middle\"");
    for (std::size_t i = 0; i < chart_.series.size(); ++i) {
      const Chart::Series& series = chart_.series[i];
      std::string path;
      std::string marks;
      for (std::size_t category = 0; category < series.points.size(); ++category) {
        const auto& point = series.points[category];
        if (!point) continue;
        const double x = x_of(category);
        const double y = y_of(point->middle);
        path += fmt::format("{:.1f},{:.1f} ", x, y);
        if (series.is_yardstick) continue;
        if (point->high > point->low)
          marks += line(x, y_of(point->low), x, y_of(point->high), kInk, " stroke-width=\"1.5\"");
        marks += point->loses ? line(x - 6, y - 6, x + 6, y + 6, kBad, " stroke-width=\"3\"") +
                                    line(x - 6, y + 6, x + 6, y - 6, kBad, " stroke-width=\"3\"")
                              : fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\" fill=\"{}\"/>\n", x,
                                            y, colour_of(series, i));
      }
      if (path.empty()) continue;
      path.pop_back();
      body_ += fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"{}/>\n",
                           path, colour_of(series, i), dashes(i, series.is_yardstick)) +
               marks;
    }
    body_ += text((kLeft + kRight) / 2, kBottom + 38, chart_.category_title, " text-anchor=\"middle\"");
    body_ += text(
        20, (kTop + kBottom) / 2, chart_.unit,
        fmt::format(" text-anchor=\"middle\" transform=\"rotate(-90 20 {:.1f})\"", (kTop + kBottom) / 2));
    return kBottom + 48;
  }

  // Names of series differ by colour and by dashes.
  static std::string dashes(std::size_t index, bool is_yardstick) {
    constexpr std::array<std::string_view, 4> kDashes{"", "7 3", "2 2", "10 3 2 3"};
    const std::string_view dash = is_yardstick ? "3 3" : kDashes[index % kDashes.size()];
    return dash.empty() ? "" : fmt::format(" stroke-dasharray=\"{}\"", dash);
  }

  void label(const std::string& category, double x, double y) {
    const std::size_t end = category.find('\n');
    body_ += text(x, end == std::string::npos ? y + 4 : y - 3, fitted(category.substr(0, end), 44),
                  " text-anchor=\"end\"");
    if (end != std::string::npos)
      body_ += text(x, y + 12, fitted(category.substr(end + 1), 46),
                    fmt::format(" text-anchor=\"end\" font-size=\"11\" fill=\"{}\"", kDim));
  }

  // Below the drawing. Returns where the picture ends.
  double legend(double y) {
    bool loses = false;
    for (std::size_t i = 0; i < chart_.series.size(); ++i) {
      const Chart::Series& series = chart_.series[i];
      for (const auto& point : series.points) loses |= point && point->loses;
      const std::string_view colour = colour_of(series, i);
      body_ +=
          chart_.form == Chart::Form::kBars
              ? fmt::format("<rect x=\"80\" y=\"{:.1f}\" width=\"24\" height=\"12\" fill=\"{}\"/>\n", y,
                            colour)
              : line(80, y + 6, 104, y + 6, colour, " stroke-width=\"2\"" + dashes(i, series.is_yardstick));
      body_ += text(112, y + 11, series.name);
      y += kLegendRow;
    }
    if (loses) {
      body_ += fmt::format(
          "<rect x=\"80\" y=\"{:.1f}\" width=\"24\" height=\"12\" fill=\"url(#lost)\" stroke=\"{}\"/>\n", y,
          kBad);
      body_ += text(112, y + 11, "striped, or a cross: lost counts or lines, or something failed");
      y += kLegendRow;
    }
    return y + 10;
  }

  static std::string figure_of(double mark) { return fmt::format("{:g}", mark); }

  const Chart& chart_;
  Axis axis_;
  std::string body_;
};

}  // namespace

void write_svg(std::ostream& out, const Chart& chart) {
  out << Picture(chart).svg();
}

}  // namespace heddle
