// The page holds together, shows what it was given, and lets none of it become markup.
#include "heddle/report/picture_html.hpp"

#include <gmock/gmock.h>

#include <array>
#include <bitset>
#include <cstdio>
#include <fstream>
#include <memory>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "heddle/report/styles.hpp"
#include "html_tags.hpp"
#include "sample_verdicts.hpp"
#include "sha256.hpp"

namespace heddle {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string page_of(const std::vector<Verdict>& verdicts) {
  std::ostringstream out;
  write_html(out, verdicts);
  return out.str();
}

int number_in(const std::string& tag, const std::string& attribute) {
  const std::size_t at = tag.find(attribute + "=\"");
  return at == std::string::npos ? 1 : std::stoi(tag.substr(at + attribute.size() + 2));
}

TEST(PictureHtml, ThePolicyAllowsItsOwnStyleSheetAndNothingElse) {
  const std::string page = page_of({test::found_verdict()});
  EXPECT_EQ(kPageStyle.source, "sha256-" + test::sha256_of(std::string(kPageStyle.text)));
  EXPECT_THAT(
      page,
      HasSubstr("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '" +
                std::string(kPageStyle.source) + "'; base-uri 'none'; form-action 'none'\">"));
  EXPECT_THAT(page, HasSubstr("<style>" + std::string(kPageStyle.text) + "</style>"));
  EXPECT_LT(page.find("Content-Security-Policy"), page.find("<style>"));
}

TEST(PictureHtml, NeedsNothingFromElsewhereAndRunsNothing) {
  for (const std::string& tag : test::tags_in(page_of(test::verdicts_with_traces()))) {
    EXPECT_THAT(tag, Not(testing::ContainsRegex("[ ](src|style|on[a-z]+)="))) << tag;
    if (tag.find("href=") != std::string::npos) {
      EXPECT_THAT(tag, testing::ContainsRegex("href=\"#v[0-9]"));
    }
  }
  EXPECT_THAT(std::string(kPageStyle.text), Not(testing::ContainsRegex("url\\(|@import")));
}

// A tag that the data brought in would be another one, or would have more in it.
TEST(PictureHtml, NoDataBecomesMarkup) {
  const std::set<std::string> known{"!doctype", "html", "head", "meta", "title",   "style", "body",  "main",
                                    "nav",      "ul",   "li",   "a",    "section", "h1",    "h2",    "h3",
                                    "p",        "span", "bdi",  "div",  "table",   "thead", "tbody", "tr",
                                    "th",       "td",   "b",    "code", "pre"};
  const std::regex attribute(" [a-z-]+=\"[^\"<>]*\"");
  const std::string page = page_of({test::hostile_verdict()});
  for (const std::string& tag : test::tags_in(page)) {
    std::string name = test::tag_name(tag);
    if (name.starts_with('/')) name.erase(0, 1);
    EXPECT_EQ(known.count(name), 1U) << tag;
    if (name == "!doctype") continue;
    EXPECT_EQ(std::regex_replace(tag.substr(tag.find(name) + name.size()), attribute, ""), ">") << tag;
  }
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;&quot;&#39;&gt;&lt;!--"));
  for (const char c : page) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= ' ');
}

TEST(PictureHtml, EveryTagThatIsOpenedIsClosedInTurn) {
  EXPECT_EQ(test::tag_out_of_turn(page_of(test::verdicts_with_traces())), "");
}

TEST(PictureHtml, EveryRowOfATableHasAsManyCellsAsThereAreThreads) {
  std::size_t wanted = 0;
  std::size_t cells = 0;
  bool is_head = false;
  for (const std::string& tag : test::tags_in(page_of(test::verdicts_with_traces()))) {
    const std::string name = test::tag_name(tag);
    if (name == "thead") is_head = true;
    if (name == "/thead") is_head = false;
    if (name == "tr") cells = 0;
    if (name == "td" || name == "th") cells += static_cast<std::size_t>(number_in(tag, "colspan"));
    if (name != "/tr") continue;
    if (is_head)
      wanted = cells;
    else
      EXPECT_EQ(cells, wanted);
  }
  EXPECT_GT(wanted, 1U);
}

TEST(PictureHtml, EveryLinkHasItsTargetAndEveryTargetIsThereOnce) {
  const std::string page = page_of(test::verdicts_with_traces());
  const std::regex name("(id|href)=\"#?(v[0-9ts]+)\"");
  std::set<std::string> targets;
  std::set<std::string> links;
  for (auto found = std::sregex_iterator(page.begin(), page.end(), name); found != std::sregex_iterator();
       ++found) {
    if ((*found)[1] == "id") {
      EXPECT_TRUE(targets.insert((*found)[2]).second) << (*found)[2];
    } else {
      links.insert((*found)[2]);
    }
  }
  EXPECT_GT(links.size(), 10U);
  for (const std::string& link : links) EXPECT_EQ(targets.count(link), 1U) << link;
}

TEST(PictureHtml, SaysWhoHoldsWhatWhereOnePoints) {
  const std::string page = page_of({test::deadlock_verdict()});
  EXPECT_THAT(page, HasSubstr("title=\"worker 0 does not run, and holds &#39;log mutex&#39;\""));
  EXPECT_THAT(page, HasSubstr("title=\"worker 1 does not run\""));
}

TEST(PictureHtml, OfAVeryLongExecutionTheMiddleIsLeftOut) {
  Verdict verdict = test::deadlock_verdict();
  Trace& trace = verdict.traces[0];
  trace.steps.resize(1'200, trace.steps[0]);
  trace.steps.back().from = 210;  // of which there is no row to point at
  const std::string page = page_of({verdict});
  EXPECT_THAT(page, HasSubstr("... 200 steps ..."));
  EXPECT_THAT(page, HasSubstr("id=\"v1t1s200\""));
  EXPECT_THAT(page, Not(HasSubstr("id=\"v1t1s201\"")));
  EXPECT_THAT(page, HasSubstr("id=\"v1t1s401\""));
  EXPECT_THAT(page, HasSubstr(">from step 211<"));
}

TEST(PictureHtml, AProofAndNoVerdictAtAllArePagesToo) {
  EXPECT_THAT(page_of({test::proved_verdict()}), HasSubstr("complete: all 2,520 executions explored"));
  EXPECT_THAT(page_of({}), HasSubstr("<h1>0 variants</h1>"));
}

}  // namespace
}  // namespace heddle
