#include "heddle/report/github.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <span>
#include <sstream>
#include <string_view>
#include <vector>

#include "heddle/core/numbers.hpp"
#include "heddle/core/printable.hpp"
#include "heddle/report/catalogue_words.hpp"
#include "heddle/report/markdown.hpp"
#include "heddle/report/picture_mermaid.hpp"
#include "heddle/report/place_words.hpp"

namespace heddle {
namespace {

constexpr std::string_view kDetailsEnd = "\n</details>\n";
constexpr std::size_t kForWhatIsLeftOut = 200;  // bytes

std::string_view emoji_of(Agreement agreement) {
  return agreement == Agreement::kDiffers     ? "\u274c "  // a cross
         : agreement == Agreement::kUndecided ? "\u2754 "  // a question mark
                                              : "";
}

std::string matrix(const Catalogue& catalogue) {
  if (catalogue.rows.empty()) return "";
  const std::vector<std::string> detectors = detectors_of(catalogue);
  std::string text = "\n| case | variant |";
  for (const std::string& detector : detectors) text += " " + markdown_escaped(detector) + " |";
  text += "\n| --- | --- |";
  for (std::size_t i = 0; i < detectors.size(); ++i) text += " --- |";
  text += '\n';
  for (const CatalogueRow& row : catalogue.rows) {
    text += fmt::format("| {} | {} |", markdown_escaped(row.variant.case_name),
                        markdown_escaped(row.variant.name));
    for (const Verdict& verdict : row.verdicts)
      text += fmt::format(" {}{} |", emoji_of(agreement_of(row.variant, verdict)),
                          markdown_escaped(seen_by(row.variant, verdict)));
    if (row.verdicts.empty())
      for (const std::string& detector : detectors)
        text += " " + markdown_escaped(expected_by(row.variant, detector)) + " |";
    text += '\n';
  }
  return text;
}

std::string remarks(const Catalogue& catalogue) {
  std::string text;
  for (const Remark& remark : remarks_on(catalogue))
    text += fmt::format("- {}**{}**{}\n", emoji_of(remark.agreement), markdown_escaped(remark.names),
                        markdown_escaped(remark.words));
  return text.empty() ? "" : "\n### Not as declared\n\n" + text;
}

std::string diagrams_of(const Verdict& verdict) {
  std::ostringstream out;
  out << '\n';
  write_mermaid(out, std::span(&verdict, 1));
  return out.str();
}

// The verdicts with an execution to show, of which the variant declares what was found, or does not.
std::vector<const Verdict*> with_traces(const Catalogue& catalogue, bool declared) {
  std::vector<const Verdict*> verdicts;
  for (const CatalogueRow& row : catalogue.rows)
    for (const Verdict& verdict : row.verdicts)
      if (!verdict.traces.empty() && (agreement_of(row.variant, verdict) == Agreement::kAgrees) == declared)
        verdicts.push_back(&verdict);
  return verdicts;
}

// A text that grows up to GitHub's limit, and counts what found no room.
class Summary {
 public:
  explicit Summary(std::size_t most) : most_(most) {}

  void add(const std::string& text, std::size_t reserved = 0) {
    if (text_.size() + text.size() + reserved + kForWhatIsLeftOut <= most_)
      text_ += text;
    else
      ++left_out_;
  }

  std::string text() && {
    if (left_out_ > 0)
      text_ += fmt::format("\n{} left out: GitHub shows 1 MiB of a summary.\n",
                           quantity(left_out_, "part was", "parts were"));
    return text_;
  }

 private:
  const std::size_t most_;
  std::string text_;
  std::size_t left_out_ = 0;
};

// A value of a property, or a message:
// https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
std::string command_text(std::string_view text, bool is_property) {
  std::string safe;
  for (const char c : printable(text))
    if (c == '%' || (is_property && (c == ':' || c == ',')))
      safe += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    else
      safe += c;
  return safe;
}

struct Annotation {
  std::string file;  // empty: of no line
  int line = 0;
  std::string title;
  std::string words;
};

std::string command(std::string_view kind, const Annotation& annotation) {
  std::string properties;
  if (!annotation.file.empty()) {
    properties += "file=" + command_text(annotation.file, true) + ",";
    if (annotation.line > 0) properties += "line=" + std::to_string(annotation.line) + ",";
  }
  return fmt::format("::{} {}title={}::{}\n", kind, properties, command_text(annotation.title, true),
                     command_text(annotation.words, false));
}

std::string commands(std::string_view kind, const std::vector<Annotation>& annotations) {
  std::string text;
  const bool fits = annotations.size() <= kMostAnnotations;
  const std::size_t shown = fits ? annotations.size() : kMostAnnotations - 1;
  for (std::size_t i = 0; i < shown; ++i) text += command(kind, annotations[i]);
  if (!fits)
    text += command(kind, {.file = "",
                           .line = 0,
                           .title = "heddle",
                           .words = "and " + with_commas(annotations.size() - shown) +
                                    " more; the job's summary has all of them"});
  return text;
}

// The line that a reader should look at: the first place, or where an execution went wrong.
Annotation annotation_of(const Verdict& verdict, std::string words) {
  Annotation annotation{.file = "",
                        .line = 0,
                        .title = verdict.detector + ": " + verdict.full_name(),
                        .words = std::move(words)};
  if (const std::vector<Place> places = places_of(verdict); !places.empty()) {
    annotation.file = places.front().file;
    annotation.line = places.front().line;
  }
  return annotation;
}

}  // namespace

void write_job_summary(std::ostream& out, const Catalogue& catalogue, std::size_t most) {
  Summary summary(most);
  summary.add("## heddle: " + markdown_escaped(count_in_words(catalogue)) + "\n");
  summary.add(matrix(catalogue));
  summary.add(remarks(catalogue));
  for (const Verdict* const verdict : with_traces(catalogue, false)) summary.add(diagrams_of(*verdict));
  if (const auto declared = with_traces(catalogue, true); !declared.empty()) {
    summary.add("\n<details><summary>The executions that were to be found</summary>\n");
    for (const Verdict* const verdict : declared) summary.add(diagrams_of(*verdict), kDetailsEnd.size());
    summary.add(std::string(kDetailsEnd));
  }
  out << std::move(summary).text();
}

std::string github_annotations(const Catalogue& catalogue) {
  std::vector<Annotation> errors;
  std::vector<Annotation> warnings;
  for (const CatalogueRow& row : catalogue.rows)
    for (const Verdict& verdict : row.verdicts) {
      const bool differs = agreement_of(row.variant, verdict) == Agreement::kDiffers;
      for (const std::string& reason : reasons_of(row.variant, verdict))
        (differs ? errors : warnings).push_back(annotation_of(verdict, reason));
    }
  for (const UndescribedCase& undescribed : catalogue.undescribed)
    warnings.push_back({.file = "", .line = 0, .title = undescribed.name, .words = undescribed.why});
  return commands("error", errors) + commands("warning", warnings);
}

}  // namespace heddle
