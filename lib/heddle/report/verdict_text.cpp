#include "heddle/report/verdict_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "heddle/core/numbers.hpp"
#include "heddle/report/columns.hpp"
#include "heddle/report/duration.hpp"
#include "heddle/report/picture.hpp"
#include "heddle/report/picture_text.hpp"
#include "heddle/report/place_words.hpp"

namespace heddle {
namespace {

constexpr double kBarWidth = 10;
constexpr std::uint64_t kEnoughForAMean = 100;  // of fewer rounds, most of the time went elsewhere
constexpr std::size_t kIndent = 2;
constexpr std::size_t kReadable = 100;  // columns: longer lines of prose are hard to follow

std::size_t prose_columns(const TextStyle& style) {
  return std::min(style.columns, kReadable);
}

std::string headline(const Verdict& verdict) {
  std::string text = verdict.full_name() + " under " + verdict.detector + ": ";
  switch (verdict.status) {
    case Verdict::Status::kFound:
      text += "FOUND ";
      break;
    case Verdict::Status::kProved:
      return text + "PROVED";
    case Verdict::Status::kNotFound:
      return text + "not found";
    case Verdict::Status::kCouldNotRun:
      return text + "COULD NOT RUN";
  }
  return text + std::string(words_for(verdict.finding));
}

// "found data race" and then "data race on 'rows'" would say it twice.
bool repeats_the_finding(const Verdict& verdict) {
  return verdict.status == Verdict::Status::kFound && verdict.summary.starts_with(words_for(verdict.finding));
}

std::string places(const Verdict& verdict, std::size_t columns) {
  std::string text;
  for (const Place& place : verdict.places) {
    const std::string& what = words_of(place);
    const std::string at = position_of(place);
    const std::string_view separator = at.empty() || what.empty() ? "" : ": ";
    text += paragraph(fmt::format("{}{}{}", at, separator, what), kIndent, columns);
    if (!place.source.empty()) text += "      " + fitted(place.source, columns - 6) + '\n';
  }
  return text;
}

std::string_view unit_of(const Verdict& verdict) {
  const bool model = verdict.detector == "relacy";
  if (verdict.executions == 1) return model ? "execution" : "round";
  return model ? "executions" : "rounds";
}

// A bar for what was seen at all has at least one sign.
std::string bar(double share) {
  return std::string(std::max<std::size_t>(1, static_cast<std::size_t>(share * kBarWidth + 0.5)), '#');
}

std::string percent(double share) {
  if (share > 0 && share < 0.0005) return "< 0.1 %";
  if (share < 1 && share >= 0.9995) return "> 99.9 %";
  return fmt::format("{:.1f} %", 100 * share);
}

std::string outcomes(const Verdict& verdict, std::size_t columns) {
  if (verdict.outcomes.empty()) return "";
  std::uint64_t sum = 0;
  for (const OutcomeCount& outcome : verdict.outcomes) sum += outcome.count;
  Table table({{.most = 32},
               {.most = 20, .right = true},
               {.most = 8, .right = true},
               {.most = static_cast<std::size_t>(kBarWidth)},
               {.most = 12},
               {.most = columns, .wraps = true}});
  table.add({"  outcome", "times", "share", "", "grade", "meaning"});
  for (const OutcomeCount& outcome : verdict.outcomes) {
    const double share = sum == 0 ? 0 : static_cast<double>(outcome.count) / static_cast<double>(sum);
    table.add({"  " + (outcome.text.empty() ? "(empty)" : outcome.text), with_commas(outcome.count),
               percent(share), outcome.count == 0 ? "" : bar(share), std::string(name_of(outcome.grade)),
               outcome.meaning});
  }
  return '\n' + table.text(columns);
}

std::string looked(const Verdict& verdict, std::size_t columns) {
  const std::string effort = effort_of(verdict);
  return effort.empty() ? "" : '\n' + paragraph(effort, kIndent, columns);
}

std::string lines(std::string_view title, const std::vector<std::string>& texts, std::size_t columns) {
  if (texts.empty()) return "";
  std::string text = "\n  " + std::string(title) + '\n';
  for (const std::string& line : texts) text += paragraph(line, 2 * kIndent, columns);
  return text;
}

}  // namespace

std::string verdict_opening(const Verdict& verdict, const TextStyle& style) {
  const std::size_t columns = prose_columns(style);
  std::string text = headline(verdict);
  if (repeats_the_finding(verdict))
    text = paragraph(text + verdict.summary.substr(words_for(verdict.finding).size()), 0, columns);
  else
    text = paragraph(text, 0, columns) + paragraph(verdict.summary, kIndent, columns);
  return in_signs_of(style, text);
}

std::string verdict_text(const Verdict& verdict, const TextStyle& style) {
  const std::size_t columns = prose_columns(style);
  std::string text = verdict_opening(verdict, style);
  if (!verdict.places.empty()) text += '\n' + places(verdict, columns);
  for (const Trace& trace : verdict.traces) text += '\n' + picture_text(picture_of(verdict, trace), style);
  text += lines("evidence:", verdict.evidence, columns);
  text += outcomes(verdict, columns);
  text += looked(verdict, columns);
  text += lines("relative to:", verdict.limits, columns);
  return in_signs_of(style, text);
}

std::string effort_of(const Verdict& verdict) {
  if (verdict.executions == 0 && verdict.seconds <= 0) return "";
  std::string text = fmt::format("{} {} in {}", with_commas(verdict.executions), unit_of(verdict),
                                 duration_words(verdict.seconds));
  if (verdict.executions >= kEnoughForAMean && verdict.detector != "relacy")
    text +=
        fmt::format(" ({} ns each)", with_commas(static_cast<std::uint64_t>(
                                         verdict.seconds * 1e9 / static_cast<double>(verdict.executions))));
  return text;
}

std::string in_short(const Verdict& verdict) {
  switch (verdict.status) {
    case Verdict::Status::kFound:
      return std::string(words_for(verdict.finding));
    case Verdict::Status::kProved:
      return "proved";
    case Verdict::Status::kNotFound:
      return "not found";
    case Verdict::Status::kCouldNotRun:
      break;
  }
  return "could not run";
}

}  // namespace heddle
