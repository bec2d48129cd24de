#include "sample_experiment.hpp"

namespace heddle::test {

Run correct_run() {
  Run run;
  run.seconds = 2;
  run.images = run.images_counted = 4;
  run.rows = run.rows_expected = run.rows_counted = 4000;
  run.pixels = 8'000'000;
  run.bytes = 3'000'000;
  run.log.lines = run.log.intact = 500;
  run.log.expected = 500;
  run.stages = {.decode = 0.5, .convert = 0.25, .encode = 1.2, .log = 0.05};
  LockStats lock;
  lock.name = "log mutex";
  lock.acquisitions = 500;
  lock.contended = 20;
  lock.wait_ns = 1'500'000;
  lock.longest_wait_ns = 400'000;
  lock.waits = LockStats::Percentiles{10'000, 200'000, 390'000};
  lock.hold_samples = 23;
  lock.hold_ns = 46'000;
  lock.longest_hold_ns = 9'000;
  run.locks = {lock};
  return run;
}

Experiment sample_experiment() {
  Experiment experiment;
  experiment.machine = {.processor = "Loom \"Jacquard\", 1804",
                        .cores = 2,
                        .system = "Linux 6.1 x86_64",
                        .compiler = "clang 19.1.7",
                        .commit = "0123456789ab"};
  experiment.started = "2024-02-29T12:00:00Z";
  experiment.inputs = "photos \x1b[31m";
  experiment.images = 4;
  experiment.pixels = 8'000'000;
  experiment.repeats = 2;

  Run slower = correct_run();
  slower.seconds = 4;
  experiment.measurements.push_back({.configuration = {"sequential", "atomic", "per-worker", 1, 2, 0},
                                     .expected_to_lose = false,
                                     .runs = {correct_run(), slower}});

  Run racy = correct_run();
  racy.seconds = 1;
  racy.images_counted = 3;
  racy.rows_counted = 2500;
  racy.log.lines = 495;
  racy.log.intact = 480;
  racy.log.torn = 13;
  racy.log.duplicated = 2;
  racy.log.missing = 20;
  racy.log.first_faults = {{LogFault::Kind::kTorn, 17, "time=0.1 wor\x1b[2Jtime=0.2 \"torn\""},
                           {LogFault::Kind::kDuplicated, 1234, "worker=1 seq=7"}};
  Run lucky = correct_run();
  lucky.seconds = 1;
  experiment.measurements.push_back(
      {.configuration = {"threads", "unsynchronized", "unsynchronized", 2, 2, 0},
       .expected_to_lose = true,
       .runs = {racy, lucky}});
  experiment.measurements.push_back({.configuration = {"threads", "load-store", "semaphore-buffer", 4, 2, 50},
                                     .expected_to_lose = true,
                                     .runs = {lucky, lucky}});

  Run survived = correct_run();
  survived.seconds = 1.6;
  survived.deaths = 1;
  survived.log_repairs = 1;
  survived.repeated_lines = 3;
  survived.log.lines = survived.log.intact = 503;
  survived.log.expected = 503;
  experiment.measurements.push_back({.configuration = {"processes", "process", "process", 2, 2, 0},
                                     .expected_to_lose = false,
                                     .runs = {survived, survived}});

  Run failed = correct_run();
  failed.seconds = 0.0004;
  failed.images = failed.images_counted = 3;
  failed.failures = {"photos/b\xff\"d,\n.png: the file is empty"};
  failed.different_outputs = {"photos/a.png"};
  failed.log_error = "logs/.unfinished.log: No space left on device";
  failed.stages = {};
  failed.locks.clear();
  experiment.measurements.push_back({.configuration = {"pool", "mutex", "mutex", 2, 2, 0},
                                     .expected_to_lose = false,
                                     .runs = {failed, failed}});
  return experiment;
}

}  // namespace heddle::test
