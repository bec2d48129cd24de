// What heddle report makes of the detectors' looks: sections of the page, timings that are kept from run to
// run, and findings for other programs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "expectations.hpp"
#include "heddle/report/catalogue_json.hpp"
#include "heddle/report/json.hpp"
#include "process.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/report/sample_catalogue.hpp"
#include "tests/unit/report/sample_experiment.hpp"

namespace heddle {
namespace {

using nlohmann::json;
using test::Ended;
using test::IsOneLine;
using test::TemporaryFolder;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class ReportOutlets : public testing::Test {
 protected:
  ReportOutlets() { set_summary(""); }
  ~ReportOutlets() override { set_summary(""); }

  static void set_summary(const std::string& file) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): the process has one thread
    setenv("GITHUB_STEP_SUMMARY", file.c_str(), 1);
  }

  void leave(const Catalogue& catalogue) const { leave_as("cases.json", catalogue); }
  void leave(const Experiment& experiment) const { leave_as("results.json", experiment); }

  Ended report(std::vector<std::string> options = {}) const {
    options.insert(options.begin(), {"report", folder_.path().string()});
    return test::heddle(std::move(options));
  }

  json timings() const { return json::parse(test::read_bytes(folder_ / "timings.json")); }

  TemporaryFolder folder_;

 private:
  template <typename Record>
  void leave_as(const char* file, const Record& record) const {
    std::ostringstream out;
    write_json(out, record);
    test::write_bytes(folder_ / file, out.str());
  }
};

TEST_F(ReportOutlets, ThePageHasTheMatrixAndTheTimingWhereTheCatalogueIs) {
  leave(test::differing_catalogue());
  EXPECT_EQ(report().exit_code, test::kDone);
  const std::string page = test::read_bytes(folder_ / "index.html");
  EXPECT_THAT(page, AllOf(HasSubstr("<a href=\"#detectors\">"), HasSubstr("<section id=\"detectors\">"),
                          HasSubstr("<section id=\"timing\">"), Not(HasSubstr("id=\"comparison\""))));
}

TEST_F(ReportOutlets, AFileThatIsNoCatalogueIsNamed) {
  test::write_bytes(folder_ / "cases.json", "{");
  const Ended ended = report();
  EXPECT_EQ(ended.exit_code, test::kCouldNotRun);
  EXPECT_THAT(ended.err, AllOf(HasSubstr((folder_ / "cases.json").string() + ": not JSON"), IsOneLine()));
}

TEST_F(ReportOutlets, TimingsAreKeptForTheNextRun) {
  leave(test::agreeing_catalogue());
  report();
  const json first = timings();
  EXPECT_THAT(first.at("tests_before"), IsEmpty());
  report();
  EXPECT_EQ(timings(), first) << "the same run";
  leave(test::differing_catalogue());
  report();
  EXPECT_EQ(timings().at("tests_before"), first.at("tests"));
  EXPECT_NE(timings().at("tests"), first.at("tests"));
}

TEST_F(ReportOutlets, ACatalogueWithoutALookLeavesTheTimingsThatAreKept) {
  leave(test::agreeing_catalogue());
  report();
  const json first = timings();
  leave(test::declared_catalogue());
  EXPECT_EQ(report().exit_code, test::kDone);
  EXPECT_EQ(timings(), first);
}

TEST_F(ReportOutlets, SarifGoesToItsFile) {
  leave(test::differing_catalogue());
  const std::string file = folder_ / "findings.sarif";
  EXPECT_EQ(report({"--sarif", file}).exit_code, test::kDone);
  const json document = json::parse(test::read_bytes(file));
  EXPECT_EQ(document.at("version"), "2.1.0");
  EXPECT_FALSE(document.at("runs")[0].at("results").empty());
}

TEST_F(ReportOutlets, GitHubsSummaryIsAddedToAndAnnotationsArePrinted) {
  leave(test::differing_catalogue());
  const std::string file = folder_ / "summary";
  test::write_bytes(file, "of an earlier command\n");
  set_summary(file);
  EXPECT_THAT(report({"--github"}).out,
              AllOf(StartsWith("::error "), HasSubstr("\n::warning "), Not(HasSubstr("## heddle"))));
  EXPECT_THAT(test::read_bytes(file), StartsWith("of an earlier command\n## heddle: 1 of 4 variants"));
}

TEST_F(ReportOutlets, GitHubsSummaryHasTheComparisonWhereThereAreResults) {
  leave(test::agreeing_catalogue());
  EXPECT_THAT(report({"--github"}).out, Not(HasSubstr("the comparison")));
  leave(test::sample_experiment());
  EXPECT_THAT(report({"--github"}).out, AllOf(HasSubstr("## heddle: the comparison\n"), HasSubstr("\n| "),
                                              HasSubstr("## heddle: 4 of")));
}

TEST_F(ReportOutlets, GitHubsSummaryIsTheComparisonAloneWhereNoCaseWasLookedAt) {
  leave(test::sample_experiment());
  const Ended ended = report({"--github"});
  EXPECT_EQ(ended.exit_code, test::kDone);
  EXPECT_THAT(ended.out, AllOf(HasSubstr("## heddle: the comparison\n"), Not(HasSubstr("::error"))));
}

TEST_F(ReportOutlets, SarifWithoutACatalogueSaysHowToMakeIt) {
  leave(test::sample_experiment());
  const Ended ended = report({"--sarif", "-"});
  EXPECT_EQ(ended.exit_code, test::kCouldNotRun);
  EXPECT_THAT(ended.err,
              AllOf(HasSubstr("heddle cases --json " + (folder_ / "cases.json").string()), IsOneLine()));
}

TEST_F(ReportOutlets, WithoutGitHubTheSummaryIsPrinted) {
  leave(test::differing_catalogue());
  EXPECT_THAT(report({"--github"}).out, AllOf(HasSubstr("::error "), HasSubstr("\n## heddle")));
}

TEST_F(ReportOutlets, ASummaryThatCannotBeWrittenIsNamed) {
  leave(test::agreeing_catalogue());
  set_summary("/nowhere/summary");
  const Ended ended = report({"--github"});
  EXPECT_EQ(ended.exit_code, test::kCouldNotRun);
  EXPECT_THAT(ended.err, AllOf(HasSubstr("/nowhere/summary: cannot write GitHub's summary: No such file"),
                               HasSubstr("GITHUB_STEP_SUMMARY"), IsOneLine()));
}

TEST_F(ReportOutlets, WithoutAnythingToReportSayHowToMakeIt) {
  const Ended ended = report({"--sarif", "-"});
  EXPECT_EQ(ended.exit_code, test::kCouldNotRun);
  EXPECT_THAT(ended.err,
              AllOf(HasSubstr("heddle cases --json " + (folder_ / "cases.json").string()), IsOneLine()));
}

}  // namespace
}  // namespace heddle
