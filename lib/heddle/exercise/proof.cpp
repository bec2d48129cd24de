#include "heddle/exercise/proof.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace heddle {
namespace {

using Status = Verdict::Status;

Verdict verdict_on_mutant(const Exercise& exercise, const Mutant& mutant, const Verdict* seen) {
  Verdict verdict;
  verdict.detector = kMutants;
  verdict.case_name = exercise.name;
  verdict.variant = mutant.scenario;
  if (seen == nullptr) {
    verdict.summary = "the explorer did not look at it";
  } else if (seen->status == Status::kFound) {
    verdict.status = Status::kNotFound;
    verdict.executions = seen->executions;
    verdict.summary = "caught, by a " + std::string(words_for(seen->finding)) + ": " + mutant.broken;
  } else if (seen->status == Status::kProved) {
    verdict.status = Status::kFound;
    verdict.finding = Finding::kWrongOutcome;
    verdict.executions = seen->executions;
    verdict.summary =
        "your proof also proves code in which " + mutant.broken + "; a proof that cannot fail proves nothing";
  } else {
    verdict.summary = seen->summary;
  }
  return verdict;
}

// A report of ThreadSanitizer against what the proof declares of it.
Verdict verdict_on_declaration(Finding declared, Verdict seen) {
  const std::string reports = "ThreadSanitizer reports a " + std::string(words_for(seen.finding));
  const std::string declares = "the proof declares a " + std::string(words_for(declared));
  if (seen.status == Status::kFound && seen.finding == declared) {
    seen.status = Status::kNotFound;
    seen.finding = Finding::kNone;
    seen.summary = reports + ", as the proof declares";
  } else if (seen.status == Status::kFound && declared == Finding::kNone) {
    seen.summary = reports + ", and the proof declares none (kFindings)";
  } else if (seen.status == Status::kFound) {
    seen.summary = reports + ", and " + declares + " (kFindings)";
  } else if (seen.status == Status::kNotFound && declared != Finding::kNone) {
    seen.status = Status::kFound;
    seen.finding = Finding::kWrongOutcome;
    seen.summary = "ThreadSanitizer reports nothing, and " + declares + " (kFindings)";
  }
  return seen;
}

bool is_mutant(const Exercise& exercise, std::string_view scenario) {
  return std::ranges::find(exercise.mutants, scenario, &Mutant::scenario) != exercise.mutants.end();
}

}  // namespace

std::vector<std::string> sound_scenarios(const Exercise& exercise, std::span<const VariantRecord> declared) {
  std::vector<std::string> names;
  for (const VariantRecord& scenario : declared)
    if (!is_mutant(exercise, scenario.name)) names.push_back(scenario.name);
  return names;
}

std::vector<Verdict> verdicts_on_proof(const Exercise& exercise, std::span<const VariantRecord> declared,
                                       std::vector<Verdict> seen) {
  std::vector<Verdict> verdicts;
  for (const Mutant& mutant : exercise.mutants) {
    const auto look = std::ranges::find_if(seen, [&](const Verdict& verdict) {
      return verdict.detector == "relacy" && verdict.variant == mutant.scenario;
    });
    verdicts.push_back(verdict_on_mutant(exercise, mutant, look == seen.end() ? nullptr : &*look));
  }
  for (Verdict& verdict : seen) {
    if (is_mutant(exercise, verdict.variant)) continue;
    const auto scenario = std::ranges::find(declared, verdict.variant, &VariantRecord::name);
    if (verdict.detector == "tsan" && scenario != declared.end())
      verdicts.push_back(verdict_on_declaration(scenario->expected.tsan, std::move(verdict)));
    else
      verdicts.push_back(std::move(verdict));
  }
  return verdicts;
}

}  // namespace heddle
