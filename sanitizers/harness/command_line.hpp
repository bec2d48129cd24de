// What a case program was asked to do.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "heddle/core/detector.hpp"

namespace heddle {

struct CommandLine {
  enum class Task { kTest, kJson, kReplay, kDescribe, kHelp };

  Task task = Task::kTest;
  std::vector<std::string> variants;  // empty: all
  DetectorOptions options;
};

inline constexpr std::string_view kCaseProgramHelp =
    "Runs the variants of one case under one detector, and compares what it saw with what they declare.\n"
    "\n"
    "  (nothing)             one GoogleTest test for each variant; --gtest_filter=PATTERN, "
    "--gtest_list_tests\n"
    "  --json [VARIANT...]   looks (at all variants), and prints the verdicts as JSON\n"
    "  --replay TOKEN VARIANT\n"
    "                        replays one execution of the model, that of a failure's token; with --json as "
    "JSON\n"
    "  --describe            prints what the variants declare, as JSON\n"
    "\n"
    "How hard to look; a detector ignores what does not concern it:\n"
    "  --threads N           of the variant, from its least to its most\n"
    "  --rounds N            of real threads\n"
    "  --hang-seconds S      without progress until it counts as hung\n"
    "  --scheduler NAME      of the model: dpor, full, bound, random, pct, pos, guided\n"
    "  --max-executions N    of the model\n"
    "  --preemptions N       of the bounded search\n"
    "  --depth N             of the bugs that pct looks for\n"
    "  --seed N              of random, pct, pos and guided\n"
    "  --max-steps N         of one execution\n"
    "  --shard I/N           part I of N of the model's executions; goes with --json\n";

// What is left on the command line when GoogleTest has taken its own flags.
// Errors: std::invalid_argument in one line. Thread safety: one thread (getopt).
CommandLine parse_command_line(int argc, char** argv);

}  // namespace heddle
