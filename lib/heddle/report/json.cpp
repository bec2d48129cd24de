#include "heddle/report/json.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "heddle/report/document.hpp"
#include "heddle/report/log_comparison_words.hpp"
#include "heddle/report/verdict.hpp"

namespace heddle {
namespace {

Json to_json(const Configuration& c) {
  return {{"strategy", c.strategy}, {"counter", c.counter}, {"logger", c.logger},
          {"workers", c.workers},   {"permits", c.permits}, {"critical_section_us", c.critical_section_us}};
}

Json to_json(const LogCheck& log) {
  Json faults = Json::array();
  for (const LogFault& fault : log.first_faults)
    faults.push_back({{"kind", fault.kind == LogFault::Kind::kTorn ? "torn" : "duplicated"},
                      {"line", fault.line},
                      {"text", fault.text}});
  return {{"clean", log.clean()},
          {"lines", log.lines},
          {"intact", log.intact},
          {"torn", log.torn},
          {"missing", log.missing},
          {"duplicated", log.duplicated},
          {"surplus", log.surplus},
          {"expected", log.expected ? Json(*log.expected) : Json()},
          {"first_faults", std::move(faults)}};
}

Json to_json(const LogComparison::Log& log) {
  return {{"name", log.name}, {"log", to_json(log.check)}, {"missing", log.missing}};
}

Json to_json(const std::optional<LogComparison::Line>& line) {
  if (!line) return nullptr;
  return {{"line", line->number}, {"text", line->text}};
}

Json to_json(const LogComparison::Row& row) {
  const std::string_view word = word_for(row.kind);
  return {{"kind", word.empty() ? "same" : word},
          {"left", to_json(row.left)},
          {"right", to_json(row.right)},
          {"explanation", explanation_of(row)}};
}

Json to_json(const LockStats& lock) {
  Json percentiles;
  if (lock.waits)
    percentiles = {{"p50", lock.waits->p50_ns}, {"p90", lock.waits->p90_ns}, {"p99", lock.waits->p99_ns}};
  return {{"name", lock.name},
          {"acquisitions", lock.acquisitions},
          {"contended", lock.contended},
          {"wait_ns", lock.wait_ns},
          {"longest_wait_ns", lock.longest_wait_ns},
          {"wait_percentiles_ns", std::move(percentiles)},
          {"hold_samples", lock.hold_samples},
          {"hold_ns", lock.hold_ns},
          {"longest_hold_ns", lock.longest_hold_ns}};
}

Json to_json(const Run& run) {
  Json locks = Json::array();
  for (const LockStats& lock : run.locks) locks.push_back(to_json(lock));
  return {{"correct", run.correct()},
          {"verdict", describe(run)},
          {"seconds", run.seconds},
          {"images", run.images},
          {"images_counted", run.images_counted},
          {"rows", run.rows_expected},
          {"rows_counted", run.rows_counted},
          {"pixels", run.pixels},
          {"bytes", run.bytes},
          {"failures", run.failures},
          {"different_outputs", run.different_outputs},
          {"log", to_json(run.log)},
          {"log_file", run.log_file},
          {"log_error", run.log_error},
          {"stage_seconds",
           {{"decode", run.stages.decode},
            {"convert", run.stages.convert},
            {"encode", run.stages.encode},
            {"log", run.stages.log}}},
          {"locks", std::move(locks)},
          {"deaths", run.deaths},
          {"log_repairs", run.log_repairs},
          {"repeated_lines", run.repeated_lines}};
}

}  // namespace

void write_json(std::ostream& out, const Experiment& experiment) {
  Json json = document("comparison", kResultsFormat);
  json["started"] = experiment.started;
  json["inputs"] = experiment.inputs;
  json["images"] = experiment.images;
  json["pixels"] = experiment.pixels;
  json["repeats"] = experiment.repeats;
  json["machine"] = {{"processor", experiment.machine.processor},
                     {"cores", experiment.machine.cores},
                     {"system", experiment.machine.system},
                     {"compiler", experiment.machine.compiler},
                     {"commit", experiment.machine.commit}};
  json["measurements"] = Json::array();
  for (const Measurement& m : experiment.measurements) {
    Json runs = Json::array();
    for (const Run& run : m.runs) runs.push_back(to_json(run));
    json["measurements"].push_back({{"configuration", to_json(m.configuration)},
                                    {"expected_to_lose", m.expected_to_lose},
                                    {"correct", m.correct()},
                                    {"verdict", describe(m)},
                                    {"median_seconds", m.median_seconds()},
                                    {"fastest_seconds", m.fastest_seconds()},
                                    {"slowest_seconds", m.slowest_seconds()},
                                    {"images_per_second", m.images_per_second()},
                                    {"speed_up", experiment.speed_up(m)},
                                    {"runs", std::move(runs)}});
  }
  write_document(out, json);
}

void write_json(std::ostream& out, const Configuration& configuration, const Run& run) {
  Json json = document("run", kResultsFormat);
  json["configuration"] = to_json(configuration);
  json["run"] = to_json(run);
  write_document(out, json);
}

void write_json(std::ostream& out, const LogCheck& log) {
  Json json = document("log_check", kResultsFormat);
  json["log"] = to_json(log);
  write_document(out, json);
}

void write_json(std::ostream& out, const LogComparison& comparison) {
  Json json = document("log_comparison", kResultsFormat);
  json["clean"] = comparison.clean();
  json["conclusion"] = conclusion_of(comparison);
  json["left"] = to_json(comparison.left);
  json["right"] = to_json(comparison.right);
  json["faults"] = comparison.faults;
  json["shown_faults"] = comparison.shown_faults;
  json["excerpts"] = Json::array();
  for (const LogComparison::Excerpt& excerpt : comparison.excerpts) {
    Json rows = Json::array();
    for (const LogComparison::Row& row : excerpt) rows.push_back(to_json(row));
    json["excerpts"].push_back(std::move(rows));
  }
  write_document(out, json);
}

}  // namespace heddle
