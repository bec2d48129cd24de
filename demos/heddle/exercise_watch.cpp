#include "exercise_watch.hpp"

#include <csignal>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>

namespace heddle {
namespace {

constexpr long kLookEveryNanoseconds = 100'000'000;

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// SIGINT and SIGTERM wait to be taken, for the life of it.
class HeldSignals {
 public:
  HeldSignals() {
    sigemptyset(&held_);
    sigaddset(&held_, SIGINT);
    sigaddset(&held_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &held_, &before_);
  }
  ~HeldSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;

  // Whether one came within the time between two looks.
  bool came() const {
    const timespec pause{0, kLookEveryNanoseconds};
    return sigtimedwait(&held_, nullptr, &pause) > 0;
  }

 private:
  sigset_t held_{};
  sigset_t before_{};
};

}  // namespace

SaveWatch::SaveWatch(std::filesystem::path file) : file_(std::move(file)), seen_(bytes_of(file_)) {}

bool SaveWatch::wait() {
  const HeldSignals signals;
  for (;;) {
    std::string now = bytes_of(file_);
    // An empty file is one that is being written.
    if (!now.empty() && now != seen_) {
      seen_ = std::move(now);
      return true;
    }
    if (signals.came()) return false;
  }
}

}  // namespace heddle
