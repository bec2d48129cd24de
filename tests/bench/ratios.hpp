// A console reporter that also keeps the time of each repetition, so that a program can end with the ratios
// that it promises. The fastest repetition decides: what else the machine is doing can only make one slower.
// The ratio of the medians stands beside it; where the two differ much, the machine was busy.
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

namespace heddle::bench {

// Hands the command line to Google Benchmark, with the repetitions of all contenders taking turns, so that a
// busy moment of the machine hits each alike. False, with a message, for an argument that nobody knows.
inline bool initialize_taking_turns(int argc, char** argv) {
  static char take_turns[] = "--benchmark_enable_random_interleaving=true";
  std::vector<char*> arguments(argv, argv + argc);
  arguments.insert(arguments.begin() + 1, take_turns);
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  return !benchmark::ReportUnrecognizedArguments(count, arguments.data());
}

// Used by one thread, as Google Benchmark does.
class RatioReporter : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type != Run::RT_Iteration || run.error_occurred || run.iterations == 0) continue;
      seconds_[run.run_name.function_name].push_back(run.real_accumulated_time /
                                                     static_cast<double>(run.iterations));
    }
    ConsoleReporter::ReportRuns(runs);
  }

  // Seconds of the fastest repetition and of the median one; 0 where the benchmark did not run.
  struct Times {
    double fastest = 0;
    double median = 0;
  };
  Times times(const std::string& name) const {
    const auto seconds = sorted(name);
    return seconds.empty() ? Times{} : Times{seconds.front(), seconds[seconds.size() / 2]};
  }

  // Prints how many times as fast `ours` is as `peer`, and the promise.
  void print_speed(const std::string& ours, const std::string& peer, double promised) const {
    const Times a = times(ours);
    const Times b = times(peer);
    if (a.fastest == 0 || b.fastest == 0) {
      std::printf("%-20s not measured (did not run, or not installed: ci/setup --bench)\n", peer.c_str());
      return;
    }
    const double fastest = b.fastest / a.fastest;
    std::printf("%-20s %5.2fx its speed (medians %.2fx), promised at least %.2fx: %s\n", peer.c_str(),
                fastest, b.median / a.median, promised, fastest >= promised ? "kept" : "NOT KEPT");
  }

 private:
  std::vector<double> sorted(const std::string& name) const {
    const auto found = seconds_.find(name);
    if (found == seconds_.end()) return {};
    auto seconds = found->second;
    std::ranges::sort(seconds);
    return seconds;
  }

  std::map<std::string, std::vector<double>> seconds_;  // for one iteration, by the benchmark's name
};

}  // namespace heddle::bench
