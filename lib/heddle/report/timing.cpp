#include "heddle/report/timing.hpp"

#include <ostream>
#include <utility>

#include "heddle/report/document.hpp"

namespace heddle {
namespace {

Json tests_json(const std::vector<TestTiming>& tests) {
  Json json = Json::array();
  for (const TestTiming& test : tests)
    json.push_back({{"detector", test.detector},
                    {"variant", test.variant},
                    {"executions", test.executions},
                    {"seconds", test.seconds},
                    {"seconds_to_finding", test.seconds_to_finding},
                    {"executions_per_second", test.executions_per_second()}});
  return json;
}

std::vector<TestTiming> tests_from(const Json& array) {
  std::vector<TestTiming> tests;
  for (const Json& json : array)
    tests.push_back({.detector = field<std::string>(json, "detector"),
                     .variant = field<std::string>(json, "variant"),
                     .executions = field<std::uint64_t>(json, "executions"),
                     .seconds = field<double>(json, "seconds"),
                     .seconds_to_finding = field<double>(json, "seconds_to_finding")});
  return tests;
}

}  // namespace

double TestTiming::executions_per_second() const {
  // The explorer counts its executions up to the finding; stress goes on and counts them all.
  const double searching = detector != "stress" && seconds_to_finding > 0 ? seconds_to_finding : seconds;
  return searching > 0 ? static_cast<double>(executions) / searching : 0;
}

std::vector<TestTiming> timings_of(const Catalogue& catalogue) {
  std::vector<TestTiming> tests;
  for (const CatalogueRow& row : catalogue.rows)
    for (const Verdict& verdict : row.verdicts)
      if (verdict.status != Verdict::Status::kCouldNotRun)
        tests.push_back({.detector = verdict.detector,
                         .variant = verdict.full_name(),
                         .executions = verdict.executions,
                         .seconds = verdict.seconds,
                         .seconds_to_finding = verdict.seconds_to_finding});
  return tests;
}

Timings next_timings(Timings last, std::vector<TestTiming> now) {
  if (now == last.now) return last;
  return {.now = std::move(now), .before = std::move(last.now)};
}

void write_json(std::ostream& out, const Timings& timings) {
  Json json = document("timings", kTimingsFormat);
  json["tests"] = tests_json(timings.now);
  json["tests_before"] = tests_json(timings.before);
  write_document(out, json);
}

Timings read_timings(std::string_view text) {
  const Json json = read_document(text, "timings", kTimingsFormat);
  return {.now = tests_from(array_in(json, "tests")), .before = tests_from(array_in(json, "tests_before"))};
}

}  // namespace heddle
