#include "samples.hpp"

#include "tests/unit/report/sample_experiment.hpp"

namespace heddle::test {

Measurement measured(const Configuration& configuration, const std::vector<double>& seconds) {
  Measurement measurement{.configuration = configuration, .expected_to_lose = false, .runs = {}};
  for (const double s : seconds) {
    Run run = correct_run();
    run.seconds = s;
    run.images = run.images_counted = 100;
    measurement.runs.push_back(run);
  }
  return measurement;
}

Measurement losing(const Configuration& configuration, const std::vector<double>& seconds) {
  Measurement measurement = measured(configuration, seconds);
  measurement.expected_to_lose = true;
  for (Run& run : measurement.runs) --run.rows_counted;
  return measurement;
}

Experiment experiment_of(const std::vector<Measurement>& measurements) {
  Experiment experiment = sample_experiment();
  experiment.measurements = measurements;
  return experiment;
}

Experiment sample_sweep() {
  std::vector<Measurement> measurements;
  const auto add = [&](Measurement (*make)(const Configuration&, const std::vector<double>&),
                       const char* both, const char* logger, int workers, int permits, int us,
                       double seconds) {
    measurements.push_back(make({"threads", both, logger, workers, permits, us}, {seconds, seconds * 1.125}));
  };
  for (const int us : {0, 200})
    for (const int workers : {1, 4})
      // Under the mutex four workers are twice as fast, and with a long section slower.
      add(measured, "mutex", "mutex", workers, 1, us, workers == 1 ? (us == 0 ? 1 : 4) : (us == 0 ? 0.5 : 5));
  for (const int permits : {1, 2})
    for (const int us : {0, 200})
      for (const int workers : {1, 4})
        add(permits == 2 && workers == 4 ? losing : measured, "semaphore", "semaphore-buffer", workers,
            permits, us, us == 0 ? 1 : 4.0 / permits);
  return experiment_of(measurements);
}

Experiment hostile_experiment() {
  Experiment experiment = sample_experiment();
  Machine& machine = experiment.machine;
  for (std::string* text : {&machine.processor, &machine.system, &machine.compiler, &machine.commit,
                            &experiment.started, &experiment.inputs})
    *text = kHostile;
  for (Measurement& m : experiment.measurements) {
    for (std::string* text : {&m.configuration.strategy, &m.configuration.counter, &m.configuration.logger})
      *text += kHostile;
    for (Run& run : m.runs) {
      run.failures = {kHostile};
      run.log_error = run.log_file = kHostile;
      for (LockStats& lock : run.locks) lock.name = kHostile;
    }
  }
  return experiment;
}

}  // namespace heddle::test
