// Who goes next, and which of several values a load returns: a scheduler answers these two questions,
// execution after execution. Each scheduler is one file.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "sanitizers/relacy/object.hpp"
#include "sanitizers/relacy/operation.hpp"
#include "sanitizers/relacy/split.hpp"
#include "sanitizers/relacy/threads.hpp"

namespace heddle::model {

struct ThreadChoice {
  ThreadSet candidates = 0;  // never empty: those that can go on and are not waiting for others to (yield)
  ThreadSet spurious = 0;    // of those, who would wake up for no reason
  ThreadSet waiting = 0;     // those that cannot go on
  int current = -1;          // who took the last step
  std::uint32_t idle = 0;    // where only loops that wait can go on: tells their turns apart
  // What each thread is about to do; of those that have not ended.
  const std::array<Operation, kMaxThreads>* pending = nullptr;
  std::size_t step = 0;  // the number, from 0, that it gets in the trace, where the execution is recorded

  // Whether who took the last step can go on: then choosing another is a preemption.
  constexpr bool can_continue() const {
    return current >= 0 && ((candidates & ~spurious) >> current & 1) != 0;
  }
};

// The reasons for a choice of a value.
enum class ValueChoice : std::uint8_t {
  kStaleLoad,        // 0: this value, newest first; 1: an older one
  kSpuriousFailure,  // 0: no, 1: yes
  kWhoIsNotified,    // which of the waiters
  kWakesForNothing,  // nobody else can go on: 0: nobody wakes up for no reason, which is a finding; 1:
                     // somebody does
};

// Thread safety: one real thread. begin, then any number of choices, then end, again and again.
class Scheduler {
 public:
  // An answer: the execution does not follow the choices that were made for it before.
  static constexpr int kDiffers = -1;

  virtual ~Scheduler() = default;

  virtual void begin() = 0;
  // Instead of begin(): begins where this execution leaves the one before. Returns how many steps lie behind
  // that: nothing of them is asked or told again.
  virtual std::uint64_t resume() {
    begin();
    return 0;
  }
  // A thread can go on from now: what its parent has done happens before it.
  virtual void starts(int /*child*/, int /*parent*/) {}
  // One of the candidates, or kDiffers.
  virtual int thread(const ThreadChoice& choice) = 0;
  // From 0 to count - 1, or kDiffers. count: at least 2.
  virtual int value(int count, ValueChoice why) = 0;
  // Returns whether there is another execution to look at.
  virtual bool end() = 0;

  // The execution ends, and these threads wait for ever in what they have announced.
  virtual void stuck(ThreadSet /*waiting*/, const std::array<Operation, kMaxThreads>& /*pending*/) {}
  // The operation that was chosen last has stored a value in an atomic.
  virtual void stored() {}
  // The execution has come to its bound on steps, and is given up.
  virtual void cut() {}

  // Whether this execution is the same as an earlier one, but for the order of independent operations, or
  // belongs to another part of the search: it runs to its end and does not count.
  virtual bool is_redundant() const { return false; }

  // Of a search that goes through a tree of choices, which alone can be split: leaves to others what is not
  // of this part (split.hpp). Before the first execution. Returns false where it cannot.
  virtual bool take_part(Split /*split*/) { return false; }
  virtual std::uint64_t split_fingerprint() const { return 0; }
  // Between executions: how much of the tree lies behind, from 0 to 1, as if all subtrees of a node were of
  // one size; nothing where there is no tree. Source: Knuth, "Estimating the efficiency of backtrack
  // programs", 1975.
  virtual std::optional<double> explored() const { return std::nullopt; }

  // "full search", for sentences.
  virtual std::string words() const = 0;
  // Whether end() == false means that every execution has been looked at.
  virtual bool is_exhaustive() const = 0;
  // Whether it draws its executions, and so always has another one.
  virtual bool is_sampling() const { return false; }
  // What a search that found nothing may still say: one sentence, or nothing.
  virtual std::string guarantee() const { return {}; }
};

// The candidate that a search tries first: whoever runs goes on, else the lowest number, and nobody wakes up
// for no reason, so that the first execution has no switch that is not needed.
constexpr int first_of(const ThreadChoice& choice) {
  if (choice.can_continue()) return choice.current;
  const ThreadSet firm = choice.candidates & ~choice.spurious;
  return __builtin_ctz(firm != 0 ? firm : choice.candidates);
}

}  // namespace heddle::model
