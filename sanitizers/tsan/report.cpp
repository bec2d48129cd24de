#include "sanitizers/tsan/report.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace heddle::tsan {
namespace {

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// A wrapper's frame: it says how something was done, and the caller's says what.
bool is_wrapper(const Frame& frame) {
  static constexpr std::array<std::string_view, 6> kFolders{
      "heddle/sync/",             // the native set and what decorates it
      "heddle/core/variant.hpp",  // the way from a Subject to a variant
      "/include/c++/",            // the standard library
      "-linux-gnu/c++/",          // and its part for this processor
      "libsanitizer/",            // gcc's runtime
      "compiler-rt/",             // clang's runtime
  };
  return std::any_of(kFolders.begin(), kFolders.end(),
                     [&](std::string_view folder) { return contains(frame.file, folder); });
}

std::string count_of_bytes(std::size_t bytes) {
  return std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes");
}

// A name that is still mangled is newer than the runtime's demangler (constrained templates are), and nobody
// reads it.
std::string place_text(const Frame& frame) {
  const std::string place = frame.file + ":" + std::to_string(frame.line);
  const bool readable = !frame.function.empty() && !frame.function.starts_with("_Z");
  return readable ? place + " in " + frame.function : place;
}

std::string place_text(const Stack& stack) {
  const Frame* const frame = telling_frame(stack);
  return frame == nullptr ? "an unknown place" : place_text(*frame);
}

Place place_at(const Frame& frame, std::string what, std::string thread) {
  return {.file = frame.file,
          .line = frame.line,
          .function = frame.function,
          .what = std::move(what),
          .source = "",
          .thread = std::move(thread)};
}

// Of a lock order inversion each thread has two stacks (second_deadlock_stack): where it took the second
// lock, and where the first. Whose a stack is that comes of anything else is not told.
std::string owner_of_stack(const Report& report, std::size_t index) {
  if (report.stacks.size() != 2 * report.lockers.size()) return "";
  return report.thread_name(report.lockers[index / 2]);
}

}  // namespace

std::string Report::thread_name(int number) const {
  for (const ReportedThread& thread : threads)
    if (thread.number == number && !thread.name.empty()) return thread.name;
  return number == 0 ? "main thread" : "thread " + std::to_string(number);
}

// The words are those of ReportTypeDescription in ThreadSanitizer's runtime.
Finding finding_of(std::string_view kind) {
  if (contains(kind, "use-after-free")) return Finding::kUseAfterFree;
  if (contains(kind, "race")) return Finding::kDataRace;
  if (kind == "lock-order-inversion") return Finding::kLockOrder;
  if (kind == "mutex-double-lock") return Finding::kSelfDeadlock;
  return Finding::kMisuse;
}

const Frame* telling_frame(const Stack& stack) {
  const auto has_line = [](const Frame& frame) { return frame.line > 0 && !frame.file.empty(); };
  const auto tells = [&](const Frame& frame) { return has_line(frame) && !is_wrapper(frame); };
  auto found = std::find_if(stack.begin(), stack.end(), tells);
  if (found == stack.end()) found = std::find_if(stack.begin(), stack.end(), has_line);
  return found == stack.end() ? nullptr : &*found;
}

std::string describe(const Access& access, const Report& report) {
  return std::string(access.atomic ? "atomic " : "") + (access.write ? "write" : "read") + " of " +
         count_of_bytes(access.size) + " by " + report.thread_name(access.thread);
}

std::vector<Place> places_of(const Report& report) {
  std::vector<Place> places;
  for (const Access& access : report.accesses)
    if (const Frame* const frame = telling_frame(access.stack))
      places.push_back(place_at(*frame, describe(access, report), report.thread_name(access.thread)));
  const std::string what = report.finding == Finding::kLockOrder ? "a mutex is locked" : "it happened here";
  for (std::size_t i = 0; i < report.stacks.size(); ++i)
    if (const Frame* const frame = telling_frame(report.stacks[i]))
      places.push_back(place_at(*frame, what, owner_of_stack(report, i)));
  return places;
}

std::string text_of(const Report& report) {
  std::string text = std::string(words_for(report.finding)) + " (" + report.kind + ")";
  for (const Access& access : report.accesses)
    text += "\n  " + describe(access, report) + " at " + place_text(access.stack);
  for (const Stack& stack : report.stacks) text += "\n  at " + place_text(stack);
  for (const Location& location : report.locations) {
    text += "\n  the memory: " + location.kind;
    if (!location.name.empty()) text += " '" + location.name + "'";
    if (location.size > 0) text += ", " + count_of_bytes(location.size);
    if (!location.stack.empty()) text += ", allocated at " + place_text(location.stack);
  }
  for (const ReportedMutex& mutex : report.mutexes)
    text += "\n  mutex M" + std::to_string(mutex.number) + ", first used at " + place_text(mutex.stack);
  for (const ReportedThread& thread : report.threads)
    if (thread.number != 0)
      text += "\n  " + report.thread_name(thread.number) + ", started at " + place_text(thread.stack);
  if (report.left_out > 0)
    text += "\n  and " + std::to_string(report.left_out) +
            (report.left_out == 1 ? " more part, which was not kept" : " more parts, which were not kept");
  return text;
}

}  // namespace heddle::tsan
