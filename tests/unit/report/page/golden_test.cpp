// The sections and the files of charts as they looked when somebody last read them.
#include <gtest/gtest.h>

#include <ostream>
#include <vector>

#include "heddle/report/page/chart_svg.hpp"
#include "heddle/report/page/comparison_charts.hpp"
#include "heddle/report/page/comparison_html.hpp"
#include "heddle/report/page/sweep.hpp"
#include "samples.hpp"
#include "tests/support/golden.hpp"
#include "tests/unit/report/sample_experiment.hpp"

namespace heddle {
namespace {

TEST(GoldenPage, TheComparisonIsAsItWasRead) {
  test::expect_golden("comparison_section.html", [](std::ostream& out) {
    out << comparison_section_html(test::sample_experiment(), comparison_charts(test::sample_experiment()));
  });
}

TEST(GoldenPage, TheSweepIsAsItWasRead) {
  test::expect_golden("sweep_section.html", [](std::ostream& out) {
    out << sweep_section_html(test::sample_sweep(), sweep_charts(test::sample_sweep()));
  });
}

TEST(GoldenPage, AChartOfBarsIsAsItWasRead) {
  test::expect_golden("throughput.svg", [](std::ostream& out) {
    write_svg(out, comparison_charts(test::sample_experiment()).front());
  });
}

TEST(GoldenPage, AChartOfLinesIsAsItWasRead) {
  test::expect_golden("critical_section.svg",
                      [](std::ostream& out) { write_svg(out, sweep_charts(test::sample_sweep()).front()); });
}

}  // namespace
}  // namespace heddle
