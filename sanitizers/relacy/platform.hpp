// What Relacy asks of its platform, on our fibers: include it before Relacy, whose own platform header then
// leaves the field. Relacy's fibers have 64 KiB stacks without a guard that are never given back, share C++'s
// exception state, and jump with longjmp, which a fortified C library ends.
#pragma once

#define RL_PLATFORM_HPP

#include "sanitizers/relacy/fiber.hpp"

#define RL_INLINE inline
#define RL_NOINLINE
#define RL_STRINGIZE_I(text) #text
#define RL_STRINGIZE(text) RL_STRINGIZE_I(text)
#define RL_STDCALL
#define RL_RESTRICT __restrict
#define RL_THROW_SPEC(ex)

using fiber_t = heddle::model::Fiber;  // NOLINT(readability-identifier-naming)

inline unsigned get_tick_count() {
  return 0;
}  // Relacy's own report of its speed, which nobody reads
inline void set_low_thread_prio() {}
inline void create_main_fiber(fiber_t& fiber) {
  fiber = {};
}
inline void delete_main_fiber(fiber_t& fiber) {
  heddle::model::delete_fiber(fiber);
}
// create_fiber and delete_fiber are found with the type of their argument.
inline void switch_to_fiber(fiber_t& next, fiber_t& current) {
  heddle::model::switch_fiber(current, next);
}
