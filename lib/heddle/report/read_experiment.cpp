#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "heddle/report/document.hpp"
#include "heddle/report/json.hpp"

namespace heddle {
namespace {

// Nanoseconds and microseconds: none of ours is negative.
std::int64_t duration_in(const Json& object, const char* name) {
  const auto value = field<std::uint64_t>(object, name);
  if (value > std::uint64_t{std::numeric_limits<std::int64_t>::max()})
    throw std::runtime_error(std::string("the field '") + name + "' is out of range");
  return static_cast<std::int64_t>(value);
}

int positive_in(const Json& object, const char* name) {
  const int value = field<int>(object, name);
  if (value < 1) throw std::runtime_error(std::string("the field '") + name + "' is less than 1");
  return value;
}

double seconds_in(const Json& object, const char* name) {
  const double value = field<double>(object, name);
  if (!(value >= 0)) throw std::runtime_error(std::string("the field '") + name + "' is less than 0");
  return value;
}

Configuration configuration_from(const Json& json) {
  return {.strategy = field<std::string>(json, "strategy"),
          .counter = field<std::string>(json, "counter"),
          .logger = field<std::string>(json, "logger"),
          .workers = positive_in(json, "workers"),
          .permits = positive_in(json, "permits"),
          .critical_section_us = duration_in(json, "critical_section_us")};
}

LogFault fault_from(const Json& json) {
  const auto kind = field<std::string>(json, "kind");
  if (kind != "torn" && kind != "duplicated")
    throw std::runtime_error("the field 'kind' of a fault is neither 'torn' nor 'duplicated'");
  return {.kind = kind == "torn" ? LogFault::Kind::kTorn : LogFault::Kind::kDuplicated,
          .line = field<std::uint64_t>(json, "line"),
          .text = field<std::string>(json, "text")};
}

LogCheck log_from(const Json& json) {
  LogCheck log{.lines = field<std::uint64_t>(json, "lines"),
               .intact = field<std::uint64_t>(json, "intact"),
               .torn = field<std::uint64_t>(json, "torn"),
               .duplicated = field<std::uint64_t>(json, "duplicated"),
               .missing = field<std::uint64_t>(json, "missing"),
               .surplus = field<std::uint64_t>(json, "surplus"),
               .expected = std::nullopt,
               .first_faults = {}};
  if (!json.contains("expected") || !json["expected"].is_null())
    log.expected = field<std::uint64_t>(json, "expected");
  for (const Json& fault : array_in(json, "first_faults")) log.first_faults.push_back(fault_from(fault));
  return log;
}

LockStats lock_from(const Json& json) {
  LockStats lock{.name = field<std::string>(json, "name"),
                 .acquisitions = field<std::uint64_t>(json, "acquisitions"),
                 .contended = field<std::uint64_t>(json, "contended"),
                 .wait_ns = duration_in(json, "wait_ns"),
                 .longest_wait_ns = duration_in(json, "longest_wait_ns"),
                 .waits = std::nullopt,
                 .hold_samples = field<std::uint64_t>(json, "hold_samples"),
                 .hold_ns = duration_in(json, "hold_ns"),
                 .longest_hold_ns = duration_in(json, "longest_hold_ns")};
  if (json.contains("wait_percentiles_ns") && json["wait_percentiles_ns"].is_null()) return lock;
  const Json& percentiles = object_in(json, "wait_percentiles_ns");
  lock.waits = LockStats::Percentiles{.p50_ns = duration_in(percentiles, "p50"),
                                      .p90_ns = duration_in(percentiles, "p90"),
                                      .p99_ns = duration_in(percentiles, "p99")};
  return lock;
}

Run run_from(const Json& json) {
  Run run;
  run.seconds = seconds_in(json, "seconds");
  run.images = field<std::uint64_t>(json, "images");
  run.images_counted = field<std::uint64_t>(json, "images_counted");
  run.rows_expected = field<std::uint64_t>(json, "rows");
  run.rows_counted = field<std::uint64_t>(json, "rows_counted");
  run.pixels = field<std::uint64_t>(json, "pixels");
  run.bytes = field<std::uint64_t>(json, "bytes");
  run.failures = texts_in(json, "failures");
  run.different_outputs = texts_in(json, "different_outputs");
  run.log = log_from(object_in(json, "log"));
  run.log_file = field<std::string>(json, "log_file");
  run.log_error = field<std::string>(json, "log_error");
  const Json& stages = object_in(json, "stage_seconds");
  run.stages = {.decode = seconds_in(stages, "decode"),
                .convert = seconds_in(stages, "convert"),
                .encode = seconds_in(stages, "encode"),
                .log = seconds_in(stages, "log")};
  for (const Json& lock : array_in(json, "locks")) run.locks.push_back(lock_from(lock));
  run.deaths = field<int>(json, "deaths");
  run.log_repairs = field<std::uint64_t>(json, "log_repairs");
  run.repeated_lines = field<std::uint64_t>(json, "repeated_lines");
  return run;
}

Measurement measurement_from(const Json& json) {
  Measurement measurement{.configuration = configuration_from(object_in(json, "configuration")),
                          .expected_to_lose = field<bool>(json, "expected_to_lose"),
                          .runs = {}};
  for (const Json& run : array_in(json, "runs")) measurement.runs.push_back(run_from(run));
  if (measurement.runs.empty()) throw std::runtime_error("the field 'runs' of a measurement is empty");
  return measurement;
}

}  // namespace

Experiment read_experiment(std::string_view text) {
  const Json json = read_document(text, "comparison", kResultsFormat);
  Experiment experiment;
  const Json& machine = object_in(json, "machine");
  experiment.machine = {.processor = field<std::string>(machine, "processor"),
                        .cores = field<int>(machine, "cores"),
                        .system = field<std::string>(machine, "system"),
                        .compiler = field<std::string>(machine, "compiler"),
                        .commit = field<std::string>(machine, "commit")};
  experiment.started = field<std::string>(json, "started");
  experiment.inputs = field<std::string>(json, "inputs");
  experiment.images = field<std::uint64_t>(json, "images");
  experiment.pixels = field<std::uint64_t>(json, "pixels");
  experiment.repeats = positive_in(json, "repeats");
  for (const Json& measurement : array_in(json, "measurements"))
    experiment.measurements.push_back(measurement_from(measurement));
  return experiment;
}

}  // namespace heddle
