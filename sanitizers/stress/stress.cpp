#include "sanitizers/stress/stress.hpp"

#include <chrono>
#include <cstdint>
#include <exception>
#include <stdexcept>
#include <utility>

#include "heddle/core/agreement.hpp"
#include "heddle/core/seconds_since.hpp"
#include "sanitizers/child/child.hpp"
#include "sanitizers/stress/judge.hpp"
#include "sanitizers/stress/rounds.hpp"
#include "sanitizers/stress/tally.hpp"

namespace heddle {
namespace {

RoundLimits limits_for(const DetectorOptions& options) {
  if (options.rounds > 0) return {options.rounds, kLongestStressSeconds};
  return {kStressRounds, kStressSeconds};
}

StressRun run_in_rounds(const Variant& variant, int threads, const RoundLimits& limits, double hang_seconds) {
  const auto tally = Tally::make_shared();
  const auto begin = std::chrono::steady_clock::now();
  const auto count = [&](const std::string& outcome) {
    tally->add(outcome);
    if (!tally->has_shown() && graded(variant.outcomes, outcome).grade != Grade::kAcceptable)
      tally->shown_after(seconds_since(begin));
    child_progress();
  };
  StressRun run;
  run.child = run_in_child(
      [&] {
        run_rounds(variant, threads, limits, count);
        return std::string();
      },
      hang_seconds);
  run.outcomes = tally->counts(variant.outcomes);
  run.rounds = tally->rounds();
  run.rounds_wanted = limits.rounds;
  run.seconds_to_finding = tally->seconds_to_finding();
  return run;
}

Verdict look(const Variant& variant, const DetectorOptions& options, const std::string& compiled_with) {
  const int threads = threads_for(variant, options);
  Verdict verdict;
  verdict.detector = "stress";
  verdict.case_name = variant.case_name;
  verdict.variant = variant.name;
  verdict.limits.emplace_back(
      "real threads on this machine: what did not happen in these rounds may happen in others");
  if (declares_data_race(variant))
    verdict.limits.push_back("a data race is undefined behaviour: seen with this compiler (" + compiled_with +
                             "), and not held to the list of outcomes");
  const auto begin = std::chrono::steady_clock::now();
  try {
    judge(variant,
          run_in_rounds(variant, threads, limits_for(options),
                        options.hang_seconds > 0 ? options.hang_seconds : kHangSeconds),
          verdict);
  } catch (const std::exception& error) {
    verdict.status = Verdict::Status::kCouldNotRun;
    verdict.summary = error.what();
  }
  verdict.seconds = seconds_since(begin);
  return verdict;
}

}  // namespace

Detector stress_detector(std::string compiled_with) {
  return {"stress",
          [compiled_with = std::move(compiled_with)](const Variant& variant, const DetectorOptions& options) {
            return look(variant, options, compiled_with);
          }};
}

}  // namespace heddle
