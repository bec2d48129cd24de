#include "sanitizers/tsan/matchers.hpp"

#include <algorithm>
#include <ostream>
#include <sstream>
#include <utility>
#include <vector>

#include "sanitizers/canary/tsan_canary.hpp"
#include "sanitizers/tsan/capture.hpp"

namespace heddle::tsan {
namespace {

using testing::Matcher;

bool any_stack(const Report& report, const std::function<bool(const Stack&)>& holds) {
  return std::any_of(report.accesses.begin(), report.accesses.end(),
                     [&](const Access& access) { return holds(access.stack); }) ||
         std::any_of(report.stacks.begin(), report.stacks.end(), holds);
}

MATCHER_P(IsFindingNamed, finding, "is a report of a " + std::string(words_for(finding))) {
  return arg.finding == finding;
}
MATCHER_P2(HasLineAt, file, line, "tells " + std::string(file) + ":" + std::to_string(line)) {
  const std::vector<Place> places = places_of(arg);
  return std::any_of(places.begin(), places.end(),
                     [this](const Place& place) { return place.line == line && place.file.ends_with(file); });
}
MATCHER_P(HasFunctionNamed, function, "tells a function '" + std::string(function) + "'") {
  return any_stack(arg, [this](const Stack& stack) {
    return std::any_of(stack.begin(), stack.end(), [this](const Frame& frame) {
      return frame.function.find(function) != std::string::npos;
    });
  });
}
MATCHER_P(HasThreadNamed, name, "tells of the thread '" + std::string(name) + "'") {
  return std::any_of(arg.accesses.begin(), arg.accesses.end(),
                     [&, this](const Access& access) { return arg.thread_name(access.thread) == name; });
}
MATCHER_P(HasAccess, write, write ? "tells of a write" : "tells of a read") {
  return std::any_of(arg.accesses.begin(), arg.accesses.end(),
                     [this](const Access& access) { return access.write == write; });
}

// Why ThreadSanitizer would not tell; asked once, for the answer does not change.
const std::string& why_not_armed() {
  static const std::string kReason = tsan_canary();
  return kReason;
}

// "2 reports" and their texts.
std::string listed(const std::vector<Report>& reports, std::size_t dropped) {
  std::string text = std::to_string(reports.size()) + (reports.size() == 1 ? " report" : " reports");
  if (dropped > 0) text += ", and " + std::to_string(dropped) + " more were dropped";
  for (const Report& report : reports) text += "\n" + text_of(report);
  return text;
}

}  // namespace

Matcher<const Report&> IsFinding(Finding finding) {
  return IsFindingNamed(finding);
}
Matcher<const Report&> IsDataRace() {
  return IsFinding(Finding::kDataRace);
}
Matcher<const Report&> IsLockOrderInversion() {
  return IsFinding(Finding::kLockOrder);
}
Matcher<const Report&> HasLine(const std::string& file, int line) {
  return HasLineAt(file, line);
}
Matcher<const Report&> HasFunction(const std::string& function) {
  return HasFunctionNamed(function);
}
Matcher<const Report&> HasThread(const std::string& name) {
  return HasThreadNamed(name);
}
Matcher<const Report&> HasWrite() {
  return HasAccess(true);
}
Matcher<const Report&> HasRead() {
  return HasAccess(false);
}

testing::AssertionResult reported(const Matcher<const Report&>& matcher, const std::function<void()>& body,
                                  int tries) {
  if (const std::string& reason = why_not_armed(); !reason.empty())
    return testing::AssertionFailure() << "could not run: " << reason;
  std::vector<Report> others;
  std::size_t dropped = 0;
  for (int used = 1; used <= tries; ++used) {
    Capture capture;
    body();
    std::vector<Report> reports = capture.take();
    if (std::any_of(reports.begin(), reports.end(),
                    [&](const Report& report) { return matcher.Matches(report); }))
      return testing::AssertionSuccess() << "reported in try " << used;
    others = std::move(reports);
    dropped = capture.dropped();
  }
  std::ostringstream wanted;
  matcher.DescribeTo(&wanted);
  return testing::AssertionFailure() << "no report that " << wanted.str() << " in " << tries << " tries ("
                                     << words_for_chance(tries) << "); the last try gave "
                                     << listed(others, dropped);
}

testing::AssertionResult silent(const std::function<void()>& body) {
  if (const std::string& reason = why_not_armed(); !reason.empty())
    return testing::AssertionFailure() << "could not run: " << reason;
  Capture capture;
  body();
  const std::vector<Report> reports = capture.take();
  if (reports.empty() && capture.dropped() == 0) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "ThreadSanitizer is not silent: "
                                     << listed(reports, capture.dropped());
}

void PrintTo(const Report& report, std::ostream* out) {
  *out << text_of(report);
}

}  // namespace heddle::tsan
