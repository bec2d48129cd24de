// compare-logs on a log that was damaged by hand beside the one that the program wrote.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "expectations.hpp"
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

class CompareLogs : public testing::Test {
 protected:
  std::string clean() const { return log_.file(); }

  Ended compare(std::vector<std::string> more = {}) {
    test::write_bytes(folder_ / "racy.log", log_.text());
    more.insert(more.begin(), {"compare-logs", (folder_ / "racy.log").string(), clean()});
    return test::heddle(more);
  }

  test::WrittenLog log_;
  std::vector<std::string>& lines_ = log_.lines;
  const TemporaryFolder& folder_ = log_.folder();
};

TEST_F(CompareLogs, TwoWholeLogsAreDone) {
  ASSERT_EQ(lines_.size(), 6U);
  const Ended ended = compare();
  EXPECT_EQ(ended.exit_code, test::kDone);
  EXPECT_THAT(ended.out, testing::EndsWith("\nBoth logs are whole and tell of the same 6 lines.\n"));
  EXPECT_THAT(ended.err, IsEmpty());
}

TEST_F(CompareLogs, ADamagedLogIsFoundAndShown) {
  const std::string torn = lines_[1].substr(0, 20) + lines_[2];
  lines_ = {lines_[0], torn, lines_[0], lines_[4], lines_[5]};
  const Ended ended = compare();
  EXPECT_EQ(ended.exit_code, test::kFound);
  EXPECT_THAT(ended.out, AllOf(HasSubstr("Lines of the first log: 1 torn, 3 missing and 1 doubled.\n"),
                               HasSubstr("\ntorn     2  | time="), HasSubstr("\nmissing "),
                               HasSubstr("\ndoubled  3  0:0  0-0  a.ppm\n"), HasSubstr(" repeats line 1\n"),
                               test::IsHarmless()));
}

TEST_F(CompareLogs, WhatIsFoundIsHadAsJson) {
  const std::string torn = lines_[1].substr(0, 20) + lines_[2];
  lines_ = {lines_[0], torn, lines_[0], lines_[4], lines_[5]};
  const Ended ended = compare({"--json", "-"});
  EXPECT_EQ(ended.exit_code, test::kFound);
  EXPECT_THAT(ended.err, HasSubstr("1 torn, 3 missing and 1 doubled"));
  const auto json = nlohmann::json::parse(ended.out);
  EXPECT_EQ(json.at("heddle_format"), 1);
  EXPECT_EQ(json.at("kind"), "log_comparison");
  EXPECT_EQ(json.at("clean"), false);
  EXPECT_EQ(json.at("left").at("log").at("torn"), 1);
  EXPECT_EQ(json.at("left").at("missing"), 3);
  EXPECT_EQ(json.at("right").at("log").at("intact"), 6);
  EXPECT_EQ(json.at("faults"), 5);
  const auto& rows = json.at("excerpts").at(0);
  EXPECT_EQ(rows.at(0).at("kind"), "same");
  EXPECT_EQ(rows.at(0).at("left").at("line"), 1);
  const auto second =
      std::find_if(rows.begin(), rows.end(), [](const auto& row) { return row.at("kind") == "torn"; });
  ASSERT_NE(second, rows.end());
  EXPECT_EQ(second->at("left").at("line"), 2);
  EXPECT_EQ(second->at("left").at("text"), torn.substr(0, torn.size() - 1));
  EXPECT_TRUE(second->at("right").is_null());
}

TEST_F(CompareLogs, AHostileLogCannotSteerTheTerminal) {
  lines_[3] = std::string("\x1b]0;title\x07\x1b[2J\xff\0time=\n", 22);
  const Ended ended = compare();
  EXPECT_EQ(ended.exit_code, test::kFound);
  EXPECT_THAT(ended.out, AllOf(test::IsHarmless(), HasSubstr("\\x1b]0;title\\x07\\x1b[2J\\xff\\x00\n")));
}

TEST_F(CompareLogs, ShowsAsMuchAsItIsAsked) {
  lines_ = {lines_[0], "a\n", "b\n", "c\n", lines_[5]};
  EXPECT_THAT(compare({"--most", "1", "--context", "0"}).out,
              AllOf(HasSubstr("| a\n"), testing::Not(HasSubstr("| b\n")), HasSubstr(" more\n")));
  EXPECT_EQ(compare({"--most", "0"}).exit_code, test::kUsage);
}

TEST_F(CompareLogs, ALogThatCannotBeReadCouldNotRun) {
  for (const std::string& log :
       {(folder_ / "nowhere.log").string(), folder_.path().string(), std::string("-")}) {
    const Ended ended = test::heddle({"compare-logs", clean(), log});
    EXPECT_EQ(ended.exit_code, test::kCouldNotRun);
    EXPECT_THAT(ended.err, AllOf(test::IsOneLine(), HasSubstr("[" + log + "]")));
    EXPECT_THAT(ended.out, IsEmpty());
  }
  EXPECT_EQ(test::heddle({"compare-logs", clean()}).exit_code, test::kUsage);
}

// Whether a race shows is chance; what is left and what is said go together either way.
TEST_F(CompareLogs, ComparisonsLeaveTwoLogsToBeComparedWhereOneIsDamaged) {
  const Ended ended = test::heddle({"compare", folder_ / "in", "-o", folder_ / "report", "--repeat", "1",
                                    "--workers", "1", "--strategies", "sequential"});
  EXPECT_EQ(ended.exit_code, test::kDone) << ended.err;
  const std::string racy = (folder_ / "report/racy.log").string();
  const std::string whole = (folder_ / "report/clean.log").string();
  const bool are_left = std::filesystem::exists(racy);
  EXPECT_EQ(std::filesystem::exists(whole), are_left);
  const std::string command = "heddle compare-logs " + racy + " " + whole + "\n";
  EXPECT_EQ(ended.out.find(command) != std::string::npos, are_left) << ended.out;
  EXPECT_EQ(test::heddle({"compare-logs", racy, whole}).exit_code,
            are_left ? test::kFound : test::kCouldNotRun);
}

// A line that is written over and over, and gone at the end.
TEST_F(CompareLogs, LongWorkTellsItsPaceOnATerminalAlone) {
  for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
           {"gray", folder_ / "in", "-o", folder_ / "gray"},
           {"gray", folder_ / "in", "-o", folder_ / "gray", "--strategy", "processes"},
           {"compare", folder_ / "in", "-o", folder_ / "report", "--repeat", "1", "--strategies",
            "sequential"}}) {
    EXPECT_THAT(test::heddle(command).err, IsEmpty());
    const Ended ended = test::run({.arguments = command, .on_a_terminal = true});
    EXPECT_EQ(ended.exit_code, test::kDone);
    EXPECT_THAT(ended.err, AllOf(testing::StartsWith("\r\x1b[K"), HasSubstr("1 of 1 image"),
                                 testing::EndsWith("\r\x1b[K")));
  }
}

}  // namespace
}  // namespace heddle
