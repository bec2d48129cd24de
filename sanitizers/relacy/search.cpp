#include "sanitizers/relacy/search.hpp"

#include <stdexcept>
#include <string>

#include "sanitizers/relacy/engine.hpp"
#include "sanitizers/relacy/memory.hpp"
#include "sanitizers/relacy/stack_guard.hpp"

namespace heddle::model {

SearchResult search(const SearchSettings& settings, Scheduler& scheduler) {
  const int needed = 1 + settings.threads + settings.variant->started_threads;
  if (needed > kMaxThreads)
    throw std::invalid_argument("the model has room for " + std::to_string(kMaxThreads - 1) +
                                " threads, and " + settings.variant->full_name() + " needs " +
                                std::to_string(needed - 1));
  Execution execution(settings, scheduler);
  const StackGuard guard(execution);
  on_bad_free([](const char* what) { Execution::current().fail(Finding::kDoubleFree, what, Site{}); });
  if (needed <= 3)
    engine::run<3>(execution);
  else if (needed == 4)
    engine::run<4>(execution);
  else
    engine::run<kMaxThreads>(execution);
  return execution.take_result();
}

}  // namespace heddle::model
