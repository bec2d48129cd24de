// check-log on logs that are whole and on logs that were damaged by hand, from a file and from standard
// input.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "process.hpp"
#include "tests/support/temporary_folder.hpp"
#include "written_log.hpp"

namespace heddle {
namespace {

using test::Ended;
using test::TemporaryFolder;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

class CheckLog : public testing::Test {
 protected:
  std::string whole() const { return log_.text(); }

  Ended check(const std::string& log, std::vector<std::string> more = {}) {
    test::write_bytes(folder_ / "test.log", log);
    more.insert(more.begin(), {"check-log", (folder_ / "test.log").string()});
    return test::heddle(more);
  }

  test::WrittenLog log_;
  std::vector<std::string>& lines_ = log_.lines;
  const TemporaryFolder& folder_ = log_.folder();
};

TEST_F(CheckLog, AWholeLogIsDone) {
  ASSERT_EQ(lines_.size(), 6U);
  EXPECT_EQ(check(whole()).exit_code, 0);
  const Ended ended = check(whole(), {"--expect", "6"});
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_EQ(ended.out, "6 lines: 6 intact, 0 torn, 0 missing, 0 doubled; 6 expected\n");
  EXPECT_THAT(ended.err, IsEmpty());
}

TEST_F(CheckLog, ATornLineIsShown) {
  lines_[2].insert(10, "x");
  const Ended ended = check(whole(), {"--expect", "6"});
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.out, AllOf(HasSubstr("6 lines: 5 intact, 1 torn, 1 missing, 0 doubled; 6 expected\n"),
                               HasSubstr("  line 3 is torn: time=")));
}

TEST_F(CheckLog, ATailWithoutALineEndIsTorn) {
  lines_[5].pop_back();
  EXPECT_EQ(check(whole()).exit_code, 1);
}

TEST_F(CheckLog, AMissingLineIsAGapInTheNumbers) {
  lines_.erase(lines_.begin() + 2);
  const Ended ended = check(whole());
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.out, HasSubstr("5 lines: 5 intact, 0 torn, 1 missing, 0 doubled\n"));
}

TEST_F(CheckLog, AMissingLastLineIsSeenOnlyWithTheNumberExpected) {
  lines_.pop_back();
  EXPECT_EQ(check(whole()).exit_code, 0);
  const Ended ended = check(whole(), {"--expect", "6"});
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.out, HasSubstr("1 missing"));
}

TEST_F(CheckLog, ADoubledLineIsShown) {
  lines_.push_back(lines_[1]);
  const Ended ended = check(whole(), {"--expect", "6"});
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.out, AllOf(HasSubstr("7 lines: 6 intact, 0 torn, 0 missing, 1 doubled; 6 expected\n"),
                               HasSubstr("line 7 was there before")));
}

TEST_F(CheckLog, MoreLinesThanExpectedAreTooMany) {
  const Ended ended = check(whole(), {"--expect", "4"});
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.out, HasSubstr("4 expected, 2 too many"));
}

TEST_F(CheckLog, AnEmptyLogIsWholeUnlessLinesAreExpected) {
  EXPECT_EQ(check("").exit_code, 0);
  EXPECT_EQ(check("", {"--expect", "0"}).exit_code, 0);
  EXPECT_EQ(check("", {"--expect", "1"}).exit_code, 1);
}

TEST_F(CheckLog, ReadsStandardInput) {
  EXPECT_EQ(
      test::run({.arguments = {"check-log", "-", "--expect", "6"}, .standard_input = whole()}).exit_code, 0);
  EXPECT_EQ(test::run({.arguments = {"check-log", "-"}, .standard_input = "nonsense\n"}).exit_code, 1);
}

TEST_F(CheckLog, WritesJson) {
  lines_[0] = "\x1b[31m\xff torn\n";
  const Ended ended = check(whole(), {"--json", "-", "--expect", "6"});
  EXPECT_EQ(ended.exit_code, 1);
  const auto json = nlohmann::json::parse(ended.out);
  EXPECT_EQ(json.at("kind"), "log_check");
  EXPECT_EQ(json.at("log").at("intact"), 5);
  EXPECT_EQ(json.at("log").at("first_faults").at(0).at("text"), "\x1b[31m\uFFFD torn");
  EXPECT_THAT(ended.err, HasSubstr("line 1 is torn: \\x1b[31m\\xff torn"));
}

TEST_F(CheckLog, ALogThatCannotBeReadCouldNotRun) {
  for (const auto& log : {folder_ / "nowhere.log", folder_.path()}) {
    const Ended ended = test::heddle({"check-log", log});
    EXPECT_EQ(ended.exit_code, 3);
    EXPECT_THAT(ended.err, AllOf(testing::StartsWith("heddle: "), HasSubstr(log.string())));
    EXPECT_THAT(ended.out, IsEmpty());
  }
}

}  // namespace
}  // namespace heddle
