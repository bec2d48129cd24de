// Reports as they looked when somebody last read them: a change of any byte is seen, and is either a mistake
// or is accepted by writing the golden files again.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "heddle/report/console.hpp"
#include "heddle/report/csv.hpp"
#include "heddle/report/json.hpp"
#include "heddle/report/picture_html.hpp"
#include "heddle/report/picture_mermaid.hpp"
#include "heddle/report/picture_text.hpp"
#include "heddle/report/verdict_json.hpp"
#include "heddle/report/verdict_text.hpp"
#include "sample_experiment.hpp"
#include "sample_verdicts.hpp"
#include "tests/support/golden.hpp"

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

// ---- pictures

struct TextPicture {
  const char* file;
  Verdict (*verdict)();
  TextStyle style;
};

class GoldenText : public testing::TestWithParam<TextPicture> {};

TEST_P(GoldenText, ThePictureIsAsItWasRead) {
  test::expect_golden(GetParam().file, [](std::ostream& out) {
    out << pictures_text(GetParam().verdict(), GetParam().style);
  });
}

constexpr TextStyle kAscii{.columns = 80};
constexpr TextStyle kUnicode{.columns = 80, .unicode = true};
constexpr TextStyle kWide{.columns = 160, .unicode = true};
constexpr TextStyle kColour{.columns = 80, .unicode = true, .colour = true};

INSTANTIATE_TEST_SUITE_P(
    Pictures, GoldenText,
    testing::Values(TextPicture{"picture_lost_update.txt", test::found_verdict, kUnicode},
                    TextPicture{"picture_lost_update_ascii.txt", test::found_verdict, kAscii},
                    TextPicture{"picture_deadlock.txt", test::deadlock_verdict, kUnicode},
                    TextPicture{"picture_deadlock_ascii.txt", test::deadlock_verdict, kAscii},
                    TextPicture{"picture_deadlock_colour.txt", test::deadlock_verdict, kColour},
                    TextPicture{"picture_lost_wakeup.txt", test::lost_wakeup_verdict, kUnicode},
                    TextPicture{"picture_four_threads.txt", test::four_threads_verdict, kUnicode},
                    TextPicture{"picture_four_threads_ascii.txt", test::four_threads_verdict, kAscii},
                    TextPicture{"picture_four_threads_wide.txt", test::four_threads_verdict, kWide},
                    TextPicture{"picture_eight_threads.txt", test::eight_threads_verdict, kUnicode},
                    TextPicture{"picture_long.txt", test::verdict_of_two_files, kUnicode},
                    TextPicture{"picture_hostile.txt", test::hostile_verdict, kUnicode},
                    TextPicture{"picture_hostile_ascii.txt", test::hostile_verdict, kAscii}),
    [](const auto& picture) {
      const std::string file = picture.param.file;
      return file.substr(8, file.find('.') - 8);
    });

TEST(Golden, ThePageOfAPictureIsAsItWasRead) {
  test::expect_golden("picture_lost_update.html", [](std::ostream& out) {
    write_html(out, std::vector<Verdict>{test::found_verdict()});
  });
}

TEST(Golden, ThePageOfManyPicturesIsAsItWasRead) {
  test::expect_golden("pictures.html",
                      [](std::ostream& out) { write_html(out, test::verdicts_with_traces()); });
}

TEST(Golden, TheDiagramsAreAsTheyWereRead) {
  test::expect_golden("pictures.md",
                      [](std::ostream& out) { write_mermaid(out, test::verdicts_with_traces()); });
}

}  // namespace
}  // namespace heddle
