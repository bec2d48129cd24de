// The executions of a fixed number of threads on Relacy's engine. Each number is compiled in a file of its
// own: Relacy's templates are slow to compile.
#include <streambuf>
#include <string>

#include "sanitizers/relacy/engine.hpp"
#include "sanitizers/relacy/memory.hpp"
#include "sanitizers/relacy/relacy.hpp"

namespace heddle::model::engine {
namespace {

Execution* driven = nullptr;

// A scheduler of Relacy's that asks our execution. No thread ever parks in Relacy: whoever has to wait is not
// chosen.
template <int Threads>
class Adapter : public rl::scheduler<Adapter<Threads>, rl::scheduler_thread_info, Threads> {
 public:
  using Base = rl::scheduler<Adapter<Threads>, rl::scheduler_thread_info, Threads>;
  // NOLINTBEGIN(readability-identifier-naming): Relacy asks for these
  using thread_info_t = typename Base::thread_info_t;
  using shared_context_t = typename Base::shared_context_t;
  struct task_t {};
  // NOLINTEND(readability-identifier-naming)

  Adapter(rl::test_params& params, shared_context_t& context, rl::thread_id_t dynamic)
      : Base(params, context, dynamic) {}

  rl::thread_id_t iteration_begin_impl() {
    driven->begin(Threads);
    return 0;
  }
  bool iteration_end_impl() { return !driven->end(); }
  rl::thread_id_t schedule_impl(rl::unpark_reason& reason, unsigned /*yield*/) {
    reason = rl::unpark_reason_normal;
    return driven->next();
  }
  unsigned rand_impl(unsigned limit, rl::sched_type type) {
    // Of its choices Relacy makes only that of a stale load; the rest is decided by our primitives.
    if (type != rl::sched_type_atomic_load) return limit - 1;
    return static_cast<unsigned>(driven->choose(2, ValueChoice::kStaleLoad));
  }
  rl::iteration_t iteration_count_impl() { return this->iter_ + 1; }
  void get_state_impl(std::ostream&) {}
  void set_state_impl(std::istream&) {}
  void on_thread_block(rl::thread_id_t, bool) {}
  void thread_finished_impl() {}
  void purge_blocked_threads() {}
};

template <int Threads>
struct Suite : rl::test_suite<Suite<Threads>, Threads> {
  void thread(unsigned number) { driven->run(static_cast<int>(number)); }
};

// Relacy's own report of progress goes nowhere, and allocates nothing.
class NoOutput : public std::streambuf {
  int overflow(int c) override { return c; }
  std::streamsize xsputn(const char*, std::streamsize n) override { return n; }
};

Finding finding_of(rl::test_result_e result) {
  switch (result) {
    case rl::test_result_access_to_freed_memory:
      return Finding::kUseAfterFree;
    case rl::test_result_resource_leak:
    case rl::test_result_memory_leak:
      return Finding::kMemoryLeak;
    case rl::test_result_data_race:
      return Finding::kDataRace;
    default:
      return Finding::kMisuse;
  }
}

}  // namespace

template <int Threads>
void run(Execution& execution) {
  NoOutput nowhere;
  std::ostream output(&nowhere);
  driven = &execution;
  bool more = true;
  while (more) {
    rl::test_params params;
    params.search_type =
        rl::sched_random;  // all of a value's history, and our scheduler still sees all of it
    params.execution_depth_limit = ~0U - 1;  // steps are counted by the execution
    params.output_stream = &output;
    params.progress_stream = &output;
    rl::ostringstream state;
    const rl::test_result_e result = rl::run_test<Suite<Threads>, Adapter<Threads>>(params, state, false);
    // Success: the scheduler said that nothing is left. Anything else broke off one execution.
    more = result != rl::test_result_success &&
           execution.end_broken(finding_of(result), rl::test_result_str(result));
  }
  driven = nullptr;
}

}  // namespace heddle::model::engine
