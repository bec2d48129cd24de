// ThreadSanitizer's canary: a race that it must catch in this very process before its silence counts.
#pragma once

#include <string>

namespace heddle {

// Runs the race, again and again if it is missed, and returns nothing when it was reported with its lines;
// else why ThreadSanitizer's silence says nothing here and what to do about it, in one line. Costs
// milliseconds, and the start of the symbolizer the first time. Thread safety: one thread; no other one may
// hold a tsan::Capture meanwhile.
std::string tsan_canary();

}  // namespace heddle
