// Verdicts made by hand, one of each status, the same on every machine.
#pragma once

#include <vector>

#include "heddle/core/verdict.hpp"

namespace heddle::test {

// A data race with two places, two traces, and limits. The second is a lost update, with all that a step
// tells.
Verdict found_verdict();
// Two threads, each of which waits for the lock that the other holds.
Verdict deadlock_verdict();
// A notification that comes before the thread waits for it.
Verdict lost_wakeup_verdict();
// Four threads, with locks that pass in both directions, past threads that stand between; then a ring of
// waits.
Verdict four_threads_verdict();
// Eight threads hand one token on and on.
Verdict eight_threads_verdict();
// Every text is one that would break out of a terminal, of HTML, of Markdown, of Mermaid or of a shell; every
// number is one that should not be there.
Verdict hostile_verdict();
// A deadlock whose 70 steps lie in two files, some without source text.
Verdict verdict_of_two_files();
// Stress: a histogram with every grade.
Verdict not_found_verdict();
Verdict proved_verdict();
Verdict could_not_run_verdict();

// One of each status.
std::vector<Verdict> sample_verdicts();
// Those that have a trace.
std::vector<Verdict> verdicts_with_traces();

}  // namespace heddle::test
