// Litmus tests as text, in the way of the literature, and what an explorer's search shows of them:
//
//   x = 1 rlx; fence sc; a = y rlx || y = 1 sc; b = x sc
//
// Threads are set apart by ||, their steps by a semicolon. x, y, z are atomics and d is plain memory, all 0
// at first; other letters are a thread's own. Steps: x = 1 rel (store), a = x acq (load), a = x++ ar (adds 1,
// a is the value before), a = x cas 1 2 ar (compares with 1 and exchanges for 2, a is the value found), fence
// sc, if a == 1 (goes on only if). Orders: rlx, acq, rel, ar (acq_rel), sc; none for d.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sanitizers/relacy/scheduler.hpp"

namespace heddle::test {

enum class Order : std::uint8_t { kPlain, kRelaxed, kAcquire, kRelease, kAcqRel, kSeqCst };

constexpr bool acquires(Order order) {
  return order == Order::kAcquire || order == Order::kAcqRel || order == Order::kSeqCst;
}
constexpr bool releases(Order order) {
  return order == Order::kRelease || order == Order::kAcqRel || order == Order::kSeqCst;
}

// Of a compare-exchange that fails.
constexpr Order failure_order(Order order) {
  if (order == Order::kAcqRel) return Order::kAcquire;
  return order == Order::kRelease ? Order::kRelaxed : order;
}

struct Instruction {
  enum class Does : std::uint8_t { kLoad, kStore, kAdd, kCompareExchange, kFence, kIf };

  Does does = Does::kLoad;
  Order order = Order::kPlain;
  char location = 0;
  char result = 0;  // the thread's own letter that it sets, or asks about; 0: none
  int value = 0;    // that is stored, or asked for
  int desired = 0;  // what a compare-exchange stores where it finds that value
};

struct Litmus {
  std::vector<std::vector<Instruction>> threads;

  std::set<char> locations() const;
  std::set<char> results() const;
};

// Errors: std::invalid_argument for anything else than the language above.
Litmus parse_litmus(std::string_view text);

// One outcome as text: "a=0 b=1 x=1 y=1", all results and then the last values of all locations; "-" for a
// result that was not set. A data race is the outcome kRace, whatever else comes of it.
using Values = std::vector<std::pair<char, int>>;  // below 0: not set
std::string outcome_text(const Values& results, const Values& locations);
inline constexpr std::string_view kRace = "race";

// Whether an outcome is what is asked for: "a=0 x=1" is a part of it, or both are kRace.
bool matches(std::string_view outcome, std::string_view asked);

// What all executions that the scheduler picks come to.
std::set<std::string> shown_outcomes(const Litmus& litmus, model::Scheduler& scheduler);

}  // namespace heddle::test
