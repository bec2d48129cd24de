// Case programs that are missing, broken or hostile: explore and cases say so, lose nothing of the others,
// and never take silence for a proof.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "expectations.hpp"
#include "process.hpp"
#include "puppet_cases.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

using nlohmann::json;
using test::Ended;
using test::flowing;
using test::IsHarmless;
using test::IsOneLine;
using test::kCouldNotRun;
using test::kDone;
using test::kFound;
using test::kUsage;
using test::PuppetCases;
using test::TemporaryFolder;
using test::verdict;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

Ended explore(const PuppetCases& cases, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"explore", "--cases", cases.folder()});
  return test::heddle(std::move(arguments));
}

Ended catalogue(const PuppetCases& cases, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"cases", "--cases", cases.folder()});
  return test::heddle(std::move(arguments));
}

TEST(CaseFolder, WithoutCasesSaysInOneLineWhatToDo) {
  const TemporaryFolder folder;
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"explore", "torn_line"}, {"cases"}, {"cases", "torn_line"}, {"cases", "--list"}}) {
    auto all = arguments;
    all.insert(all.end(), {"--cases", folder.path()});
    const Ended ended = test::heddle(all);
    EXPECT_EQ(ended.exit_code, kCouldNotRun);
    EXPECT_THAT(ended.err, AllOf(IsOneLine(), HasSubstr("no list of cases in " + folder.path().string()),
                                 HasSubstr("ci/build"), HasSubstr("--cases")));
    EXPECT_THAT(ended.out, IsEmpty());
  }
}

TEST(CaseFolder, WithAListAndNoProgramsSaysWhatToBuild) {
  const PuppetCases cases({"puppet"});
  const Ended ended = explore(cases, {"puppet"});
  EXPECT_EQ(ended.exit_code, kCouldNotRun);
  EXPECT_THAT(ended.err,
              AllOf(IsOneLine(), HasSubstr("no program of the case 'puppet'"), HasSubstr("ci/build")));
}

TEST(CaseFolder, IsTheOneOfTheEnvironmentUnlessToldOtherwise) {
  PuppetCases named({"named"});
  named.answer("relacy", "named", {{.name = "fixed"}}, verdict("relacy", "named", "fixed", "proved"));
  PuppetCases told({"told"});
  told.answer("relacy", "told", {{.name = "fixed"}}, verdict("relacy", "told", "fixed", "proved"));
  const auto with = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"HEDDLE_CASES=" + named.folder(), HEDDLE_PROGRAM});
    return test::run({.arguments = arguments, .program = "env"});
  };
  EXPECT_THAT(with({"explore", "named"}).out, HasSubstr("named.fixed under relacy: PROVED"));
  EXPECT_THAT(with({"explore", "told", "--cases", told.folder()}).out,
              HasSubstr("told.fixed under relacy: PROVED"));
}

TEST(CaseFolder, WithoutTheExplorersProgramCanBeListedAndNotExplored) {
  PuppetCases cases({"puppet"});
  cases.answer("stress", "puppet", {{.name = "fixed"}}, {});
  EXPECT_EQ(catalogue(cases, {"--list"}).exit_code, kDone);
  const Ended ended = explore(cases, {"puppet"});
  EXPECT_EQ(ended.exit_code, kCouldNotRun);
  EXPECT_THAT(flowing(ended.out), AllOf(StartsWith("puppet.fixed under relacy: COULD NOT RUN"),
                                        HasSubstr(": it is not built; build it")));
}

struct Mishap {
  std::string name;
  std::string script;
  std::string told;  // part of what is said of it
};

void PrintTo(const Mishap& mishap, std::ostream* out) {
  *out << mishap.script;
}

class BrokenProgram : public testing::TestWithParam<Mishap> {};

TEST_P(BrokenProgram, CouldNotRunAndCostsNobodyTheOtherVariants) {
  const TemporaryFolder folder;
  PuppetCases cases({"puppet"});
  const std::vector<test::Described> variants{{.name = "broken"}, {.name = "fixed"}};
  cases.answer("relacy", "puppet", variants, verdict("relacy", "puppet", "fixed", "proved"));
  cases.add("relacy", "puppet", variants,
            "[ \"$2\" = fixed ] && exec cat \"$0.answer\"\n" + GetParam().script);
  const Ended ended = explore(cases, {"puppet", "--json", folder / "out.json"});
  EXPECT_EQ(ended.exit_code, kCouldNotRun);
  EXPECT_THAT(ended.err, IsEmpty());
  EXPECT_THAT(ended.out, AllOf(IsHarmless(), StartsWith("puppet.broken under relacy: COULD NOT RUN\n"),
                               HasSubstr("\npuppet.fixed under relacy: PROVED\n")));
  const json verdicts = json::parse(test::read_bytes(folder / "out.json")).at("verdicts");
  ASSERT_EQ(verdicts.size(), 2U);
  EXPECT_EQ(verdicts[0].at("status"), "could_not_run");
  EXPECT_THAT(verdicts[0].at("summary").get<std::string>(),
              AllOf(StartsWith(cases.path("relacy", "puppet").string() + ": "), HasSubstr(GetParam().told)));
  EXPECT_EQ(verdicts[1].at("status"), "proved");
}

TEST_P(BrokenProgram, IsUndecidedInTheCatalogueBesideWhatTheOthersSaw) {
  PuppetCases cases({"puppet"});
  cases.add("stress", "puppet", {{.name = "fixed"}}, GetParam().script);
  cases.answer("relacy", "puppet", {{.name = "fixed"}}, verdict("relacy", "puppet", "fixed", "proved"));
  const Ended ended = catalogue(cases, {"--detectors", "stress,relacy"});
  EXPECT_EQ(ended.exit_code, kCouldNotRun);
  EXPECT_THAT(ended.err, IsEmpty());
  EXPECT_THAT(ended.out, ContainsRegex("\n  fixed +\\? could not run +proved, 7\n"));
  EXPECT_THAT(flowing(ended.out), AllOf(HasSubstr("? puppet.fixed under stress: could not run: " +
                                                  cases.path("stress", "puppet").string()),
                                        HasSubstr(" 0 of 1 variant as declared; 1 undecided (?)")));
}

std::string answer(const std::string& document) {
  return "cat <<'END'\n" + document + "\nEND";
}

std::string newer() {
  json document = verdict("relacy", "puppet", "broken", "proved");
  document["heddle_format"] = 4;
  return answer(document.dump());
}

std::string twice() {
  json document = verdict("relacy", "puppet", "broken", "proved");
  document["verdicts"].push_back(document["verdicts"][0]);
  return answer(document.dump());
}

INSTANTIATE_TEST_SUITE_P(
    Mishaps, BrokenProgram,
    testing::Values(
        Mishap{"that_crashes", "kill -SEGV $$", "it ended with signal 11 (Segmentation fault)"},
        Mishap{"that_fails", "echo 'no luck' >&2; echo more >&2; exit 9",
               "it ended with exit code 9: no luck"},
        Mishap{"that_fails_without_a_word", "exit 9", "exit code 9; run it by itself to see more"},
        Mishap{"that_calls_it_wrong_usage", "echo 'what?' >&2; exit 2", "what?"},
        Mishap{"that_calls_it_wrong_usage_without_a_word", "exit 2", "exit code 2"},
        Mishap{"that_prints_nothing", "exit 0", "not JSON"},
        Mishap{"that_prints_garbage", "printf 'gar\\033[31mbage\\377'", "not JSON"},
        Mishap{"that_prints_half_an_answer", "head -c 40 \"$0.described\"", "not JSON"},
        Mishap{"that_prints_without_end", "exec yes", "it printed more than 64 MiB"},
        Mishap{"that_hangs_up", "exec 1>&- 2>&-", "not JSON"},
        Mishap{"that_is_newer", newer(),
               "heddle_format 4, and this heddle reads 3 at most; use a newer heddle"},
        Mishap{"that_answers_another_question", "cat \"$0.described\"", "of the kind 'variants'"},
        Mishap{"that_gives_no_verdict", answer(R"({"heddle_format":1,"kind":"verdicts","verdicts":[]})"),
               "it gave 0 verdicts of one variant"},
        Mishap{"that_gives_two_verdicts", twice(), "it gave 2 verdicts of one variant"},
        Mishap{"that_gives_a_verdict_of_another_variant",
               answer(verdict("relacy", "puppet", "other", "proved").dump()),
               "it gave a verdict of something else, puppet.other under relacy"},
        // As any program that a shell starts: ours ignores this signal.
        Mishap{"that_writes_into_a_closed_pipe", "kill -PIPE $$; exit 9", "signal 13"}),
    [](const auto& mishap) { return mishap.param.name; });

TEST(CaseProgram, ThatLeavesAProcessBehindKeepsNobodyWaiting) {
  PuppetCases cases({"puppet"});
  cases.add("relacy", "puppet", {{.name = "fixed"}}, "sleep 3600 & echo $! > \"$0.left\"");
  const Ended ended = explore(cases, {"puppet"});
  kill(static_cast<pid_t>(std::stol(test::read_bytes(cases.path("relacy", "puppet").string() + ".left"))),
       SIGKILL);
  EXPECT_EQ(ended.exit_code, kCouldNotRun);
  EXPECT_THAT(flowing(ended.out), HasSubstr("not JSON"));
}

TEST(CaseProgram, ThatHangsIsEndedAtTheTimeout) {
  PuppetCases cases({"puppet"});
  cases.add("relacy", "puppet", {{.name = "fixed"}}, "exec sleep 3600");
  const Ended ended = explore(cases, {"puppet", "--timeout", "1"});
  EXPECT_EQ(ended.exit_code, kCouldNotRun);
  EXPECT_THAT(flowing(ended.out),
              HasSubstr("it gave no answer in 1 s and was ended; --timeout waits longer"));
}

TEST(CaseProgram, ThatIsNoProgramAtAllCouldNotRun) {
  PuppetCases cases({"puppet"});
  cases.answer("stress", "puppet", {{.name = "fixed"}}, {});
  test::write_bytes(cases.path("relacy", "puppet"),
                    "\x7f"
                    "ELF, and no more");
  std::filesystem::permissions(cases.path("relacy", "puppet"), std::filesystem::perms::owner_all);
  const Ended ended = explore(cases, {"puppet"});
  EXPECT_EQ(ended.exit_code, kCouldNotRun);
  EXPECT_THAT(flowing(ended.out), HasSubstr("it cannot be started: Exec format error"));
}

// An empty answer is no proof of everything.
TEST(CaseProgram, ThatDescribesNothingOrAnotherCaseCouldNotRun) {
  PuppetCases cases({"empty", "other"});
  cases.answer("relacy", "empty", {}, {});
  cases.answer("relacy", "other", {{.name = "fixed"}}, {});
  test::write_bytes(cases.path("relacy", "other").string() + ".described",
                    test::described("empty", {{.name = "fixed"}}).dump());
  const Ended empty = explore(cases, {"empty"});
  EXPECT_EQ(empty.exit_code, kCouldNotRun);
  EXPECT_THAT(empty.err, AllOf(IsOneLine(), HasSubstr("it describes no variant")));
  const Ended other = explore(cases, {"other"});
  EXPECT_EQ(other.exit_code, kCouldNotRun);
  EXPECT_THAT(other.err, AllOf(IsOneLine(), HasSubstr("it describes another case, 'empty'")));
}

TEST(CaseProgram, ThatCannotDescribeItsCaseIsStoodInForByAnother) {
  PuppetCases cases({"puppet"});
  cases.answer("relacy", "puppet", {}, verdict("relacy", "puppet", "fixed", "proved"));
  cases.answer("tsan", "puppet", {{.name = "fixed"}}, {});
  EXPECT_THAT(explore(cases, {"puppet"}).out, HasSubstr("PROVED"));
}

TEST(CaseProgram, OfOneCaseCostsNobodyTheOtherCases) {
  const TemporaryFolder folder;
  PuppetCases cases({"bad", "good"});
  test::write_bytes(cases.path("relacy", "bad"), "#!/bin/sh\nkill -ABRT $$\n");
  std::filesystem::permissions(cases.path("relacy", "bad"), std::filesystem::perms::owner_all);
  cases.answer("relacy", "good", {{.name = "fixed"}}, verdict("relacy", "good", "fixed", "proved"));
  const Ended ended = catalogue(cases, {"--detectors", "relacy", "--json", folder / "out.json"});
  EXPECT_EQ(ended.exit_code, kCouldNotRun);
  EXPECT_THAT(ended.out, ContainsRegex("\ngood\n  fixed +proved, 7\n"));
  const std::string bad = cases.path("relacy", "bad");
  EXPECT_THAT(flowing(ended.out), AllOf(HasSubstr(" ? bad: " + bad + ": it ended with signal 6"),
                                        HasSubstr(" 1 of 1 variant as declared; 1 case unknown")));
  const json document = json::parse(test::read_bytes(folder / "out.json"));
  EXPECT_EQ(document.at("variants").size(), 1U);
  ASSERT_EQ(document.at("undescribed").size(), 1U);
  EXPECT_EQ(document.at("undescribed")[0].at("case"), "bad");
  EXPECT_EQ(catalogue(cases, {"--list"}).exit_code, kCouldNotRun);
}

TEST(Found, GoesBeforeWhatCouldNotRun) {
  PuppetCases cases({"puppet"});
  const std::vector<test::Described> variants{{.name = "broken"}, {.name = "racy"}, {.name = "broken_too"}};
  cases.answer("relacy", "puppet", variants, verdict("relacy", "puppet", "racy", "found", "deadlock"));
  cases.add("relacy", "puppet", variants, "[ \"$2\" = racy ] && exec cat \"$0.answer\"\nexit 9");
  EXPECT_EQ(explore(cases, {"puppet"}).exit_code, kFound);
}

TEST(Options, ThatTheExplorerDoesNotLikeAreWrongUsage) {
  PuppetCases cases({"puppet"});
  cases.add("relacy", "puppet", {{.name = "fixed"}}, "echo \"no $3 $4, please\" >&2; echo more >&2; exit 2");
  const Ended ended = explore(cases, {"puppet", "--max-steps", "5"});
  EXPECT_EQ(ended.exit_code, kUsage);
  EXPECT_THAT(ended.err, AllOf(IsOneLine(), HasSubstr("no --max-steps 5, please")));
}

TEST(Options, ThatOneOfTheVariantsCannotHaveAreRefusedBeforeAnyLook) {
  PuppetCases cases({"puppet"});
  cases.add("relacy", "puppet", {{.name = "three"}, {.name = "two", .max_threads = 2}}, "exit 9");
  const Ended ended = explore(cases, {"puppet", "--threads", "3"});
  EXPECT_EQ(ended.exit_code, kUsage);
  EXPECT_THAT(ended.err, AllOf(IsOneLine(), HasSubstr("puppet.two runs with 2 threads, and not with 3")));
  EXPECT_THAT(ended.out, IsEmpty());
}

TEST(Options, ReachTheExplorerAsTheyWereGiven) {
  PuppetCases cases({"puppet"});
  cases.add("relacy", "puppet", {{.name = "fixed"}}, "echo \"$@\" >&2; exit 9");
  EXPECT_THAT(
      flowing(explore(cases, {"puppet", "--scheduler", "random", "--seed", "3", "--threads", "3"}).out),
      testing::EndsWith("exit code 9: --json fixed --scheduler random --seed 3 --threads 3"));
  EXPECT_THAT(flowing(explore(cases, {"puppet"}).out), testing::EndsWith("exit code 9: --json fixed"));
}

TEST(Disagreement, IsFoundWithWhatIsDeclaredAndWhatWasSeenSideBySide) {
  const TemporaryFolder folder;
  PuppetCases cases({"puppet"});
  const std::vector<test::Described> variants{{.name = "racy", .tsan = "data_race", .relacy = "data_race"}};
  cases.answer("tsan", "puppet", variants, verdict("tsan", "puppet", "racy", "not_found"));
  cases.answer("relacy", "puppet", variants, verdict("relacy", "puppet", "racy", "found", "lock_order"));
  const Ended ended = catalogue(cases, {"--detectors", "tsan,relacy", "--json", folder / "out.json"});
  EXPECT_EQ(ended.exit_code, kFound);
  EXPECT_THAT(ended.err, IsEmpty());
  EXPECT_THAT(ended.out, ContainsRegex("\n  racy +! nothing +! lock order\n"));
  EXPECT_THAT(
      ended.out,
      AllOf(HasSubstr("\n! puppet.racy under tsan: declared: data race; seen: nothing: a puppet's summary\n"),
            HasSubstr("\n! puppet.racy under relacy: declared: data race; seen: lock order inversion"),
            HasSubstr("\n0 of 1 variant as declared; 1 otherwise (!)\n")));
  const json verdicts = json::parse(test::read_bytes(folder / "out.json")).at("variants")[0].at("verdicts");
  EXPECT_EQ(verdicts[0].at("agreement"), "differs");
  EXPECT_EQ(verdicts[0].at("reasons")[0], "declared: data race; seen: nothing: a puppet's summary");
}

TEST(Disagreement, GoesBeforeWhatCouldNotRun) {
  PuppetCases cases({"puppet"});
  cases.answer("tsan", "puppet", {{.name = "fixed"}},
               verdict("tsan", "puppet", "fixed", "found", "data_race"));
  EXPECT_EQ(catalogue(cases, {"--detectors", "tsan,relacy"}).exit_code, kFound);
}

TEST(Proof, ThatIsMissingIsUndecidedAndNoAgreement) {
  PuppetCases cases({"puppet"});
  cases.answer("relacy", "puppet", {{.name = "fixed"}}, verdict("relacy", "puppet", "fixed", "not_found"));
  const Ended ended = catalogue(cases, {"--detectors", "relacy"});
  EXPECT_EQ(ended.exit_code, kCouldNotRun);
  EXPECT_THAT(ended.out, ContainsRegex("\n  fixed +\\? no proof\n"));
  EXPECT_THAT(ended.out,
              HasSubstr("? puppet.fixed under relacy: declared: a proof; seen: a puppet's summary"));
}

// A name that would move the cursor, change colours and forge a line, C1 controls included.
const std::string kHostile = "ev\x1b[31mil\x07\x7f\xc2\x9b" + std::string(60, 'l');
const std::string kHostileShown = R"(ev\x1b[31mil\x07\x7f\xc2\x9b)" + std::string(60, 'l');

class HostileNames : public testing::Test {
 protected:
  HostileNames() : cases_({kHostile}) {
    for (const char* const detector : {"stress", "relacy"})
      cases_.add(detector, kHostile, {{.name = kHostile + "\r\nPROVED", .relacy = "data_race"}},
                 "printf 'sa\\033[31mid' >&2; exit 9");
  }
  PuppetCases cases_;
};

TEST_F(HostileNames, AreMadePrintableByExplore) {
  const Ended ended = explore(cases_, {kHostile});
  EXPECT_EQ(ended.exit_code, kCouldNotRun);
  EXPECT_THAT(ended.out, IsHarmless());
  EXPECT_THAT(flowing(ended.out), AllOf(HasSubstr(kHostileShown + ".ev"), HasSubstr(R"(sa\x1b[31mid)")));
}

TEST_F(HostileNames, AreMadePrintableByTheCatalogueAndItsList) {
  for (const char* const option : {"--list", "--detectors=stress,relacy"}) {
    const Ended ended = catalogue(cases_, {option});
    EXPECT_THAT(ended.out, AllOf(IsHarmless(), HasSubstr("\n" + kHostileShown + "\n"))) << option;
    EXPECT_THAT(ended.err, IsEmpty());
  }
}

TEST_F(HostileNames, AreMadePrintableWhereTheyAreOfferedInPlaceOfAnother) {
  const Ended ended = explore(cases_, {"zzzzzzzz"});
  EXPECT_EQ(ended.exit_code, kUsage);
  EXPECT_THAT(ended.err, AllOf(IsOneLine(), IsHarmless(), HasSubstr("there are " + kHostileShown)));
}

// On a terminal a line tells how far it has come; it is erased, and fits, so that nothing is left of it.
TEST_F(HostileNames, CannotSteerATerminalThatIsToldOfTheProgress) {
  const std::string erase = "\r\x1b[K";
  for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
           {"explore", kHostile}, {"cases", "--detectors", "stress,relacy"}}) {
    auto arguments = command;
    arguments.insert(arguments.end(), {"--cases", cases_.folder()});
    const Ended ended = test::run({.arguments = arguments, .on_a_terminal = true});
    EXPECT_EQ(ended.exit_code, kCouldNotRun);
    EXPECT_THAT(ended.out, AllOf(IsHarmless(), HasSubstr(kHostileShown)));
    ASSERT_THAT(ended.err, AllOf(HasSubstr(R"(ev\x1b[31mil)"), testing::EndsWith(erase)));
    for (std::size_t at = 0; at < ended.err.size();) {
      ASSERT_EQ(ended.err.substr(at, erase.size()), erase);
      at += erase.size();
      const std::string line = ended.err.substr(at, ended.err.find(erase, at) - at);
      EXPECT_THAT(line, AllOf(IsHarmless(), Not(HasSubstr("\n"))));
      EXPECT_LT(line.size(), 80U) << line;
      at += line.size();
    }
  }
}

}  // namespace
}  // namespace heddle
