// Fibers: the threads of the model. All of them run on one real thread, which switches between them where the
// scheduler says so. A fiber has a stack of its own with a guard page below it, and C++'s exception state of
// its own: `throw;` in one fiber must not see what another one caught.
#pragma once

#include <cstddef>

namespace heddle::model {

inline constexpr std::size_t kStackBytes = 256 * 1024;

// Thread safety: all fibers of a process belong to one real thread.
// Invariant: a fiber that is not running holds in `stack_pointer` all it needs to go on.
struct Fiber {
  void* stack_pointer = nullptr;
  std::byte* stack = nullptr;  // its lowest byte, above the guard page; null: the real thread's own stack
  void* exceptions[2] = {};    // __cxa_eh_globals, while the fiber is not running
};

// Gives the fiber a stack; the first switch to it calls entry(argument), which never returns.
// Errors: std::system_error where memory is out.
void create_fiber(Fiber& fiber, void (*entry)(void*), void* argument);

// The stack goes to the next fiber that is created. What still lived on it is forgotten, not destroyed.
void delete_fiber(Fiber& fiber);

// Goes on with `next`; returns when somebody switches back to `current`, which is the fiber that calls.
void switch_fiber(Fiber& current, Fiber& next);

// Whether the address lies in the guard page of a stack in use: the sign of an overflow.
bool in_guard_page(const void* address);

}  // namespace heddle::model
