#include "heddle/report/page/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "heddle/core/numbers.hpp"
#include "heddle/report/page/measured.hpp"

namespace heddle {
namespace {

// One setting of a configuration, and the configuration without it.
struct Setting {
  std::int64_t (*value)(const Configuration&);
  Configuration (*without)(Configuration);
};

constexpr Setting kCriticalSection{[](const Configuration& c) { return c.critical_section_us; },
                                   [](Configuration c) {
                                     c.critical_section_us = 0;
                                     return c;
                                   }};
constexpr Setting kPermits{[](const Configuration& c) { return std::int64_t{c.permits}; },
                           [](Configuration c) {
                             c.permits = 1;
                             return c;
                           }};

// Measurements that differ in one setting alone, by its values.
struct Line {
  Configuration configuration;
  std::vector<const Measurement*> points;
};

std::vector<Line> lines_of(const Experiment& experiment, const Setting& setting) {
  std::vector<Line> lines;
  for (const Measurement& m : experiment.measurements) {
    const Configuration rest = setting.without(m.configuration);
    auto line =
        std::find_if(lines.begin(), lines.end(), [&](const Line& l) { return l.configuration == rest; });
    if (line == lines.end()) line = lines.insert(line, {rest, {}});
    line->points.push_back(&m);
  }
  std::erase_if(lines, [&](const Line& line) {
    return std::all_of(line.points.begin(), line.points.end(), [&](const Measurement* m) {
      return setting.value(m->configuration) == setting.value(line.points.front()->configuration);
    });
  });
  return lines;
}

// With the settings in which the lines differ.
std::string name_of(const Line& line, const std::vector<Line>& lines) {
  const auto differ = [&](const Setting& setting) {
    return std::any_of(lines.begin(), lines.end(), [&](const Line& other) {
      return setting.value(other.configuration) != setting.value(line.configuration);
    });
  };
  const Configuration& c = line.configuration;
  std::string name = in_words(c);
  if (differ(kPermits)) name += ", " + quantity(static_cast<std::uint64_t>(c.permits), "permit", "permits");
  if (differ(kCriticalSection)) name += fmt::format(", {} µs a line", c.critical_section_us);
  return name;
}

Chart chart_of(const std::vector<Line>& lines, const Setting& setting) {
  std::set<std::int64_t> values;
  for (const Line& line : lines)
    for (const Measurement* m : line.points) values.insert(setting.value(m->configuration));
  Chart chart;
  chart.form = Chart::Form::kLines;
  chart.unit = "images a second";
  for (const std::int64_t value : values) chart.categories.push_back(std::to_string(value));
  for (const Line& line : lines) {
    Chart::Series series{.name = name_of(line, lines), .points = {}};
    for (const std::int64_t value : values) {
      const auto found = std::find_if(line.points.begin(), line.points.end(), [&](const Measurement* m) {
        return setting.value(m->configuration) == value;
      });
      series.points.push_back(found == line.points.end() ? std::nullopt : std::optional(throughput(**found)));
    }
    chart.series.push_back(std::move(series));
  }
  return chart;
}

bool is_under_a_mutex(const Configuration& c) {
  return c.logger == "mutex";
}

// Whether many workers are any faster than one, with so much time spent inside the mutex.
std::vector<std::string> words_for_sections(const Experiment& experiment) {
  Measurements all;
  for (const Measurement& m : experiment.measurements) all.push_back(&m);
  std::vector<std::string> sentences;
  for (const Measurement& many : experiment.measurements) {
    const Configuration& c = many.configuration;
    if (!is_under_a_mutex(c) || c.workers == 1) continue;
    const bool has_more = std::any_of(experiment.measurements.begin(), experiment.measurements.end(),
                                      [&](const Measurement& m) {
                                        Configuration same = m.configuration;
                                        same.workers = c.workers;
                                        return same == c && m.configuration.workers > c.workers;
                                      });
    Configuration alone = c;
    alone.workers = 1;
    const Measurement* const one = find(all, alone);
    if (has_more || one == nullptr || !many.correct() || !one->correct()) continue;
    const Comparison gain = compared(many, *one);
    const std::string figures =
        fmt::format("{} against {} images a second, {}", figure(many.images_per_second()),
                    figure(one->images_per_second()), way_in_words(c));
    const std::string workers = workers_in_words(c.workers);
    const std::string inside = c.critical_section_us == 0
                                   ? std::string("With nothing added inside the lock ")
                                   : fmt::format("At {} µs a line inside the lock ", c.critical_section_us);
    const std::string gained = !gain.told_apart ? fmt::format("{} are not told apart from one", workers)
                               : gain.ratio < 1
                                   ? fmt::format("{} are no faster than one", workers)
                                   : fmt::format("{} are {:.2f} times as fast as one", workers, gain.ratio);
    sentences.push_back(fmt::format("{}{}: {}.", inside, gained, figures));
  }
  return sentences;
}

// "1, 2 permits"
std::string permits_in_words(const std::set<int>& permits) {
  return fmt::format("{} {}", fmt::join(permits, ", "), permits == std::set{1} ? "permit" : "permits");
}

// With how many permits something was lost, for each way and number of workers that share a semaphore.
std::vector<std::string> words_for_permits(const Experiment& experiment) {
  struct Losses {
    std::set<int> losing;
    std::set<int> clean;
  };
  std::map<std::string, Losses> losses;
  for (const Line& line : lines_of(experiment, kPermits)) {
    if (line.configuration.workers == 1) continue;
    Losses& of = losses[in_words(line.configuration)];
    for (const Measurement* m : line.points)
      (m->correct() ? of.clean : of.losing).insert(m->configuration.permits);
  }
  std::vector<std::string> sentences;
  for (auto& [way, of] : losses) {
    for (const int permits : of.losing) of.clean.erase(permits);  // by another length of the critical section
    if (of.losing.empty())
      sentences.push_back(fmt::format("{}: nothing was lost with {}.", way, permits_in_words(of.clean)));
    else
      sentences.push_back(fmt::format(
          "{}: something was lost with {}{}.", way, permits_in_words(of.losing),
          of.clean.empty() ? "" : fmt::format(", and nothing with {}", fmt::join(of.clean, ", "))));
  }
  return sentences;
}

}  // namespace

std::vector<Chart> sweep_charts(const Experiment& experiment) {
  std::vector<Chart> charts;
  if (const auto lines = lines_of(experiment, kCriticalSection); !lines.empty()) {
    Chart chart = chart_of(lines, kCriticalSection);
    chart.name = "critical-section";
    chart.title = "The length of the critical section";
    chart.summary =
        "Throughput by the time that is spent for each log line, inside the lock where there is one.";
    chart.category_title = "microseconds a log line";
    charts.push_back(std::move(chart));
  }
  if (const auto lines = lines_of(experiment, kPermits); !lines.empty()) {
    Chart chart = chart_of(lines, kPermits);
    chart.name = "permits";
    chart.title = "The permits of the semaphore";
    chart.summary = "Throughput by the number of workers that the semaphore lets in at once.";
    chart.category_title = "permits";
    charts.push_back(std::move(chart));
  }
  return charts;
}

std::vector<std::string> sweep_words(const Experiment& experiment) {
  std::vector<std::string> sentences;
  if (!lines_of(experiment, kCriticalSection).empty()) sentences = words_for_sections(experiment);
  for (std::string& words : words_for_permits(experiment)) sentences.push_back(std::move(words));
  return sentences;
}

}  // namespace heddle
