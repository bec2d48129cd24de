#include "sanitizers/relacy/explore.hpp"

#include <chrono>
#include <memory>
#include <random>
#include <stdexcept>
#include <utility>
#include <vector>

#include "heddle/core/completeness.hpp"
#include "heddle/core/numbers.hpp"
#include "heddle/core/seconds_since.hpp"
#include "sanitizers/relacy/dpor.hpp"
#include "sanitizers/relacy/guided.hpp"
#include "sanitizers/relacy/limits.hpp"
#include "sanitizers/relacy/nondeterminism.hpp"
#include "sanitizers/relacy/pct.hpp"
#include "sanitizers/relacy/pos.hpp"
#include "sanitizers/relacy/random_search.hpp"
#include "sanitizers/relacy/scout.hpp"
#include "sanitizers/relacy/search.hpp"
#include "sanitizers/relacy/shortest.hpp"
#include "sanitizers/relacy/split.hpp"
#include "sanitizers/relacy/tree_search.hpp"

namespace heddle {
namespace {

using model::Mode;
using model::Scheduler;
using model::SearchResult;
using model::SearchSettings;

constexpr std::uint64_t kMaxExecutions = 1'000'000;
constexpr std::uint64_t kMaxSampledExecutions = 10'000;
constexpr std::uint64_t kMaxCut = 100;  // executions beyond max_steps, until there is no hope
constexpr int kPreemptions = 2;

std::unique_ptr<Scheduler> make_scheduler(const DetectorOptions& options) {
  if (options.scheduler.empty() || options.scheduler == "dpor") return std::make_unique<model::Dpor>();
  if (options.scheduler == "full") return std::make_unique<model::TreeSearch>();
  if (options.scheduler == "bound")
    return std::make_unique<model::TreeSearch>(options.preemptions < 0 ? kPreemptions : options.preemptions);
  const std::uint64_t seed = options.seed != 0 ? options.seed : std::random_device{}();
  if (options.scheduler == "random") return std::make_unique<model::RandomSearch>(seed);
  if (options.scheduler == "pct")
    return std::make_unique<model::Pct>(seed, options.depth == 0 ? model::Pct::kDepth : options.depth);
  if (options.scheduler == "pos") return std::make_unique<model::Pos>(seed);
  if (options.scheduler == "guided") return std::make_unique<model::Guided>(seed);
  throw std::invalid_argument("there is no scheduler '" + options.scheduler +
                              "'; choose one of: dpor full bound random pct pos guided");
}

SearchSettings make_settings(const Variant& variant, const DetectorOptions& options,
                             const Scheduler& scheduler) {
  SearchSettings settings;
  settings.variant = &variant;
  settings.threads = threads_for(variant, options);
  settings.stop_at_interesting = variant.expected.model == Finding::kWrongOutcome;
  settings.max_executions = options.max_executions != 0 ? options.max_executions
                            : scheduler.is_sampling()   ? kMaxSampledExecutions
                                                        : kMaxExecutions;
  settings.max_steps = options.max_steps != 0 ? options.max_steps : model::kUsualMaxSteps;
  settings.max_cut = kMaxCut;
  return settings;
}

bool is_reduced(const DetectorOptions& options) {
  return options.scheduler.empty() || options.scheduler == "dpor";
}

// Errors: std::invalid_argument for a search that cannot be split.
void split(Scheduler& scheduler, const DetectorOptions& options, SearchSettings settings) {
  settings.max_executions = settings.max_cut = 1;
  model::Scout scout;
  search(settings, scout);
  if (!scheduler.take_part(model::Split(*options.shard, scout.outlook())))
    throw std::invalid_argument("--shard splits a search that goes through all executions, and '" +
                                options.scheduler + "' does not: give each run of it a --seed of its own");
}

std::string executions(std::uint64_t count) {
  return quantity(count, "execution", "executions");
}

std::string as_hex(std::uint64_t number) {
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text += "0123456789abcdef"[number >> shift & 15];
  return text;
}

// "partial order reduction, 2 threads"
std::string search_in_words(const SearchSettings& settings, const Scheduler& scheduler) {
  return scheduler.words() + ", " + std::to_string(settings.threads) +
         (settings.threads == 1 ? " thread" : " threads");
}

Part part_of(const DetectorOptions& options, const SearchResult& first, const SearchResult& result,
             const SearchSettings& settings, const Scheduler& scheduler) {
  const bool complete = result.exhausted && result.cut == 0 && !result.failure;
  return {.shard = *options.shard,
          .complete = complete,
          .bounded = !scheduler.is_exhaustive(),
          .inequivalent = is_reduced(options),
          .search = search_in_words(settings, scheduler),
          .start = as_hex(first.fingerprint),
          .split = complete ? as_hex(scheduler.split_fingerprint()) : ""};
}

// Of a search that found nothing and was not complete: how far it got, and why no further.
std::string shortfall(Verdict& verdict, const SearchResult& result, const SearchSettings& settings,
                      const Scheduler& scheduler) {
  if (result.cut > 0) {
    if (!result.busiest.empty())
      verdict.limits.push_back("busiest beyond that: " + result.busiest +
                               "; a loop that waits for another thread calls yield()");
    return "; " + executions(result.cut) + " not explored beyond " + with_commas(settings.max_steps) +
           " steps";
  }
  const auto explored = scheduler.explored();
  if (result.exhausted || !explored) return "";
  return "; the search was cut off, " + progress_in_words(result.executions, *explored) +
         "; raise --max-executions, or use --shard, --scheduler bound or guided";
}

// What a search that found nothing may say.
void conclude(Verdict& verdict, const SearchResult& result, const SearchSettings& settings,
              const Scheduler& scheduler, bool inequivalent) {
  const std::string how = " (" + search_in_words(settings, scheduler) + ")";
  const bool complete = result.exhausted && result.cut == 0;
  verdict.status = Verdict::Status::kNotFound;
  if (complete && verdict.part) {
    verdict.summary = words_for(verdict.part->shard) + ": complete, " + executions(result.executions) + how;
  } else if (complete && scheduler.is_exhaustive()) {
    verdict.status = Verdict::Status::kProved;
    verdict.summary = complete_in_words(result.executions, inequivalent) + how;
  } else {
    verdict.summary = (verdict.part ? words_for(verdict.part->shard) + ": " : "") + "not found in " +
                      executions(result.executions) + how + shortfall(verdict, result, settings, scheduler);
  }
  if (std::string guarantee = scheduler.guarantee(); !guarantee.empty())
    verdict.limits.push_back(std::move(guarantee));
}

}  // namespace

Verdict explore(const Variant& variant, const DetectorOptions& options) {
  if (!options.replay.empty()) return replay(variant, options.replay);

  const auto begin = std::chrono::steady_clock::now();
  const std::unique_ptr<Scheduler> scheduler = make_scheduler(options);
  const SearchSettings settings = make_settings(variant, options, *scheduler);
  if (options.shard) split(*scheduler, options, settings);

  Verdict verdict;
  verdict.detector = "relacy";
  verdict.case_name = variant.case_name;
  verdict.variant = variant.name;

  SearchResult first;
  SearchResult result;
  if (auto failure = model::nondeterminism(settings, first)) {
    result.failure = std::move(failure);
    result.executions = 2;
  } else {
    result = search(settings, *scheduler);
  }
  verdict.executions = result.executions;
  verdict.outcomes = result.outcomes;
  verdict.limits = model::limits_of(result.used);
  if (options.shard) verdict.part = part_of(options, first, result, settings, *scheduler);

  if (result.failure) {
    verdict.status = Verdict::Status::kFound;
    verdict.finding = result.failure->finding;
    verdict.seconds_to_finding = seconds_since(begin);
    model::SearchResult shown = result;
    if (verdict.finding != Finding::kNondeterminism) shown = model::shortest(settings, result);
    const model::Failure& failure = *shown.failure;
    verdict.summary = failure.message;
    verdict.places = failure.places;
    if (!shown.trace.steps.empty()) verdict.traces.push_back(std::move(shown.trace));
    if (verdict.finding == Finding::kDataRace)
      if (auto consequence = model::consequence_of_race(settings))
        verdict.traces.push_back(std::move(*consequence));
  } else {
    conclude(verdict, result, settings, *scheduler, is_reduced(options));
  }
  verdict.seconds = seconds_since(begin);
  return verdict;
}

Detector relacy_detector() {
  return {"relacy",
          [](const Variant& variant, const DetectorOptions& options) { return explore(variant, options); }};
}

}  // namespace heddle
