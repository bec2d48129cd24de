// GoogleTest's view of ThreadSanitizer's reports: matchers on a report, an assertion that one comes, and an
// assertion that none does.
//
//   EXPECT_TRUE(tsan::reported(AllOf(tsan::IsDataRace(), tsan::HasLine("queue.hpp", 31)), [&] { race(); }));
//   EXPECT_TRUE(tsan::silent([&] { use_queue(); }));
#pragma once

#include <gmock/gmock.h>

#include <functional>
#include <iosfwd>
#include <string>

#include "sanitizers/tsan/miss_rate.hpp"
#include "sanitizers/tsan/report.hpp"

namespace heddle::tsan {

// Thread safety of everything in this file: one thread at a time.

testing::Matcher<const Report&> IsFinding(Finding finding);
testing::Matcher<const Report&> IsDataRace();
testing::Matcher<const Report&> IsLockOrderInversion();

// A place of the report (the innermost frame outside the wrappers) is in a file whose path ends with `file`,
// on that line.
testing::Matcher<const Report&> HasLine(const std::string& file, int line);

// Some frame of some access or acquisition is of a function whose name contains `function`.
testing::Matcher<const Report&> HasFunction(const std::string& function);

// A thread of that name accessed the memory.
testing::Matcher<const Report&> HasThread(const std::string& name);

// An access is a write, or is a read.
testing::Matcher<const Report&> HasWrite();
testing::Matcher<const Report&> HasRead();

// Runs body() until a report matches, at most `tries` times: ThreadSanitizer misses a race now and then.
// Reports that do not match are listed where none did.
testing::AssertionResult reported(const testing::Matcher<const Report&>& matcher,
                                  const std::function<void()>& body, int tries = kTries);

// Runs body() once: no report comes. Fails also where ThreadSanitizer would not have told (its canary was
// missed).
testing::AssertionResult silent(const std::function<void()>& body);

// For GoogleTest's messages.
void PrintTo(const Report& report, std::ostream* out);

}  // namespace heddle::tsan
