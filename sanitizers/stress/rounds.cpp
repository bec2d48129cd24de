#include "sanitizers/stress/rounds.hpp"

#include <pthread.h>
#include <sched.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "heddle/sync/watch.hpp"
#include "sanitizers/stress/round_gate.hpp"

namespace heddle {
namespace {

// Threads that always begin at the same moment always meet in the same way. In every second round each one is
// a little late, by its own amount.
class Jitter {
 public:
  explicit Jitter(int thread) : state_(0x9E3779B9U * static_cast<std::uint32_t>(thread + 1)) {}

  void wait() {
    state_ ^= state_ << 13;  // xorshift32: Marsaglia, "Xorshift RNGs", 2003
    state_ ^= state_ >> 17;
    state_ ^= state_ << 5;
    if ((++rounds_ & 1U) == 0) return;
    // Kept by the compiler: an empty loop would be removed.
    for (std::uint32_t i = state_ & kMost; i > 0; --i) asm volatile("" ::: "memory");
  }

 private:
  static constexpr std::uint32_t kMost = 255;  // turns of an empty loop, about a nanosecond for three

  std::uint32_t state_;
  std::uint32_t rounds_ = 0;
};

// The cores that this process may use.
std::vector<std::size_t> allowed_cores() {
  cpu_set_t set;
  CPU_ZERO(&set);
  std::vector<std::size_t> cores;
  if (::sched_getaffinity(0, sizeof set, &set) != 0) return cores;
  for (std::size_t core = 0; core < CPU_SETSIZE; ++core)
    if (CPU_ISSET(core, &set)) cores.push_back(core);
  return cores;
}

void stay_on(std::size_t core) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(core, &set);
  ::sched_setaffinity(0, sizeof set, &set);  // where it is refused, the thread roams
}

class Rounds {
 public:
  Rounds(const Variant& variant, int threads, const RoundLimits& limits,
         const std::function<void(const std::string&)>& ended)
      : variant_(variant), threads_(threads), limits_(limits), ended_(ended), gate_(threads) {
    // Each to a core of its own: threads that wait for each other all the time are otherwise soon put on one
    // core, where they take turns. Threads that a subject starts would have to share its core, so then all
    // roam.
    cores_ = allowed_cores();
    if (static_cast<std::size_t>(threads) > cores_.size() || variant.started_threads > 0) cores_.clear();
  }

  // A worker that cannot be started ends the process: those before it would wait for it for good.
  void run() noexcept {
    std::vector<std::string> names;  // outlive the threads that are called so
    for (int i = 0; i < threads_; ++i) names.push_back("worker " + std::to_string(i));
    std::vector<std::jthread> workers;
    for (int i = 0; i < threads_; ++i) {
      const char* const name = names[static_cast<std::size_t>(i)].c_str();
      workers.emplace_back([this, i, name] { work(i, name); });
      ::pthread_setname_np(workers.back().native_handle(), names.back().substr(0, 15).c_str());
    }
  }

 private:
  void work(int index, const char* name) {
    Watch::name_thread(name);
    if (!cores_.empty()) stay_on(cores_[static_cast<std::size_t>(index)]);
    Jitter jitter(index);
    while (gate_.meet([this] { return prepare_next(); })) {
      jitter.wait();
      subject_->thread(index);
      Watch::leave();
    }
  }

  // Ends one round and makes the next. Returns whether there is one.
  bool prepare_next() {
    const auto now = std::chrono::steady_clock::now();
    if (subject_ == nullptr) {
      begin_ = now;
    } else {
      ended_(subject_->after());
      subject_.reset();
      ++rounds_;
    }
    if (rounds_ > 0 &&
        (rounds_ >= limits_.rounds || std::chrono::duration<double>(now - begin_).count() >= limits_.seconds))
      return false;
    subject_ = variant_.make(threads_);
    return true;
  }

  const Variant& variant_;
  const int threads_;
  const RoundLimits limits_;
  const std::function<void(const std::string&)>& ended_;
  RoundGate gate_;
  std::vector<std::size_t> cores_;  // one for each thread, or none
  // Used by whoever prepares a round, alone; the gate hands them on.
  std::unique_ptr<Subject> subject_;
  std::uint64_t rounds_ = 0;
  std::chrono::steady_clock::time_point begin_;
};

}  // namespace

void run_rounds(const Variant& variant, int threads, const RoundLimits& limits,
                const std::function<void(const std::string&)>& ended) {
  Rounds(variant, threads, limits, ended).run();
}

}  // namespace heddle
