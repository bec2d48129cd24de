#include "explore_options.hpp"

#include <cstdint>
#include <stdexcept>

#include "heddle/core/shard.hpp"

namespace heddle {
namespace {

// Empty, or what is wrong with it.
std::string refusal_of_shard(const std::string& text) {
  try {
    shard_from(text);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "";
}

// An option that the explorer's program understands by itself.
template <class Check>
CLI::Option* pass_on(CLI::App& command, const std::shared_ptr<ExploreOptions>& options,
                     const std::string& name, const std::string& help, const Check& check) {
  return command
      .add_option_function<std::string>(
          name,
          [options, name](const std::string& value) {
            options->search.push_back(name);
            options->search.push_back(value);
          },
          help)
      ->check(check);
}

std::vector<CLI::Option*> add_search(CLI::App& command, const std::shared_ptr<ExploreOptions>& options) {
  const auto count = CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 62);
  CLI::Option* const scheduler =
      pass_on(command, options, "--scheduler",
              "Which executions are tried; dpor unless told:\n"
              "  dpor: every one that differs from the others\n"
              "  full: every one\n"
              "  bound: every one with few preemptions\n"
              "For what is too large, some, which proves nothing:\n"
              "  guided: comes back to what is rare\n"
              "  pct: with a promise for bugs of a depth\n"
              "  pos: over the orders of dependent operations\n"
              "  random: each choice at random",
              CLI::IsMember({"dpor", "full", "bound", "guided", "pct", "pos", "random"}))
          ->type_name("NAME");
  return {
      scheduler,
      pass_on(command, options, "--max-executions",
              "Give up after so many; 1,000,000 unless told, 10,000 of a scheduler that tries some", count)
          ->type_name("N"),
      pass_on(command, options, "--preemptions", "How many --scheduler bound allows; 2 unless told",
              CLI::Range(0, 1000))
          ->type_name("N")
          ->needs(scheduler),
      pass_on(
          command, options, "--depth",
          "How many things have to come together for the bug that --scheduler pct looks for; 3 unless told",
          CLI::Range(1, 1000))
          ->type_name("N")
          ->needs(scheduler),
      pass_on(command, options, "--seed",
              "What guided, pct, pos and random draw from; a new one each time unless told", count)
          ->type_name("N")
          ->needs(scheduler),
      command
          .add_option("--threads", options->threads,
                      "How many threads run the case; its own number unless told")
          ->type_name("N")
          ->check(CLI::Range(1, 64)),
      pass_on(command, options, "--max-steps", "Give up an execution after so many steps; 2,000 unless told",
              count)
          ->type_name("N"),
      pass_on(
          command, options, "--shard",
          "Only part I of N of the executions; run all parts anywhere, each with a --json of its own, and "
          "put them together with --merge",
          CLI::Validator(refusal_of_shard, ""))
          ->type_name("I/N"),
  };
}

void add_output(CLI::App& command, const std::shared_ptr<ExploreOptions>& options) {
  CLI::Option* const trace =
      command
          .add_option("--trace", options->trace,
                      "Write the executions that were found, step by step, in place of the verdicts:\n"
                      "  text: for a terminal\n"
                      "  html: a page of its own\n"
                      "  mermaid: Markdown with diagrams, for GitHub\n"
                      "  json: the verdicts with all steps")
          ->type_name("FORMAT")
          ->check(CLI::IsMember({"text", "html", "mermaid", "json"}));
  command
      .add_option("--trace-file", options->trace_file,
                  "Where --trace writes to, beside the verdicts; - for standard output, which is the default")
      ->type_name("FILE")
      ->needs(trace);
  command
      .add_option("--json", options->json, "Write the verdicts to this file as JSON; - for standard output")
      ->type_name("FILE");
}

}  // namespace

std::shared_ptr<ExploreOptions> add_explore_options(CLI::App& command) {
  const auto options = std::make_shared<ExploreOptions>();
  CLI::Option* const name = command.add_option(
      "CASE[.VARIANT]", options->name,
      "What to explore, all variants unless one is named; heddle cases --list has the names");
  const std::vector<CLI::Option*> search = add_search(command, options);

  CLI::Option* const replay =
      command
          .add_option("--replay", options->replay,
                      "No search: the one execution of this token, which came with a failure of CASE.VARIANT")
          ->type_name("TOKEN")
          ->check([](const std::string& token) { return token.empty() ? "the token is empty" : ""; });
  command
      .add_flag(
          "--step", options->step,
          "With --replay: the state after each step; on a terminal one at a time, forwards and backwards")
      ->needs(replay);
  CLI::Option* const merge = command
                                 .add_option("--merge", options->merge,
                                             "No search: the one verdict of all parts, from their JSON files")
                                 ->type_name("FILE")
                                 ->excludes(name)
                                 ->excludes(replay);
  for (CLI::Option* const option : search) {
    replay->excludes(option);
    merge->excludes(option);
  }

  add_output(command, options);
  options->cases.add_to(command);
  return options;
}

}  // namespace heddle
