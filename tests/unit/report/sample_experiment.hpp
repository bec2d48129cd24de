// An experiment made by hand, with something of everything that a report can tell, and the same on every
// machine.
#pragma once

#include "heddle/core/experiment.hpp"

namespace heddle::test {

// A correct run of 4 images of 1000 rows and 2 megapixels in 2 seconds, with 500 log lines and a lock.
Run correct_run();

// Sequential; racy threads that lost; a lucky racy run; processes that survived a death; a pool with a bad
// image.
Experiment sample_experiment();

}  // namespace heddle::test
