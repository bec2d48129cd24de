#include "heddle/report/verdict_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "heddle/core/numbers.hpp"
#include "heddle/core/printable.hpp"
#include "heddle/report/columns.hpp"

namespace heddle {
namespace {

// Of longer executions the first and the last steps are shown: where it begins, and where it goes wrong.
constexpr std::size_t kFirstSteps = 8;
constexpr std::size_t kLastSteps = 52;
constexpr double kBarWidth = 20;
constexpr std::uint64_t kEnoughForAMean = 100;  // of fewer rounds, most of the time went elsewhere
constexpr std::size_t kIndent = 2;

std::string headline(const Verdict& verdict) {
  std::string text = fmt::format("{}.{} under {}: ", verdict.case_name, verdict.variant, verdict.detector);
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

std::string where(const std::string& file, int line) {
  if (file.empty()) return "";
  return line > 0 ? file + ":" + std::to_string(line) : file;
}

std::string places(const Verdict& verdict) {
  std::string text;
  for (const Place& place : verdict.places) {
    const std::string what = place.what.empty() ? place.function : place.what;
    const std::string at = where(place.file, place.line);
    const std::string_view separator = at.empty() || what.empty() ? "" : ": ";
    text += paragraph(fmt::format("{}{}{}", at, separator, what), kIndent, kVerdictColumns);
    if (!place.source.empty()) text += "      " + fitted(place.source, kVerdictColumns - 6) + '\n';
  }
  return text;
}

// The one file that all steps are in, or empty.
std::string common_file(const Trace& trace) {
  std::string common;
  for (const Step& step : trace.steps) {
    if (step.file.empty()) continue;
    if (!common.empty() && common != step.file) return "";
    common = step.file;
  }
  return common;
}

std::string thread_name(const Trace& trace, int number) {
  if (number < 0) return "-";
  const auto index = static_cast<std::size_t>(number);
  return index < trace.threads.size() ? trace.threads[index] : "thread " + std::to_string(number);
}

std::string steps(const Trace& trace, const std::string& file) {
  Table table({{.most = 4, .right = true},  // the mark
               {.most = 9, .right = true},  // step
               {.most = 18},                // thread
               {.most = 24},                // operation
               {.most = 20},                // object
               {.most = 12},                // value
               {.most = 32},                // place
               {.most = kVerdictColumns}});
  table.add(
      {"", "step", "thread", "operation", "object", "value", file.empty() ? "place" : "line", "source"});
  const std::size_t count = trace.steps.size();
  const bool all = count <= kFirstSteps + kLastSteps;
  for (std::size_t i = 0; i < count; ++i) {
    if (!all && i == kFirstSteps) {
      i = count - kLastSteps;
      table.add_line(fmt::format("    ... {} steps ...", with_commas(i - kFirstSteps)));
    }
    const Step& step = trace.steps[i];
    const std::string place = file.empty()
                                  ? where(std::filesystem::path(step.file).filename().string(), step.line)
                              : step.line > 0 ? std::to_string(step.line)
                                              : "";
    table.add({step.fault ? "=>" : "  ", with_commas(i + 1), thread_name(trace, step.thread), step.operation,
               step.object.empty() ? "" : "'" + step.object + "'", step.value, place, step.source});
  }
  return table.text(kVerdictColumns);
}

std::string traces(const Verdict& verdict) {
  std::string text;
  for (const Trace& trace : verdict.traces) {
    const std::string file = common_file(trace);
    std::string title = trace.title.empty() ? "the execution, step by step" : trace.title;
    if (!file.empty()) title += " (in " + file + ")";
    text += '\n' + paragraph(title, kIndent, kVerdictColumns);
    if (!trace.steps.empty()) text += steps(trace, file);
    if (!trace.outcome.empty()) text += paragraph("so: " + trace.outcome, kIndent, kVerdictColumns);
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

std::string outcomes(const Verdict& verdict) {
  if (verdict.outcomes.empty()) return "";
  std::uint64_t sum = 0;
  for (const OutcomeCount& outcome : verdict.outcomes) sum += outcome.count;
  Table table({{.most = 32},
               {.most = 20, .right = true},
               {.most = 8, .right = true},
               {.most = static_cast<std::size_t>(kBarWidth)},
               {.most = 12},
               {.most = kVerdictColumns}});
  table.add({"  outcome", "times", "share", "", "grade", "meaning"});
  for (const OutcomeCount& outcome : verdict.outcomes) {
    const double share = sum == 0 ? 0 : static_cast<double>(outcome.count) / static_cast<double>(sum);
    table.add({"  " + (outcome.text.empty() ? "(empty)" : outcome.text), with_commas(outcome.count),
               percent(share), outcome.count == 0 ? "" : bar(share), std::string(name_of(outcome.grade)),
               outcome.meaning});
  }
  return '\n' + table.text(kVerdictColumns);
}

std::string looked(const Verdict& verdict) {
  if (verdict.executions == 0 && verdict.seconds <= 0) return "";
  std::string text =
      fmt::format("{} {} in {:.2f} s", with_commas(verdict.executions), unit_of(verdict), verdict.seconds);
  if (verdict.executions >= kEnoughForAMean && verdict.detector != "relacy")
    text +=
        fmt::format(" ({} ns each)", with_commas(static_cast<std::uint64_t>(
                                         verdict.seconds * 1e9 / static_cast<double>(verdict.executions))));
  return '\n' + paragraph(text, kIndent, kVerdictColumns);
}

std::string lines(std::string_view title, const std::vector<std::string>& texts) {
  if (texts.empty()) return "";
  std::string text = "\n  " + std::string(title) + '\n';
  for (const std::string& line : texts) text += paragraph(line, 2 * kIndent, kVerdictColumns);
  return text;
}

}  // namespace

std::string verdict_opening(const Verdict& verdict) {
  std::string text = headline(verdict);
  if (repeats_the_finding(verdict)) {
    text += verdict.summary.substr(words_for(verdict.finding).size());
    return paragraph(text, 0, kVerdictColumns);
  }
  return paragraph(text, 0, kVerdictColumns) + paragraph(verdict.summary, kIndent, kVerdictColumns);
}

std::string verdict_text(const Verdict& verdict) {
  std::string text = verdict_opening(verdict);
  if (!verdict.places.empty()) text += '\n' + places(verdict);
  text += traces(verdict);
  text += lines("evidence:", verdict.evidence);
  text += outcomes(verdict);
  text += looked(verdict);
  text += lines("relative to:", verdict.limits);
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
