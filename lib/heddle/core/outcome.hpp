// What a variant may come to: the string that its after() returns, and how good that is. The grades are those
// of jcstress (OpenJDK's Java Concurrency Stress tests).
#pragma once

#include <span>
#include <string_view>

namespace heddle {

enum class Grade {
  kAcceptable,   // what the author wants
  kInteresting,  // possible, and the reason for the case: a lost update, a torn line
  kForbidden,    // must never be seen
};

constexpr std::string_view name_of(Grade grade) {
  switch (grade) {
    case Grade::kAcceptable:
      return "acceptable";
    case Grade::kInteresting:
      return "interesting";
    case Grade::kForbidden:
      break;
  }
  return "forbidden";
}

struct Outcome {
  std::string_view text;  // what after() returns
  Grade grade = Grade::kForbidden;
  std::string_view meaning;  // "one image was lost"
};

// The outcome of a run that does not end. A variant that lists it may hang where real threads run.
inline constexpr std::string_view kHangs = "hangs";

// The grade of what was seen. Unlisted means forbidden, unless nothing at all is listed: then everything is
// acceptable, and only the detectors' own findings count.
constexpr Outcome graded(std::span<const Outcome> listed, std::string_view text) {
  for (const Outcome& outcome : listed)
    if (outcome.text == text) return outcome;
  if (listed.empty()) return {text, Grade::kAcceptable, ""};
  return {text, Grade::kForbidden, "not listed, and so forbidden"};
}

constexpr bool may_hang(std::span<const Outcome> listed) {
  for (const Outcome& outcome : listed)
    if (outcome.text == kHangs) return true;
  return false;
}

}  // namespace heddle
