// Turns the overflow of a model thread's stack into a finding. The guard page below a stack makes the
// overflow a signal; its handler, on a stack of its own, leaves the execution.
#pragma once

#include <csignal>
#include <memory>

#include "sanitizers/relacy/execution.hpp"

namespace heddle::model {

// Thread safety: of the one real thread that runs the model. For as long as it lives, SIGSEGV is ours; one
// that is no overflow goes to whoever had it before.
class StackGuard {
 public:
  explicit StackGuard(Execution& execution);
  ~StackGuard();
  StackGuard(const StackGuard&) = delete;
  StackGuard& operator=(const StackGuard&) = delete;

 private:
  std::unique_ptr<char[]> stack_;
  stack_t stack_before_{};
  struct sigaction action_before_{};
};

}  // namespace heddle::model
