// What GitHub is told: within its limits, and no text that is a command, a table's end or a diagram's.
#include "heddle/report/github.hpp"

#include <gmock/gmock.h>

#include <sstream>
#include <string>
#include <vector>

#include "sample_catalogue.hpp"
#include "sample_verdicts.hpp"
#include "tests/support/golden.hpp"

namespace heddle {
namespace {

using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Le;
using testing::Not;
using testing::StartsWith;

std::vector<std::string> lines_in(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string summary_of(const Catalogue& catalogue) {
  std::ostringstream out;
  write_job_summary(out, catalogue);
  return out.str();
}

Catalogue only(const Verdict& verdict, Findings expected = {}) {
  CatalogueRow row;
  row.variant.case_name = verdict.case_name;
  row.variant.name = verdict.variant;
  row.variant.expected = expected;
  row.verdicts = {verdict};
  return {.rows = {row}, .undescribed = {}};
}

TEST(GithubGolden, TheSummaryIsAsItWasRead) {
  test::expect_golden("job_summary.md", [](std::ostream& out) {
    Catalogue catalogue = test::differing_catalogue();
    catalogue.rows[0].verdicts[2] = test::found_verdict();
    write_job_summary(out, catalogue);
  });
}

TEST(GithubGolden, TheAnnotationsAreAsTheyWereRead) {
  test::expect_golden("annotations.txt",
                      [](std::ostream& out) { out << github_annotations(test::differing_catalogue()); });
}

TEST(GithubAnnotations, AreNoneWhereAllIsAsDeclared) {
  EXPECT_EQ(github_annotations(test::agreeing_catalogue()), "");
  EXPECT_EQ(github_annotations(test::declared_catalogue()), "");
}

TEST(GithubAnnotations, PointAtTheFirstPlaceOrAtWhereTheExecutionWentWrong) {
  EXPECT_THAT(github_annotations(only(test::found_verdict())),
              StartsWith("::error file=lib/heddle/cases/lost_update.hpp,line=24,title=relacy%3A "
                         "lost_update.racy::declared: nothing; seen: "));
  EXPECT_THAT(github_annotations(only(test::deadlock_verdict())),
              StartsWith("::error file=lib/heddle/cases/lock_order.hpp,line=32,title="));
}

TEST(GithubAnnotations, AreTenOfAKindAtMostAndTheLastCountsTheRest) {
  const auto lines_of = [](std::size_t errors) {
    Catalogue catalogue;
    for (std::size_t i = 0; i < errors; ++i) catalogue.rows.push_back(only(test::found_verdict()).rows[0]);
    return lines_in(github_annotations(catalogue));
  };
  EXPECT_EQ(lines_of(10).size(), 10U);
  EXPECT_THAT(lines_of(10), Each(HasSubstr("lost_update.racy")));
  EXPECT_EQ(lines_of(11).size(), 10U);
  EXPECT_EQ(lines_of(11).back(), "::error title=heddle::and 2 more; the job's summary has all of them");
  EXPECT_EQ(lines_of(1'000).back(), "::error title=heddle::and 991 more; the job's summary has all of them");
}

TEST(GithubAnnotations, OfEachKindHaveTheirOwnTen) {
  Catalogue catalogue;
  for (int i = 0; i < 20; ++i) {
    catalogue.rows.push_back(only(test::found_verdict()).rows[0]);
    catalogue.rows.push_back(only(test::could_not_run_verdict()).rows[0]);
  }
  std::size_t errors = 0;
  std::size_t warnings = 0;
  for (const std::string& line : lines_in(github_annotations(catalogue))) {
    errors += line.starts_with("::error ") ? 1U : 0U;
    warnings += line.starts_with("::warning ") ? 1U : 0U;
  }
  EXPECT_EQ(errors, 10U);
  EXPECT_EQ(warnings, 10U);
}

TEST(GithubAnnotations, NoTextEndsACommandOrBeginsAnother) {
  Verdict verdict = test::found_verdict();
  verdict.places[0].file = "a,line=1::b%0A\n::error::c.hpp";
  verdict.variant = "x,y:z\r\n::stop-commands::t";
  verdict.summary = "100%\n::set-output name=a::b";
  const std::string text = github_annotations(only(verdict));
  EXPECT_THAT(lines_in(text), ElementsAre(StartsWith(
                                  "::error file=a%2Cline=1%3A%3Ab%250A\\x0a%3A%3Aerror%3A%3Ac.hpp,line=24,"
                                  "title=relacy%3A lost_update.x%2Cy%3Az\\x0d\\x0a%3A%3Astop-commands%3A%3A"
                                  "t::declared: nothing; seen: data race: 100%25\\x0a::set-output")));
}

TEST(GithubSummary, HasARowForEachVariantAndAColumnForEachDetector) {
  const auto lines = lines_in(summary_of(test::agreeing_catalogue()));
  EXPECT_EQ(lines[0], "## heddle: 4 of 4 variants as declared");
  EXPECT_EQ(lines[2], "| case | variant | stress | tsan | relacy | static |");
  EXPECT_EQ(lines[3], "| --- | --- | --- | --- | --- | --- |");
  EXPECT_EQ(lines[4], "| lost\\_update | racy | shown 0\\.70 % | data race | data race | warns |");
  EXPECT_EQ(lines.size(), 8U);
}

TEST(GithubSummary, ShowsWhatIsNotDeclaredBeforeWhatIs) {
  Catalogue catalogue = only(test::deadlock_verdict(), {.model = Finding::kDeadlock});
  catalogue.rows.push_back(only(test::found_verdict()).rows[0]);
  const std::string summary = summary_of(catalogue);
  const std::size_t details = summary.find("<details>");
  EXPECT_LT(summary.find("### lost\\_update"), details);
  EXPECT_GT(summary.find("### lock\\_order"), details);
  EXPECT_LT(summary.find("### lock\\_order"), summary.find("</details>"));
  EXPECT_THAT(summary, HasSubstr("```mermaid\nsequenceDiagram\n"));
}

TEST(GithubSummary, StaysWithinTheLimitAndCountsWhatIsLeftOut) {
  Catalogue catalogue;
  for (const bool declared : {false, true})
    for (int i = 0; i < 400; ++i)
      catalogue.rows.push_back(
          only(test::eight_threads_verdict(),
               {.model = declared ? test::eight_threads_verdict().finding : Finding::kNone})
              .rows[0]);
  const std::string summary = summary_of(catalogue);
  EXPECT_THAT(summary.size(), Le(kMostSummaryBytes));
  EXPECT_THAT(summary, HasSubstr(" parts were left out: GitHub shows 1 MiB of a summary.\n"));
  std::size_t open = 0;
  std::size_t closed = 0;
  for (const std::string& line : lines_in(summary)) {
    open += line.starts_with("<details>") ? 1U : 0U;
    closed += line.starts_with("</details>") ? 1U : 0U;
  }
  EXPECT_EQ(open, closed);
}

TEST(GithubSummary, NoTextBreaksItsTable) {
  Verdict verdict = test::found_verdict();
  verdict.case_name = "a|b\n| c |";
  verdict.variant = "<b>`x`";
  const auto lines = lines_in(summary_of(only(verdict)));
  EXPECT_THAT(lines[4], StartsWith("| a\\|b\\\\x0a\\| c \\| | \\<b\\>\\`x\\` | "));
  for (const std::string& line : lines_in(summary_of(only(test::hostile_verdict())))) {
    EXPECT_THAT(line, Not(HasSubstr("\x1b")));
    const bool is_code = line.starts_with("    ");  // where Markdown reads everything as it is
    if (!is_code) {
      EXPECT_THAT(line, Not(testing::ContainsRegex("(^|[^\\\\])<script")));
    }
  }
}

}  // namespace
}  // namespace heddle
