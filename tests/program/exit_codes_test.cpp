// Each documented exit code for each documented cause, and help for every command.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "expectations.hpp"
#include "process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;
using test::Ended;
using test::IsOneLine;
using test::kCouldNotRun;
using test::kDone;
using test::kFound;
using test::kUsage;
using test::TemporaryFolder;
using test::write_bytes;
using test::write_ppm;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Help, EveryCommandExplainsItselfAndItsExitCodes) {
  for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
           {}, {"gray"}, {"compare"}, {"check-log"}, {"explore"}, {"cases"}}) {
    auto arguments = command;
    arguments.push_back("--help");
    const Ended ended = test::heddle(arguments);
    EXPECT_EQ(ended.exit_code, kDone);
    std::istringstream lines(ended.out);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80U) << line;
    EXPECT_THAT(ended.out,
                AllOf(HasSubstr("--help"), HasSubstr("Exit codes: 0"), HasSubstr("2 wrong usage")));
    EXPECT_THAT(ended.err, IsEmpty());
  }
}

TEST(Help, OfTheProgramNamesItsCommandsAndOfACommandItsOptions) {
  EXPECT_THAT(test::heddle({"--help"}).out,
              AllOf(HasSubstr("gray"), HasSubstr("compare"), HasSubstr("check-log"), HasSubstr("explore"),
                    HasSubstr("cases")));
  const std::string gray = test::heddle({"gray", "--help"}).out;
  for (const char* option : {"--output", "--strategy", "--workers", "--counter", "--logger", "--log",
                             "--format", "--max-pixels", "--json"})
    EXPECT_THAT(gray, HasSubstr(option));
  const std::string compare = test::heddle({"compare", "--help"}).out;
  for (const char* option : {"--output", "--strategies", "--workers", "--repeat", "--critical-section-us"})
    EXPECT_THAT(compare, HasSubstr(option));
  const std::string explore = test::heddle({"explore", "--help"}).out;
  for (const char* option : {"--scheduler", "--max-executions", "--preemptions", "--seed", "--threads",
                             "--max-steps", "--json", "--cases", "--timeout"})
    EXPECT_THAT(explore, HasSubstr(option));
  const std::string cases = test::heddle({"cases", "--help"}).out;
  for (const char* option : {"--list", "--detectors", "--rounds", "--json", "--cases", "--timeout"})
    EXPECT_THAT(cases, HasSubstr(option));
}

TEST(Help, SaysWhichOptionsThereHaveToBeAndWhatTheyTake) {
  EXPECT_THAT(test::heddle({"gray", "--help"}).out,
              AllOf(HasSubstr("--output FOLDER (required)"), HasSubstr("--workers N=")));
}

TEST(Version, IsANumber) {
  const Ended ended = test::heddle({"--version"});
  EXPECT_EQ(ended.exit_code, kDone);
  EXPECT_THAT(ended.out, testing::MatchesRegex("[0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST(Usage, WhatIsWrongIsToldInOneLineAndNothingIsMade) {
  const TemporaryFolder folder;
  const std::string in = write_ppm(folder / "a.ppm", 4, 4).string();
  const std::string out = (folder / "out").string();
  const std::vector<std::pair<std::vector<std::string>, std::string>> mistakes{
      {{}, "subcommand"},
      {{"grey"}, "no command 'grey'; choose one of: gray compare check-log"},
      {{"gray"}, "INPUT"},
      {{"gray", in}, "--output"},
      {{"gray", in, "-o", ""}, "-o"},
      {{"gray", in, "-o", out, "--workers", "0"}, "--workers"},
      {{"gray", in, "-o", out, "--workers", "-1"}, "--workers"},
      {{"gray", in, "-o", out, "--workers", "1025"}, "--workers"},
      {{"gray", in, "-o", out, "--workers", "two"}, "--workers"},
      {{"gray", in, "-o", out, "--strategy", "fibres"}, "'fibres'"},
      {{"gray", in, "-o", out, "--counter", "abacus"}, "'abacus'"},
      {{"gray", in, "-o", out, "--logger", "quill"}, "'quill'"},
      {{"gray", in, "-o", out, "--format", "gif"}, "png jpg bmp pgm"},
      {{"gray", in, "-o", out, "--max-pixels", "0"}, "--max-pixels"},
      {{"gray", in, "-o", out, "--rows-per-line", "0"}, "--rows-per-line"},
      {{"gray", in, "-o", out, "--permits", "0"}, "--permits"},
      {{"gray", in, "-o", out, "--critical-section-us", "-5"}, "--critical-section-us"},
      {{"gray", in, "-o", out, "--strategy", "processes", "--counter", "atomic"}, "use counter 'process'"},
      {{"gray", in, "-o", out, "--strategy", "processes", "--logger", "mutex"}, "use logger 'process'"},
      {{"gray", in, "-o", out, "--kill-worker-at", "3"}, "process-pool"},
      {{"gray", in, "-o", out, "--no-such-option"}, "no option '--no-such-option'; there are --"},
      {{"gray", in, "-o", out, "--worker=2"}, "did you mean --workers?\n"},
      {{"gray", in, "-o", out, "--\x1b[31mred"}, "--\\x1b[31mred"},
      {{"compare", in, "-o", out, "--strategies", "threads/mutex"}, "strategy/counter/logger"},
      {{"compare", in, "-o", out, "--workers", "1,0"}, "--workers"},
      {{"compare", in, "-o", out, "--workers", ","}, "--workers"},
      {{"compare", in, "-o", out, "--repeat", "0"}, "--repeat"},
      {{"check-log"}, "FILE is required; see heddle check-log --help"},
      {{"check-log", in, in}, "'" + in + "' is one argument too many"},
      {{"check-log", in, "--expect", "-1"}, "--expect"},
      {{"check-log", in, "--expect", "many"}, "--expect"},
      {{"explore"}, "CASE[.VARIANT] is missing"},
      {{"explore", "a", "--shceduler", "random"}, "no option '--shceduler'; did you mean --scheduler?"},
      {{"explore", "a", "--scheduler", "rndom"}, "rndom not in {dpor,full,bound,guided,pct,pos,random}"},
      {{"explore", "a", "--seed", "5"}, "--seed requires --scheduler"},
      {{"explore", "a", "--preemptions", "1"}, "--preemptions requires --scheduler"},
      {{"explore", "a", "--threads", "0"}, "--threads"},
      {{"explore", "a", "--max-executions", "-1"}, "--max-executions"},
      {{"explore", "a", "--timeout", "0"}, "--timeout"},
      {{"cases", "--detectors", "relacy,valgrind"}, "valgrind not in {stress,tsan,relacy,static}"},
      {{"cases", "--rounds", "0"}, "--rounds"},
      {{"cases", "--lst"}, "did you mean --list?"},
  };
  for (const auto& [arguments, named] : mistakes) {
    const Ended ended = test::heddle(arguments);
    EXPECT_EQ(ended.exit_code, kUsage) << testing::PrintToString(arguments);
    EXPECT_THAT(ended.err, AllOf(IsOneLine(), HasSubstr(named))) << testing::PrintToString(arguments);
    EXPECT_THAT(ended.out, IsEmpty());
  }
  EXPECT_FALSE(fs::exists(out));
}

TEST(Gray, IsDoneWhenAllIsConvertedCountedAndLogged) {
  const TemporaryFolder folder;
  write_ppm(folder / "in/a.ppm", 20, 20);
  write_bytes(folder / "in/notes.txt", "no image");
  for (const char* strategy : {"sequential", "threads", "pool", "processes", "process-pool"}) {
    const Ended ended = test::heddle({"gray", folder / "in", "-o", folder / "out", "--strategy", strategy});
    EXPECT_EQ(ended.exit_code, kDone) << strategy;
    EXPECT_THAT(ended.err, IsEmpty());
    EXPECT_THAT(ended.out, AllOf(HasSubstr("1 image in "), HasSubstr("verdict: correct\n"),
                                 HasSubstr("skipped: 1 file")));
    EXPECT_TRUE(fs::exists(folder / "out/a.png"));
    EXPECT_TRUE(fs::exists(folder / "out/gray.log"));
  }
}

TEST(Gray, WritesJsonToStandardOutputAndTheSummaryToStandardError) {
  const TemporaryFolder folder;
  write_ppm(folder / "in/a.ppm", 20, 20);
  const Ended ended =
      test::heddle({"gray", folder / "in", "-o", folder / "out", "--json", "-", "--workers", "3"});
  EXPECT_EQ(ended.exit_code, kDone);
  const auto json = nlohmann::json::parse(ended.out);
  EXPECT_EQ(json.at("heddle_format"), 1);
  EXPECT_EQ(json.at("kind"), "run");
  EXPECT_EQ(json.at("configuration").at("workers"), 3);
  EXPECT_EQ(json.at("run").at("images_counted"), 1);
  EXPECT_EQ(json.at("run").at("rows_counted"), 20 * 2);  // converted and written
  EXPECT_THAT(ended.err, HasSubstr("verdict: correct"));
}

TEST(Gray, ConvertsTheRestWhenAnInputIsMissing) {
  const TemporaryFolder folder;
  write_ppm(folder / "a.ppm", 4, 4);
  const Ended ended = test::heddle({"gray", folder / "nowhere.png", folder / "a.ppm", "-o", folder / "out"});
  EXPECT_EQ(ended.exit_code, kFound);
  EXPECT_THAT(ended.err, AllOf(IsOneLine(), HasSubstr((folder / "nowhere.png: ").string())));
  EXPECT_TRUE(fs::exists(folder / "out/a.png"));
}

TEST(Gray, SaysThatThereIsNoImage) {
  const TemporaryFolder folder;
  write_bytes(folder / "in/notes.txt", "no image");
  const Ended ended = test::heddle({"gray", folder / "in", "-o", folder / "out"});
  EXPECT_EQ(ended.exit_code, kFound);
  EXPECT_THAT(ended.err, AllOf(IsOneLine(), HasSubstr("no image to convert"), HasSubstr("1 other file")));
}

TEST(Gray, CouldNotRunWithoutAnOutputFolder) {
  const TemporaryFolder folder;
  write_ppm(folder / "a.ppm", 4, 4);
  write_bytes(folder / "out", "a file");
  for (const char* command : {"gray", "compare"}) {
    const Ended ended = test::heddle({command, folder / "a.ppm", "-o", folder / "out"});
    EXPECT_EQ(ended.exit_code, kCouldNotRun);
    EXPECT_THAT(ended.err, AllOf(IsOneLine(), HasSubstr((folder / "out").string())));
  }
  EXPECT_EQ(test::read_bytes(folder / "out"), "a file");
}

TEST(Gray, CouldNotRunWithALogThatIsAFolder) {
  const TemporaryFolder folder;
  write_ppm(folder / "a.ppm", 4, 4);
  fs::create_directories(folder / "log");
  for (const char* strategy : {"pool", "processes"}) {
    const Ended ended = test::heddle(
        {"gray", folder / "a.ppm", "-o", folder / "out", "--log", folder / "log", "--strategy", strategy});
    EXPECT_EQ(ended.exit_code, kCouldNotRun);
    EXPECT_THAT(ended.err,
                AllOf(IsOneLine(), HasSubstr((folder / "log").string()), HasSubstr("Is a directory")));
  }
}

TEST(Gray, StillSaysWhatCameOfItWhenTheJsonCannotBeWritten) {
  const TemporaryFolder folder;
  write_ppm(folder / "a.ppm", 4, 4);
  const Ended ended =
      test::heddle({"gray", folder / "a.ppm", "-o", folder / "out", "--json", folder / "nowhere/run.json"});
  EXPECT_EQ(ended.exit_code, kCouldNotRun);
  EXPECT_THAT(ended.err, AllOf(IsOneLine(), HasSubstr((folder / "nowhere/run.json").string())));
  EXPECT_THAT(ended.out, HasSubstr("verdict: correct"));
}

TEST(Output, ThatCannotBeWrittenIsNotTakenForWritten) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "this system has no /dev/full";
  const Ended ended =
      test::run({.arguments = {"-c", "\"$0\" --help > /dev/full", HEDDLE_PROGRAM}, .program = "sh"});
  EXPECT_EQ(ended.exit_code, kCouldNotRun);
  EXPECT_THAT(ended.err, AllOf(IsOneLine(), HasSubstr("standard output")));
}

TEST(Compare, LeavesATableResultsAndLogs) {
  const TemporaryFolder folder;
  write_ppm(folder / "in/a.ppm", 20, 20);
  const Ended ended =
      test::heddle({"compare", folder / "in", "-o", folder / "out", "--repeat", "1", "--workers", "1,2",
                    "--strategies", "sequential,threads/mutex/mutex,processes"});
  EXPECT_EQ(ended.exit_code, kDone) << ended.err;
  EXPECT_THAT(ended.err, IsEmpty());
  EXPECT_THAT(ended.out, AllOf(HasSubstr("speed-up"), HasSubstr("threads, counter mutex, logger mutex")));
  const auto json = nlohmann::json::parse(test::read_bytes(folder / "out/results.json"));
  EXPECT_EQ(json.at("measurements").size(), 5U);
  const std::string csv = test::read_bytes(folder / "out/results.csv");
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 6);
  EXPECT_EQ(test::files_in(folder / "out/logs", ".log").size(), 5U);
  EXPECT_EQ(test::files_in(folder / "out/gray").size(), 1U);
}

TEST(Compare, TakesInputsAfterItsLists) {
  const TemporaryFolder folder;
  write_ppm(folder / "in/a.ppm", 8, 8);
  const Ended ended = test::heddle({"compare", "--repeat", "1", "--strategies", "pool", "--workers", "2",
                                    folder / "in", "-o", folder / "out"});
  EXPECT_EQ(ended.exit_code, kDone) << ended.err;
}

TEST(Compare, NamesABadImageOnceAndMeasuresTheRest) {
  const TemporaryFolder folder;
  write_ppm(folder / "in/a.ppm", 8, 8);
  write_bytes(folder / "in/bad.png", "no image at all");
  const Ended ended = test::heddle({"compare", folder / "in", "-o", folder / "out", "--repeat", "2",
                                    "--workers", "2", "--strategies", "sequential,pool"});
  EXPECT_EQ(ended.exit_code, kFound);
  EXPECT_THAT(ended.err, AllOf(IsOneLine(), HasSubstr("bad.png: ")));
  EXPECT_TRUE(fs::exists(folder / "out/results.json"));
}

}  // namespace
}  // namespace heddle
