// heddle cases over the cases of this build: what is expected, what was seen, and whether they agree.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "expectations.hpp"
#include "process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

using nlohmann::json;
using test::Ended;
using test::IsHarmless;
using test::IsOneLine;
using test::kDone;
using test::kUsage;
using test::TemporaryFolder;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Cases : public testing::Test {
 protected:
  Cases() {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): the process has one thread
    unsetenv("HEDDLE_CASES");
  }

  static Ended cases(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "cases");
    return test::heddle(std::move(arguments));
  }
};

TEST_F(Cases, AreListedWithTheirStoriesAndWhatIsExpectedOfEachDetector) {
  const Ended ended = cases({"--list", "torn_line", "wrong_lock.racy"});
  EXPECT_EQ(ended.exit_code, kDone);
  EXPECT_THAT(ended.err, IsEmpty());
  EXPECT_THAT(ended.out, IsHarmless());
  EXPECT_THAT(ended.out, ContainsRegex("case and variant +stress +tsan +relacy +static\n"));
  EXPECT_THAT(ended.out, HasSubstr("\ntorn_line\n    Every worker writes a line about its image"));
  EXPECT_THAT(ended.out, ContainsRegex("\n  racy +may show it +data race +data race +blind\n"));
  EXPECT_THAT(ended.out, ContainsRegex("\n  mutex +acceptable +silent +proved +silent\n"));
  EXPECT_THAT(
      ended.out,
      ContainsRegex("\nwrong_lock\n(    [^\n]*\n)+  racy +may show it +data race +data race +warns\n"));
  EXPECT_THAT(ended.out, Not(HasSubstr("right_lock")));
  std::istringstream lines(ended.out);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80U) << line;
}

TEST_F(Cases, AreLookedAtByTheDetectorsThatAreAskedFor) {
  const TemporaryFolder folder;
  const Ended ended = cases({"--detectors", "relacy,static", "wrong_lock", "--json", folder / "out.json"});
  const json document = json::parse(test::read_bytes(folder / "out.json"));
  EXPECT_EQ(document.at("kind"), "catalogue");
  EXPECT_EQ(document.at("heddle_format"), 3);
  EXPECT_THAT(document.at("undescribed"), IsEmpty());
  const json& variants = document.at("variants");
  ASSERT_EQ(variants.size(), 2U);
  // A build with gcc on a machine without clang has no static analysis; the verdict says so.
  if (variants[0].at("verdicts")[1].at("status") == "could_not_run")
    GTEST_SKIP() << variants[0].at("verdicts")[1].at("summary");

  EXPECT_EQ(ended.exit_code, kDone) << ended.out;
  EXPECT_THAT(ended.out, ContainsRegex("case and variant +relacy +static\n"));
  EXPECT_THAT(ended.out, ContainsRegex("\n  racy +data race +warns\n"));
  EXPECT_THAT(ended.out, ContainsRegex("\n  right_lock +proved, 2 +silent\n"));
  EXPECT_THAT(ended.out, AllOf(HasSubstr("2 of 2 variants as declared\n"), Not(HasSubstr("stress"))));
  EXPECT_EQ(variants[0].at("variant"), "racy");
  EXPECT_EQ(variants[0].at("verdicts")[0].at("finding"), "data_race");
  EXPECT_EQ(variants[1].at("verdicts")[0].at("status"), "proved");
  EXPECT_EQ(variants[1].at("verdicts")[0].at("executions"), 2);  // the two orders of two locks
  for (const json& variant : variants)
    for (const json& verdict : variant.at("verdicts")) EXPECT_EQ(verdict.at("agreement"), "agrees");
}

TEST_F(Cases, RunRealThreadsForAsManyRoundsAsAreAskedFor) {
  const Ended ended =
      cases({"wrong_lock.right_lock", "--detectors", "stress", "--rounds", "50", "--json", "-"});
  EXPECT_EQ(ended.exit_code, kDone) << ended.err;
  const json verdict = json::parse(ended.out).at("variants")[0].at("verdicts")[0];
  EXPECT_EQ(verdict.at("executions"), 50);
  EXPECT_THAT(ended.err, ContainsRegex("\n  right_lock +acceptable\n"));
}

TEST_F(Cases, SayInOneLineWhatNameThereIsNot) {
  const Ended ended = cases({"--list", "torn_line", "wrong_lok"});
  EXPECT_EQ(ended.exit_code, kUsage);
  EXPECT_THAT(ended.err, AllOf(IsOneLine(), HasSubstr("no case 'wrong_lok'; did you mean wrong_lock?")));
  EXPECT_THAT(ended.out, IsEmpty());
}

}  // namespace
}  // namespace heddle
