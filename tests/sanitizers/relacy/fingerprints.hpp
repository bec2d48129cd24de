// Tells executions apart by what happens before what in them, so that two that differ only in the order of
// independent operations have the same fingerprint: what a search counts can then be compared with what
// another one does, execution by execution.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "forwarding.hpp"
#include "sanitizers/relacy/scheduler.hpp"

namespace heddle::test {

// Lets another scheduler answer and keeps the fingerprints of the executions that count.
class Fingerprints final : public Forwarding {
 public:
  using Forwarding::Forwarding;

  void begin() override;
  void starts(int child, int parent) override;
  int thread(const model::ThreadChoice& choice) override;
  int value(int count, model::ValueChoice why) override;
  bool end() override;

  std::multiset<std::uint64_t> all;

 private:
  using Clock =
      std::array<std::uint64_t, model::kMaxThreads>;  // how many events of each thread happen before

  struct Event {
    std::size_t thread;
    model::Operation operation;
    Clock clock;
    std::uint64_t values;  // a fingerprint of those that it got
  };

  std::uint64_t fingerprint() const;

  std::vector<Event> events_;
  std::array<Clock, model::kMaxThreads> clocks_{};
  // Who a thread is, whenever it was started and whatever its number: a fingerprint of whose child it is.
  std::array<std::uint64_t, model::kMaxThreads> identities_{};
  std::array<std::uint64_t, model::kMaxThreads> children_{};  // started so far
};

}  // namespace heddle::test
