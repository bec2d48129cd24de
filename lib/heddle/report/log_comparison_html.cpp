#include "heddle/report/log_comparison_html.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "heddle/core/numbers.hpp"
#include "heddle/report/html.hpp"
#include "heddle/report/log_comparison_words.hpp"

namespace heddle {
namespace {

using Kind = LogComparison::Row::Kind;
using Line = LogComparison::Line;
using Log = LogComparison::Log;
using Row = LogComparison::Row;

constexpr std::size_t kMostPieces = 12;

std::string counts_row(const Log& log, std::string_view which) {
  const auto count = [](std::uint64_t n, bool is_fault) {
    return fmt::format("<td class=\"number{}\">{}</td>", is_fault && n > 0 ? " found" : "", with_commas(n));
  };
  return fmt::format("<tr><th scope=\"row\">{} <span class=\"dim\">{}</span></th>", html_isolated(log.name),
                     which) +
         count(log.check.lines, false) + count(log.check.intact, false) + count(log.check.torn, true) +
         count(log.missing, true) + count(log.check.duplicated, true) + "</tr>\n";
}

std::string counts_table(const LogComparison& comparison) {
  std::string html =
      "<div class=\"scrolls\" role=\"region\" tabindex=\"0\" aria-label=\"Counts of both logs\">\n"
      "<table class=\"figures\">\n<thead><tr><th scope=\"col\">log</th>";
  for (const std::string_view title : {"lines", "intact", "torn", "missing", "doubled"})
    html += fmt::format("<th scope=\"col\" class=\"number\">{}</th>", title);
  return html + "</tr></thead>\n<tbody>\n" + counts_row(comparison.left, "the first") +
         counts_row(comparison.right, "the other") + "</tbody>\n</table>\n</div>\n";
}

// The words that the rows are marked with, for those that there are.
std::string legend(const LogComparison& comparison) {
  std::string terms;
  for (const Kind kind : {Kind::kTorn, Kind::kMissing, Kind::kDoubled, Kind::kSurplus}) {
    bool is_shown = false;
    for (const LogComparison::Excerpt& excerpt : comparison.excerpts)
      for (const Row& row : excerpt) is_shown |= row.kind == kind;
    if (is_shown)
      terms += fmt::format("<dt><span class=\"mark\">{}</span></dt><dd>{}</dd>\n", word_for(kind),
                           html_escaped(usual_cause_of(kind)));
  }
  return terms.empty() ? ""
                       : "<p>What they usually come of:</p>\n<dl class=\"log-legend\">\n" + terms + "</dl>\n";
}

// A torn line with its pieces told apart.
std::string pieces_html(const Row& row) {
  const std::vector<std::string_view> pieces = pieces_of(row);
  std::string html;
  for (std::size_t i = 0; i < pieces.size() && i < kMostPieces; ++i)
    html += "<span class=\"piece\">" + html_isolated(pieces[i]) + "</span>";
  if (pieces.size() > kMostPieces)
    html += fmt::format(" <span class=\"dim\">... {} more pieces</span>",
                        with_commas(pieces.size() - kMostPieces));
  return html;
}

std::string number_cell(const std::optional<Line>& line) {
  return line ? fmt::format("<td class=\"number\">{}</td>", with_commas(line->number)) : "<td></td>";
}

std::string line_row(const Row& row) {
  const std::string_view word = word_for(row.kind);
  std::string html = row.kind == Kind::kSame ? "<tr>" : fmt::format("<tr class=\"{}\">", word);
  html += number_cell(row.left) + "<td>";
  if (!word.empty()) html += fmt::format("<span class=\"mark\">{}</span> ", word);
  if (row.left)
    html +=
        "<code>" + (row.kind == Kind::kTorn ? pieces_html(row) : html_isolated(row.left->text)) + "</code>";
  if (const std::string why = explanation_of(row); !why.empty())
    html += "<span class=\"why\">" + html_escaped(why) + "</span>";
  html += "</td>" + number_cell(row.right) + "<td>";
  if (row.right) html += "<code>" + html_isolated(row.right->text) + "</code>";
  return html + "</td></tr>\n";
}

std::string excerpts_table(const LogComparison& comparison) {
  std::string html = fmt::format(
      "<div class=\"scrolls log-lines\" role=\"region\" tabindex=\"0\" aria-label=\"Lines of both "
      "logs\">\n<table>\n"
      "<thead><tr><th scope=\"col\">line</th><th scope=\"col\">{}</th><th scope=\"col\">line</th>"
      "<th scope=\"col\">{}</th></tr></thead>\n",
      html_isolated(comparison.left.name), html_isolated(comparison.right.name));
  for (const LogComparison::Excerpt& excerpt : comparison.excerpts) {
    html += "<tbody>\n";
    for (const Row& row : excerpt) html += line_row(row);
    html += "</tbody>\n";
  }
  return html + "</table>\n</div>\n";
}

}  // namespace

std::string logs_section_html(const LogComparison& comparison, std::string_view origin) {
  std::string html = "<section id=\"logs\">\n<h2>The logs side by side</h2>\n<p>" +
                     html_escaped(conclusion_of(comparison)) + "</p>\n";
  if (!origin.empty()) html += "<p>" + html_escaped(origin) + "</p>\n";
  html += counts_table(comparison);
  if (!comparison.excerpts.empty()) {
    html += legend(comparison) +
            "<p>Lines are the same where they tell of the same rows of the same image, whoever wrote them. "
            "These are the places of the first faults, in the order of the first log:</p>\n" +
            excerpts_table(comparison);
    if (comparison.faults > comparison.shown_faults)
      html += fmt::format("<p class=\"dim\">and {} more</p>\n",
                          with_commas(comparison.faults - comparison.shown_faults));
  }
  return html + "</section>\n";
}

}  // namespace heddle
