// What a detector can find, and what a variant of a case says each detector must find.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace heddle {

enum class Finding {
  kNone,
  kDataRace,        // two accesses to plain memory, one a write, neither before the other
  kLockOrder,       // locks taken in both orders: a deadlock that did not happen this time
  kDeadlock,        // every thread that is left waits for something that nobody will do
  kSelfDeadlock,    // a thread locks what it holds
  kLivelock,        // every runnable thread yields to the others, again and again
  kWrongOutcome,    // after() returned what is graded interesting or forbidden
  kMisuse,          // a rule of lib/heddle/sync/README.md is broken: "undefined" there
  kUseAfterFree,    // an operation on an object, or on memory, that is gone
  kDoubleFree,      // memory given back twice, or that never was allocated
  kMemoryLeak,      // memory that nobody gave back
  kException,       // an exception left a thread
  kStackOverflow,   // a thread of the model used up its stack
  kNondeterminism,  // the same choices led to different steps: time, addresses, random numbers
  kHang,            // real threads made no progress until the watchdog ended them
  kCrash,           // the process ended by a signal, or without an answer
};

namespace finding_detail {

struct Named {
  Finding finding;
  std::string_view name;   // in JSON and on command lines
  std::string_view words;  // in sentences
};

inline constexpr std::array kAll{
    Named{Finding::kNone, "none", "nothing"},
    Named{Finding::kDataRace, "data_race", "data race"},
    Named{Finding::kLockOrder, "lock_order", "lock order inversion"},
    Named{Finding::kDeadlock, "deadlock", "deadlock"},
    Named{Finding::kSelfDeadlock, "self_deadlock", "self-deadlock"},
    Named{Finding::kLivelock, "livelock", "livelock"},
    Named{Finding::kWrongOutcome, "wrong_outcome", "wrong outcome"},
    Named{Finding::kMisuse, "misuse", "misuse of a primitive"},
    Named{Finding::kUseAfterFree, "use_after_free", "use after free"},
    Named{Finding::kDoubleFree, "double_free", "double free"},
    Named{Finding::kMemoryLeak, "memory_leak", "memory leak"},
    Named{Finding::kException, "exception", "escaped exception"},
    Named{Finding::kStackOverflow, "stack_overflow", "stack overflow"},
    Named{Finding::kNondeterminism, "nondeterminism", "nondeterminism"},
    Named{Finding::kHang, "hang", "hang"},
    Named{Finding::kCrash, "crash", "crash"},
};

}  // namespace finding_detail

// Thread safety: all of these may be called by any thread at any time.

// "data_race": what files and command lines say.
constexpr std::string_view name_of(Finding finding) {
  for (const auto& named : finding_detail::kAll)
    if (named.finding == finding) return named.name;
  return "unknown";
}

// "data race": what sentences say; "nothing" for kNone.
constexpr std::string_view words_for(Finding finding) {
  for (const auto& named : finding_detail::kAll)
    if (named.finding == finding) return named.words;
  return "an unknown finding";
}

// The other way round; nothing for a name that is none.
constexpr std::optional<Finding> finding_named(std::string_view name) {
  for (const auto& named : finding_detail::kAll)
    if (named.name == name) return named.finding;
  return std::nullopt;
}

// What each detector must find in a variant; kNone: it must stay silent. Stress is not among them: real
// threads may or may not show a bug, so their histogram is graded and never decides that a bug is absent.
struct Findings {
  Finding tsan = Finding::kNone;
  Finding model = Finding::kNone;
  bool thread_safety = false;  // clang's -Wthread-safety warns
};

}  // namespace heddle
