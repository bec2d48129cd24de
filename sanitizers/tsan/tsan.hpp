// The ThreadSanitizer detector: runs a variant on real threads, round after round, in a child process, and
// says what ThreadSanitizer reported. The variant is instantiated over TsanSync in a program that is compiled
// with -fsanitize=thread (link heddle::tsan).
#pragma once

#include <cstdint>

#include "heddle/core/detector.hpp"
#include "heddle/sync/watched.hpp"

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define HEDDLE_TSAN_SEES_THIS_FILE true
#endif
#elif defined(__SANITIZE_THREAD__)
#define HEDDLE_TSAN_SEES_THIS_FILE true
#endif
#if !defined(HEDDLE_TSAN_SEES_THIS_FILE)
#define HEDDLE_TSAN_SEES_THIS_FILE false
#endif

namespace heddle {

// What hangs can be told by name and line.
using TsanSync = Watched<NativeSync>;

// What ThreadSanitizer sees of a file.
struct TsanBuild {
  bool accesses = false;  // its reads and writes
  bool fences = false;    // gcc does not instrument them, and says so by -Wtsan
};

// Of the file that includes this, and so of the variants that it instantiates. Not inline: each file's own.
constexpr TsanBuild kTsanBuildOfThisFile{.accesses = HEDDLE_TSAN_SEES_THIS_FILE,
#if defined(__clang__)
                                         .fences = true};
#else
                                         .fences = false};
#endif

// Rounds when nothing else is asked for, where silence is expected. Where a finding is, the look ends as soon
// as it is there, and after tsan::kRoundsToFind rounds (miss_rate.hpp).
inline constexpr std::uint64_t kTsanRounds = 200;

// Looks for what the variant declares for tsan until it is reported, and else for `rounds` rounds; where
// nothing is declared, until anything is reported. Each round is a subject of its own. A hang ends the child,
// and the rounds go on in another one for as long as that may help.
//
// Found: the declared finding if it was among those reported, else the first; kHang with the place of each
// thread where the variant does not list the outcome "hangs"; kException and kCrash. Could not run: see
// `build`, and where the canary was missed in the child.
//
// Thread safety of look(): to be called while the process has one thread.
Detector tsan_detector(TsanBuild build = kTsanBuildOfThisFile);

}  // namespace heddle
