// replay(): one execution again, and what has changed since its token was made.
#include <algorithm>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "heddle/core/numbers.hpp"
#include "sanitizers/relacy/explain.hpp"
#include "sanitizers/relacy/explore.hpp"
#include "sanitizers/relacy/limits.hpp"
#include "sanitizers/relacy/nondeterminism.hpp"
#include "sanitizers/relacy/replay.hpp"
#include "sanitizers/relacy/search.hpp"
#include "sanitizers/relacy/shortest.hpp"
#include "sanitizers/relacy/token.hpp"

namespace heddle {
namespace {

using model::Difference;
using model::Mode;
using model::SearchResult;
using model::SearchSettings;
using model::Token;

constexpr const char* kReplayTitle = "the execution of the token";

SearchSettings settings_for(const Variant& variant, const Token& token) {
  SearchSettings settings;
  settings.variant = &variant;
  settings.threads = token.threads;
  settings.mode = token.mode;
  settings.stop_at_interesting =
      token.mode == Mode::kShow || variant.expected.model == Finding::kWrongOutcome;
  settings.record = true;
  settings.max_steps = token.max_steps;
  return settings;
}

std::string steps_agree(std::uint64_t count) {
  if (count == 0) return "";
  return count == 1 ? "; the step before it agrees" : "; the " + with_commas(count) + " before it agree";
}

std::string all_agree(std::uint64_t count) {
  if (count == 1) return "the one step of the token agrees";
  return "all " + with_commas(count) + " steps of the token agree";
}

std::string words_for(const Trace& trace, const Step& step) {
  return trace.threads.at(static_cast<std::size_t>(step.thread)) + ": " + step.operation +
         (step.object.empty() ? "" : " of '" + step.object + "'");
}

std::string ending(const SearchResult& result, const SearchSettings& settings) {
  if (result.failure) return "what runs now ends with: " + result.failure->message;
  if (result.cut > 0)
    return "what runs now was not followed beyond " + with_commas(settings.max_steps) + " steps";
  return "nothing is found in what runs now";
}

// What the code does where the token was made of something else, or chose what can no longer be chosen.
std::string change(const Difference& at, bool is_of_a_choice, const Trace& trace, const Token& token) {
  if (at.last >= trace.steps.size())
    return "the execution now ends after " + quantity(trace.steps.size(), "step", "steps") +
           ", and the token is of " + with_commas(token.marks.steps);
  const std::string now = words_for(trace, trace.steps[at.last]);
  if (at.first < at.last)
    return "one of the steps " + with_commas(at.first + 1) + " to " + with_commas(at.last + 1) +
           " is another one than the token was made of; the last of them is now '" + now + "'" +
           steps_agree(at.first);
  if (is_of_a_choice)
    return "step " + with_commas(at.first + 1) + ", '" + now +
           "', cannot come out as the token has it any more" + steps_agree(at.first);
  return "step " + with_commas(at.first + 1) + " is now '" + now +
         "', and the token was made of another one" + steps_agree(at.first);
}

void tell_change(Verdict& verdict, const Difference& at, bool is_of_a_choice, const Token& token,
                 const SearchSettings& settings, SearchResult result) {
  verdict.status = Verdict::Status::kCouldNotRun;
  verdict.summary = "the code has changed: " + change(at, is_of_a_choice, result.trace, token) + "; " +
                    ending(result, settings);
  Trace& trace = result.trace;
  trace.steps.resize(std::min(trace.steps.size(), at.last + 1));
  for (Step& step : trace.steps) step.fault = false;
  if (at.last < trace.steps.size()) {
    Step& step = trace.steps.back();
    step.fault = true;
    verdict.places.push_back(
        {.file = step.file, .line = step.line, .function = "", .what = words_for(trace, step), .source = ""});
  }
  trace.title = "what runs now, up to the first step that differs";
  verdict.traces.push_back(std::move(trace));
}

// The execution of the token, step by step, whatever came of it.
void tell_execution(Verdict& verdict, const Token& token, const SearchSettings& settings,
                    SearchResult result) {
  const std::string agreed = all_agree(token.marks.steps);
  Trace& trace = result.trace;
  trace.title = token.mode == Mode::kShow ? model::kConsequenceTitle : kReplayTitle;
  if (result.failure) {
    verdict.status = Verdict::Status::kFound;
    verdict.finding = result.failure->finding;
    verdict.summary = trace.outcome = result.failure->message;
    verdict.places = result.failure->places;
    verdict.evidence.push_back("replayed: " + agreed);
    trace.explanation = model::explain(trace, verdict.finding);
    trace.token = token_of(settings, result);
  } else if (result.cut > 0) {
    verdict.status = Verdict::Status::kCouldNotRun;
    verdict.summary = agreed + ", and nothing was found up to there; " + ending(result, settings);
  } else {
    verdict.status = Verdict::Status::kNotFound;
    verdict.summary =
        agreed +
        ", and this execution ends well now: what the token showed is fixed here. Explore without "
        "--replay to learn of all other executions";
    trace.outcome = "outcome \"" + result.outcome + "\"";
  }
  if (!trace.steps.empty()) verdict.traces.push_back(std::move(trace));
}

}  // namespace

Verdict replay(const Variant& variant, std::string_view text) {
  const auto begin = std::chrono::steady_clock::now();
  const Token token = model::token_from(text);
  if (token.variant != model::mark_of_name(variant.full_name()))
    throw std::invalid_argument("the replay token is of another variant than " + variant.full_name() +
                                "; name the variant that it came with");
  Verdict verdict;
  verdict.detector = "relacy";
  verdict.case_name = variant.case_name;
  verdict.variant = variant.name;
  if (token.threads < variant.threads || token.threads > variant.max_threads) {
    std::string now = std::to_string(variant.threads);
    if (variant.max_threads > variant.threads) now += " to " + std::to_string(variant.max_threads);
    verdict.summary = "the code has changed: the token is of " +
                      quantity(static_cast<std::uint64_t>(token.threads), "thread", "threads") + ", and " +
                      variant.full_name() + " runs with " + now + " now";
    return verdict;
  }

  const SearchSettings settings = settings_for(variant, token);
  SearchResult first;
  if (auto failure = nondeterminism(settings, first)) {
    verdict.status = Verdict::Status::kFound;
    verdict.finding = failure->finding;
    verdict.summary = failure->message;
    verdict.executions = 2;
    return verdict;
  }
  model::Replay scheduler(token.choices);
  SearchResult result = search(settings, scheduler);
  verdict.executions = 1;
  verdict.outcomes = result.outcomes;
  verdict.limits = model::limits_of(result.used);

  const Finding finding = result.failure ? result.failure->finding : Finding::kNone;
  std::optional<Difference> at = difference(token.marks, model::taken(result.trace, finding));
  const std::optional<std::size_t> missed = scheduler.missed();
  const bool is_of_a_choice = missed && (!at || *missed < at->first);
  if (is_of_a_choice) at = {*missed, *missed};
  if (at)
    tell_change(verdict, *at, is_of_a_choice, token, settings, std::move(result));
  else
    tell_execution(verdict, token, settings, std::move(result));
  verdict.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return verdict;
}

}  // namespace heddle
