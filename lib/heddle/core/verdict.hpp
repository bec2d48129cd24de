// What a detector says of one variant: the record that every detector makes and reports read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "heddle/core/finding.hpp"
#include "heddle/core/outcome.hpp"
#include "heddle/core/shard.hpp"

namespace heddle {

// A line that a finding is about. Paths are as the compiler saw them until they are made relative.
struct Place {
  std::string file;
  int line = 0;  // from 1; 0: unknown
  std::string function;
  std::string what;         // "write of 'rows converted' by worker 1"
  std::string source;       // the text of the line, or empty
  std::string thread = {};  // who was there, by name; empty where the detector does not tell
};

// One step of an execution.
struct Step {
  int thread = 0;         // from 0; -1: before the threads ran, or after
  std::string operation;  // "lock", "read", "fetch_add 1 relaxed"
  std::string object;     // its name
  std::string value;      // what the thread got: a value that it read, "taken"; may be empty
  std::string file;
  int line = 0;
  std::string source;
  bool fault = false;  // where it went wrong

  // The object's state around the step, in words: "0", "held by worker 1", "2 permits". May be empty; equal
  // where the step changes nothing.
  std::string before = {};
  std::string after = {};
  std::vector<std::string> holds = {};  // the locks that the thread holds after the step, as it took them
  // The step, from 0, whose value, lock, permit or notification this one takes; of the fault of a data race:
  // the access that it races with. -1: none.
  int from = -1;
  bool preempts = false;  // another thread had taken the step before, and could have gone on
};

// An execution, step by step.
struct Trace {
  std::string title;
  std::vector<std::string> threads;  // names, by number
  std::vector<Step> steps;
  std::string outcome;           // what came of it, in words
  std::string explanation = {};  // what went wrong, in one sentence; may be empty
  std::string token = {};        // that replays it (heddle explore --replay); may be empty
};

// How often a run came to this.
struct OutcomeCount {
  std::string text;
  Grade grade = Grade::kForbidden;
  std::string meaning;
  std::uint64_t count = 0;
};

struct Verdict {
  enum class Status {
    kFound,        // and what, with its places
    kProved,       // every execution there is, within the bounds that `limits` names
    kNotFound,     // in as many executions or rounds as were tried: no proof
    kCouldNotRun,  // and why
  };

  std::string detector;  // "stress", "tsan", "relacy", "static"
  std::string case_name;
  std::string variant;

  Status status = Status::kCouldNotRun;
  Finding finding = Finding::kNone;  // kNone unless something was found
  bool unavailable = false;   // could not run because this compiler cannot do it: no failure of anything
  std::string summary;        // one line: what was found, how much was looked at, or why it could not run
  std::vector<Place> places;  // of the finding, the most telling first
  std::vector<Trace> traces;
  std::vector<std::string> evidence;  // further lines, as the detector has them

  std::vector<OutcomeCount> outcomes;
  std::uint64_t executions = 0;     // rounds of real threads, or executions of the model
  std::vector<std::string> limits;  // what the verdict is relative to: bounds, what is not modelled
  double seconds = 0;               // of the whole look
  // Until the finding, or under stress the first outcome that is not acceptable, showed itself; 0: none did,
  // or nobody looked at the clock.
  double seconds_to_finding = 0;

  // Of a part of a search: then the verdict is about this part, and is never kProved (merge_parts.hpp).
  std::optional<Part> part = {};

  std::string full_name() const { return case_name + "." + variant; }
};

constexpr std::string_view name_of(Verdict::Status status) {
  switch (status) {
    case Verdict::Status::kFound:
      return "found";
    case Verdict::Status::kProved:
      return "proved";
    case Verdict::Status::kNotFound:
      return "not_found";
    case Verdict::Status::kCouldNotRun:
      break;
  }
  return "could_not_run";
}

}  // namespace heddle
