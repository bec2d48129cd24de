// Verdicts made by hand, one of each status, the same on every machine.
#pragma once

#include <vector>

#include "heddle/core/verdict.hpp"

namespace heddle::test {

// A data race with two places, a trace, and limits.
Verdict found_verdict();
// A deadlock whose steps lie in two files, without source text.
Verdict verdict_of_two_files();
// Stress: a histogram with every grade.
Verdict not_found_verdict();
Verdict proved_verdict();
Verdict could_not_run_verdict();

std::vector<Verdict> sample_verdicts();

}  // namespace heddle::test
