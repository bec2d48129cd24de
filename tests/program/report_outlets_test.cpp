// What a report's folder holds of the detectors' looks, and where findings go from there. The functions are
// called as heddle report calls them.
#include "demos/heddle/report_outlets.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <string>

#include "heddle/report/catalogue_json.hpp"
#include "process.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/report/sample_catalogue.hpp"

namespace heddle {
namespace {

using nlohmann::json;
using test::TemporaryFolder;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class ReportOutletsTest : public testing::Test {
 protected:
  ReportOutletsTest() { set_summary(""); }
  ~ReportOutletsTest() override { set_summary(""); }

  static void set_summary(const std::string& file) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): the process has one thread
    setenv("GITHUB_STEP_SUMMARY", file.c_str(), 1);
  }

  void leave(const Catalogue& catalogue) const {
    std::ostringstream out;
    write_json(out, catalogue);
    test::write_bytes(folder_ / kCatalogueFile, out.str());
  }

  std::string refusal_of(const ReportOutlets& outlets) const {
    try {
      outlets.write(std::nullopt, folder_.path(), "1.2.3");
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "";
  }

  // What it prints.
  std::string printed(const ReportOutlets& outlets) const {
    testing::internal::CaptureStdout();
    outlets.write(test::differing_catalogue(), folder_.path(), "1.2.3");
    return testing::internal::GetCapturedStdout();
  }

  TemporaryFolder folder_;
};

TEST_F(ReportOutletsTest, AFolderWithoutACatalogueHasNone) {
  EXPECT_FALSE(catalogue_in(folder_.path()).has_value());
  EXPECT_FALSE(catalogue_in(folder_ / "missing").has_value());
}

TEST_F(ReportOutletsTest, TheCatalogueIsReadAsItWasLeft) {
  leave(test::differing_catalogue());
  const auto read = catalogue_in(folder_.path());
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(catalogue_text(*read), catalogue_text(test::differing_catalogue()));
}

TEST_F(ReportOutletsTest, AFileThatIsNoCatalogueIsNamed) {
  test::write_bytes(folder_ / kCatalogueFile, "{");
  try {
    catalogue_in(folder_.path());
    FAIL() << "it was read";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(),
                AllOf(StartsWith((folder_ / kCatalogueFile).string() + ": not JSON"), Not(HasSubstr("\n"))));
  }
}

TEST_F(ReportOutletsTest, TimingsAreKeptForTheNextRun) {
  EXPECT_THAT(kept_timings(folder_.path(), test::agreeing_catalogue()).before, IsEmpty());
  EXPECT_THAT(kept_timings(folder_.path(), test::agreeing_catalogue()).before, IsEmpty());  // the same run
  const Timings second = kept_timings(folder_.path(), test::differing_catalogue());
  EXPECT_EQ(second.before, timings_of(test::agreeing_catalogue()));
  EXPECT_EQ(second.now, timings_of(test::differing_catalogue()));
  EXPECT_EQ(json::parse(test::read_bytes(folder_ / kTimingsFile)).at("kind"), "timings");
}

TEST_F(ReportOutletsTest, SarifGoesToItsFileAndNothingIsPrinted) {
  const std::string file = folder_ / "findings.sarif";
  EXPECT_EQ(printed({.sarif = file, .github = false}), "");
  const json document = json::parse(test::read_bytes(file));
  EXPECT_EQ(document.at("version"), "2.1.0");
  EXPECT_EQ(document.at("runs")[0].at("tool").at("driver").at("semanticVersion"), "1.2.3");
}

TEST_F(ReportOutletsTest, GitHubsSummaryIsAddedToAndAnnotationsArePrinted) {
  const std::string file = folder_ / "summary";
  test::write_bytes(file, "of an earlier command\n");
  set_summary(file);
  EXPECT_THAT(printed({.sarif = "", .github = true}),
              AllOf(StartsWith("::error "), HasSubstr("\n::warning "), Not(HasSubstr("## heddle"))));
  EXPECT_THAT(test::read_bytes(file), StartsWith("of an earlier command\n## heddle: 1 of 4 variants"));
}

TEST_F(ReportOutletsTest, WithoutGitHubTheSummaryIsPrinted) {
  EXPECT_THAT(printed({.sarif = "", .github = true}), AllOf(HasSubstr("::error "), HasSubstr("\n## heddle")));
}

TEST_F(ReportOutletsTest, ASummaryThatCannotBeWrittenIsNamed) {
  set_summary("/nowhere/summary");
  testing::internal::CaptureStdout();
  try {
    ReportOutlets{.sarif = "", .github = true}.write(test::agreeing_catalogue(), folder_.path(), "1.2.3");
    ADD_FAILURE() << "it was written";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(),
                AllOf(StartsWith("/nowhere/summary: cannot write GitHub's summary: No such file"),
                      HasSubstr("GITHUB_STEP_SUMMARY")));
  }
  testing::internal::GetCapturedStdout();
}

TEST_F(ReportOutletsTest, WithoutACatalogueSayHowToMakeOneAndOnlyIfTheyAreAskedFor) {
  EXPECT_EQ(refusal_of({}), "");
  EXPECT_THAT(refusal_of({.sarif = "-", .github = false}),
              HasSubstr("heddle cases --json " + (folder_ / kCatalogueFile).string() + " writes it"));
  EXPECT_THAT(refusal_of({.sarif = "", .github = true}), StartsWith((folder_ / kCatalogueFile).string()));
}

}  // namespace
}  // namespace heddle
