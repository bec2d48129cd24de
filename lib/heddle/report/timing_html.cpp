#include "heddle/report/timing_html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <vector>

#include "heddle/core/numbers.hpp"
#include "heddle/report/duration.hpp"
#include "heddle/report/html.hpp"

namespace heddle {
namespace {

constexpr double kMostCounted = 1e15;

std::string number_cell(const std::string& text) {
  return "<td class=\"number\">" + text + "</td>";
}

std::string duration(double seconds) {
  if (!(seconds > 0)) return "&ndash;";
  if (seconds >= kMostCounted) return "beyond measure";
  return duration_words(seconds, "&micro;s");
}

std::string rate(double per_second) {
  if (!(per_second > 0)) return "&ndash;";
  if (per_second >= kMostCounted) return "beyond measure";
  if (per_second < 10) return fmt::format("{:.2g}", per_second);
  return with_commas(static_cast<std::uint64_t>(std::llround(per_second)));
}

std::string count(std::uint64_t executions) {
  return executions == 0 ? "&ndash;" : with_commas(executions);
}

std::string change(double now, double before) {
  if (!(now > 0) || !(before > 0)) return "&ndash;";
  return fmt::format("&times; {:.2f}", std::min(now / before, kMostCounted));
}

struct Sum {
  std::uint64_t tests = 0;
  std::uint64_t executions = 0;
  double seconds = 0;
  double again = 0;   // seconds of those tests that the last run has too
  double before = 0;  // what these took then
};

class Section {
 public:
  explicit Section(const Timings& timings) : timings_(timings) {
    for (const TestTiming& test : timings.before) before_.emplace(test.test(), &test);
  }

  std::string html() const {
    return "<section id=\"timing\">\n<h2>Timing of the tests</h2>\n" + sentences() + sums() + tests() +
           "</section>\n";
  }

 private:
  // Null where the last run has no such test.
  const TestTiming* before(const TestTiming& test) const {
    const auto found = before_.find(test.test());
    return found == before_.end() ? nullptr : found->second;
  }

  std::string sentences() const {
    const auto slowest = std::ranges::max_element(timings_.now, {}, &TestTiming::seconds);
    double all = 0;
    for (const TestTiming& test : timings_.now) all += test.seconds;
    std::string html = fmt::format("<p>{} took {} in all, the longest {}: {}.</p>\n",
                                   quantity(timings_.now.size(), "look", "looks"), duration(all),
                                   duration(slowest->seconds), html_isolated(slowest->test()));
    html += timings_.before.empty()
                ? "<p class=\"dim\">There is no earlier run to compare with.</p>\n"
                : "<p class=\"dim\">The last run stands beside this one; a detector's change is that of the "
                  "tests which "
                  "both runs have. Each is one look without a repeat, so that only large changes mean "
                  "anything.</p>\n";
    return html;
  }

  std::string sums() const {
    std::vector<std::pair<std::string, Sum>> sums;
    for (const TestTiming& test : timings_.now) {
      auto known = std::ranges::find(sums, test.detector, &std::pair<std::string, Sum>::first);
      if (known == sums.end()) known = sums.insert(sums.end(), {test.detector, {}});
      Sum& sum = known->second;
      ++sum.tests;
      sum.executions += test.executions;
      sum.seconds += test.seconds;
      if (const TestTiming* const then = before(test)) {
        sum.again += test.seconds;
        sum.before += then->seconds;
      }
    }
    std::string html = table("Time of each detector",
                             "<th scope=\"col\">detector</th><th scope=\"col\" class=\"number\">tests</th>"
                             "<th scope=\"col\" class=\"number\">executions</th>"
                             "<th scope=\"col\" class=\"number\">time</th>" +
                                 last_run_header());
    for (const auto& [detector, sum] : sums)
      html += "<tr><th scope=\"row\">" + html_isolated(detector) + "</th>" +
              number_cell(with_commas(sum.tests)) + number_cell(count(sum.executions)) +
              number_cell(duration(sum.seconds)) + last_run(sum.again, sum.before) + "</tr>\n";
    return html + kTableEnd;
  }

  std::string tests() const {
    std::string html =
        "<details><summary>Every test</summary>\n" +
        table("Time of each test",
              "<th scope=\"col\">test</th><th scope=\"col\" class=\"number\">executions</th>"
              "<th scope=\"col\" class=\"number\">a second</th><th scope=\"col\" class=\"number\">time</th>"
              "<th scope=\"col\" class=\"number\">to the first finding</th>" +
                  last_run_header());
    for (const TestTiming& test : timings_.now) {
      const TestTiming* const then = before(test);
      html += "<tr><th scope=\"row\">" + html_isolated(test.test()) + "</th>" +
              number_cell(count(test.executions)) + number_cell(rate(test.executions_per_second())) +
              number_cell(duration(test.seconds)) + number_cell(duration(test.seconds_to_finding)) +
              last_run(test.seconds, then == nullptr ? 0 : then->seconds) + "</tr>\n";
    }
    return html + kTableEnd + "</details>\n";
  }

  std::string last_run_header() const {
    if (timings_.before.empty()) return "";
    return "<th scope=\"col\" class=\"number\">last run</th><th scope=\"col\" class=\"number\">change</th>";
  }
  std::string last_run(double now, double then) const {
    if (timings_.before.empty()) return "";
    return number_cell(duration(then)) + number_cell(change(now, then));
  }

  static std::string table(const std::string& label, const std::string& header) {
    return "<div class=\"scrolls\" role=\"region\" tabindex=\"0\" aria-label=\"" + label +
           "\">\n<table class=\"figures\">\n<thead><tr>" + header + "</tr></thead>\n<tbody>\n";
  }
  static constexpr const char* kTableEnd = "</tbody>\n</table>\n</div>\n";

  const Timings& timings_;
  std::map<std::string, const TestTiming*> before_;
};

}  // namespace

std::string timing_section_html(const Timings& timings) {
  return timings.now.empty() ? "" : Section(timings).html();
}

}  // namespace heddle
