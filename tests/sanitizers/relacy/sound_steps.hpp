// What holds for the steps of any trace, whatever the program: they fit together.
#pragma once

#include "heddle/core/verdict.hpp"

namespace heddle::test {

// Nobody takes from the future; a value that was read is that of the step that it was read from; what an
// object was before a step is what the last step on it left; a lock that is not shared has one holder; who
// preempts is another thread than the one before. Fails the running test where that is not so.
void expect_sound_steps(const Trace& trace);

}  // namespace heddle::test
