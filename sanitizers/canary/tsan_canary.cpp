#include "sanitizers/canary/tsan_canary.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "sanitizers/canary/tsan_canary_race.hpp"
#include "sanitizers/tsan/capture.hpp"
#include "sanitizers/tsan/miss_rate.hpp"

namespace heddle {
namespace {

bool is_at_the_write(const tsan::Access& access) {
  const tsan::Frame* const frame = tsan::telling_frame(access.stack);
  return frame != nullptr && frame->line == canary::kRaceLine &&
         frame->file.ends_with("tsan_canary_race.cpp");
}

bool tells_both_lines(const tsan::Report& report) {
  return report.finding == Finding::kDataRace && report.accesses.size() == 2 &&
         std::all_of(report.accesses.begin(), report.accesses.end(), is_at_the_write);
}

// What the environment may have to do with it.
std::string environment() {
  const char* const options = std::getenv("TSAN_OPTIONS");
  return options == nullptr ? "TSAN_OPTIONS is not set" : "TSAN_OPTIONS is '" + std::string(options) + "'";
}

}  // namespace

std::string tsan_canary() {
  if (!tsan::active())
    return "this program has no ThreadSanitizer runtime: compile and link it with -fsanitize=thread, as "
           "heddle::tsan does";
  bool reported = false;
  for (int i = 0; i < tsan::kTries; ++i) {
    tsan::Capture capture;
    canary::race();
    const std::vector<tsan::Report> reports = capture.take();
    if (std::any_of(reports.begin(), reports.end(), tells_both_lines)) return "";
    reported = reported || !reports.empty() || capture.dropped() > 0;
  }
  if (reported)
    return "ThreadSanitizer caught its canary and cannot tell the line: install llvm-symbolizer (Debian: "
           "llvm-19 "
           "for clang 19) or name one by TSAN_OPTIONS=external_symbolizer_path=FILE; " +
           environment();
  return "ThreadSanitizer missed its canary, a plain race, " + std::to_string(tsan::kTries) +
         " times: its silence says nothing here; " + environment();
}

}  // namespace heddle
