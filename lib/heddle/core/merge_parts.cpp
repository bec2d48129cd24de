#include "heddle/core/merge_parts.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "heddle/core/completeness.hpp"
#include "heddle/core/numbers.hpp"

namespace heddle {
namespace {

constexpr std::size_t kMostNamed = 8;  // parts in one sentence

using Verdicts = std::vector<const Verdict*>;

std::uint64_t sum(std::uint64_t a, std::uint64_t b) {
  return a > std::numeric_limits<std::uint64_t>::max() - b ? std::numeric_limits<std::uint64_t>::max()
                                                           : a + b;
}

void add_outcomes(std::vector<OutcomeCount>& all, const std::vector<OutcomeCount>& more) {
  for (const OutcomeCount& outcome : more) {
    const auto known = std::ranges::find(all, outcome.text, &OutcomeCount::text);
    if (known == all.end())
      all.push_back(outcome);
    else
      known->count = sum(known->count, outcome.count);
  }
}

void add_limits(std::vector<std::string>& all, const std::vector<std::string>& more) {
  for (const std::string& limit : more)
    if (std::ranges::find(all, limit) == all.end()) all.push_back(limit);
}

// "part 3 is missing", "parts 1, 2 and 4 are missing"; at most kMostNamed of them by number.
std::string which(const std::vector<int>& numbers, std::string_view is, std::string_view are) {
  const std::size_t named = std::min(numbers.size(), kMostNamed);
  const std::size_t others = numbers.size() - named;
  std::string text = numbers.size() == 1 ? "part " : "parts ";
  for (std::size_t i = 0; i < named; ++i) {
    if (i > 0) text += others == 0 && i + 1 == named ? " and " : ", ";
    text += std::to_string(numbers[i]);
  }
  if (others > 0) text += " and " + std::to_string(others) + " others";
  return text + " " + std::string(numbers.size() == 1 ? is : are);
}

// Why one part cannot be of the same search as the first; empty where it can.
std::string difference(const Part& first, const Part& other) {
  const std::string of_first = words_for(first.shard);
  const std::string of_other = words_for(other.shard);
  if (other.shard.count != first.shard.count) return of_first + " is of another splitting than " + of_other;
  if (other.search != first.search || other.inequivalent != first.inequivalent)
    return of_first + " is of '" + first.search + "', and " + of_other + " of '" + other.search + "'";
  if (other.start != first.start)
    return of_first + " and " + of_other + " are of different code: their first executions differ";
  return "";
}

// What keeps these verdicts, by number, from being the parts of one search; empty where nothing does.
std::string mix_up(const Verdicts& parts) {
  std::vector<int> doubled;
  const Part* complete = nullptr;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!parts[i]->part)
      return parts[i]->status == Verdict::Status::kCouldNotRun
                 ? "one of them could not run: " + parts[i]->summary
                 : "one of them is no part, but of a search without --shard";
    const Part& part = *parts[i]->part;
    if (std::string text = difference(*parts[0]->part, part); !text.empty()) return text;
    if (part.complete && complete != nullptr && complete->split != part.split)
      return words_for(complete->shard) + " and " + words_for(part.shard) +
             " are of different code: their executions begin in different ways";
    if (part.complete && complete == nullptr) complete = &part;
    const int index = part.shard.index;
    if (i > 0 && parts[i - 1]->part->shard.index == index && (doubled.empty() || doubled.back() != index))
      doubled.push_back(index);
  }
  return doubled.empty() ? "" : which(doubled, "is there more than once", "are there more than once");
}

// What is missing in parts that fit together, by number; empty where nothing is.
std::string gap(const Verdicts& parts) {
  std::vector<int> missing;
  auto next = parts.begin();
  for (int index = 1; index <= parts[0]->part->shard.count; ++index)
    if (next != parts.end() && (*next)->part->shard.index == index)
      ++next;
    else
      missing.push_back(index);
  std::vector<int> incomplete;
  for (const Verdict* one : parts)
    if (!one->part->complete || one->status != Verdict::Status::kNotFound)
      incomplete.push_back(one->part->shard.index);
  std::string text;
  if (!missing.empty()) text = which(missing, "is missing", "are missing");
  if (!incomplete.empty())
    text += (text.empty() ? "" : ", ") + which(incomplete, "is incomplete", "are incomplete");
  return text;
}

Verdict merged(Verdicts parts) {
  std::ranges::sort(parts, {}, [](const Verdict* one) { return one->part ? one->part->shard.index : 0; });
  const auto found = std::ranges::find(parts, Verdict::Status::kFound, &Verdict::status);
  const std::string mixed_up = mix_up(parts);
  const std::string missing = mixed_up.empty() ? gap(parts) : "";

  Verdict verdict;
  if (found != parts.end()) {
    verdict = **found;
    if (verdict.part) verdict.evidence.push_back("found by " + words_for(verdict.part->shard));
    if (!mixed_up.empty()) verdict.evidence.push_back("the parts do not fit together: " + mixed_up);
    verdict.part.reset();
  } else {
    verdict.detector = parts[0]->detector;
    verdict.case_name = parts[0]->case_name;
    verdict.variant = parts[0]->variant;
  }

  verdict.executions = 0;
  verdict.seconds = 0;
  verdict.outcomes.clear();
  for (const Verdict* one : parts) {
    verdict.executions = sum(verdict.executions, one->executions);
    verdict.seconds += one->seconds;
    add_outcomes(verdict.outcomes, one->outcomes);
    add_limits(verdict.limits, one->limits);
  }
  if (found != parts.end()) return verdict;

  if (!mixed_up.empty()) {
    verdict.summary = "the parts do not fit together: " + mixed_up;
    return verdict;
  }
  const Part& first = *parts[0]->part;
  const std::string how = " in " + quantity(parts.size(), "part", "parts") + " (" + first.search + ")";
  const bool bounded = std::ranges::any_of(parts, [](const Verdict* one) { return one->part->bounded; });
  if (missing.empty() && !bounded) {
    verdict.status = Verdict::Status::kProved;
    verdict.summary = complete_in_words(verdict.executions, first.inequivalent) + how;
  } else {
    verdict.status = Verdict::Status::kNotFound;
    verdict.summary = "not found in " + quantity(verdict.executions, "execution", "executions") + how;
    if (!missing.empty()) verdict.summary += "; not proved: " + missing;
  }
  return verdict;
}

}  // namespace

std::vector<Verdict> merge_parts(std::span<const Verdict> parts) {
  std::vector<Verdicts> variants;
  for (const Verdict& one : parts) {
    const auto same = std::ranges::find_if(variants, [&](const Verdicts& known) {
      return known[0]->detector == one.detector && known[0]->case_name == one.case_name &&
             known[0]->variant == one.variant;
    });
    (same == variants.end() ? variants.emplace_back() : *same).push_back(&one);
  }
  std::vector<Verdict> verdicts;
  for (Verdicts& variant : variants) verdicts.push_back(merged(std::move(variant)));
  return verdicts;
}

}  // namespace heddle
