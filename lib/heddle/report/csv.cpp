#include "heddle/report/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>

#include "heddle/report/json.hpp"
#include "heddle/report/verdict.hpp"

namespace heddle {
namespace {

constexpr std::string_view kHeader =
    "heddle_format,strategy,counter,logger,workers,permits,critical_section_us,repeat,seconds,images_per_"
    "second,"
    "images,images_counted,rows,rows_counted,log_lines_expected,log_lines_intact,log_lines_torn,log_lines_"
    "missing,"
    "log_lines_duplicated,wait_ns,contended,acquisitions,decode_seconds,convert_seconds,encode_seconds,log_"
    "seconds,"
    "deaths,log_repairs,failures,different_outputs,correct,verdict,processor,cores,system,compiler,"
    "commit\r\n";

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string field = "\"";
  for (const char c : text) {
    if (c == '"') field += '"';
    field += c;
  }
  return field += '"';
}

}  // namespace

void write_csv(std::ostream& out, const Experiment& experiment) {
  out << kHeader;
  for (const Measurement& m : experiment.measurements) {
    const Configuration& c = m.configuration;
    for (std::size_t repeat = 0; repeat < m.runs.size(); ++repeat) {
      const Run& run = m.runs[repeat];
      std::int64_t wait_ns = 0;
      std::uint64_t contended = 0;
      std::uint64_t acquisitions = 0;
      for (const LockStats& lock : run.locks) {
        wait_ns += lock.wait_ns;
        contended += lock.contended;
        acquisitions += lock.acquisitions;
      }
      out << fmt::format("{},{},{},{},{},{},{},{},{:.6f},{:.3f},", kResultsFormat, c.strategy, c.counter,
                         c.logger, c.workers, c.permits, c.critical_section_us, repeat + 1, run.seconds,
                         run.seconds > 0 ? static_cast<double>(run.images) / run.seconds : 0)
          << fmt::format("{},{},{},{},{},{},{},{},{},", run.images, run.images_counted, run.rows_expected,
                         run.rows_counted, run.log.expected.value_or(0), run.log.intact, run.log.torn,
                         run.log.missing, run.log.duplicated)
          << fmt::format("{},{},{},{:.6f},{:.6f},{:.6f},{:.6f},", wait_ns, contended, acquisitions,
                         run.stages.decode, run.stages.convert, run.stages.encode, run.stages.log)
          << fmt::format("{},{},{},{},{},", run.deaths, run.log_repairs, run.failures.size(),
                         run.different_outputs.size(), run.correct())
          << fmt::format("{},{},{},{},{},{}\r\n", csv_field(describe(run)),
                         csv_field(experiment.machine.processor), experiment.machine.cores,
                         csv_field(experiment.machine.system), csv_field(experiment.machine.compiler),
                         csv_field(experiment.machine.commit));
    }
  }
}

}  // namespace heddle
