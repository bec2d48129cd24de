// One report of ThreadSanitizer as values: what it saw, where, by which threads, under which mutexes. Made
// from a capture (capture.hpp), read by matchers, by the listener that fails a test, and by the detector.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "heddle/core/finding.hpp"
#include "heddle/core/verdict.hpp"

namespace heddle::tsan {

// Thread safety of everything in this file: plain values and pure functions.

// A call on a stack. An inlined call is a frame of its own.
struct Frame {
  std::string function;  // with its parameters, as the symbolizer has it; empty: unknown
  std::string file;      // as the compiler saw it; empty: unknown
  int line = 0;          // from 1; 0: unknown
};

// Innermost call first. Empty where ThreadSanitizer no longer knew it.
using Stack = std::vector<Frame>;

struct Access {
  int thread = 0;  // ThreadSanitizer's number of it, see Report::thread_name
  bool write = false;
  bool atomic = false;
  std::size_t size = 0;  // bytes
  std::uintptr_t address = 0;
  Stack stack;
};

// What the memory belongs to.
struct Location {
  std::string kind;  // "global", "heap", "stack", "tls", "fd"
  std::string name;  // of a global; otherwise empty
  std::size_t size = 0;
  int thread = 0;  // whose stack it is, or who allocated it
  Stack stack;     // where it was allocated
};

struct ReportedMutex {
  std::uint64_t number = 0;
  std::uintptr_t address = 0;
  Stack stack;  // where it was first used
};

struct ReportedThread {
  int number = 0;
  std::string name;  // empty: it was given none
  bool running = false;
  int parent = 0;
  Stack stack;  // where it was started
};

struct Report {
  std::string kind;  // ThreadSanitizer's own word: "data-race", "lock-order-inversion"
  Finding finding = Finding::kMisuse;
  std::vector<Access> accesses;
  std::vector<Location> locations;
  std::vector<ReportedMutex> mutexes;
  std::vector<ReportedThread> threads;
  std::vector<Stack> stacks;  // of what is no access: the acquisitions of a lock order inversion
  std::vector<int> lockers;   // the numbers of the threads that made these, two each
  int left_out = 0;           // parts of this report that were more than a capture keeps

  // "worker 1", "main thread", or "thread 7" for one without a name.
  std::string thread_name(int number) const;
};

// The finding that ThreadSanitizer's word stands for. A word that is not known is a misuse.
Finding finding_of(std::string_view kind);

// The frame that a reader looks for: the innermost one outside lib/heddle/sync, the standard library's
// headers and ThreadSanitizer itself. Where there is none, the innermost that has a line; null for a stack
// without any.
const Frame* telling_frame(const Stack& stack);

// "write of 4 bytes by worker 1"
std::string describe(const Access& access, const Report& report);

// The places of a report, one for each access or acquisition whose line is known.
std::vector<Place> places_of(const Report& report);

// The report cut to what matters, in lines without a line break at the end.
std::string text_of(const Report& report);

}  // namespace heddle::tsan
