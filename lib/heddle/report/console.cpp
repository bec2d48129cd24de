#include "heddle/report/console.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "heddle/core/numbers.hpp"
#include "heddle/core/printable.hpp"
#include "heddle/report/duration.hpp"
#include "heddle/report/verdict.hpp"

namespace heddle {
namespace {

std::string of(std::uint64_t counted, std::uint64_t real) {
  return with_commas(counted) + "/" + with_commas(real);
}

// To one decimal where that says more.
std::string mean(std::uint64_t sum, std::size_t count) {
  const std::uint64_t tenths = (10 * sum + count / 2) / count;
  return tenths % 10 == 0 || tenths >= 100 ? with_commas(tenths / 10)
                                           : fmt::format("{}.{}", tenths / 10, tenths % 10);
}

// Shares of a worker's time, in the order of the column's title.
std::string shares(const StageSeconds& stages) {
  const double all = stages.total();
  if (all <= 0) return "-";
  return fmt::format("{:.0f}/{:.0f}/{:.0f}/{:.1f}", 100 * stages.decode / all, 100 * stages.convert / all,
                     100 * stages.encode / all, 100 * stages.log / all);
}

// What the repeats of one measurement add up to.
struct Totals {
  std::uint64_t images = 0, images_counted = 0, rows = 0, rows_counted = 0, lines = 0, lines_intact = 0;
  std::uint64_t contended = 0;
  double waiting_seconds = 0;
  StageSeconds stages;

  explicit Totals(const std::vector<Run>& runs) {
    for (const Run& run : runs) {
      images += run.images;
      images_counted += run.images_counted;
      rows += run.rows_expected;
      rows_counted += run.rows_counted;
      lines += run.log.expected.value_or(0);
      lines_intact += run.log.intact;
      for (const LockStats& lock : run.locks) {
        contended += lock.contended;
        waiting_seconds += static_cast<double>(lock.wait_ns) * 1e-9;
      }
      stages.decode += run.stages.decode;
      stages.convert += run.stages.convert;
      stages.encode += run.stages.encode;
      stages.log += run.stages.log;
    }
  }
};

constexpr std::string_view kRow = "{:>9} {:>9} {:>9} {:>9} {:>17} {:>15} {:>9} {:>10} {:>13}  {}\n";

// The settings, where they are not those of the first measurement.
std::string title(const Configuration& c, const Configuration& first) {
  std::string text = fmt::format("{}, counter {}, logger {}", c.strategy, c.counter, c.logger);
  if (c.permits != first.permits)
    text += ", " + quantity(static_cast<std::uint64_t>(c.permits), "permit", "permits");
  if (c.critical_section_us != first.critical_section_us)
    text += fmt::format(", {} us spent for each line", c.critical_section_us);
  return text + "\n";
}

bool differ_in_workers_alone(Configuration a, const Configuration& b) {
  a.workers = b.workers;
  return a == b;
}

}  // namespace

std::string console_table(const Experiment& experiment) {
  std::string table =
      fmt::format(fmt::runtime(kRow), "workers", "images/s", "speed-up", "images", "rows counted",
                  "lines intact", "waiting", "contended", "time spent %", "verdict");
  const Configuration* previous = nullptr;
  for (const Measurement& m : experiment.measurements) {
    if (previous == nullptr || !differ_in_workers_alone(*previous, m.configuration))
      table += title(m.configuration, experiment.measurements.front().configuration);
    previous = &m.configuration;
    const Totals totals(m.runs);
    const double speed_up = experiment.speed_up(m);
    table += fmt::format(
        fmt::runtime(kRow), m.configuration.workers, fmt::format("{:.1f}", m.images_per_second()),
        speed_up > 0 ? fmt::format("{:.2f}", speed_up) : "-", of(totals.images_counted, totals.images),
        of(totals.rows_counted, totals.rows), of(totals.lines_intact, totals.lines),
        duration_words(totals.waiting_seconds / static_cast<double>(m.runs.size())),
        mean(totals.contended, m.runs.size()), shares(totals.stages), describe(m));
  }
  table += fmt::format(
      "\n{} images of {:.1f} megapixels each on average ({}), {} repeat{} after a warm-up; {}, {} cores, {}, "
      "commit {}.\n"
      "images/s and speed-up at the median; images, rows (each when converted and when written) and lines "
      "are sums\n"
      "over the repeats, as counted/real; a torn line is missing too;\n"
      "waiting on locks and contended acquisitions are means of one run, summed over its workers; time spent "
      "is\n"
      "decoding/converting/encoding/logging.\n",
      experiment.images,
      experiment.images > 0
          ? static_cast<double>(experiment.pixels) * 1e-6 / static_cast<double>(experiment.images)
          : 0,
      printable(experiment.inputs), experiment.repeats, experiment.repeats == 1 ? "" : "s",
      experiment.machine.processor, experiment.machine.cores, experiment.machine.compiler,
      experiment.machine.commit);
  return table;
}

std::string console_summary(const Configuration& configuration, const Run& run) {
  const Totals totals({run});
  std::string text =
      fmt::format("{} image{} in {} ({:.1f} images/s, {:.0f} megapixels/s): {} with {} worker{}\n",
                  with_commas(run.images), run.images == 1 ? "" : "s", duration_words(run.seconds),
                  run.seconds > 0 ? static_cast<double>(run.images) / run.seconds : 0,
                  run.seconds > 0 ? static_cast<double>(run.pixels) * 1e-6 / run.seconds : 0,
                  configuration.strategy, configuration.workers, configuration.workers == 1 ? "" : "s");
  text += fmt::format("counted (counter {}): {} images, {} rows\n", configuration.counter,
                      of(run.images_counted, run.images), of(run.rows_counted, run.rows_expected));
  text += fmt::format("log (logger {}): {} lines intact\n", configuration.logger,
                      of(run.log.intact, run.log.expected.value_or(0)));
  if (run.repeated_lines > 0)
    text += fmt::format("  of them {} from attempts that a killed worker did not finish\n",
                        with_commas(run.repeated_lines));
  text += fmt::format(
      "waiting on locks: {}, {} contended acquisitions; time spent decoding {}, converting {}, "
      "encoding {}, logging {}\n",
      duration_words(totals.waiting_seconds), with_commas(totals.contended),
      duration_words(run.stages.decode), duration_words(run.stages.convert),
      duration_words(run.stages.encode), duration_words(run.stages.log));
  text += fmt::format("verdict: {}\n", describe(run));
  return text;
}

std::string console_log_check(const LogCheck& log) {
  std::string text = fmt::format("{} lines: {} intact, {} torn, {} missing, {} doubled",
                                 with_commas(log.lines), with_commas(log.intact), with_commas(log.torn),
                                 with_commas(log.missing), with_commas(log.duplicated));
  if (log.expected) text += fmt::format("; {} expected", with_commas(*log.expected));
  if (log.surplus > 0) text += fmt::format(", {} too many", with_commas(log.surplus));
  text += "\n";
  for (const LogFault& fault : log.first_faults)
    text += fmt::format("  line {} {}: {}\n", with_commas(fault.line),
                        fault.kind == LogFault::Kind::kTorn ? "is torn" : "was there before",
                        printable(fault.text));
  const std::uint64_t faults = log.torn + log.duplicated;
  if (faults > log.first_faults.size())
    text += fmt::format("  and {} more\n", with_commas(faults - log.first_faults.size()));
  return text;
}

}  // namespace heddle
