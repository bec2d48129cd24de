// The diagrams are what Mermaid can read, and nothing in them is more than text: by the rules of its manual,
// and by its own parser where that is installed.
#include "heddle/report/picture_mermaid.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "node_modules.hpp"
#include "sample_verdicts.hpp"

namespace heddle {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Le;

constexpr const char* kHostile[] = {"a;b",
                                    "a#b",
                                    "a:b",
                                    "#35;",
                                    "%%{init: {\"theme\": \"dark\"}}%%",
                                    "a\nNote over t0: b",
                                    "<br/>",
                                    "<b>",
                                    "&lt;",
                                    "\"q\"",
                                    "`c`",
                                    "```",
                                    "$$x$$",
                                    "{x}",
                                    "a->>b",
                                    "style x:#y;",
                                    "classDef x:#y;",
                                    "end",
                                    "loop",
                                    "\\n",
                                    "wrap: x",
                                    "@{x}",
                                    "~",
                                    "^"};

std::string markdown_of(const std::vector<Verdict>& verdicts) {
  std::ostringstream out;
  write_mermaid(out, verdicts);
  return out.str();
}

std::vector<std::string> lines_in(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// The lines of each diagram, as GitHub finds them.
std::vector<std::vector<std::string>> diagrams_in(const std::string& markdown) {
  std::vector<std::vector<std::string>> diagrams;
  bool inside = false;
  for (const std::string& line : lines_in(markdown)) {
    if (!inside && line == "```mermaid")
      diagrams.emplace_back();
    else if (inside && line != "```")
      diagrams.back().push_back(line);
    if (line.starts_with("```")) inside = !inside;
  }
  EXPECT_FALSE(inside);
  return diagrams;
}

// What Mermaid shows for a text.
std::string decoded(const std::string& text) {
  std::string shown;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '#') {
      shown += text[at];
      continue;
    }
    const std::size_t end = text.find(';', at);
    shown += static_cast<char>(std::stoi(text.substr(at + 1, end - at - 1)));
    at = end;
  }
  return shown;
}

TEST(MermaidText, HasNoSignThatMermaidWouldTakeForSyntax) {
  for (const char* hostile : kHostile) {
    const std::string text = mermaid_text(hostile, 100);
    const std::string without_entities = std::regex_replace(text, std::regex("#[0-9]+;"), "");
    EXPECT_EQ(without_entities.find_first_of("#;:%{}<>&\"`$\\@~^\n"), std::string::npos) << text;
  }
}

TEST(MermaidText, IsShownAsItWas) {
  for (const char* text :
       {"a;b", "a#b", "#35;", "<br/>", "&lt;", "`c`", "$$x$$", "\\n", "Zähler → ✓", "'rows': 0"})
    EXPECT_EQ(decoded(mermaid_text(text, 100)), text);
  EXPECT_EQ(decoded(mermaid_text("a\nb", 100)), "a\\x0ab");
}

TEST(MermaidText, IsCutBeforeItIsEncodedAndNeverWithinAnEntity) {
  EXPECT_EQ(mermaid_text(";;;;;;;;", 5), "#59;#59;...");
}

// https://mermaid.js.org/syntax/sequenceDiagram.html: the few kinds of lines that there are.
TEST(PictureMermaid, EveryLineIsOneThatASequenceDiagramHas) {
  const std::string text = "(?:[^#;:%{}<>&\"`$\\\\@~^]|#[0-9]+;|<br/>)+";
  const std::vector<std::regex> kinds{std::regex("sequenceDiagram"),
                                      std::regex("  participant t[0-9]+ as " + text),
                                      std::regex("  Note over t[0-9]+(?:,t[0-9]+)?: " + text),
                                      std::regex("  t[0-9]+->>t[0-9]+: (?:from|races with) step [0-9,]+"),
                                      std::regex("  (?:de)?activate t[0-9]+"),
                                      std::regex("  rect rgba\\([0-9., ]+\\)"),
                                      std::regex("  end")};
  const auto diagrams = diagrams_in(markdown_of(test::verdicts_with_traces()));
  EXPECT_EQ(diagrams.size(), 8U);  // the empty trace has none
  for (const auto& diagram : diagrams) {
    EXPECT_EQ(diagram.at(0), "sequenceDiagram");
    for (const std::string& line : diagram)
      EXPECT_TRUE(std::any_of(kinds.begin(), kinds.end(), [&](const std::regex& kind) {
        return std::regex_match(line, kind);
      })) << line;
  }
}

TEST(PictureMermaid, EveryParticipantIsDeclaredAndEveryActivationEnds) {
  const std::regex name("t[0-9]+");
  for (const auto& diagram : diagrams_in(markdown_of(test::verdicts_with_traces()))) {
    std::map<std::string, int> active;
    int rectangles = 0;
    for (const std::string& line : diagram) {
      const std::string head = line.substr(0, line.find(": "));
      std::smatch found;
      if (line.starts_with("  participant ") && std::regex_search(line, found, name)) active[found[0]] = 0;
      if (line.starts_with("  participant ")) continue;
      for (auto at = std::sregex_iterator(head.begin(), head.end(), name); at != std::sregex_iterator(); ++at)
        if (line.starts_with("  Note") || line.find("->>") != std::string::npos ||
            line.find("activate") < 5) {
          EXPECT_EQ(active.count(at->str()), 1U) << line;
        }
      if (line.starts_with("  activate ")) ++active[line.substr(11)];
      if (line.starts_with("  deactivate ")) {
        EXPECT_GE(--active[line.substr(13)], 0) << line;
      }
      if (line.starts_with("  rect ")) ++rectangles;
      if (line == "  end") {
        EXPECT_GE(--rectangles, 0);
      }
    }
    for (const auto& [participant, count] : active) EXPECT_EQ(count, 0) << participant;
    EXPECT_EQ(rectangles, 0);
  }
}

TEST(PictureMermaid, NoDiagramIsLongerThanGitHubShows) {
  Verdict verdict = test::hostile_verdict();
  const std::string worst(1'000, ';');
  Step step{.thread = 1,
            .operation = worst,
            .object = worst,
            .value = worst,
            .file = worst,
            .line = 1,
            .source = worst,
            .fault = true,
            .before = worst,
            .after = "",
            .holds = {worst, worst, worst, worst},
            .preempts = true};
  verdict.traces[0].steps.assign(500, step);
  for (std::size_t i = 0; i < 500; i += 2) verdict.traces[0].steps[i].thread = 2;
  for (const auto& diagram : diagrams_in(markdown_of({verdict}))) {
    std::size_t size = 0;
    for (const std::string& line : diagram) size += line.size() + 1;
    EXPECT_THAT(size, Le(50'000U));
  }
}

TEST(PictureMermaid, MarkdownFindsNoSyntaxInTheDataAroundTheDiagrams) {
  Verdict verdict = test::proved_verdict();
  verdict.summary = "- [a](b) `c` *d* <b> | # &amp; ~~e~~ $f$ @g";
  EXPECT_THAT(
      lines_in(markdown_of({verdict})),
      ElementsAre("### lost\\_update\\.mutex under relacy\\: proved", "",
                  "\\- \\[a\\]\\(b\\) \\`c\\` \\*d\\* \\<b\\> \\| \\# \\&amp; \\~\\~e\\~\\~ \\$f\\$ \\@g"));
}

TEST(PictureMermaid, ShowsTheLocksThePassesAndTheFaults) {
  const std::string markdown = markdown_of({test::four_threads_verdict()});
  EXPECT_THAT(markdown,
              HasSubstr("\n  activate t0\n  Note over t0: 2 fetch_add 1 acq_rel 'turns'#58; 0 → 1"));
  EXPECT_THAT(markdown, HasSubstr("\n  t3->>t2: from step 6\n  Note over t2: 8 "));
  EXPECT_THAT(markdown, HasSubstr("\n  rect rgba(224, 62, 62, 0.2)\n  Note over t0: ✗ 10 waits#58; lock"));
  EXPECT_THAT(markdown, HasSubstr("\n    heddle explore lock_ring.racy --replay 2.1.lock-ring.33b\n"));
}

// By Mermaid's own parser.
TEST(PictureMermaid, MermaidReadsEveryDiagram) {
  const std::string modules = test::node_modules();
  if (::access((modules + "/mermaid/package.json").c_str(), R_OK) != 0)
    GTEST_SKIP() << "Mermaid is not in " << modules << "; ci/setup --tests installs it";
  if (std::system("node --version > /dev/null 2>&1") != 0) GTEST_SKIP() << "there is no node";
  std::vector<Verdict> verdicts = test::verdicts_with_traces();
  Verdict hostile = test::deadlock_verdict();
  for (const char* text : kHostile) {
    hostile.traces[0].threads[1] = text;
    hostile.traces[0].steps[0].operation = text;
    verdicts.push_back(hostile);
  }
  const std::string path = testing::TempDir() + "heddle_diagrams.md";
  std::ofstream(path, std::ios::binary) << markdown_of(verdicts);
  const std::string command = "node '" HEDDLE_MERMAID_PARSE "' '" + modules + "' '" + path + "' 1>&2";
  EXPECT_EQ(std::system(command.c_str()), 0) << command;
}

}  // namespace
}  // namespace heddle
