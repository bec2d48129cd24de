// heddle report as its users meet it: a page where the results are, or one line that says why there is none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "expectations.hpp"
#include "heddle/report/json.hpp"
#include "process.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/report/sample_experiment.hpp"

namespace heddle {
namespace {

using test::Ended;
using test::IsOneLine;
using test::TemporaryFolder;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Report : public testing::Test {
 protected:
  static std::string results() {
    std::ostringstream out;
    write_json(out, test::sample_experiment());
    return out.str();
  }

  TemporaryFolder folder_;
};

TEST_F(Report, LeavesAPageBesideTheResults) {
  test::write_bytes(folder_ / "results.json", results());
  const Ended ended = test::heddle({"report", folder_.path()});
  EXPECT_EQ(ended.exit_code, test::kDone) << ended.err;
  EXPECT_EQ(ended.out, "report: " + (folder_ / "index.html").string() + "\n");
  const std::string page = test::read_bytes(folder_ / "index.html");
  EXPECT_THAT(page, StartsWith("<!doctype html>"));
  EXPECT_THAT(page, HasSubstr("threads, counter unsynchronized"));
  EXPECT_EQ(folder_.files(), 2);
}

TEST_F(Report, ShowsASweepThatWasMeasuredApart) {
  test::write_bytes(folder_ / "results.json", results());
  nlohmann::json sweep = nlohmann::json::parse(results());
  sweep["measurements"][0]["configuration"] = sweep["measurements"][1]["configuration"];
  sweep["measurements"][0]["configuration"]["critical_section_us"] = 77;
  EXPECT_THAT(test::heddle({"report", folder_.path(), "-o", "-"}).out,
              Not(HasSubstr("<td class=\"number\">77</td>")));
  test::write_bytes(folder_ / "sweep/results.json", sweep.dump());
  EXPECT_THAT(test::heddle({"report", folder_.path(), "-o", "-"}).out,
              HasSubstr("<td class=\"number\">77</td>"));
}

TEST_F(Report, WritesAFileForEachChart) {
  test::write_bytes(folder_ / "results.json", results());
  const Ended ended = test::heddle({"report", folder_.path(), "-o", "-", "--svg", folder_ / "svg"});
  EXPECT_EQ(ended.exit_code, test::kDone) << ended.err;
  EXPECT_THAT(ended.out, StartsWith("<!doctype html>"));
  const test::Files files = test::files_in(folder_ / "svg");
  EXPECT_EQ(files.count("throughput.svg"), 1U);
  for (const auto& [name, svg] : files) {
    EXPECT_THAT(name, testing::EndsWith(".svg"));
    EXPECT_THAT(svg, StartsWith("<svg "));
    EXPECT_THAT(ended.out, HasSubstr("<canvas id=\"" + name.substr(0, name.find('.')) + "\""));
  }
}

TEST_F(Report, WithoutResultsItSaysHowToMakeThem) {
  const Ended ended = test::heddle({"report", folder_.path()});
  EXPECT_EQ(ended.exit_code, test::kCouldNotRun);
  EXPECT_THAT(ended.err, IsOneLine());
  EXPECT_THAT(
      ended.err,
      HasSubstr("there is neither results.json nor cases.json in it; make them with heddle compare -o "));
  EXPECT_EQ(folder_.files(), 0);
}

TEST_F(Report, ResultsThatAreNoneAreNamedAndLeaveNoPage) {
  nlohmann::json without_runs = nlohmann::json::parse(results());
  without_runs["measurements"][0]["runs"] = nlohmann::json::array();
  for (const std::string& bad :
       {std::string(), std::string("{\x1b[2J"), std::string("[[[["), without_runs.dump()}) {
    test::write_bytes(folder_ / "results.json", bad);
    const Ended ended = test::heddle({"report", folder_.path()});
    EXPECT_EQ(ended.exit_code, test::kCouldNotRun);
    EXPECT_THAT(ended.err, IsOneLine());
    EXPECT_THAT(ended.err, test::IsHarmless());
    EXPECT_THAT(ended.err, HasSubstr((folder_ / "results.json").string() + ": "));
    EXPECT_EQ(folder_.files(), 1);
  }
}

TEST_F(Report, APageThatCannotBeWrittenIsNamed) {
  test::write_bytes(folder_ / "results.json", results());
  const Ended ended = test::heddle({"report", folder_.path(), "-o", folder_ / "no/such/page.html"});
  EXPECT_EQ(ended.exit_code, test::kCouldNotRun);
  EXPECT_THAT(ended.err, IsOneLine());
  EXPECT_THAT(ended.err, HasSubstr("no/such/page.html: cannot write it"));
}

TEST_F(Report, AComparisonMayHaveSeveralSettings) {
  for (unsigned i = 0; i < 2; ++i)
    test::write_ppm(folder_ / ("in/" + std::to_string(i) + ".ppm"), 20, 20, i + 1);
  const Ended ended =
      test::heddle({"compare", folder_ / "in", "-o", folder_ / "out", "--repeat", "1", "--workers", "1,2",
                    "--strategies", "sequential,threads/semaphore/semaphore-buffer", "--critical-section-us",
                    "0,5,5", "--permits", "1,2"});
  EXPECT_EQ(ended.exit_code, test::kDone) << ended.err;
  const auto json = nlohmann::json::parse(test::read_bytes(folder_ / "out/results.json"));
  // Sequential has no semaphore: 2 lengths. The other: 2 numbers of permits, 2 lengths, 2 numbers of workers.
  EXPECT_EQ(json.at("measurements").size(), 2U + 8U);
  EXPECT_EQ(test::files_in(folder_ / "out/logs", ".log").size(), 10U);
  EXPECT_EQ(test::heddle({"report", folder_ / "out"}).exit_code, test::kDone);
  const std::string page = test::read_bytes(folder_ / "out/index.html");
  EXPECT_THAT(page, HasSubstr("<canvas id=\"critical-section\""));
  EXPECT_THAT(page, HasSubstr("<canvas id=\"permits\""));
}

TEST_F(Report, OneRunTakesOneSettingOfEach) {
  const Ended ended = test::heddle({"gray", folder_.path(), "-o", folder_ / "out", "--permits", "1,2"});
  EXPECT_EQ(ended.exit_code, test::kUsage);
  EXPECT_THAT(ended.err, IsOneLine());
  EXPECT_THAT(ended.err, HasSubstr("--permits"));
}

}  // namespace
}  // namespace heddle
