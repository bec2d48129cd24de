// Tells states of an execution apart by what led to them: two beginnings of executions that differ only in
// the order of independent operations come to the same state, and have the same hash.
//
// Each operation is hashed together with what its thread and its objects have been through before it: the
// hash stands for a trace in the sense of Mazurkiewicz (1977), and a trace for a state. Two states that
// differ have the same hash by a chance of 2^-64.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sanitizers/relacy/object.hpp"
#include "sanitizers/relacy/operation.hpp"

namespace heddle::model {

// Thread safety: of the one real thread that runs the model.
class StateHash {
 public:
  void clear();
  // A thread begins, and knows what its parent has been through.
  void starts(int child, int parent);
  void steps(int thread, const Operation& operation);
  // The last operation got this answer to a choice.
  void is_told(int answer);

  std::uint64_t value() const { return all_; }
  // What it would be if the thread did this now, before any answer.
  std::uint64_t value_after(int thread, const Operation& operation) const;

 private:
  struct Past {
    std::uint64_t changes = 0;
    std::uint64_t looks = 0;  // since the last change, in any order

    Past after(std::uint64_t event, bool only_looks) const;
    // What it adds to the hash of the whole.
    std::uint64_t share(std::uint32_t object) const;
  };

  std::uint64_t event_of(int thread, const Operation& operation) const;
  Past past_of(std::uint32_t object) const;
  void set_thread(int thread, std::uint64_t hash);

  std::array<std::uint64_t, kMaxThreads> threads_{};
  std::vector<Past> objects_;  // by their numbers here
  int last_ = 0;               // who took the last step
  std::uint64_t all_ = 0;      // the sum of all of it: no order matters
};

}  // namespace heddle::model
