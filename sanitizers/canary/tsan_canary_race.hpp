// The known-bad program of ThreadSanitizer's canary, in a file of its own because it alone of the detector's
// library is compiled with -fsanitize=thread.
#pragma once

namespace heddle::canary {

// Two threads write one variable, and nothing orders them: a data race, by intent.
void race();

// The line on which both do.
extern const int kRaceLine;

}  // namespace heddle::canary
