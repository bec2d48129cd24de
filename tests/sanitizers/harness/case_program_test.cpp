// A case program as its users meet it: started as a process, judged by its exit code and its output.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "heddle/report/variant_json.hpp"
#include "heddle/report/verdict_json.hpp"
#include "tests/program/process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

test::Ended puppet(std::vector<std::string> arguments) {
  return test::run({.arguments = std::move(arguments)});
}

test::Ended puppet_test(const std::string& variant) {
  return puppet({"--gtest_filter=puppet." + variant});
}

TEST(CaseProgram, EveryVariantIsATest) {
  const auto ended = puppet({"--gtest_list_tests"});
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_THAT(ended.out, HasSubstr("puppet.\n  found\n  silent\n  not_found\n"));
}

TEST(CaseProgram, IsGreenWhereTheDetectorSawWhatIsDeclared) {
  for (const std::string variant : {"found", "silent"}) {
    const auto ended = puppet_test(variant);
    EXPECT_EQ(ended.exit_code, 0) << ended.out;
    EXPECT_THAT(ended.out, HasSubstr("[  PASSED  ] 1 test"));
    EXPECT_THAT(ended.out, HasSubstr("puppet." + variant + " under tsan: "));
  }
}

TEST(CaseProgram, IsRedWhereTheDetectorMissedWhatIsDeclaredWithBothSideBySide) {
  const auto ended = puppet_test("not_found");
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.out, HasSubstr("declared: data race; seen: nothing: as told"));
}

TEST(CaseProgram, IsRedWhereTheDetectorFoundWhatIsNotDeclaredAndShowsTheLine) {
  const auto ended = puppet_test("not_declared");
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.out, AllOf(HasSubstr("declared: nothing; seen: data race"), HasSubstr("FOUND data race"),
                               HasSubstr("  tests/sanitizers/harness/puppet_case.cpp:"),
                               HasSubstr("constexpr int kMarkedLine = __LINE__;  // [race]")));
}

// Beside a copy of the puppet lies a program that answers for the explorer.
struct WithExplorer {
  explicit WithExplorer(const std::string& script) {
    namespace fs = std::filesystem;
    fs::create_directories(folder / "tsan");
    fs::create_directories(folder / "relacy");
    fs::copy_file(HEDDLE_PROGRAM, program());
    std::ofstream(explorer()) << "#!/bin/sh\n" << script;
    fs::permissions(explorer(), fs::perms::owner_all);
  }
  std::filesystem::path program() const { return folder / "tsan/puppet"; }
  std::filesystem::path explorer() const { return folder / "relacy/puppet"; }
  test::Ended run(const std::string& variant) const {
    return test::run({.arguments = {"--gtest_filter=puppet." + variant}, .program = program()});
  }

  test::TemporaryFolder folder;
};

// What the explorer's program prints of a variant that it found something in.
std::string found_by_the_explorer() {
  Verdict verdict;
  verdict.detector = "relacy";
  verdict.case_name = "puppet";
  verdict.variant = "not_declared";
  verdict.status = Verdict::Status::kFound;
  verdict.finding = Finding::kDataRace;
  verdict.summary = "data race on 'strings'";
  verdict.traces.push_back({.title = "the shortest way to it",
                            .threads = {"worker 0"},
                            .steps = {{.thread = 0,
                                       .operation = "write",
                                       .object = "strings",
                                       .value = "",
                                       .file = "puppet.hpp",
                                       .line = 7,
                                       .source = "strings_.write(1);",
                                       .fault = true}},
                            .outcome = "they are entangled",
                            .explanation = "worker 0 pulled twice",
                            .token = "1abc"});
  std::ostringstream json;
  write_json(json, std::vector{verdict});
  return json.str();
}

TEST(CaseProgram, ShowsTheInterleavingThatTheExplorerFindsWhereRealThreadsFoundSomething) {
  const WithExplorer puppet("test \"$1 $2\" = '--json puppet.not_declared' && cat <<'END'\n" +
                            found_by_the_explorer() + "\nEND\n");
  const auto ended = puppet.run("not_declared");
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.out, AllOf(HasSubstr("declared: nothing; seen: data race"),
                               HasSubstr("The explorer on the same variant:\n"),
                               HasSubstr("worker 0 pulled twice"), HasSubstr("--replay 1abc")));
}

TEST(CaseProgram, SaysWhyThereIsNoInterleaving) {
  const WithExplorer fails("echo it broke >&2; exit 3\n");
  EXPECT_THAT(fails.run("not_declared").out,
              HasSubstr("no interleaving: " + fails.explorer().string() + " failed: it broke"));
  std::filesystem::remove(fails.explorer());
  EXPECT_THAT(fails.run("not_declared").out, HasSubstr("no interleaving: this case has no program"));
  EXPECT_THAT(fails.run("not_found").out, Not(HasSubstr("interleaving"))) << "nothing to explain";
}

TEST(CaseProgram, IsRedWhereTheReportPointsAtALineThatIsNotMarked) {
  const auto ended = puppet_test("wrong_line");
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.out, HasSubstr("declared: lines marked // [race]; seen: a report of other lines"));
}

TEST(CaseProgram, IsRedWhereTheDetectorCouldNotRun) {
  const auto ended = puppet_test("could_not_run");
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.out, HasSubstr("could not run: as told"));
}

TEST(CaseProgram, IsSkippedWithTheReasonWhereTheCompilerCannot) {
  const auto ended = puppet_test("unavailable");
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_THAT(ended.out, AllOf(HasSubstr("[  SKIPPED ] 1 test"), HasSubstr("could not run: as told")));
}

TEST(CaseProgram, IsRedWhereTheCanaryWasMissed) {
  const auto ended = puppet({"disarmed", "--gtest_filter=puppet.silent"});
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.out, HasSubstr("could not run: the canary was missed"));
}

// As one of several runs of GoogleTest's own sharding, which a CI sets up with two variables.
test::Ended puppet_as_one_of(int count, int index, std::vector<std::string> arguments = {}) {
  std::vector<std::string> all{"GTEST_TOTAL_SHARDS=" + std::to_string(count),
                               "GTEST_SHARD_INDEX=" + std::to_string(index), HEDDLE_PROGRAM};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return test::run({.arguments = std::move(all), .program = "env"});
}

TEST(CaseProgram, VariantsAreSharedOutByGoogleTestsOwnSharding) {
  for (const int count : {2, 3, 7}) {
    std::vector<std::string> names;
    for (int index = 0; index < count; ++index) {
      std::istringstream out(puppet_as_one_of(count, index).out);
      constexpr std::string_view kRun = "[ RUN      ] ";
      for (std::string line; std::getline(out, line);)
        if (line.starts_with(kRun)) names.push_back(line.substr(kRun.size()));
    }
    EXPECT_THAT(names, testing::UnorderedElementsAre("puppet.found", "puppet.silent", "puppet.not_found",
                                                     "puppet.not_declared", "puppet.wrong_line",
                                                     "puppet.could_not_run", "puppet.unavailable"))
        << "each in one of " << count;
  }
}

TEST(CaseProgram, GoogleTestsShardingIsOfTestsAndNotOfJson) {
  EXPECT_THAT(read_verdicts(puppet_as_one_of(7, 6, {"--json"}).out), SizeIs(7));
}

TEST(CaseProgram, PrintsVerdictsAsJsonAndLeavesTheJudgementToTheReader) {
  const auto ended = puppet({"--json", "--seed", "7", "--rounds", "3"});
  EXPECT_EQ(ended.exit_code, 0);
  const auto verdicts = read_verdicts(ended.out);
  ASSERT_THAT(verdicts, SizeIs(7));
  EXPECT_EQ(verdicts[0].variant, "found");
  EXPECT_EQ(verdicts[0].summary, "as told, seed 7");
  EXPECT_EQ(verdicts[0].executions, 3U);
  EXPECT_EQ(verdicts[0].places.at(0).file, "tests/sanitizers/harness/puppet_case.cpp");
  EXPECT_EQ(verdicts[0].places.at(0).source, "constexpr int kMarkedLine = __LINE__;  // [race]");
}

TEST(CaseProgram, PrintsTheVariantsThatAreAskedFor) {
  const auto verdicts = read_verdicts(puppet({"--json", "silent", "puppet.found"}).out);
  ASSERT_THAT(verdicts, SizeIs(2));
  EXPECT_EQ(verdicts[0].variant, "silent");
  EXPECT_EQ(verdicts[1].variant, "found");
}

TEST(CaseProgram, AMissedCanaryIsInTheJsonToo) {
  const auto verdicts = read_verdicts(puppet({"disarmed", "--json", "silent"}).out);
  EXPECT_EQ(verdicts.at(0).status, Verdict::Status::kCouldNotRun);
  EXPECT_EQ(verdicts.at(0).summary, "the canary was missed");
}

TEST(CaseProgram, DescribesWhatItsVariantsDeclare) {
  const auto ended = puppet({"--describe"});
  EXPECT_EQ(ended.exit_code, 0);
  const auto variants = read_variants(ended.out);
  ASSERT_THAT(variants, SizeIs(7));
  EXPECT_EQ(variants[0].name, "found");
  EXPECT_EQ(variants[0].expected.tsan, Finding::kDataRace);
  EXPECT_EQ(variants[0].outcomes.at(0).meaning, "it \"ended\"");
}

TEST(CaseProgram, AnUnknownVariantListsTheNearNames) {
  const auto ended = puppet({"--json", "puppet.silnt"});
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_THAT(ended.out, IsEmpty());
  EXPECT_THAT(ended.err, HasSubstr("no variant 'puppet.silnt'; did you mean puppet.silent?"));
}

TEST(CaseProgram, WrongUsageIsExitCodeTwo) {
  EXPECT_EQ(puppet({"--no-such-option"}).exit_code, 2);
  EXPECT_EQ(puppet({"found"}).exit_code, 2);
  const auto refused = puppet({"--json", "--threads", "3"});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("puppet runs with 1 to 2 threads"));
}

TEST(CaseProgram, OfADetectorThatCannotReplaySaysSo) {
  for (const char* const also : {"--json", "--describe"}) {
    const auto refused = puppet({"--replay", "1CA1Q", also, "found"});
    EXPECT_EQ(refused.exit_code, 2);
  }
  const auto refused = puppet({"--replay", "1CA1Q", "found"});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.out, IsEmpty());
  EXPECT_THAT(refused.err, HasSubstr("--replay is of the model; tsan cannot replay"));
}

TEST(CaseProgram, HelpsWithItsOwnOptions) {
  const auto ended = puppet({"--help"});
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_THAT(ended.out,
              AllOf(HasSubstr("--json [VARIANT...]"), HasSubstr("--gtest_filter"), Not(HasSubstr("PASSED"))));
}

TEST(CaseProgram, OutputThatCannotBeWrittenIsExitCodeThree) {
  const auto ended = test::run(
      {.arguments = {"-c", "exec \"$0\" --describe > /dev/full", HEDDLE_PROGRAM}, .program = "bash"});
  EXPECT_EQ(ended.exit_code, 3);
  EXPECT_THAT(ended.err, HasSubstr("cannot write to standard output"));
}

}  // namespace
}  // namespace heddle
