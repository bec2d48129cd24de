// Verdicts in words: everything that went wrong is in them, and nothing else.
#include "heddle/report/verdict.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "heddle/core/numbers.hpp"
#include "sample_experiment.hpp"

namespace heddle {
namespace {

using test::correct_run;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Measurement of(std::vector<heddle::Run> runs, bool expected_to_lose = false) {
  return {.configuration = {}, .expected_to_lose = expected_to_lose, .runs = std::move(runs)};
}

TEST(Numbers, HaveACommaAfterEachThreeDigits) {
  EXPECT_EQ(with_commas(0), "0");
  EXPECT_EQ(with_commas(999), "999");
  EXPECT_EQ(with_commas(1000), "1,000");
  EXPECT_EQ(with_commas(23040), "23,040");
  EXPECT_EQ(with_commas(123456), "123,456");
  EXPECT_EQ(with_commas(1234567), "1,234,567");
  EXPECT_EQ(with_commas(18446744073709551615U), "18,446,744,073,709,551,615");
}

TEST(Verdict, OfACorrectRunIsCorrect) {
  EXPECT_EQ(describe(correct_run()), "correct");
  EXPECT_EQ(describe(of({correct_run(), correct_run()})), "correct");
}

TEST(Verdict, NamesEachThingThatMakesARunIncorrect) {
  struct Flaw {
    const char* words;
    std::function<void(heddle::Run&)> make;
  };
  const std::vector<Flaw> flaws{
      {"lost 1 of 4 images", [](heddle::Run& run) { run.images_counted = 3; }},
      {"counted 2 images too many", [](heddle::Run& run) { run.images_counted = 6; }},
      {"lost 1,500 of 4,000 rows", [](heddle::Run& run) { run.rows_counted = 2500; }},
      {"counted 1 rows too many", [](heddle::Run& run) { run.rows_counted = 4001; }},
      {"1 line torn", [](heddle::Run& run) { run.log.torn = 1; }},
      {"1,000 lines torn", [](heddle::Run& run) { run.log.torn = 1000; }},
      {"2 lines missing", [](heddle::Run& run) { run.log.missing = 2; }},
      {"3 lines doubled", [](heddle::Run& run) { run.log.duplicated = 3; }},
      {"1 line more than expected", [](heddle::Run& run) { run.log.surplus = 1; }},
      {"the log could not be written in full", [](heddle::Run& run) { run.log_error = "full"; }},
      {"1 image failed", [](heddle::Run& run) { run.failures = {"a"}; }},
      {"2 images failed", [](heddle::Run& run) { run.failures = {"a", "b"}; }},
      {"1 output differs from sequential", [](heddle::Run& run) { run.different_outputs = {"a"}; }},
  };
  heddle::Run everything = correct_run();
  for (const Flaw& flaw : flaws) {
    heddle::Run run = correct_run();
    flaw.make(run);
    flaw.make(everything);
    EXPECT_FALSE(run.correct()) << flaw.words;
    EXPECT_EQ(describe(run), flaw.words);
    EXPECT_EQ(describe(of({correct_run(), run})).find("correct"), std::string::npos) << flaw.words;
  }
  EXPECT_THAT(describe(everything), HasSubstr("1,000 lines torn; 2 lines missing; 3 lines doubled"));
}

TEST(Verdict, OneRunDoesNotMakeUpForAnother) {
  heddle::Run less = correct_run();
  less.rows_counted -= 5;
  heddle::Run more = correct_run();
  more.rows_counted += 5;
  EXPECT_EQ(describe(of({less, more})), "lost 5 of 8,000 rows; counted 5 rows too many");
}

TEST(Verdict, AddsUpOverRepeats) {
  heddle::Run torn = correct_run();
  torn.log.torn = 600;
  EXPECT_EQ(describe(of({torn, correct_run(), torn})), "1,200 lines torn");
}

TEST(Verdict, OfARacyWayThatWasLuckyClaimsNothing) {
  EXPECT_EQ(describe(of({correct_run()}, true)), "racy, and nothing was lost this time");
  heddle::Run lost = correct_run();
  lost.images_counted = 3;
  EXPECT_EQ(describe(of({correct_run(), lost}, true)), "lost 1 of 8 images");
}

TEST(Verdict, SaysWhatWasSurvived) {
  heddle::Run run = correct_run();
  run.deaths = 1;
  EXPECT_EQ(describe(run), "correct; 1 worker died");
  run.deaths = 2;
  run.log_repairs = 1;
  EXPECT_EQ(describe(run), "correct; 2 workers died, 1 log line repaired");
}

TEST(Verdict, OfALogSaysHowManyLinesAreIntactOrWhatIsNot) {
  LogCheck log;
  log.lines = log.intact = 2880;
  EXPECT_EQ(describe(log), "all 2,880 lines intact");
  log.torn = 12;
  log.missing = 7;
  log.duplicated = 1;
  EXPECT_EQ(describe(log), "12 lines torn, 7 lines missing, 1 line doubled");
}

}  // namespace
}  // namespace heddle
