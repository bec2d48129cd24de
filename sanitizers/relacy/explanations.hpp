// The patterns that explain() knows, one file for each kind of finding. Each returns a sentence, or nothing
// where the trace does not show the pattern.
#pragma once

#include <string>

#include "heddle/core/verdict.hpp"

namespace heddle::model {

// Thread safety: all of these are pure functions.

// Two accesses that nothing orders: the last step, and the one that it names as its `from`. explain_race.cpp.
std::string explained_race(const Trace& trace);

// Who waits for whom, of the steps that nobody could take. explain_deadlock.cpp.
std::string explained_deadlock(const Trace& trace);
std::string explained_self_deadlock(const Trace& trace);
std::string explained_livelock(const Trace& trace);

// An operation on an object after its end. explain_lifetime.cpp.
std::string explained_use_after_free(const Trace& trace);

// What led to a wrong outcome: an old value, a wake-up or a failure for no reason. explain_surprise.cpp.
std::string explained_surprise(const Trace& trace);
// The same where a thread got in between another one's steps. explain_interleaving.cpp.
std::string explained_interleaving(const Trace& trace);

}  // namespace heddle::model
