#include "heddle/report/page/comparison_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "heddle/core/numbers.hpp"
#include "heddle/report/page/measured.hpp"
#include "heddle/report/verdict.hpp"

namespace heddle {
namespace {

using Words = std::optional<std::string>;

std::string images_per_second(const Measurement& m) {
  return figure(m.images_per_second());
}

// "3", "0.4", "150": of what share, in percent.
std::string percent(double share) {
  return fmt::format("{:.{}f}", 100 * share, share < 0.01 ? 1 : 0);
}

// As many workers as there are cores, or as near below as was measured; or else the most.
int telling_workers(const Experiment& experiment, const Measurements& measurements) {
  const std::vector<int> workers = workers_of(measurements);
  int telling = workers.back();
  for (const int n : workers)
    if (n > 1 && n <= experiment.machine.cores) telling = n;
  return telling;
}

Words what_was_lost(const Measurements& measurements) {
  std::uint64_t racy = 0;
  std::uint64_t lost = 0;
  const Measurement* example = nullptr;
  for (const Measurement* m : measurements) {
    if (!m->expected_to_lose) continue;
    ++racy;
    if (m->correct()) continue;
    ++lost;
    example = m;
  }
  if (racy == 0) return std::nullopt;
  const std::string of =
      quantity(racy, "configuration that is", "configurations that are") + " racy on purpose, ";
  if (lost == 0)
    return "Of " + of + "none lost anything this time, which proves nothing: a race may stay unseen.";
  std::string words = fmt::format("Of {}{} lost something, for example {}: {}.", of, with_commas(lost),
                                  in_words(example->configuration), describe(*example));
  if (lost < racy) words += " The others are as racy, and were lucky.";
  return words;
}

Words what_should_not_have_been(const Measurements& measurements) {
  std::uint64_t wrong = 0;
  const Measurement* example = nullptr;
  for (const Measurement* m : measurements)
    if (!m->expected_to_lose && !m->correct() && ++wrong == 1) example = m;
  if (wrong == 0) return std::nullopt;
  return fmt::format("{} should have been correct and {} not: {}: {}.",
                     quantity(wrong, "configuration", "configurations"), wrong == 1 ? "was" : "were",
                     in_words(example->configuration), describe(*example));
}

Words what_is_fastest(const Experiment& experiment, const Measurements& measurements) {
  const Measurement* fastest = fastest_correct(measurements);
  if (fastest == nullptr) return "No configuration that should be correct was.";
  std::string words = fmt::format("The fastest correct one: {}, with {} images a second at the median",
                                  in_words(fastest->configuration), images_per_second(*fastest));
  if (const double times = experiment.speed_up(*fastest);
      times > 0 && fastest->configuration.strategy != "sequential")
    words += fmt::format(", {:.2f} times the sequential one", times);
  const auto alike = std::count_if(measurements.begin(), measurements.end(), [&](const Measurement* m) {
    return m != fastest && !m->expected_to_lose && m->correct() && !compared(*m, *fastest).told_apart;
  });
  if (alike > 0)
    words += fmt::format("; {} not told apart from it, so far do the repeats differ",
                         quantity(static_cast<std::uint64_t>(alike), "other is", "others are"));
  return words + ".";
}

// The counter and the logger under a mutex, against none that is shared.
Words what_the_mutex_costs(const Experiment& experiment, const Measurements& measurements) {
  for (const char* strategy : {"threads", "pool"}) {
    Configuration locked = measurements.front()->configuration;
    locked.strategy = strategy;
    locked.workers = telling_workers(experiment, measurements);
    locked.counter = locked.logger = "mutex";
    Configuration apart = locked;
    apart.counter = apart.logger = "per-worker";
    const Measurement* with = find(measurements, locked);
    const Measurement* without = find(measurements, apart);
    if (with == nullptr || without == nullptr || !with->correct() || !without->correct()) continue;
    const std::string where = fmt::format(
        "{} images a second with counter and log under a mutex, {} with a counter and a buffer for each of "
        "{} ({})",
        images_per_second(*with), images_per_second(*without), workers_in_words(locked.workers), strategy);
    const Comparison costs = compared(*without, *with);
    if (!costs.told_apart)
      return "What the mutex costs here is not told apart from how much the repeats differ: " + where + ".";
    if (costs.ratio < 1) return "The mutex costs nothing here: " + where + ".";
    return fmt::format("The mutex costs {} % of the throughput here: {}.", percent(1 - 1 / costs.ratio),
                       where);
  }
  return std::nullopt;
}

Words threads_against_processes(const Experiment& experiment, const Measurements& measurements) {
  const int workers = telling_workers(experiment, measurements);
  const auto fastest_of = [&](const char* one, const char* other) {
    Measurements those;
    for (const Measurement* m : measurements)
      if (m->configuration.workers == workers &&
          (m->configuration.strategy == one || m->configuration.strategy == other))
        those.push_back(m);
    return fastest_correct(those);
  };
  const Measurement* threads = fastest_of("threads", "pool");
  const Measurement* processes = fastest_of("processes", "process-pool");
  if (threads == nullptr || processes == nullptr) return std::nullopt;
  const std::string where =
      fmt::format("{} and {} images a second at best, with {}", images_per_second(*threads),
                  images_per_second(*processes), workers_in_words(workers));
  const Comparison gain = compared(*threads, *processes);
  if (!gain.told_apart)
    return "Threads and processes are not told apart: " + where +
           ", and the ranges of the repeats overlap or are unknown.";
  return fmt::format(
      "{} are {} % faster here than {}: {} ({} against {}).", gain.ratio > 1 ? "Threads" : "Processes",
      percent(gain.ratio > 1 ? gain.ratio - 1 : 1 / gain.ratio - 1), gain.ratio > 1 ? "processes" : "threads",
      where, threads->configuration.strategy, processes->configuration.strategy);
}

Words what_is_waited_for(const Measurements& measurements) {
  const Measurement* longest = measurements.front();
  for (const Measurement* m : measurements)
    if (waiting_ms(*m).middle > waiting_ms(*longest).middle) longest = m;
  if (waiting_ms(*longest).middle <= 0) return std::nullopt;
  const double all_ms = 1e3 * longest->median_seconds() * longest->configuration.workers;
  return fmt::format("Most is waited in {}: {} ms a run at the median, {} % of its workers' time.",
                     in_words(longest->configuration), figure(waiting_ms(*longest).middle),
                     all_ms > 0 ? percent(waiting_ms(*longest).middle / all_ms) : "?");
}

Words what_the_cores_allow(const Experiment& experiment, const Measurements& measurements) {
  if (experiment.machine.cores < 1) return std::nullopt;
  if (workers_of(measurements).back() <= experiment.machine.cores) return std::nullopt;
  return fmt::format("Only {} may be used: more workers than that share them.",
                     quantity(static_cast<std::uint64_t>(experiment.machine.cores), "core", "cores"));
}

}  // namespace

std::string measured_on(const Experiment& experiment) {
  const Machine& machine = experiment.machine;
  return fmt::format(
      "{} of {} megapixels together ({}), {} of each configuration after a warm-up; {}, {}, {}, {}, commit "
      "{}; {}.",
      quantity(experiment.images, "image", "images"), figure(static_cast<double>(experiment.pixels) * 1e-6),
      experiment.inputs, quantity(static_cast<std::uint64_t>(experiment.repeats), "run", "runs"),
      machine.processor, quantity(static_cast<std::uint64_t>(std::max(machine.cores, 0)), "core", "cores"),
      machine.system, machine.compiler, machine.commit, experiment.started);
}

std::vector<std::string> comparison_words(const Experiment& experiment) {
  if (experiment.measurements.empty()) return {"Nothing was measured."};
  const Measurements measurements = with_main_settings(experiment);
  std::vector<std::string> sentences;
  for (const Words& words :
       {what_should_not_have_been(measurements), what_was_lost(measurements),
        what_is_fastest(experiment, measurements), what_the_mutex_costs(experiment, measurements),
        threads_against_processes(experiment, measurements), what_is_waited_for(measurements),
        what_the_cores_allow(experiment, measurements)})
    if (words) sentences.push_back(*words);
  return sentences;
}

}  // namespace heddle
