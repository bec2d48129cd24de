// heddle explore --replay and --step as users meet them, over a case program that says what it is told to
// say.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "heddle/report/variant_json.hpp"
#include "heddle/report/verdict_json.hpp"
#include "process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;
using test::Ended;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kToken = "1CA1QFBCC7ozn6Wnn4sLjXo4";

Step step(int thread, const std::string& operation, const std::string& before, const std::string& after) {
  Step step;
  step.thread = thread;
  step.operation = operation;
  step.object = "rows";
  step.file = "case.hpp";
  step.line = 7;
  step.before = before;
  step.after = after;
  return step;
}

Verdict replayed(Verdict::Status status) {
  Verdict verdict;
  verdict.detector = "relacy";
  verdict.case_name = "told";
  verdict.variant = "racy";
  verdict.status = status;
  verdict.finding = status == Verdict::Status::kFound ? Finding::kWrongOutcome : Finding::kNone;
  verdict.summary = "as told";
  verdict.executions = 1;
  verdict.traces = {{.title = "the execution of the token",
                     .threads = {"main", "worker 0", "worker 1"},
                     .steps = {step(1, "load", "zero", "zero"), step(2, "store", "zero", "one"),
                               step(1, "store", "one", "two")},
                     .outcome = "the end"}};
  return verdict;
}

// A folder of case programs with one case, `told`, which answers what is given here and notes what it was
// asked.
class Replay : public testing::Test {
 protected:
  void tell(const Verdict& verdict) {
    fs::create_directories(folder_ / "relacy");
    std::ofstream(folder_ / "list.txt") << "told\n";
    std::array<Variant, 2> variants;
    variants[0].case_name = variants[1].case_name = "told";
    variants[0].name = "racy";
    variants[1].name = "fixed";
    const std::array verdicts{verdict};
    std::ofstream described(folder_ / "relacy/variants");
    write_json(described, variants);
    std::ofstream seen(folder_ / "relacy/verdicts");
    write_json(seen, verdicts);
    const fs::path program = folder_ / "relacy/told";
    std::ofstream(program) << "#!/bin/sh\n"
                              "here=${0%/*}\n"
                              "[ \"$1\" = --describe ] && exec cat \"$here/variants\"\n"
                              "echo \"$@\" > \"$here/asked\"\n"
                              "exec cat \"$here/verdicts\"\n";
    fs::permissions(program, fs::perms::owner_all);
  }
  std::vector<std::string> command(std::vector<std::string> more) const {
    more.insert(more.begin(), {"explore", "--cases", folder_ / "."});
    return more;
  }
  Ended explore(std::vector<std::string> more) const { return test::heddle(command(std::move(more))); }
  std::string asked() const { return test::read_bytes(folder_ / "relacy/asked"); }

  test::TemporaryFolder folder_;
};

TEST_F(Replay, AsksTheCaseProgramForOneVariantAndTheToken) {
  tell(replayed(Verdict::Status::kFound));
  EXPECT_THAT(explore({"told.racy", "--replay", kToken}).out, HasSubstr("as told"));
  EXPECT_EQ(asked(), "--json racy --replay " + std::string(kToken) + "\n");
}

TEST_F(Replay, EndsWithOneForAFindingZeroForNoneAndThreeForChangedCode) {
  for (const auto& [status, exit_code] : {std::pair{Verdict::Status::kFound, 1},
                                          {Verdict::Status::kNotFound, 0},
                                          {Verdict::Status::kCouldNotRun, 3}}) {
    tell(replayed(status));
    EXPECT_EQ(explore({"told.racy", "--replay", kToken}).exit_code, exit_code);
  }
}

TEST_F(Replay, IsOfOneVariantAndTakesNoOptionsOfASearch) {
  tell(replayed(Verdict::Status::kFound));
  const Ended several = explore({"told", "--replay", kToken});
  EXPECT_EQ(several.exit_code, 2);
  EXPECT_THAT(several.err, HasSubstr("name it: told.racy told.fixed"));
  for (const std::vector<std::string>& other :
       {std::vector<std::string>{"--scheduler", "full"}, {"--threads", "2"}, {"--max-steps", "9"}}) {
    std::vector<std::string> arguments{"told.racy", "--replay", kToken};
    arguments.insert(arguments.end(), other.begin(), other.end());
    const Ended refused = explore(arguments);
    EXPECT_EQ(refused.exit_code, 2);
    EXPECT_THAT(refused.err, HasSubstr("--replay"));
  }
  EXPECT_EQ(explore({"told.racy", "--replay", ""}).exit_code, 2);
  EXPECT_EQ(explore({"told.racy", "--step"}).exit_code, 2);
  EXPECT_THAT(test::heddle({"explore", "--help"}).out,
              AllOf(HasSubstr("--replay"), HasSubstr("--step"), HasSubstr("3 the code has changed")));
}

// ---- step by step

TEST_F(Replay, StepsThroughAllOfItAtOnceInAPipe) {
  tell(replayed(Verdict::Status::kFound));
  const Ended ended = explore({"told.racy", "--replay", kToken, "--step"});
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.out,
              AllOf(HasSubstr("before the first of 3 steps"), HasSubstr("step 1 of 3: worker 0: load 'rows'"),
                    HasSubstr("step 2 of 3"), HasSubstr("one (was zero)"), HasSubstr("step 3 of 3"),
                    HasSubstr("two (was one)"), Not(HasSubstr("Enter"))));
}

// What the program shows on a terminal on which somebody types this.
std::string on_a_terminal(std::vector<std::string> arguments, const std::string& typed, int& exit_code) {
  arguments.insert(arguments.begin(), HEDDLE_PROGRAM);
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  int terminal = -1;
  const pid_t child = forkpty(&terminal, nullptr, nullptr, nullptr);
  if (child == 0) {
    execv(argv[0], argv.data());
    _exit(126);
  }
  EXPECT_GT(child, 0);
  EXPECT_EQ(write(terminal, typed.data(), typed.size()), static_cast<ssize_t>(typed.size()));
  std::string shown;
  std::array<char, 4096> bytes;
  for (ssize_t count = 0; (count = read(terminal, bytes.data(), bytes.size())) > 0;)
    shown.append(bytes.data(), static_cast<std::size_t>(count));
  int status = 0;
  waitpid(child, &status, 0);
  close(terminal);
  exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return shown;
}

// The states that were shown, by the number of their step.
std::string visited(const std::string& shown) {
  std::string steps;
  std::istringstream lines(shown);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("before the first")) steps += '0';
    if (line.starts_with("step ") && line.find(" of 3:") == 6) steps += line[5];
  }
  return steps;
}

TEST_F(Replay, GoesStepByStepOnATerminalForwardsBackwardsAndAnywhere) {
  tell(replayed(Verdict::Status::kFound));
  const std::vector<std::string> arguments = command({"told.racy", "--replay", kToken, "--step"});
  for (const auto& [typed, steps] : std::vector<std::pair<std::string, std::string>>{
           {"\n\n\n\n", "0123"},      // Enter behind the last ends it
           {"q\n", "0"},              //
           {"\n\nb\nq\n", "0121"},    //
           {"3\nb\n0\nq\n", "0320"},  //
           {"4\n-1\nx\nb\n2\nq\n", "02"}}) {
    int exit_code = -1;
    EXPECT_EQ(visited(on_a_terminal(arguments, typed, exit_code)), steps) << typed;
    EXPECT_EQ(exit_code, 1);
  }
}

TEST_F(Replay, OnATerminalSaysWhatCanBeAskedAndWhatCannot) {
  tell(replayed(Verdict::Status::kFound));
  int exit_code = -1;
  const std::string shown =
      on_a_terminal(command({"told.racy", "--replay", kToken, "--step"}), "b\n7\n\x04", exit_code);
  EXPECT_THAT(shown, AllOf(HasSubstr("[0 of 3] Enter: next, b: back, a number: go there, q: quit"),
                           HasSubstr("this is the beginning"), HasSubstr("there is no such step")));
  EXPECT_EQ(exit_code, 1);
}

}  // namespace
}  // namespace heddle
