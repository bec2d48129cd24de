// The explorer's known-bad programs: a silence of the explorer counts for nothing in a build in which it does
// not find these.
#include <string>

#include "sanitizers/relacy/explore.hpp"

namespace heddle {
namespace {

// Plain memory, with nothing around it.
template <class Sync>
struct PlainRace {
  static constexpr int kThreads = 2;
  void thread(int) { value_.write(value_.read() + 1); }
  Shared<Sync, int> value_{"canary"};
};

// An addition in two atomic steps.
template <class Sync>
struct LostAddition {
  static constexpr int kThreads = 2;
  static constexpr Findings kFindings{.model = Finding::kWrongOutcome};
  static constexpr Outcome kOutcomes[]{{"2", Grade::kAcceptable, ""}, {"1", Grade::kInteresting, "lost"}};
  void thread(int) { value_.store(value_.load() + 1); }
  std::string after() { return std::to_string(value_.load()); }
  Atomic<Sync, int> value_{"canary", 0};
};

// A message whose flag is relaxed: only a model with stale values sees it.
template <class Sync>
struct StaleMessage {
  static constexpr int kThreads = 2;
  static constexpr Findings kFindings{.model = Finding::kWrongOutcome};
  static constexpr Outcome kOutcomes[]{{"seen", Grade::kAcceptable, ""},
                                       {"not yet", Grade::kAcceptable, ""},
                                       {"stale", Grade::kInteresting, "the flag came before the message"}};
  void thread(int index) {
    if (index == 0) {
      message_.store(1, std::memory_order_relaxed);
      flag_.store(1, std::memory_order_relaxed);
    } else if (flag_.load(std::memory_order_relaxed) == 1) {
      seen_ = message_.load(std::memory_order_relaxed) == 1 ? "seen" : "stale";
    }
  }
  std::string after() { return seen_; }
  Atomic<Sync, int> message_{"message", 0};
  Atomic<Sync, int> flag_{"flag", 0};
  const char* seen_ = "not yet";
};

// Two locks in both orders.
template <class Sync>
struct TwoOrders {
  static constexpr int kThreads = 2;
  void thread(int index) {
    const Lock<Sync> first(index == 0 ? left_ : right_);
    const Lock<Sync> second(index == 0 ? right_ : left_);
  }
  Mutex<Sync> left_{"left"};
  Mutex<Sync> right_{"right"};
};

template <template <class> class Bad>
std::string missed(const Detector& detector, Finding expected) {
  const Verdict verdict = detector.look(variant_of<Bad<ModelSync>>("canary", name_of(expected)), {});
  if (verdict.finding == expected) return "";
  return "the explorer is not armed: it missed its own " + std::string(words_for(expected)) + " (" +
         verdict.summary + ")";
}

}  // namespace

std::string relacy_canary(const Detector& detector) {
  std::string missing = missed<PlainRace>(detector, Finding::kDataRace);
  if (missing.empty()) missing = missed<LostAddition>(detector, Finding::kWrongOutcome);
  if (missing.empty()) missing = missed<StaleMessage>(detector, Finding::kWrongOutcome);
  if (missing.empty()) missing = missed<TwoOrders>(detector, Finding::kDeadlock);
  return missing;
}

}  // namespace heddle
