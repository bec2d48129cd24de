// What a primitive does on behalf of the running thread, from its announcement to its end.
#pragma once

#include <string_view>

#include "sanitizers/relacy/execution.hpp"
#include "sanitizers/relacy/operation.hpp"
#include "sanitizers/relacy/recorder.hpp"

namespace heddle::model {

// One act of the running thread: a scheduling point, or not, and a step where the execution is recorded. The
// primitive changes its object while the act lives. Thread safety: of the one real thread that runs the
// model.
class Act {
 public:
  enum class Is : bool { kPoint, kNoPoint };

  // At a scheduling point it returns when the thread's turn has come.
  explicit Act(const Operation& operation, Is is = Is::kPoint) : execution_(Execution::current()) {
    if (is == Is::kPoint)
      execution_.point(operation);
    else if (Recorder* const steps = recorder())
      steps->begins(execution_.thread(), operation, false);
  }
  // On one object. The operation is made only where somebody looks at it.
  Act(Kind kind, const Object& object, const Site& site, Is is = Is::kPoint)
      : execution_(Execution::current()) {
    if (is == Is::kPoint)
      execution_.point(kind, object, site);
    else if (Recorder* const steps = recorder())
      steps->begins(execution_.thread(), {.kind = kind, .object = &object, .site = site}, false);
  }
  ~Act() {
    if (Recorder* const steps = recorder()) steps->ends();
  }
  Act(const Act&) = delete;
  Act& operator=(const Act&) = delete;

  Execution& execution() const { return execution_; }
  // For what the step says beyond its kind; null where nothing is recorded.
  Recorder* recorder() const { return execution_.recorder(); }

 private:
  Execution& execution_;
};

// Ends the execution with an act that must not be, as its last step.
[[noreturn]] inline void refuse(const Operation& operation, Finding finding, std::string_view message) {
  const Act act(operation, Act::Is::kNoPoint);
  act.execution().fail(finding, message, operation.site);
}

}  // namespace heddle::model
