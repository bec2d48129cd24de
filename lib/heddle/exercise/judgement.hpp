// What came of judging one submission: the record that running, verifying, grading and ctest all read.
#pragma once

#include <string>
#include <vector>

#include "heddle/core/verdict.hpp"
#include "heddle/exercise/exercise.hpp"

namespace heddle {

// What is credited, each by itself. Nothing is where a rule is broken.
//
// The same file gets the same points each time: what real threads come to by luck (a hang, a wrong outcome)
// takes a point only where the explorer, which needs no luck, found nothing.
struct Points {
  bool compiles = false;
  bool functional = false;  // does what it should, with one thread or with threads that do not meet
  bool no_race = false;     // ThreadSanitizer reports nothing, and the explorer no data race
  bool proved = false;  // the explorer went through all executions, and real threads have nothing against it;
                        // a proof also catches every mutant

  bool all() const { return compiles && functional && no_race && proved; }
};

struct Judgement {
  std::string exercise;
  std::vector<std::string> broken_rules;  // sentences; where there are any, nothing else was looked at
  std::string compiler_said;              // where it does not compile: its first error, with the lines around
  std::string could_not;                  // where judging itself failed: why
  std::vector<Verdict> verdicts;  // of "functional", "relacy", "mutants", "tsan", "stress", for each scenario
  double seconds = 0;

  Points points() const;
  bool passed() const { return points().all(); }

  // Neither passed nor failed: something that counts could not run.
  bool is_undecided() const;

  // The explorer's first verdict that found nothing and proved nothing, where nobody found anything: of what
  // it was given, some executions did not come to an end. Null: there is none.
  const Verdict* unproved() const;

  // The one to show of those that found something: the first of functional, relacy, mutants, tsan, stress.
  // One that hung or crashed does not say by which steps, and comes after those that do. Null: none found
  // anything.
  const Verdict* finding() const;
};

// Where the handed-out file does not fail for its stated reason: declared and seen, a line for each
// difference. Thread safety: any thread.
std::vector<std::string> unstated_failures(const Exercise& exercise, const Judgement& judgement);

}  // namespace heddle
