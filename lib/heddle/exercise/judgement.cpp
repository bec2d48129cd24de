#include "heddle/exercise/judgement.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "heddle/exercise/proof.hpp"

namespace heddle {
namespace {

using Status = Verdict::Status;

// Whether there is one of this detector, and each is of this kind.
bool each_is(const std::vector<Verdict>& verdicts, std::string_view detector,
             std::initializer_list<Status> statuses) {
  bool any = false;
  for (const Verdict& verdict : verdicts) {
    if (verdict.detector != detector) continue;
    any = true;
    // What this compiler cannot do is no student's fault.
    if (verdict.status == Status::kCouldNotRun && verdict.unavailable) continue;
    if (std::ranges::find(statuses, verdict.status) == statuses.end()) return false;
  }
  return any;
}

bool explorer_found(const std::vector<Verdict>& verdicts) {
  return std::ranges::any_of(verdicts, [](const Verdict& verdict) {
    return verdict.detector == "relacy" && verdict.status == Status::kFound;
  });
}

// Where there are mutants at all, which only a proof has.
bool misses_no_mutant(const std::vector<Verdict>& verdicts) {
  return std::ranges::all_of(verdicts, [](const Verdict& verdict) {
    return verdict.detector != kMutants || verdict.status == Status::kNotFound;
  });
}

// How a process ended, and no report: it takes luck to see it under ThreadSanitizer.
bool takes_luck(Finding finding) {
  return finding == Finding::kHang || finding == Finding::kCrash || finding == Finding::kException;
}

// Neither ThreadSanitizer nor the explorer reports a race.
bool without_report(std::vector<Verdict> verdicts) {
  const bool may_be_unlucky = explorer_found(verdicts);
  for (Verdict& verdict : verdicts) {
    if (verdict.detector == "relacy" && verdict.finding == Finding::kDataRace) return false;
    if (verdict.detector == "tsan" && may_be_unlucky && takes_luck(verdict.finding))
      verdict.status = Status::kNotFound;
  }
  return each_is(verdicts, "tsan", {Status::kNotFound});
}

}  // namespace

Points Judgement::points() const {
  Points points;
  if (!broken_rules.empty() || !compiler_said.empty() || !could_not.empty()) return points;
  points.compiles = true;
  points.functional = each_is(verdicts, "functional", {Status::kNotFound});
  const bool stress = each_is(verdicts, "stress", {Status::kNotFound});
  points.no_race = without_report(verdicts) && (stress || explorer_found(verdicts));
  points.proved = stress && each_is(verdicts, "relacy", {Status::kProved}) && misses_no_mutant(verdicts);
  return points;
}

bool Judgement::is_undecided() const {
  if (!could_not.empty()) return true;
  return broken_rules.empty() && compiler_said.empty() && !passed() && finding() == nullptr &&
         unproved() == nullptr;
}

const Verdict* Judgement::unproved() const {
  const bool is_clear = finding() == nullptr && std::ranges::none_of(verdicts, [](const Verdict& verdict) {
                          return verdict.status == Status::kCouldNotRun && !verdict.unavailable;
                        });
  const auto unproved = std::ranges::find_if(verdicts, [](const Verdict& verdict) {
    return verdict.detector == "relacy" && verdict.status == Status::kNotFound;
  });
  return is_clear && unproved != verdicts.end() ? &*unproved : nullptr;
}

const Verdict* Judgement::finding() const {
  const Verdict* mute = nullptr;
  for (const std::string_view detector : {"functional", "relacy", kMutants, "tsan", "stress"})
    for (const Verdict& verdict : verdicts) {
      if (verdict.detector != detector || verdict.status != Status::kFound) continue;
      if (verdict.finding != Finding::kHang && verdict.finding != Finding::kCrash) return &verdict;
      if (mute == nullptr) mute = &verdict;
    }
  return mute;
}

std::vector<std::string> unstated_failures(const Exercise& exercise, const Judgement& judgement) {
  if (!judgement.could_not.empty()) return {judgement.could_not};
  if (!judgement.broken_rules.empty())
    return {"declared: a file that keeps the rules; seen: " + judgement.broken_rules.front()};
  if (!judgement.compiler_said.empty())
    return {"declared: a file that compiles; seen: " + judgement.compiler_said};
  std::vector<std::string> differences;
  if (exercise.fails.empty()) differences.emplace_back("no detector is said to find anything");
  for (const std::string_view detector : {"functional", "tsan", "relacy", kMutants}) {
    const auto stated = exercise.fails.find(std::string(detector));
    const Finding declared = stated == exercise.fails.end() ? Finding::kNone : stated->second;
    Finding seen = Finding::kNone;
    for (const Verdict& verdict : judgement.verdicts) {
      if (verdict.detector != detector) continue;
      if (verdict.status == Status::kCouldNotRun && !verdict.unavailable)
        differences.push_back(std::string(detector) + " could not run: " + verdict.summary);
      // Real threads may hang where they are known to, and need not.
      if (verdict.finding == Finding::kHang && verdict.detector == "tsan" && declared != Finding::kHang)
        continue;
      if (verdict.status == Status::kFound && (seen == Finding::kNone || verdict.finding == declared))
        seen = verdict.finding;
    }
    if (seen != declared)
      differences.push_back(std::string(detector) + ": declared: " + std::string(words_for(declared)) +
                            "; seen: " + std::string(words_for(seen)));
  }
  return differences;
}

}  // namespace heddle
