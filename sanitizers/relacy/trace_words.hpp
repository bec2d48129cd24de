// The words of a trace, understood: which steps read and which write, the same memory or another, with which
// order. Everything that explains a trace goes by these, so that a trace from a file is explained as well as
// a fresh one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "heddle/core/verdict.hpp"
#include "sanitizers/relacy/object.hpp"

namespace heddle::model {

// Thread safety: all of these are pure functions.

// "lock", "fetch_add": the first word of what it did.
std::string_view verb_of(const Step& step);

// What it did to a value: an exchange that fails reads, one that succeeds reads and writes.
bool reads(const Step& step);
bool writes(const Step& step);
// A read-modify-write, in one.
bool updates(const Step& step);
bool is_stale(const Step& step);

// Of a step on an atomic. Those on other things have no order, and neither release nor acquire.
bool is_atomic(const Step& step);
bool is_release(const Step& step);
bool is_acquire(const Step& step);

// Whether both are on the same memory, or on some of the same elements.
bool same_memory(const Step& a, const Step& b);

// In sentences: "worker 1", "'mutex'", "element 2 of 'conversions'".
std::string thread_of(const Trace& trace, int thread);
std::string thread_of(const Trace& trace, const Step& step);
std::string quoted_object(const Step& step);
std::string memory_of(const Step& step);

// The locks that a step holds, as one phrase: "'left' and 'right'", "no lock".
std::string locks_of(const Step& step);

}  // namespace heddle::model
