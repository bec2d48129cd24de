// The page carries all that it needs, allows nothing else, and lets no data become markup.
#include "heddle/report/page/report_page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "heddle/report/page/assets.hpp"
#include "heddle/report/page/comparison_charts.hpp"
#include "heddle/report/page/comparison_html.hpp"
#include "heddle/report/page/sweep.hpp"
#include "heddle/report/styles.hpp"
#include "samples.hpp"
#include "tests/unit/report/html_tags.hpp"
#include "tests/unit/report/sample_experiment.hpp"
#include "tests/unit/report/sha256.hpp"

namespace heddle {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string page_of(const Experiment& comparison, const Experiment& sweep) {
  std::vector<Chart> charts = comparison_charts(comparison);
  const std::string first = comparison_section_html(comparison, charts);
  const std::vector<Chart> more = sweep_charts(sweep);
  const std::string second = sweep_section_html(sweep, more);
  charts.insert(charts.end(), more.begin(), more.end());
  std::ostringstream out;
  write_page(out, std::vector<Section>{{"comparison", "The comparison", first}, {"sweep", "A sweep", second}},
             charts);
  return out.str();
}

std::string page() {
  return page_of(test::sample_experiment(), test::sample_sweep());
}

// The page without what it carries in itself, which is no data.
std::string markup_of(std::string page) {
  for (const std::string_view asset :
       {kPageStyle.text, kReportStyle.text, kChartScript.text, kReportScript.text}) {
    const std::size_t at = page.find(asset);
    EXPECT_NE(at, std::string::npos);
    page.erase(at, asset.size());
  }
  return page;
}

TEST(ReportPage, ThePolicyAllowsWhatThePageCarriesAndNothingElse) {
  for (const Asset* asset : {&kChartScript, &kReportScript, &kPageStyle, &kFiguresStyle, &kReportStyle,
                             &kLogStyle, &kDetectorsStyle}) {
    EXPECT_FALSE(asset->text.empty());
    EXPECT_EQ(asset->source, "sha256-" + test::sha256_of(std::string(asset->text)));
  }
  const std::string html = page();
  const std::size_t begin = html.find("default-src");
  ASSERT_LT(begin, html.find("<style>"));
  const auto quoted = [](std::string_view source) { return " '" + std::string(source) + "'"; };
  EXPECT_EQ(html.substr(begin, html.find('"', begin) - begin),
            "default-src 'none'; style-src" + quoted(kPageStyle.source) + quoted(kFiguresStyle.source) +
                quoted(kReportStyle.source) + quoted(kLogStyle.source) + quoted(kDetectorsStyle.source) +
                "; script-src" + quoted(kChartScript.source) + quoted(kReportScript.source) +
                "; base-uri 'none'; form-action 'none'");
  EXPECT_LT(html.find("Content-Security-Policy"), begin);
}

TEST(ReportPage, EveryColourOfAStyleSheetIsInOneOfThem) {
  std::string styles;
  for (const Asset* asset : {&kPageStyle, &kFiguresStyle, &kReportStyle, &kLogStyle, &kDetectorsStyle})
    styles += asset->text;
  styles += "--t: #";  // of a lane: one of --t0 to --t3
  for (std::size_t at = styles.find("var("); at != std::string::npos; at = styles.find("var(", at + 1)) {
    const std::string name = styles.substr(at + 4, styles.find(')', at) - at - 4);
    EXPECT_THAT(styles, HasSubstr(name + ": #")) << name;
  }
}

TEST(ReportPage, NothingThatItCarriesEndsItsElement) {
  for (const Asset* asset : {&kChartScript, &kReportScript})
    EXPECT_THAT(std::string(asset->text), Not(HasSubstr("</script")));
  for (const std::string_view style :
       {kPageStyle.text, kFiguresStyle.text, kReportStyle.text, kLogStyle.text, kDetectorsStyle.text})
    EXPECT_THAT(std::string(style), Not(testing::ContainsRegex("</style|url\\(|@import")));
  EXPECT_THAT(std::string(kChartScript.text.substr(0, 300)), HasSubstr("MIT License"));
}

TEST(ReportPage, NeedsNothingFromElsewhere) {
  for (const std::string& tag : test::tags_in(markup_of(page()))) {
    EXPECT_THAT(tag, Not(testing::ContainsRegex("[ ](src|style|on[a-z]+)="))) << tag;
    if (tag.find("href=") != std::string::npos) {
      EXPECT_THAT(tag, testing::ContainsRegex("href=\"#[a-z]+\""));
    }
  }
}

TEST(ReportPage, NoDataBecomesMarkup) {
  const std::set<std::string> known{
      "!doctype",   "html",    "head",  "meta",  "title", "style",   "body",   "main",
      "header",     "nav",     "ul",    "li",    "a",     "section", "h1",     "h2",
      "p",          "span",    "bdi",   "div",   "b",     "figure",  "canvas", "script",
      "figcaption", "caption", "table", "thead", "tbody", "tr",      "th",     "td"};
  const std::regex attribute(" [a-z-]+=\"[^\"<>]*\"");
  const std::string html = markup_of(page_of(test::hostile_experiment(), test::hostile_experiment()));
  int scripts = 0;
  for (const std::string& tag : test::tags_in(html)) {
    std::string name = test::tag_name(tag);
    if (name == "script") ++scripts;
    if (name.starts_with('/')) name.erase(0, 1);
    EXPECT_EQ(known.count(name), 1U) << tag;
    if (name == "!doctype") continue;
    EXPECT_EQ(std::regex_replace(tag.substr(tag.find(name) + name.size()), attribute, ""), ">") << tag;
  }
  EXPECT_EQ(scripts, 3);
  EXPECT_THAT(
      html,
      HasSubstr("&lt;/script&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;amp;&lt;!--\\x0a"));
  for (const char c : html) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= ' ');
}

TEST(ReportPage, EveryTagThatIsOpenedIsClosedInTurn) {
  EXPECT_EQ(test::tag_out_of_turn(markup_of(page())), "");
}

TEST(ReportPage, EveryChartHasItsCanvasAndEveryIdIsThereOnce) {
  const std::string html = markup_of(page());
  const std::regex id(" id=\"([^\"]*)\"");
  std::set<std::string> ids;
  for (auto at = std::sregex_iterator(html.begin(), html.end(), id); at != std::sregex_iterator(); ++at)
    EXPECT_TRUE(ids.insert((*at)[1]).second) << (*at)[1];
  for (const char* name : {"comparison", "sweep", "throughput", "speed-up", "waiting", "wait-percentiles",
                           "critical-section", "permits"})
    EXPECT_EQ(ids.count(name), 1U) << name;
}

TEST(ReportPage, EveryRowHasAsManyCellsAsTheHead) {
  std::size_t wanted = 0;
  std::size_t cells = 0;
  for (const std::string& tag : test::tags_in(markup_of(page()))) {
    const std::string name = test::tag_name(tag);
    if (name == "thead") wanted = 0;
    if (name == "tr") cells = 0;
    if (name == "td" || name == "th") ++cells;
    if (name != "/tr") continue;
    if (wanted == 0) wanted = cells;
    EXPECT_EQ(cells, wanted);
  }
  EXPECT_GT(wanted, 1U);
}

TEST(ReportPage, AnEmptyComparisonSaysSo) {
  EXPECT_THAT(comparison_section_html(Experiment(), {}), HasSubstr("Nothing was measured."));
}

}  // namespace
}  // namespace heddle
