// What a case program makes of its command line.
#include "sanitizers/harness/command_line.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

namespace heddle {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Task = CommandLine::Task;

CommandLine parsed(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "program");
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  return parse_command_line(static_cast<int>(arguments.size()), argv.data());
}

std::string refusal(const std::vector<std::string>& arguments) {
  try {
    parsed(arguments);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "";
}

TEST(CommandLine, NothingMeansTests) {
  const CommandLine line = parsed({});
  EXPECT_EQ(line.task, Task::kTest);
  EXPECT_THAT(line.variants, IsEmpty());
  EXPECT_EQ(line.options.rounds, 0U);
}

TEST(CommandLine, JsonTakesVariants) {
  EXPECT_THAT(parsed({"--json", "racy", "mutex"}).variants, ElementsAre("racy", "mutex"));
  EXPECT_EQ(parsed({"racy", "--json"}).task, Task::kJson);
  EXPECT_EQ(parsed({"--describe"}).task, Task::kDescribe);
  EXPECT_EQ(parsed({"--help"}).task, Task::kHelp);
}

TEST(CommandLine, SaysHowHardToLook) {
  const DetectorOptions options =
      parsed({"--json", "--threads", "3", "--rounds=18446744073709551615", "--hang-seconds", "2.5",
              "--scheduler", "random", "--max-executions", "7", "--preemptions", "0", "--depth", "5",
              "--seed", "42", "--max-steps", "9"})
          .options;
  EXPECT_EQ(options.threads, 3);
  EXPECT_EQ(options.rounds, 18446744073709551615U);
  EXPECT_EQ(options.hang_seconds, 2.5);
  EXPECT_EQ(options.scheduler, "random");
  EXPECT_EQ(options.max_executions, 7U);
  EXPECT_EQ(options.preemptions, 0);
  EXPECT_EQ(options.depth, 5);
  EXPECT_EQ(options.seed, 42U);
  EXPECT_EQ(options.max_steps, 9U);
}

TEST(CommandLine, AReplayIsATaskOfOneVariant) {
  const CommandLine line = parsed({"--replay", "1CA1Q", "racy"});
  EXPECT_EQ(line.task, Task::kReplay);
  EXPECT_EQ(line.options.replay, "1CA1Q");
  EXPECT_THAT(line.variants, ElementsAre("racy"));
  EXPECT_EQ(parsed({"--replay", "1CA1Q", "--json", "racy"}).task, Task::kJson);
  EXPECT_EQ(parsed({"--json", "--replay", "1CA1Q", "racy"}).task, Task::kJson);
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"--replay", "1CA1Q"},
                                                    {"--replay", "1CA1Q", "racy", "mutex"},
                                                    {"--json", "--replay", "1CA1Q"}})
    EXPECT_EQ(refusal(arguments), "--replay goes with one variant, the one that its token came with");
  EXPECT_EQ(refusal({"--replay", "", "racy"}), "--replay has an empty token; copy it from a verdict");
}

TEST(CommandLine, RefusesValuesThatAreNone) {
  EXPECT_THAT(refusal({"--rounds", "many"}), HasSubstr("--rounds 'many' is not a whole number from 1"));
  EXPECT_THAT(refusal({"--rounds", "-1"}), HasSubstr("'-1' is not"));
  EXPECT_THAT(refusal({"--rounds", "0"}), HasSubstr("'0' is not"));
  EXPECT_THAT(refusal({"--rounds", "7x"}), HasSubstr("'7x' is not"));
  EXPECT_THAT(refusal({"--rounds", "99999999999999999999"}), HasSubstr("is not"));
  EXPECT_THAT(refusal({"--threads", "3000000000"}), HasSubstr("to 2147483647"));
  EXPECT_THAT(refusal({"--rounds", "\x1b"}), HasSubstr("'\\x1b' is not"));
  for (const std::string seconds : {"0", "-1", "nan", "inf", "", "1s"})
    EXPECT_THAT(refusal({"--hang-seconds", seconds}), HasSubstr("not a number of seconds above 0"))
        << seconds;
  EXPECT_EQ(refusal({"--rounds"}), "--rounds lacks its value; see --help");
}

TEST(CommandLine, TakesAPartOfASearch) {
  const auto shard = parsed({"--json", "--shard", "2/4"}).options.shard;
  ASSERT_TRUE(shard.has_value());
  EXPECT_EQ(shard->index, 2);
  EXPECT_EQ(shard->count, 4);
  EXPECT_FALSE(parsed({"--json"}).options.shard.has_value());
  EXPECT_THAT(refusal({"--json", "--shard", "5/4"}), HasSubstr("--shard '5/4' is not I/N"));
}

TEST(CommandLine, APartOfASearchWithoutJsonIsRefused) {
  EXPECT_THAT(refusal({"--shard", "2/4"}), HasSubstr("--shard goes with --json"));
}

TEST(CommandLine, RefusesUnknownOptionsAndNamesTheNearOnes) {
  EXPECT_EQ(refusal({"--round", "7", "--no-such"}),
            "no option '--no-such'; there are --json, --describe, --help, "
            "--threads, --rounds, --hang-seconds, --scheduler, "
            "--max-executions, --preemptions, --depth, --seed, --max-steps, --replay and --shard");
  EXPECT_THAT(refusal({"--jsn"}), HasSubstr("no option '--jsn'; did you mean --json?"));
  EXPECT_THAT(refusal({"-x"}), HasSubstr("no option '-x'"));
}

TEST(CommandLine, AVariantWithoutJsonIsRefused) {
  EXPECT_EQ(refusal({"racy"}), "'racy' goes with --json; which tests are run is said by --gtest_filter");
}

TEST(CommandLine, TheHelpNamesEveryOption) {
  for (const char* const option :
       {"--json", "--describe", "--threads", "--rounds", "--hang-seconds", "--scheduler", "--max-executions",
        "--preemptions", "--depth", "--seed", "--max-steps", "--replay", "--shard"})
    EXPECT_THAT(std::string(kCaseProgramHelp), HasSubstr(option));
}

}  // namespace
}  // namespace heddle
