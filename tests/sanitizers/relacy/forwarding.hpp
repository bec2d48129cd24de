// A scheduler that hands everything on to another one. Who wants to listen derives from it, and overrides
// what it listens to: the search then comes to the executions that it comes to without, but does all their
// steps over again, so that all are heard.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "sanitizers/relacy/scheduler.hpp"

namespace heddle::test {

class Forwarding : public model::Scheduler {
 public:
  explicit Forwarding(model::Scheduler& scheduler) : scheduler_(scheduler) {}

  void begin() override { scheduler_.begin(); }
  void starts(int child, int parent) override { scheduler_.starts(child, parent); }
  int thread(const model::ThreadChoice& choice) override { return scheduler_.thread(choice); }
  int value(int count, model::ValueChoice why) override { return scheduler_.value(count, why); }
  bool end() override { return scheduler_.end(); }
  void stuck(model::ThreadSet waiting,
             const std::array<model::Operation, model::kMaxThreads>& pending) override {
    scheduler_.stuck(waiting, pending);
  }
  void stored() override { scheduler_.stored(); }
  void cut() override { scheduler_.cut(); }
  bool is_redundant() const override { return scheduler_.is_redundant(); }
  bool take_part(model::Split split) override { return scheduler_.take_part(std::move(split)); }
  std::uint64_t split_fingerprint() const override { return scheduler_.split_fingerprint(); }
  std::optional<double> explored() const override { return scheduler_.explored(); }
  std::string words() const override { return scheduler_.words(); }
  bool is_exhaustive() const override { return scheduler_.is_exhaustive(); }
  bool is_sampling() const override { return scheduler_.is_sampling(); }
  std::string guarantee() const override { return scheduler_.guarantee(); }

 private:
  model::Scheduler& scheduler_;
};

}  // namespace heddle::test
