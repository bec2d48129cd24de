// One round: a subject of its own, its threads at once, and what came of it.
#pragma once

#include <string>

#include "heddle/core/variant.hpp"
#include "sanitizers/tsan/start_gate.hpp"

namespace heddle::tsan {

// Makes the subject, runs its threads behind a start gate that orders nothing, and calls after(). The threads
// are called "worker 0", "worker 1" and so on. Returns the text of the first exception that left any of it,
// or nothing. Thread safety: any thread. Errors: std::system_error where the system has no thread left.
std::string run_round(const Variant& variant, int threads, Start start);

}  // namespace heddle::tsan
