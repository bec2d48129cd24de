#include "heddle/report/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "heddle/core/numbers.hpp"

namespace heddle {
namespace {

// Lost and too many are added up apart, so that one run cannot make up for another.
struct Miscount {
  std::uint64_t real = 0;
  std::uint64_t lost = 0;
  std::uint64_t surplus = 0;

  void add(std::uint64_t happened, std::uint64_t counted) {
    real += happened;
    lost += happened - std::min(happened, counted);
    surplus += counted - std::min(happened, counted);
  }
};

// What was lost, added up over runs.
struct Losses {
  Miscount images;
  Miscount rows;
  LogCheck log;
  std::uint64_t failures = 0;
  std::uint64_t different_outputs = 0;
  bool log_error = false;
  int deaths = 0;
  std::uint64_t repairs = 0;

  void add(const Run& run) {
    images.add(run.images, run.images_counted);
    rows.add(run.rows_expected, run.rows_counted);
    log.intact += run.log.intact;
    log.torn += run.log.torn;
    log.missing += run.log.missing;
    log.duplicated += run.log.duplicated;
    log.surplus += run.log.surplus;
    failures += run.failures.size();
    different_outputs += run.different_outputs.size();
    log_error |= !run.log_error.empty();
    deaths += run.deaths;
    repairs += run.log_repairs;
  }
};

std::string plural(std::uint64_t n, std::string_view one, std::string_view many) {
  return with_commas(n) + " " + std::string(n == 1 ? one : many);
}

void add_miscount(std::vector<std::string>& findings, const Miscount& count, std::string_view what) {
  if (count.lost > 0)
    findings.push_back(
        fmt::format("lost {} of {} {}", with_commas(count.lost), with_commas(count.real), what));
  if (count.surplus > 0)
    findings.push_back(fmt::format("counted {} {} too many", with_commas(count.surplus), what));
}

std::vector<std::string> log_findings(const LogCheck& log) {
  std::vector<std::string> findings;
  if (log.torn > 0) findings.push_back(plural(log.torn, "line torn", "lines torn"));
  if (log.missing > 0) findings.push_back(plural(log.missing, "line missing", "lines missing"));
  if (log.duplicated > 0) findings.push_back(plural(log.duplicated, "line doubled", "lines doubled"));
  if (log.surplus > 0)
    findings.push_back(plural(log.surplus, "line more than expected", "lines more than expected"));
  return findings;
}

std::string describe(const Losses& losses) {
  std::vector<std::string> findings;
  add_miscount(findings, losses.images, "images");
  add_miscount(findings, losses.rows, "rows");
  for (auto& finding : log_findings(losses.log)) findings.push_back(std::move(finding));
  if (losses.log_error) findings.push_back("the log could not be written in full");
  if (losses.failures > 0) findings.push_back(plural(losses.failures, "image failed", "images failed"));
  if (losses.different_outputs > 0)
    findings.push_back(plural(losses.different_outputs, "output differs", "outputs differ") +
                       " from sequential");

  std::string verdict = findings.empty() ? "correct" : fmt::format("{}", fmt::join(findings, "; "));
  if (losses.deaths > 0)
    verdict += "; " + plural(static_cast<std::uint64_t>(losses.deaths), "worker died", "workers died");
  if (losses.repairs > 0)
    verdict += fmt::format(", {} repaired", plural(losses.repairs, "log line", "log lines"));
  return verdict;
}

}  // namespace

std::string describe(const LogCheck& log) {
  const auto findings = log_findings(log);
  if (findings.empty()) return fmt::format("all {} intact", plural(log.intact, "line", "lines"));
  return fmt::format("{}", fmt::join(findings, ", "));
}

std::string describe(const Run& run) {
  Losses losses;
  losses.add(run);
  return describe(losses);
}

std::string describe(const Measurement& measurement) {
  Losses losses;
  for (const Run& run : measurement.runs) losses.add(run);
  if (measurement.expected_to_lose && measurement.correct()) return "racy, and nothing was lost this time";
  return describe(losses);
}

}  // namespace heddle
