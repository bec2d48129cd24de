// How long each test of a case took under each detector, and how long the last time: records, and their file.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "heddle/report/catalogue.hpp"

namespace heddle {

inline constexpr int kTimingsFormat = 1;

struct TestTiming {
  std::string detector;
  std::string variant;            // "case.variant"
  std::uint64_t executions = 0;   // of the model, or rounds of real threads
  double seconds = 0;             // of the whole look
  double seconds_to_finding = 0;  // Verdict::seconds_to_finding

  // As CTest has it: "tsan.lost_update.racy".
  std::string test() const { return detector + "." + variant; }

  // Until the finding, or in the whole look, as under stress; 0 where nothing was counted, or the clock was
  // too coarse.
  double executions_per_second() const;

  friend bool operator==(const TestTiming&, const TestTiming&) = default;
};

struct Timings {
  std::vector<TestTiming> now;
  std::vector<TestTiming> before;  // of the last run; may be empty
};

// One for each look that came to anything.
std::vector<TestTiming> timings_of(const Catalogue& catalogue);

// What is to be kept when `now` has been measured after `last`. The same measurement again, as when a report
// is made twice of one run, is no new run.
Timings next_timings(Timings last, std::vector<TestTiming> now);

// {"heddle_format": 1, "kind": "timings", "tests": [...], "tests_before": [...]}. Errors: those of the
// stream, which the caller checks.
void write_json(std::ostream& out, const Timings& timings);

// Errors: std::runtime_error in one line for what is no such document, or a newer one.
Timings read_timings(std::string_view json);

}  // namespace heddle
