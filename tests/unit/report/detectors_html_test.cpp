// The detectors' section of the page: each cell leads to its evidence, the evidence is there, and nothing in
// a text becomes markup.
#include "heddle/report/detectors_html.hpp"

#include <gmock/gmock.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "heddle/core/numbers.hpp"
#include "heddle/report/catalogue_words.hpp"
#include "html_tags.hpp"
#include "sample_catalogue.hpp"
#include "sample_verdicts.hpp"
#include "tests/support/golden.hpp"

namespace heddle {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// One variant with the verdicts of the samples in its cells.
Catalogue of_samples(std::vector<Verdict> verdicts) {
  CatalogueRow row;
  row.variant.case_name = "lost_update";
  row.variant.name = "racy";
  row.verdicts = std::move(verdicts);
  return {.rows = {row}, .undescribed = {}};
}

Verdict by_tsan() {
  Verdict verdict;
  verdict.detector = "tsan";
  verdict.case_name = "lost_update";
  verdict.variant = "racy";
  verdict.status = Verdict::Status::kFound;
  verdict.finding = Finding::kDataRace;
  verdict.summary = "data race: two writes";
  verdict.places = {{"a.hpp", 7, "add", "a mutex is locked", "value_ = 1;  // [race]", "worker 1"}};
  verdict.evidence = {
      "data race (data-race)\n  write at a.hpp:7 in Counter<heddle::Watched<heddle::NativeSync> >::add(int)\n"
      "  worker 1, started at csu/libc_start_call_main.h:58 in __libc_start_call_main"};
  verdict.executions = 3;
  verdict.seconds = 0.5;
  return verdict;
}

TEST(DetectorsHtmlGolden, IsAsItWasRead) {
  test::expect_golden("detectors.html", [](std::ostream& out) {
    Catalogue catalogue = test::differing_catalogue();
    catalogue.rows[0].verdicts[2] = test::found_verdict();
    out << detectors_section_html(catalogue);
  });
}

TEST(DetectorsHtml, EveryCellLinksToEvidenceThatIsThereOnce) {
  const Catalogue catalogue = test::differing_catalogue();
  std::multiset<std::string> ids;
  std::vector<std::string> links;
  for (const std::string& tag : test::tags_in(detectors_section_html(catalogue))) {
    const auto value_of = [&](const std::string& attribute) {
      const std::size_t at = tag.find(" " + attribute + "=\"");
      if (at == std::string::npos) return std::string();
      const std::size_t begin = at + attribute.size() + 3;
      return tag.substr(begin, tag.find('"', begin) - begin);
    };
    if (const std::string id = value_of("id"); !id.empty()) ids.insert(id);
    if (const std::string href = value_of("href"); !href.empty()) links.push_back(href);
  }
  EXPECT_EQ(links.size(), 4U * 4U);  // four variants, four detectors
  for (const std::string& link : links) {
    EXPECT_EQ(link[0], '#');
    EXPECT_EQ(ids.count(link.substr(1)), 1U) << link;
  }
  for (const std::string& id : ids) EXPECT_EQ(ids.count(id), 1U) << id;
}

TEST(DetectorsHtml, SaysInACellWhatTheOtherWritersSay) {
  const Catalogue catalogue = test::differing_catalogue();
  const std::string html = detectors_section_html(catalogue);
  for (const CatalogueRow& row : catalogue.rows)
    for (const Verdict& verdict : row.verdicts)
      EXPECT_THAT(html, HasSubstr("<bdi>" + seen_by(row.variant, verdict) + "</bdi></a></td>"));
  EXPECT_THAT(html, HasSubstr("<p>" + count_in_words(catalogue) + ".</p>"));
}

TEST(DetectorsHtml, CountsTheBugsThatEachDetectorShowed) {
  // By hand, of the sample: lost_update.racy and lock_order.racy have a bug. Stress shows both (14 of 2,000,
  // a hang), as do ThreadSanitizer and the explorer; static warns of the first. Two variants are proved.
  EXPECT_THAT(detectors_section_html(test::agreeing_catalogue()),
              HasSubstr("Of 2 variants with a bug, <bdi>stress</bdi> showed 2, <bdi>tsan</bdi> 2, "
                        "<bdi>relacy</bdi> 2, <bdi>static</bdi> 1 in this run. 2 variants are proved free of "
                        "bugs"));
}

TEST(DetectorsHtml, MarksWhatIsNotAsDeclaredAndSaysWhy) {
  const std::string html = detectors_section_html(test::differing_catalogue());
  EXPECT_THAT(html, HasSubstr("<td class=\"quiet differs\">! <a "));
  EXPECT_THAT(html, HasSubstr("<td class=\"no-look undecided\">? <a "));
  EXPECT_THAT(html, HasSubstr("<li class=\"differs\">! <b><bdi>lost_update.racy</bdi></b><bdi> under tsan: "
                              "declared: data race; seen: nothing: not found in 64 rounds</bdi></li>"));
  EXPECT_THAT(detectors_section_html(test::agreeing_catalogue()), Not(HasSubstr("class=\"remarks\"")));
}

TEST(DetectorsHtml, WithoutALookSaysWhatIsExpectedAndHasNoEvidence) {
  const std::string html = detectors_section_html(test::declared_catalogue());
  EXPECT_THAT(html, AllOf(HasSubstr("<td>may show it</td><td>data race</td><td>data race</td><td>warns</td>"),
                          Not(HasSubstr("href")), Not(HasSubstr("in this run"))));
}

TEST(DetectorsHtml, OfNoVariantIsNothing) {
  EXPECT_EQ(detectors_section_html({}), "");
}

TEST(DetectorsHtml, AHistogramHasARowAndABarForEachOutcome) {
  const Verdict stress = test::not_found_verdict();
  const std::string html = detectors_section_html(of_samples({stress}));
  for (const OutcomeCount& outcome : stress.outcomes)
    EXPECT_THAT(html,
                HasSubstr("<tr><th scope=\"row\"><bdi>" + (outcome.text.empty() ? "(empty)" : outcome.text) +
                          "</bdi></th><td class=\"number\">" + with_commas(outcome.count)));
  std::size_t bars = 0;
  for (const std::string& tag : test::tags_in(html)) bars += test::tag_name(tag) == "svg" ? 1U : 0U;
  EXPECT_EQ(bars, stress.outcomes.size());
}

TEST(DetectorsHtml, CutsThreadSanitizersReportToWhatMatters) {
  EXPECT_THAT(
      detectors_section_html(of_samples({by_tsan()})),
      AllOf(HasSubstr("write at a.hpp:7 in Counter::add(int)\n</code></pre>"), Not(HasSubstr("libc_start")),
            HasSubstr("<li><bdi>a mutex is locked by worker 1</bdi> <span class=\"dim\"><bdi>a.hpp:7"
                      "</bdi></span><br><code><bdi>value_ = 1;  // [race]</bdi></code></li>"),
            HasSubstr("heddle cases lost_update.racy --detectors tsan")));
}

TEST(DetectorsHtml, AReportThatIsTooLongIsCutAndTheRestCounted) {
  Verdict verdict = by_tsan();
  verdict.evidence.assign(1'000, "one line");
  EXPECT_THAT(detectors_section_html(of_samples({verdict})), HasSubstr("one line\n... 940 more lines\n"));
}

TEST(DetectorsHtml, AProofStandsWithItsCountAndItsBounds) {
  const Verdict proof = test::proved_verdict();
  const std::string html = detectors_section_html(of_samples({proof}));
  EXPECT_THAT(html, HasSubstr("<bdi>" + proof.summary + "</bdi>"));
  ASSERT_FALSE(proof.limits.empty());
  for (const std::string& limit : proof.limits) EXPECT_THAT(html, HasSubstr("<li><bdi>" + limit));
}

TEST(DetectorsHtml, AnExecutionIsAPicture) {
  EXPECT_THAT(detectors_section_html(of_samples({test::found_verdict()})),
              AllOf(HasSubstr("<div class=\"picture\""), HasSubstr("<tr id=\"evidence-1-1-t1s1\""),
                    HasSubstr("href=\"#evidence-1-1-t2s4\"")));
}

// Who cannot see the page finds a table by its label.
TEST(DetectorsHtml, EveryRegionHasALabelOfItsOwn) {
  Catalogue catalogue = test::agreeing_catalogue();
  catalogue.rows[0].verdicts[2] = test::found_verdict();
  std::set<std::string> labels;
  std::size_t regions = 0;
  for (const std::string& tag : test::tags_in(detectors_section_html(catalogue)))
    if (tag.find("role=\"region\"") != std::string::npos) {
      ++regions;
      labels.insert(tag.substr(tag.find("aria-label=")));
    }
  EXPECT_EQ(regions, 1U + 4U + 2U);  // the matrix, four histograms, two executions
  EXPECT_EQ(labels.size(), regions);
}

TEST(DetectorsHtml, EveryTagIsClosedAndIsOneOfOurs) {
  Catalogue catalogue = of_samples(test::verdicts_with_traces());
  catalogue.rows[0].verdicts.push_back(test::not_found_verdict());
  const std::string html = detectors_section_html(catalogue);
  EXPECT_EQ(test::tag_out_of_turn(html), "");
  const std::set<std::string> ours{"a",  "b",   "bdi",   "code", "dd",    "details", "div",
                                   "dl", "dt",  "h2",    "h3",   "h4",    "h5",      "li",
                                   "p",  "pre", "span",  "svg",  "table", "section", "tbody",
                                   "td", "th",  "thead", "tr",   "ul",    "summary"};
  for (const std::string& tag : test::tags_in(html)) {
    const std::string name = test::tag_name(tag);
    if (!name.starts_with('/') && !tag.ends_with("/>")) {
      EXPECT_EQ(ours.count(name), 1U) << tag;
    }
  }
}

TEST(DetectorsHtml, NoTextBecomesMarkupOrMovesWhatIsBesideIt) {
  const std::string hostile = "</bdi><script>alert(1)</script>\"'&\x1b[2J\n";
  Catalogue catalogue = of_samples({test::hostile_verdict(), test::not_found_verdict()});
  catalogue.rows[0].variant.case_name = catalogue.rows[0].variant.story = hostile;
  Verdict& verdict = catalogue.rows[0].verdicts[1];
  verdict.detector = verdict.case_name = verdict.variant = verdict.summary = hostile;
  verdict.evidence = verdict.limits = {hostile};
  verdict.places = {{hostile, 1, hostile, hostile, hostile, hostile}};
  for (OutcomeCount& outcome : verdict.outcomes) outcome.text = outcome.meaning = hostile;
  catalogue.undescribed = {{hostile, hostile}};
  const std::string html = detectors_section_html(catalogue);
  EXPECT_THAT(html, AllOf(Not(HasSubstr("<script")), Not(HasSubstr("\x1b")), HasSubstr("&lt;script&gt;")));
}

}  // namespace
}  // namespace heddle
