// The catalogue: what each cell says, what counts as agreement, and that nothing is said without its reason.
// How it looks is in the golden files.
#include "heddle/report/catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "heddle/report/catalogue_json.hpp"
#include "heddle/report/columns.hpp"
#include "sample_catalogue.hpp"
#include "sample_verdicts.hpp"
#include "tests/support/golden.hpp"

namespace heddle {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::Contains;
using testing::ContainsRegex;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Le;
using testing::Not;

TEST(CatalogueGolden, TheListIsAsItWasRead) {
  test::expect_golden("catalogue_list.txt",
                      [](std::ostream& out) { out << catalogue_text(test::declared_catalogue()); });
}

TEST(CatalogueGolden, TheTableOfAgreementIsAsItWasRead) {
  test::expect_golden("catalogue_agrees.txt",
                      [](std::ostream& out) { out << catalogue_text(test::agreeing_catalogue()); });
}

TEST(CatalogueGolden, TheTableOfDifferencesIsAsItWasRead) {
  test::expect_golden("catalogue_differs.txt",
                      [](std::ostream& out) { out << catalogue_text(test::differing_catalogue()); });
}

TEST(CatalogueGolden, TheJsonIsAsItWasRead) {
  test::expect_golden("catalogue.json",
                      [](std::ostream& out) { write_json(out, test::differing_catalogue()); });
}

std::vector<std::string> lines_of(const Catalogue& catalogue) {
  std::istringstream text(catalogue_text(catalogue));
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

// What stands before the only cell of a row: as wide as its header, "case and variant", and the gap.
const std::string kName = "  variant" + std::string(9, ' ');

// A catalogue of one row.
Catalogue only(CatalogueRow row) {
  return {.rows = {std::move(row)}, .undescribed = {}};
}

// What one detector sees in a variant.
CatalogueRow row(const std::string& detector, Findings expected, Verdict::Status status,
                 Finding finding = Finding::kNone) {
  CatalogueRow row;
  row.variant.case_name = "case";
  row.variant.name = "variant";
  row.variant.expected = expected;
  row.verdicts.resize(1);
  row.verdicts[0].detector = detector;
  row.verdicts[0].case_name = "case";
  row.verdicts[0].variant = "variant";
  row.verdicts[0].status = status;
  row.verdicts[0].finding = finding;
  row.verdicts[0].summary = "its summary";
  row.verdicts[0].executions = 1'000;
  return row;
}

constexpr auto kFound = Verdict::Status::kFound;
constexpr auto kProved = Verdict::Status::kProved;
constexpr auto kNotFound = Verdict::Status::kNotFound;
constexpr auto kCouldNotRun = Verdict::Status::kCouldNotRun;
constexpr Findings kFixed{};
constexpr Findings kRacy{.tsan = Finding::kDataRace, .model = Finding::kDataRace, .thread_safety = true};
constexpr Findings kSilentRacy{.tsan = Finding::kNone, .model = Finding::kWrongOutcome};
constexpr Findings kFalseAlarm{.tsan = Finding::kDataRace, .model = Finding::kNone};

TEST(Catalogue, SaysWhatWasSeenAndMarksWhatIsNotAsDeclared) {
  struct Seen {
    CatalogueRow row;
    Agreement agreement;
    std::string cell;
  };
  const std::vector<Seen> all{
      {row("tsan", kRacy, kFound, Finding::kDataRace), Agreement::kAgrees, "data race"},
      {row("tsan", kRacy, kFound, Finding::kLockOrder), Agreement::kDiffers, "! lock order"},
      {row("tsan", kRacy, kNotFound), Agreement::kDiffers, "! nothing"},
      {row("tsan", kFixed, kNotFound), Agreement::kAgrees, "silent"},
      {row("tsan", kFixed, kFound, Finding::kDataRace), Agreement::kDiffers, "! data race"},
      {row("tsan", kSilentRacy, kNotFound), Agreement::kAgrees, "blind"},
      {row("tsan", kFalseAlarm, kFound, Finding::kDataRace), Agreement::kAgrees, "data race"},
      {row("tsan", kFixed, kCouldNotRun), Agreement::kUndecided, "? could not run"},
      {row("relacy", kRacy, kFound, Finding::kDataRace), Agreement::kAgrees, "data race"},
      {row("relacy", kRacy, kNotFound), Agreement::kDiffers, "! not found"},
      {row("relacy", kRacy, kProved), Agreement::kDiffers, "! proved, 1,000"},
      {row("relacy", kFixed, kProved), Agreement::kAgrees, "proved, 1,000"},
      {row("relacy", kFixed, kNotFound), Agreement::kUndecided, "? no proof"},
      {row("relacy", kFixed, kFound, Finding::kUseAfterFree), Agreement::kDiffers, "! use after free"},
      {row("relacy", kFalseAlarm, kProved), Agreement::kAgrees, "proved, 1,000"},
      {row("static", kRacy, kFound, Finding::kMisuse), Agreement::kAgrees, "warns"},
      {row("static", kRacy, kNotFound), Agreement::kDiffers, "! nothing"},
      {row("static", kSilentRacy, kNotFound), Agreement::kAgrees, "blind"},
      {row("static", kFalseAlarm, kNotFound), Agreement::kAgrees, "silent"},
      {row("static", kFixed, kFound, Finding::kMisuse), Agreement::kDiffers, "! warns"},
      {row("stress", kFixed, kFound, Finding::kCrash), Agreement::kDiffers, "! crash"},
      {row("stress", kFixed, kNotFound), Agreement::kAgrees, "acceptable"},
      {row("stress", kRacy, kNotFound), Agreement::kAgrees, "not shown"},
  };
  for (const Seen& seen : all) {
    EXPECT_EQ(seen.row.agreement(), seen.agreement) << seen.cell;
    EXPECT_EQ(lines_of(only(seen.row)).at(2), kName + seen.cell);
  }
}

TEST(Catalogue, TellsTheShareOfRoundsThatShowedTheBugAndNeverRoundsItToNoneOrAll) {
  const auto cell = [](std::uint64_t acceptable, std::uint64_t interesting, std::uint64_t forbidden,
                       Findings expected) {
    CatalogueRow seen = row("stress", expected, kNotFound);
    seen.variant.outcomes = {{"a", Grade::kAcceptable, ""}, {"i", Grade::kInteresting, ""}};
    seen.verdicts[0].outcomes = {{"a", Grade::kAcceptable, "", acceptable},
                                 {"i", Grade::kInteresting, "", interesting}};
    if (forbidden > 0) seen.verdicts[0].outcomes.push_back({"f", Grade::kForbidden, "", forbidden});
    return lines_of(only(seen)).at(2).substr(kName.size());
  };
  EXPECT_EQ(cell(3, 1, 0, kSilentRacy), "shown 25.00 %");
  EXPECT_EQ(cell(0, 4, 0, kSilentRacy), "shown 100.00 %");
  EXPECT_EQ(cell(999'999, 1, 0, kSilentRacy), "shown 1 of 1,000,000");
  EXPECT_EQ(cell(1, 999'999, 0, kSilentRacy), "shown > 99.99 %");
  EXPECT_EQ(cell(4, 0, 0, kSilentRacy), "not shown");
  EXPECT_EQ(cell(3, 0, 1, kSilentRacy), "! forbidden 25.00 %");
  EXPECT_EQ(cell(2, 1, 1, kRacy), "shown 50.00 %");  // what a data race comes to is held to no list
}

TEST(Catalogue, SaysThatARunHung) {
  CatalogueRow seen = row("stress", kSilentRacy, kNotFound);
  seen.variant.outcomes = {{"done", Grade::kAcceptable, ""}, {"hangs", Grade::kInteresting, ""}};
  seen.verdicts[0].outcomes = {{"done", Grade::kAcceptable, "", 999}, {"hangs", Grade::kInteresting, "", 1}};
  EXPECT_THAT(lines_of(only(seen)), Contains(kName + "hangs"));
}

TEST(Catalogue, PutsDeclaredAndSeenSideBySide) {
  EXPECT_THAT(lines_of(only(row("tsan", kRacy, kNotFound))),
              Contains("! case.variant under tsan: declared: data race; seen: nothing: its summary"));
  EXPECT_THAT(lines_of(only(row("relacy", kFixed, kNotFound))),
              Contains("? case.variant under relacy: declared: a proof; seen: its summary"));
  EXPECT_THAT(lines_of(only(row("static", kFixed, kCouldNotRun))),
              Contains("? case.variant under static: could not run: its summary"));
}

TEST(Catalogue, SaysOnceWhatADetectorSaysOfSeveralVariants) {
  CatalogueRow other = row("static", kFixed, kCouldNotRun);
  other.variant.name = "other";
  Catalogue catalogue = only(row("static", kFixed, kCouldNotRun));
  catalogue.rows.push_back(other);
  EXPECT_THAT(lines_of(catalogue),
              Contains("? case.variant, case.other under static: could not run: its summary"));
  catalogue.rows[1].verdicts[0].summary = "another";
  EXPECT_THAT(lines_of(catalogue), AllOf(Contains("? case.variant under static: could not run: its summary"),
                                         Contains("? case.other under static: could not run: another")));
}

TEST(Catalogue, CountsTheVariantsByTheirWorst) {
  CatalogueRow worst = row("tsan", kRacy, kNotFound);
  worst.verdicts.push_back(row("relacy", kRacy, kCouldNotRun).verdicts[0]);
  EXPECT_EQ(worst.agreement(), Agreement::kDiffers);
  EXPECT_EQ(lines_of(test::agreeing_catalogue()).back(), "4 of 4 variants as declared");
  EXPECT_EQ(lines_of(test::differing_catalogue()).back(),
            "1 of 4 variants as declared; 2 otherwise (!); 1 undecided (?); 1 case unknown");
  EXPECT_EQ(lines_of(only(row("tsan", kFixed, kNotFound))).back(), "1 of 1 variant as declared");
}

TEST(Catalogue, ExplainsTheWordsThatItUsesAndNoOthers) {
  const std::string tsan = catalogue_text(only(row("tsan", kFixed, kNotFound)));
  EXPECT_THAT(tsan, AllOf(HasSubstr("\ntsan: ThreadSanitizer\n"), Not(HasSubstr("stress")),
                          Not(HasSubstr("blind")), Not(HasSubstr("false alarm"))));
  EXPECT_THAT(catalogue_text(only(row("tsan", kSilentRacy, kNotFound))), HasSubstr("\nblind: "));
  EXPECT_THAT(catalogue_text(only(row("tsan", kFalseAlarm, kFound, Finding::kDataRace))),
              HasSubstr("a false alarm"));
}

TEST(Catalogue, FitsATerminalOfEightyColumns) {
  for (const Catalogue& catalogue :
       {test::declared_catalogue(), test::agreeing_catalogue(), test::differing_catalogue()})
    for (const std::string& line : lines_of(catalogue))
      EXPECT_THAT(width_of(line), Le(kCatalogueColumns)) << line;
}

TEST(Catalogue, CutsNoNameHoweverLongTheRowBecomes) {
  CatalogueRow seen = row("tsan", kFixed, kCouldNotRun);
  seen.variant.name = std::string(50, 'n');
  EXPECT_THAT(lines_of(only(seen)), Contains("  " + seen.variant.name + "  ? could not run"));
}

TEST(Catalogue, WithoutARowNamesTheCasesThatCouldNotBeDescribed) {
  const Catalogue catalogue{.rows = {}, .undescribed = {{.name = "torn_line", .why = "it crashed"}}};
  EXPECT_EQ(catalogue_text(catalogue), "? torn_line: it crashed\n");
}

TEST(Catalogue, HostileTextCannotReachTheTerminal) {
  const std::string hostile = "\x1b[2J\r\n\x07\xff";
  CatalogueRow seen = row("tsan", kRacy, kNotFound);
  seen.variant.case_name = seen.variant.name = seen.variant.story = hostile;
  seen.verdicts[0].detector = seen.verdicts[0].summary = hostile;
  Catalogue catalogue = only(seen);
  catalogue.undescribed.push_back({.name = hostile, .why = hostile});
  std::string text = catalogue_text(catalogue);
  catalogue.rows[0].verdicts.clear();  // the list, with the story
  text += catalogue_text(catalogue);
  for (const char c : text) EXPECT_TRUE(c == '\n' || (c >= ' ' && c < 0x7F)) << static_cast<int>(c);
  EXPECT_THAT(text, HasSubstr("\\x1b[2J\\x0d\\x0a\\x07\\xff"));
}

json json_of(const Catalogue& catalogue) {
  std::ostringstream out;
  write_json(out, catalogue);
  return json::parse(out.str());
}

TEST(CatalogueJson, HoldsWhatIsDeclaredAndWhatWasSeen) {
  const json document = json_of(test::differing_catalogue());
  EXPECT_EQ(document.at("heddle_format"), kCatalogueFormat);
  EXPECT_EQ(document.at("kind"), "catalogue");
  ASSERT_EQ(document.at("variants").size(), 4U);
  const json& racy = document.at("variants")[0];
  EXPECT_EQ(racy.at("case"), "lost_update");
  EXPECT_EQ(racy.at("variant"), "racy");
  EXPECT_EQ(racy.at("threads"), 2);
  EXPECT_EQ(racy.at("expected"), (json{{"tsan", "data_race"}, {"relacy", "data_race"}, {"static", true}}));
  EXPECT_EQ(racy.at("outcomes")[1].at("text"), "fewer");
  std::vector<std::string> agreements;
  for (const json& verdict : racy.at("verdicts")) agreements.push_back(verdict.at("agreement"));
  EXPECT_THAT(agreements, ElementsAre("agrees", "differs", "agrees", "differs"));
  EXPECT_EQ(racy.at("verdicts")[0].at("expected"), "may show it");
  EXPECT_EQ(racy.at("verdicts")[0].at("seen"), "shown 0.70 %");
  EXPECT_EQ(racy.at("verdicts")[0].at("outcomes")[1].at("count"), 14);
  EXPECT_THAT(racy.at("verdicts")[0].at("reasons"), IsEmpty());
  EXPECT_EQ(racy.at("verdicts")[1].at("reasons")[0],
            "declared: data race; seen: nothing: not found in 64 rounds");
  const json& proof = document.at("variants")[1].at("verdicts")[2];
  EXPECT_EQ(proof.at("agreement"), "undecided");
  EXPECT_EQ(proof.at("status"), "not_found");
  EXPECT_EQ(proof.at("executions"), 1'000'000);
  ASSERT_EQ(document.at("undescribed").size(), 1U);
  EXPECT_EQ(document.at("undescribed")[0].at("case"), "torn_line");
}

// Its own text and its own table, so that every field is compared.
TEST(CatalogueJson, SurvivesTheWayThroughAFile) {
  for (Catalogue catalogue :
       {test::declared_catalogue(), test::agreeing_catalogue(), test::differing_catalogue()}) {
    if (!catalogue.rows[0].verdicts.empty()) {
      catalogue.rows[0].verdicts[2].traces = test::found_verdict().traces;
      catalogue.rows[0].verdicts[2].places = test::found_verdict().places;
    }
    const std::string text = json_of(catalogue).dump();
    const Catalogue read = read_catalogue(text);
    EXPECT_EQ(json_of(read).dump(), text);
    EXPECT_EQ(catalogue_text(read), catalogue_text(catalogue));
  }
}

std::string refusal(const json& document) {
  try {
    read_catalogue(document.dump());
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

TEST(CatalogueJson, ThatIsNoCatalogueIsRefusedInOneLine) {
  const json good = json_of(test::differing_catalogue());
  const auto with = [&](const char* pointer, const json& value) {
    json changed = good;
    changed[json::json_pointer(pointer)] = value;
    return refusal(changed);
  };
  EXPECT_EQ(refusal(good), "");
  EXPECT_EQ(with("/heddle_format", kCatalogueFormat + 1),
            "the document has heddle_format 4, and this heddle reads 3 at most; use a newer heddle");
  EXPECT_THAT(with("/kind", "verdicts"), HasSubstr("of the kind 'verdicts' and not 'catalogue'"));
  EXPECT_THAT(with("/variants/0/expected/tsan", "perhaps"), HasSubstr("'tsan' cannot be 'perhaps'"));
  EXPECT_THAT(with("/variants/0/verdicts", 1), HasSubstr("'verdicts' is not a list"));
  EXPECT_EQ(with("/variants/0/verdicts/0/case", "other\x1b"),
            "the verdict of 'other\\x1b.racy' stands with another variant, 'lost_update.racy'");
  EXPECT_EQ(with("/variants/1/verdicts", json::array()),
            "'lost_update.mutex' was looked at by other detectors than the first variant");
  EXPECT_EQ(with("/variants/1/verdicts/0/detector", "other"),
            "'lost_update.mutex' was looked at by other detectors than the first variant");
  EXPECT_THAT(with("/undescribed/0", 1), HasSubstr("'case' is missing"));
}

TEST(CatalogueJson, OfAListHasNoVerdict) {
  for (const json& variant : json_of(test::declared_catalogue()).at("variants"))
    EXPECT_THAT(variant.at("verdicts"), IsEmpty());
}

TEST(CatalogueJson, BytesThatAreNoUtf8DoNotBreakIt) {
  CatalogueRow seen = row("tsan", kFixed, kCouldNotRun);
  seen.verdicts[0].summary = "a \xff b";
  EXPECT_EQ(json_of(only(seen)).at("variants")[0].at("verdicts")[0].at("summary"), "a \xEF\xBF\xBD b");
}

}  // namespace
}  // namespace heddle
