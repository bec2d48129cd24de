// Measurements made by hand, for what a comparison says of them.
#pragma once

#include <string>
#include <vector>

#include "heddle/core/experiment.hpp"

namespace heddle::test {

// Correct runs of 100 images that take so many seconds; 100 images a second are 1 second.
Measurement measured(const Configuration& configuration, const std::vector<double>& seconds);

// The same, and every run has lost a row.
Measurement losing(const Configuration& configuration, const std::vector<double>& seconds);

// On 2 cores.
Experiment experiment_of(const std::vector<Measurement>& measurements);

// threads/mutex/mutex and threads/semaphore/semaphore-buffer, with 1 and 4 workers, at 0 and 200 us; the
// latter with 1 and 2 permits, of which 2 lose lines.
Experiment sample_sweep();

// A text that would like to be markup, a script, or the end of either.
inline const std::string kHostile = "</script><img src=x onerror=\"alert(1)\">'&amp;<!--\n\x1b[2J\xff";

// The sample, with that text wherever a text may be.
Experiment hostile_experiment();

}  // namespace heddle::test
