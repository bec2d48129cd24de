// What the execution asks of Relacy: to switch threads, and to leave an execution. engine.cpp and run.inl
// stand behind it; no header of ours but relacy.hpp shows Relacy.
#pragma once

#include "sanitizers/relacy/execution.hpp"

namespace heddle::model::engine {

// Lets the execution choose who goes next (Execution::next) and switches to it. Returns when this thread has
// been chosen again.
void schedule();

// The same, and from now on this thread's loads return nothing older than what it could have seen here.
void yield();

// Leaves the execution for good: the search goes on in Execution::end_broken.
[[noreturn]] void abandon();

// Runs executions until Execution::end says that none is left, with up to `Threads` threads, one of them
// main.
template <int Threads>
void run(Execution& execution);

extern template void run<3>(Execution&);
extern template void run<4>(Execution&);
extern template void run<kMaxThreads>(Execution&);

}  // namespace heddle::model::engine
