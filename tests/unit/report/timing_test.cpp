// Timings: what is counted, what is kept from run to run, and how they are shown.
#include "heddle/report/timing.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "heddle/report/timing_html.hpp"
#include "sample_catalogue.hpp"
#include "tests/support/golden.hpp"

namespace heddle {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TestTiming timing(const std::string& detector, const std::string& variant, std::uint64_t executions,
                  double seconds, double seconds_to_finding = 0) {
  return {.detector = detector,
          .variant = variant,
          .executions = executions,
          .seconds = seconds,
          .seconds_to_finding = seconds_to_finding};
}

const std::vector<TestTiming> kFirst{timing("stress", "a.racy", 2'000, 0.5),
                                     timing("relacy", "a.racy", 30, 2, 0.25),
                                     timing("static", "a.racy", 0, 1)};
const std::vector<TestTiming> kSecond{timing("stress", "a.racy", 2'000, 1),
                                      timing("relacy", "a.racy", 30, 1, 0.25),
                                      timing("relacy", "a.fixed", 1'234'567, 0.0004)};

TEST(Timing, CountsEveryLookThatCameToAnything) {
  EXPECT_EQ(timings_of(test::agreeing_catalogue()).size(), 16U);
  EXPECT_EQ(timings_of(test::differing_catalogue()).size(), 15U);  // one could not run
  EXPECT_THAT(timings_of(test::declared_catalogue()), IsEmpty());
}

TEST(Timing, ExecutionsASecondAreThoseUntilTheFinding) {
  EXPECT_EQ(kFirst[0].executions_per_second(), 4'000);  // 2,000 in half a second
  EXPECT_EQ(kFirst[1].executions_per_second(), 120);  // 30 in a quarter; the rest went into the shortest way
  EXPECT_EQ(timing("tsan", "a.b", 7, 0).executions_per_second(), 0);
}

TEST(Timing, ANewRunPutsTheLastOneBehindIt) {
  const Timings first = next_timings({}, kFirst);
  EXPECT_EQ(first.now, kFirst);
  EXPECT_THAT(first.before, IsEmpty());
  const Timings second = next_timings(first, kSecond);
  EXPECT_EQ(second.now, kSecond);
  EXPECT_EQ(second.before, kFirst);
}

TEST(Timing, AReportMadeAgainOfTheSameRunStillComparesWithTheRunBefore) {
  const Timings second = next_timings(next_timings({}, kFirst), kSecond);
  const Timings again = next_timings(second, kSecond);
  EXPECT_EQ(again.now, kSecond);
  EXPECT_EQ(again.before, kFirst);
}

std::string json_of(const Timings& timings) {
  std::ostringstream out;
  write_json(out, timings);
  return out.str();
}

TEST(TimingJson, EveryFieldSurvives) {
  const Timings timings{.now = kSecond, .before = kFirst};
  const Timings read = read_timings(json_of(timings));
  EXPECT_EQ(read.now, timings.now);
  EXPECT_EQ(read.before, timings.before);
  const auto json = nlohmann::json::parse(json_of(timings));
  EXPECT_EQ(json.at("heddle_format"), kTimingsFormat);
  EXPECT_EQ(json.at("kind"), "timings");
  EXPECT_EQ(json.at("tests")[1].at("executions_per_second"), 120);
}

TEST(TimingJson, ThatIsNoSuchDocumentIsRefusedInOneLine) {
  const auto refusal = [](const char* pointer, const nlohmann::json& value) {
    auto json = nlohmann::json::parse(json_of({.now = kFirst, .before = {}}));
    json[nlohmann::json::json_pointer(pointer)] = value;
    try {
      read_timings(json.dump());
    } catch (const std::runtime_error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_THAT(refusal("/heddle_format", 2), HasSubstr("heddle_format 2, and this heddle reads 1 at most"));
  EXPECT_THAT(refusal("/kind", "catalogue"), HasSubstr("of the kind 'catalogue'"));
  EXPECT_THAT(refusal("/tests", 1), HasSubstr("'tests' is not a list"));
  EXPECT_THAT(refusal("/tests/0/executions", -1), HasSubstr("'executions' is not a whole number from 0"));
  EXPECT_THAT(refusal("/tests/0/seconds", "1"), HasSubstr("'seconds' is not a number"));
}

TEST(TimingHtmlGolden, IsAsItWasRead) {
  test::expect_golden("timing.html", [](std::ostream& out) {
    out << timing_section_html({.now = kSecond, .before = kFirst});
  });
}

TEST(TimingHtml, ComparesATestWithItselfInTheLastRun) {
  const std::string html = timing_section_html({.now = kSecond, .before = kFirst});
  EXPECT_THAT(html, HasSubstr("<th scope=\"row\"><bdi>stress.a.racy</bdi></th><td class=\"number\">2,000</td>"
                              "<td class=\"number\">2,000</td><td class=\"number\">1.00 s</td>"
                              "<td class=\"number\">&ndash;</td><td class=\"number\">500 ms</td>"
                              "<td class=\"number\">&times; 2.00</td>"));
  EXPECT_THAT(html, HasSubstr("<td class=\"number\">400 &micro;s</td><td class=\"number\">&ndash;</td>"
                              "<td class=\"number\">&ndash;</td><td class=\"number\">&ndash;</td></tr>"));
}

TEST(TimingHtml, ADetectorIsComparedByTheTestsThatBothRunsHave) {
  // The explorer's: a.racy took 2 s before and 1 s now; a.fixed is new and is not compared.
  EXPECT_THAT(timing_section_html({.now = kSecond, .before = kFirst}),
              HasSubstr("<th scope=\"row\"><bdi>relacy</bdi></th><td class=\"number\">2</td>"
                        "<td class=\"number\">1,234,597</td><td class=\"number\">1.00 s</td>"
                        "<td class=\"number\">2.00 s</td><td class=\"number\">&times; 0.50</td>"));
}

TEST(TimingHtml, WithoutALastRunClaimsNoChange) {
  EXPECT_THAT(timing_section_html({.now = kFirst, .before = {}}),
              AllOf(HasSubstr("no earlier run"), Not(HasSubstr("last run")), Not(HasSubstr("change"))));
  EXPECT_EQ(timing_section_html({.now = {}, .before = kFirst}), "");
}

TEST(TimingHtml, NumbersThatCannotBeAreNotShownAsIfTheyWere) {
  const std::string html = timing_section_html(
      {.now = {timing("x", "a.b", 1, 1e300), timing("x", "a.c", 1, -1), timing("x", "a.d", ~0ULL, 1e-300)},
       .before = {}});
  EXPECT_THAT(html, HasSubstr("beyond measure"));
  EXPECT_LT(html.size(), 10'000U);
}

TEST(TimingHtml, NoNameBecomesMarkup) {
  EXPECT_THAT(timing_section_html({.now = {timing("<i>", "<script>", 1, 1)}, .before = {}}),
              AllOf(Not(HasSubstr("<script")), Not(HasSubstr("<i>"))));
}

}  // namespace
}  // namespace heddle
