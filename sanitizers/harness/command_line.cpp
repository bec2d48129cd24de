#include "sanitizers/harness/command_line.hpp"

#include <getopt.h>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <stdexcept>
#include <system_error>

#include "heddle/core/near_names.hpp"
#include "heddle/core/printable.hpp"

namespace heddle {
namespace {

enum Option : int {
  kJson = 1000,
  kDescribe,
  kHelp,
  kThreads,
  kRounds,
  kHangSeconds,
  kScheduler,
  kMaxExecutions,
  kPreemptions,
  kDepth,
  kSeed,
  kMaxSteps,
  kReplay,
  kShard,
};

constexpr option kOptions[] = {{"json", no_argument, nullptr, kJson},
                               {"describe", no_argument, nullptr, kDescribe},
                               {"help", no_argument, nullptr, kHelp},
                               {"threads", required_argument, nullptr, kThreads},
                               {"rounds", required_argument, nullptr, kRounds},
                               {"hang-seconds", required_argument, nullptr, kHangSeconds},
                               {"scheduler", required_argument, nullptr, kScheduler},
                               {"max-executions", required_argument, nullptr, kMaxExecutions},
                               {"preemptions", required_argument, nullptr, kPreemptions},
                               {"depth", required_argument, nullptr, kDepth},
                               {"seed", required_argument, nullptr, kSeed},
                               {"max-steps", required_argument, nullptr, kMaxSteps},
                               {"replay", required_argument, nullptr, kReplay},
                               {"shard", required_argument, nullptr, kShard},
                               {nullptr, 0, nullptr, 0}};

std::string option_name(int number) {
  for (const option& one : kOptions)
    if (one.name != nullptr && one.val == number) return std::string("--") + one.name;
  return "";
}

template <class Number>
Number whole_number(int number, const char* text, Number least) {
  const std::string_view digits = text;
  Number value{};
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc() && end == digits.data() + digits.size() && value >= least) return value;
  throw std::invalid_argument(option_name(number) + " '" + printable(digits) +
                              "' is not a whole number from " + std::to_string(least) + " to " +
                              std::to_string(std::numeric_limits<Number>::max()));
}

double seconds(int number, const char* text) {
  char* end = nullptr;
  const double value = std::strtod(text, &end);
  if (end != text && *end == '\0' && std::isfinite(value) && value > 0) return value;
  throw std::invalid_argument(option_name(number) + " '" + printable(text) +
                              "' is not a number of seconds above 0");
}

Shard shard(int number, const char* text) {
  try {
    return shard_from(text);
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(option_name(number) + " " + error.what());
  }
}

[[noreturn]] void refuse(const char* argument) {
  std::vector<std::string> names;
  for (const option& one : kOptions)
    if (one.name != nullptr) names.push_back(std::string("--") + one.name);
  throw std::invalid_argument(no_such_name("option", argument, names));
}

void set(CommandLine& line, int number, const char* value) {
  DetectorOptions& options = line.options;
  switch (number) {
    case kJson:
      line.task = CommandLine::Task::kJson;
      break;
    case kDescribe:
      line.task = CommandLine::Task::kDescribe;
      break;
    case kHelp:
      line.task = CommandLine::Task::kHelp;
      break;
    case kThreads:
      options.threads = whole_number<int>(number, value, 1);
      break;
    case kRounds:
      options.rounds = whole_number<std::uint64_t>(number, value, 1);
      break;
    case kHangSeconds:
      options.hang_seconds = seconds(number, value);
      break;
    case kScheduler:
      options.scheduler = value;
      break;
    case kMaxExecutions:
      options.max_executions = whole_number<std::uint64_t>(number, value, 1);
      break;
    case kPreemptions:
      options.preemptions = whole_number<int>(number, value, 0);
      break;
    case kDepth:
      options.depth = whole_number<int>(number, value, 1);
      break;
    case kSeed:
      options.seed = whole_number<std::uint64_t>(number, value, 1);
      break;
    case kMaxSteps:
      options.max_steps = whole_number<std::uint64_t>(number, value, 1);
      break;
    case kReplay:
      if (*value == '\0') throw std::invalid_argument("--replay has an empty token; copy it from a verdict");
      options.replay = value;
      if (line.task == CommandLine::Task::kTest) line.task = CommandLine::Task::kReplay;
      break;
    case kShard:
      options.shard = shard(number, value);
      break;
    default:
      break;
  }
}

}  // namespace

CommandLine parse_command_line(int argc, char** argv) {
  CommandLine line;
  ::optind = 0;  // glibc: begin anew, wherever an earlier call stopped
  ::opterr = 0;  // what is wrong is told below
  for (;;) {
    const int at = ::optind > 0 ? ::optind : 1;
    // NOLINTNEXTLINE(concurrency-mt-unsafe): the process has one thread
    const int number = ::getopt_long(argc, argv, ":", kOptions, nullptr);
    if (number == -1) break;
    if (number == ':') throw std::invalid_argument(option_name(::optopt) + " lacks its value; see --help");
    if (number == '?') refuse(argv[at]);
    set(line, number, ::optarg);
  }
  for (int i = ::optind; i < argc; ++i) line.variants.emplace_back(argv[i]);
  if (!line.options.replay.empty() && line.variants.size() != 1)
    throw std::invalid_argument("--replay goes with one variant, the one that its token came with");
  const bool names_variants =
      line.task == CommandLine::Task::kJson || line.task == CommandLine::Task::kReplay;
  if (!line.variants.empty() && !names_variants)
    throw std::invalid_argument("'" + printable(line.variants[0]) +
                                "' goes with --json; which tests are run is said by --gtest_filter");
  if (line.options.shard && line.task == CommandLine::Task::kTest)
    throw std::invalid_argument(
        "--shard goes with --json: part of a search makes no test green; whole tests are shared out by "
        "GTEST_TOTAL_SHARDS and GTEST_SHARD_INDEX");
  return line;
}

}  // namespace heddle
