// Reports as they looked when somebody last read them: a change of any byte is seen, and is either a mistake
// or is accepted by writing the golden files again.
#include <gtest/gtest.h>

#include "golden.hpp"
#include "heddle/report/console.hpp"
#include "heddle/report/csv.hpp"
#include "heddle/report/json.hpp"
#include "heddle/report/verdict_json.hpp"
#include "heddle/report/verdict_text.hpp"
#include "sample_experiment.hpp"
#include "sample_verdicts.hpp"

namespace heddle {
namespace {

TEST(Golden, TheConsoleTableIsAsItWasRead) {
  test::expect_golden("experiment.txt",
                      [](std::ostream& out) { out << console_table(test::sample_experiment()); });
}

TEST(Golden, TheJsonIsAsItWasRead) {
  test::expect_golden("experiment.json",
                      [](std::ostream& out) { write_json(out, test::sample_experiment()); });
}

TEST(Golden, TheCsvIsAsItWasRead) {
  test::expect_golden("experiment.csv", [](std::ostream& out) { write_csv(out, test::sample_experiment()); });
}

TEST(Golden, AFoundVerdictIsAsItWasRead) {
  test::expect_golden("verdict_found.txt",
                      [](std::ostream& out) { out << verdict_text(test::found_verdict()); });
}

TEST(Golden, AVerdictOverSeveralFilesIsAsItWasRead) {
  test::expect_golden("verdict_files.txt",
                      [](std::ostream& out) { out << verdict_text(test::verdict_of_two_files()); });
}

TEST(Golden, AHistogramIsAsItWasRead) {
  test::expect_golden("verdict_not_found.txt",
                      [](std::ostream& out) { out << verdict_text(test::not_found_verdict()); });
}

TEST(Golden, AProofIsAsItWasRead) {
  test::expect_golden("verdict_proved.txt",
                      [](std::ostream& out) { out << verdict_text(test::proved_verdict()); });
}

TEST(Golden, AVerdictThatCouldNotRunIsAsItWasRead) {
  test::expect_golden("verdict_could_not_run.txt",
                      [](std::ostream& out) { out << verdict_text(test::could_not_run_verdict()); });
}

TEST(Golden, TheJsonOfVerdictsIsAsItWasRead) {
  test::expect_golden("verdicts.json", [](std::ostream& out) { write_json(out, test::sample_verdicts()); });
}

}  // namespace
}  // namespace heddle
