#include "heddle/report/page/comparison_html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "heddle/core/numbers.hpp"
#include "heddle/report/html.hpp"
#include "heddle/report/page/comparison_words.hpp"
#include "heddle/report/page/measured.hpp"
#include "heddle/report/page/sweep.hpp"
#include "heddle/report/verdict.hpp"

namespace heddle {
namespace {

std::string sentences_html(const std::vector<std::string>& sentences) {
  if (sentences.empty()) return "";
  std::string html = "<ul class=\"words\">\n";
  for (const std::string& sentence : sentences) html += "<li>" + html_isolated(sentence) + "</li>\n";
  return html + "</ul>\n";
}

std::string charts_html(std::span<const Chart> charts) {
  std::string html;
  for (const Chart& chart : charts)
    html += fmt::format(
        "<figure class=\"chart\" id=\"chart-{0}\">\n<figcaption><b>{1}</b> <span>{2}</span></figcaption>\n"
        "<div class=\"canvas\"><canvas id=\"{0}\" role=\"img\" aria-label=\"{1}: {2}\"></canvas></div>\n"
        "<p class=\"no-chart dim\">This chart is drawn by a script; the table below has its "
        "figures.</p>\n</figure>\n",
        html_escaped(chart.name), html_escaped(chart.title), html_escaped(chart.summary));
  return html;
}

struct Column {
  std::string_view title;
  std::string_view kind = "number";  // the class of its cells
};

std::string table_html(std::string_view caption, std::span<const Column> columns,
                       const std::vector<std::vector<std::string>>& rows) {
  std::string html = fmt::format(
      "<div class=\"scrolls\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\">\n<table "
      "class=\"figures\">\n<caption><span>{0}</span></caption>\n<thead><tr>",
      html_escaped(caption));
  for (const Column& column : columns)
    html += fmt::format("<th scope=\"col\" class=\"{}\">{}</th>", column.kind, html_escaped(column.title));
  html += "</tr></thead>\n<tbody>\n";
  for (const auto& row : rows) {
    html += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i)
      html += i == 0 ? "<th scope=\"row\">" + row[i] + "</th>"
                     : fmt::format("<td class=\"{}\">{}</td>", columns[i].kind, row[i]);
    html += "</tr>\n";
  }
  return html + "</tbody>\n</table>\n</div>\n";
}

// A sign beside the colour, for who cannot tell colours or prints without.
std::string verdict_html(const Measurement& m) {
  const bool lost = !m.correct();
  return fmt::format("<span class=\"{}\">{} {}</span>",
                     lost                 ? "lost"
                     : m.expected_to_lose ? "lucky"
                                          : "correct",
                     lost                 ? "\u2717"
                     : m.expected_to_lose ? "?"
                                          : "\u2713",
                     html_isolated(describe(m)));
}

std::string way_html(const Configuration& c) {
  return html_isolated(c.strategy) + " <span class=\"dim\">" + html_isolated(c.counter) + " / " +
         html_isolated(c.logger) + "</span>";
}

std::string range(const Chart::Point& point) {
  return figure(point.low) + " to " + figure(point.high);
}

std::string measurements_table(const Experiment& experiment, bool with_settings) {
  std::vector<Column> columns{{"way: counter / logger", "way"}, {"workers"}};
  if (with_settings) columns.insert(columns.end(), {{"permits"}, {"µs a line"}});
  // A sweep has nothing sequential to be faster than.
  const bool with_speed_up = std::any_of(experiment.measurements.begin(), experiment.measurements.end(),
                                         [&](const auto& m) { return experiment.speed_up(m) > 0; });
  columns.insert(columns.end(), {{"images a second"}, {"least to most"}});
  if (with_speed_up) columns.push_back({"speed-up"});
  columns.insert(columns.end(), {{"ms waited"}, {"verdict", "verdict"}});
  std::vector<std::vector<std::string>> rows;
  const Measurements main = with_settings ? Measurements() : with_main_settings(experiment);
  for (const Measurement& m : experiment.measurements) {
    if (!with_settings && find(main, m.configuration) == nullptr) continue;
    const Configuration& c = m.configuration;
    std::vector<std::string> row{way_html(c), with_commas(static_cast<std::uint64_t>(c.workers))};
    if (with_settings) {
      row.push_back(with_commas(static_cast<std::uint64_t>(c.permits)));
      row.push_back(with_commas(static_cast<std::uint64_t>(c.critical_section_us)));
    }
    const double speed_up = experiment.speed_up(m);
    const Chart::Point images = throughput(m);
    row.insert(row.end(), {figure(images.middle), range(images)});
    if (with_speed_up) row.push_back(speed_up > 0 ? fmt::format("{:.2f}", speed_up) : "-");
    row.insert(row.end(), {figure(waiting_ms(m).middle), verdict_html(m)});
    rows.push_back(std::move(row));
  }
  return table_html(with_settings ? "Every setting, at the median of its runs"
                                  : "Every configuration, at the median of its runs",
                    columns, rows);
}

// What each lock cost over all runs of a measurement; locks of one name are one.
std::vector<LockStats> locks_of(const Measurement& m) {
  std::vector<LockStats> totals;
  for (const Run& run : m.runs)
    for (const LockStats& lock : run.locks) {
      auto sum = std::find_if(totals.begin(), totals.end(),
                              [&](const LockStats& total) { return total.name == lock.name; });
      if (sum == totals.end()) {
        sum = totals.insert(sum, LockStats());
        sum->name = lock.name;
      }
      sum->acquisitions += lock.acquisitions;
      sum->contended += lock.contended;
      sum->wait_ns += lock.wait_ns;
      sum->longest_wait_ns = std::max(sum->longest_wait_ns, lock.longest_wait_ns);
      sum->hold_samples += lock.hold_samples;
      sum->hold_ns += lock.hold_ns;
      sum->longest_hold_ns = std::max(sum->longest_hold_ns, lock.longest_hold_ns);
    }
  return totals;
}

std::string microseconds(double ns) {
  return figure(ns * 1e-3);
}

std::string mean_us(std::int64_t sum_ns, std::uint64_t count) {
  return count == 0 ? "-" : microseconds(static_cast<double>(sum_ns) / static_cast<double>(count));
}

std::string locks_table(const Experiment& experiment) {
  static constexpr Column kColumns[] = {{"lock", "lock"},       {"way", "way"},    {"workers"},
                                        {"acquisitions a run"}, {"contended"},     {"mean wait, µs"},
                                        {"longest wait, µs"},   {"mean hold, µs"}, {"longest hold, µs"}};
  std::vector<std::vector<std::string>> rows;
  for (const Measurement* m : with_main_settings(experiment))
    for (const LockStats& sum : locks_of(*m)) {
      rows.push_back(
          {html_isolated(sum.name), way_html(m->configuration),
           with_commas(static_cast<std::uint64_t>(m->configuration.workers)),
           with_commas(sum.acquisitions / m->runs.size()),
           sum.acquisitions == 0 ? "-"
                                 : fmt::format("{:.2f} %", 100 * static_cast<double>(sum.contended) /
                                                               static_cast<double>(sum.acquisitions)),
           mean_us(sum.wait_ns, sum.contended), microseconds(static_cast<double>(sum.longest_wait_ns)),
           mean_us(sum.hold_ns, sum.hold_samples), microseconds(static_cast<double>(sum.longest_hold_ns))});
    }
  if (rows.empty()) return "";
  return table_html("What each lock costs", kColumns, rows) +
         "<p class=\"dim\">The mean wait is that of the acquisitions that had to wait. Holds are timed on "
         "each of those "
         "and on one in 128 others, so the mean hold leans towards the contended ones.</p>\n";
}

}  // namespace

std::string comparison_section_html(const Experiment& experiment, std::span<const Chart> charts) {
  if (experiment.measurements.empty())
    return "<section id=\"comparison\">\n<h2>The comparison</h2>\n<p>Nothing was measured.</p>\n</section>\n";
  return "<section id=\"comparison\">\n<h2>The comparison</h2>\n" +
         sentences_html(comparison_words(experiment)) + "<p class=\"dim\">" +
         html_isolated(measured_on(experiment)) + "</p>\n" +
         "<p class=\"dim\"><span class=\"swatch lost\"></span> striped, or a cross: counts or lines were "
         "lost, or something failed."
         " Thin lines: from the slowest to the fastest run.</p>\n" +
         charts_html(charts) + measurements_table(experiment, false) + locks_table(experiment) +
         "</section>\n";
}

std::string sweep_section_html(const Experiment& experiment, std::span<const Chart> charts) {
  return "<section id=\"sweep\">\n<h2>Longer critical sections, more permits</h2>\n" +
         sentences_html(sweep_words(experiment)) + "<p class=\"dim\">" +
         html_isolated(measured_on(experiment)) + "</p>\n" + charts_html(charts) +
         measurements_table(experiment, true) + "</section>\n";
}

}  // namespace heddle
