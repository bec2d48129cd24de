// Measures how often ThreadSanitizer misses a race that does occur: the rate that
// sanitizers/tsan/miss_rate.hpp states. Two threads write one variable once each, again and again, while
// every processor is kept busy by a process of its own.
//
// usage: tsan_miss_rate [TRIES]     default: 20000
// exit:  0 measured, and not above the stated rate; 1 above it; 3 could not run
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <thread>
#include <vector>

#include "races.hpp"
#include "sanitizers/canary/tsan_canary.hpp"
#include "sanitizers/tsan/capture.hpp"
#include "sanitizers/tsan/miss_rate.hpp"
#include "sanitizers/tsan/run_round.hpp"
#include "sanitizers/tsan/tsan.hpp"

namespace heddle {
namespace {

template <class Sync>
struct BothWrite {
  static constexpr int kThreads = 2;
  void thread(int index) { last_.write(index); }
  Shared<Sync, int> last_{"last", -1};
};

// A process for each processor that does nothing but run.
class Load {
 public:
  Load() {
    for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i) {
      const pid_t process = ::fork();
      if (process == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        for (volatile unsigned long turns = 0;;) turns = turns + 1;
      }
      if (process > 0) processes_.push_back(process);
    }
  }
  ~Load() {
    for (const pid_t process : processes_) {
      ::kill(process, SIGKILL);
      ::waitpid(process, nullptr, 0);
    }
  }

 private:
  std::vector<pid_t> processes_;
};

// The rate, or its upper bound at 95 % where nothing was missed (the rule of three).
double measure(const char* what, int tries, const std::function<void()>& race) {
  int missed = 0;
  for (int i = 0; i < tries; ++i) {
    tsan::Capture capture;
    race();
    missed += capture.findings().empty() ? 1 : 0;
  }
  const double rate = std::max(missed, 3) / static_cast<double>(tries);
  std::printf("%-28s %d of %d missed: p %s %.2g, p^%d = %.0e\n", what, missed, tries, missed < 3 ? "<" : "=",
              rate, tsan::kTries, std::pow(rate, tsan::kTries));
  return rate;
}

}  // namespace
}  // namespace heddle

int main(int argc, char** argv) {
  using namespace heddle;
  const int tries = argc > 1 ? std::atoi(argv[1]) : 20'000;
  if (const std::string reason = tsan_canary(); !reason.empty() || tries < 1) {
    std::fprintf(stderr, "could not run: %s\n", reason.empty() ? "TRIES must be at least 1" : reason.c_str());
    return 3;
  }
  const Load load;
  const Variant both_write = variant_of<BothWrite<TsanSync>>("measure", "both write");
  double highest = measure("two threads", tries, test::race);
  highest = std::max(highest, measure("behind a gate, in turn", tries,
                                      [&] { tsan::run_round(both_write, 2, tsan::Start::kInTurn); }));
  highest = std::max(highest, measure("behind a gate, at once", tries,
                                      [&] { tsan::run_round(both_write, 2, tsan::Start::kAtOnce); }));
  std::printf("stated: p = %g\n", tsan::kMissRate);
  return highest > tsan::kMissRate ? 1 : 0;
}
