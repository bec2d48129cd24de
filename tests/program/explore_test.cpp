// heddle explore over the cases of this build: what is found is named with its marked lines and its steps,
// what is proved is counted, and what is neither is inconclusive.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
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
using test::kCouldNotRun;
using test::kDone;
using test::kFound;
using test::kUsage;
using test::TemporaryFolder;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class Explore : public testing::Test {
 protected:
  Explore() {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): the process has one thread
    unsetenv("HEDDLE_CASES");
    // NOLINTNEXTLINE(concurrency-mt-unsafe): the process has one thread
    setenv("LC_ALL", "C", 1);  // pictures in ASCII
  }

  static Ended explore(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "explore");
    return test::heddle(std::move(arguments));
  }
};

// The lines of a source that are marked, as "file:line".
std::set<std::string> marked_lines(const std::string& file) {
  std::ifstream in(HEDDLE_SOURCE_FOLDER "/" + file);
  std::set<std::string> lines;
  int number = 0;
  for (std::string line; std::getline(in, line);)
    if (++number; line.find("// [race]") != std::string::npos)
      lines.insert(file + ":" + std::to_string(number));
  return lines;
}

TEST_F(Explore, FindsTheTornLineAndNamesTheFindingTheMarkedLinesAndTheSteps) {
  const TemporaryFolder folder;
  const Ended ended = explore({"torn_line.racy", "--json", folder / "out.json"});
  EXPECT_EQ(ended.exit_code, kFound);
  EXPECT_THAT(ended.err, IsEmpty());
  EXPECT_THAT(ended.out, AllOf(IsHarmless(), StartsWith("torn_line.racy under relacy: FOUND data race")));

  const json document = json::parse(test::read_bytes(folder / "out.json"));
  EXPECT_EQ(document.at("heddle_format"), 3);
  EXPECT_EQ(document.at("kind"), "verdicts");
  ASSERT_EQ(document.at("verdicts").size(), 1U);
  const json& verdict = document.at("verdicts")[0];
  EXPECT_EQ(verdict.at("status"), "found");
  EXPECT_EQ(verdict.at("finding"), "data_race");

  const auto marked = marked_lines("lib/heddle/log/line_buffer.hpp");
  ASSERT_THAT(marked, Not(IsEmpty()));
  ASSERT_EQ(verdict.at("places").size(), 2U);  // both accesses
  for (const json& place : verdict.at("places")) {
    const std::string line =
        place.at("file").get<std::string>() + ":" + std::to_string(place.at("line").get<int>());
    EXPECT_THAT(marked, Contains(line));
    EXPECT_THAT(ended.out, HasSubstr(line));
  }
  ASSERT_THAT(verdict.at("traces"), Not(IsEmpty()));
  for (const json& trace : verdict.at("traces")) {
    EXPECT_THAT(trace.at("threads"), Contains("worker 0"));
    EXPECT_THAT(trace.at("threads"), Contains("worker 1"));
  }
  const json& steps = verdict.at("traces")[0].at("steps");
  EXPECT_EQ(steps.back().at("fault"), true);
  EXPECT_THAT(ended.out, AllOf(HasSubstr("worker 0"), HasSubstr("worker 1"), HasSubstr("'log bytes used'")));
}

// Two threads that lock once each can do so in 2 orders, three in 6.
TEST_F(Explore, ProvesAFixedVariantAndCountsItsExecutions) {
  const Ended two = explore({"torn_line.mutex"});
  EXPECT_EQ(two.exit_code, kDone);
  EXPECT_THAT(two.out, AllOf(StartsWith("torn_line.mutex under relacy: PROVED"),
                             HasSubstr("all 2 inequivalent executions")));
  EXPECT_THAT(two.err, IsEmpty());
  const Ended three = explore({"torn_line.mutex", "--threads", "3"});
  EXPECT_EQ(three.exit_code, kDone);
  EXPECT_THAT(three.out, HasSubstr("all 6 inequivalent executions"));
}

TEST_F(Explore, GoesThroughAllVariantsOfACaseAndEndsWithWhatWasFound) {
  const Ended ended = explore({"wrong_lock", "--json", "-"});
  EXPECT_EQ(ended.exit_code, kFound);
  const json document = json::parse(ended.out);
  std::vector<std::pair<std::string, std::string>> seen;
  for (const json& verdict : document.at("verdicts"))
    seen.emplace_back(verdict.at("variant"), verdict.at("status"));
  EXPECT_THAT(seen, ElementsAre(std::pair("racy", "found"), std::pair("right_lock", "proved")));
  EXPECT_THAT(ended.err, AllOf(IsHarmless(), HasSubstr("wrong_lock.racy under relacy: FOUND"),
                               HasSubstr("\n\nwrong_lock.right_lock under relacy: PROVED")));
}

TEST_F(Explore, IsInconclusiveWhereTheSearchProvesNothing) {
  const Ended random =
      explore({"torn_line.mutex", "--scheduler", "random", "--seed", "7", "--max-executions", "5"});
  EXPECT_EQ(random.exit_code, kCouldNotRun);
  EXPECT_THAT(random.out,
              AllOf(HasSubstr("not found in 5 executions"), HasSubstr("seed 7"), Not(HasSubstr("PROVED"))));
  const Ended cut = explore({"torn_line.mutex", "--max-executions", "1"});
  EXPECT_EQ(cut.exit_code, kCouldNotRun);
  EXPECT_THAT(cut.out, AllOf(HasSubstr("not found in 1 execution "), HasSubstr("--max-executions")));
}

// Each step of it is locked: without a switch in between, no worker acts on what has changed.
TEST_F(Explore, FindsWithinABoundWhatNeedsNoMorePreemptions) {
  const Ended none = explore({"check_then_act.racy", "--scheduler", "bound", "--preemptions", "0"});
  EXPECT_EQ(none.exit_code, kCouldNotRun);
  EXPECT_THAT(none.out, AllOf(HasSubstr("not found"), HasSubstr("at most 0")));
  const Ended one = explore({"check_then_act.racy", "--scheduler", "bound", "--preemptions", "1"});
  EXPECT_EQ(one.exit_code, kFound);
  EXPECT_THAT(one.out, AllOf(HasSubstr("FOUND wrong outcome"), HasSubstr("twice")));
}

TEST_F(Explore, SaysInOneLineWhatNameThereIsNotAndWhichIsNear) {
  const std::vector<std::pair<std::string, std::string>> mistakes{
      {"torn_lin", "no case 'torn_lin'; did you mean torn_line?"},
      {"torn_line.mutx", "no variant 'torn_line.mutx'; did you mean torn_line.mutex?"},
      {"zzzzzzzz", "no case 'zzzzzzzz'; there are lost_update, "},
      {"", "CASE[.VARIANT] is missing"},
      {".racy", "no case ''"},
      {"torn_line.racy.racy", "did you mean torn_line.racy"},
      {"\x1b[31mred", "no case '\\x1b[31mred'"},
  };
  for (const auto& [name, message] : mistakes) {
    const Ended ended = explore({name});
    EXPECT_EQ(ended.exit_code, kUsage) << message;
    EXPECT_THAT(ended.err, AllOf(IsOneLine(), IsHarmless(), HasSubstr(message)));
    EXPECT_THAT(ended.out, IsEmpty());
  }
}

TEST_F(Explore, RefusesMoreThreadsThanTheVariantCanHave) {
  const Ended ended = explore({"torn_line", "--threads", "9"});
  EXPECT_EQ(ended.exit_code, kUsage);
  EXPECT_THAT(ended.err,
              AllOf(IsOneLine(), HasSubstr("torn_line.racy runs with 2 to 4 threads, and not with 9")));
  EXPECT_THAT(ended.out, IsEmpty());
}

TEST_F(Explore, StillSaysWhatItFoundWhenTheJsonCannotBeWritten) {
  const TemporaryFolder folder;
  const Ended ended = explore({"torn_line.mutex", "--json", folder / "nowhere/out.json"});
  EXPECT_EQ(ended.exit_code, kCouldNotRun);
  EXPECT_THAT(ended.out, HasSubstr("PROVED"));
  EXPECT_THAT(ended.err, AllOf(IsOneLine(), HasSubstr((folder / "nowhere/out.json").string())));
}

}  // namespace
}  // namespace heddle
