#include "heddle/report/evidence_html.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string_view>
#include <vector>

#include "heddle/core/numbers.hpp"
#include "heddle/report/catalogue_words.hpp"
#include "heddle/report/html.hpp"
#include "heddle/report/picture_html.hpp"
#include "heddle/report/place_words.hpp"
#include "heddle/report/replay_command.hpp"
#include "heddle/report/verdict_text.hpp"

namespace heddle {
namespace {

constexpr std::size_t kMostEvidenceLines = 60;

// With the thread, where the words do not name it.
std::string words_with_thread(const Place& place) {
  std::string words = words_of(place);
  if (!place.thread.empty() && words.find(place.thread) == std::string::npos) words += " by " + place.thread;
  return words;
}

std::string places_html(const Verdict& verdict) {
  if (verdict.places.empty()) return "";
  std::string html = "<ul class=\"places\">\n";
  for (const Place& place : verdict.places) {
    html += "<li>" + html_isolated(words_with_thread(place));
    if (!place.file.empty()) html += " <span class=\"dim\">" + html_isolated(position_of(place)) + "</span>";
    if (!place.source.empty()) html += "<br><code>" + html_isolated(place.source) + "</code>";
    html += "</li>\n";
  }
  return html + "</ul>\n";
}

// A bar whose length is an attribute: the page's policy allows no style in an element.
std::string bar(std::uint64_t count, std::uint64_t all, Grade grade) {
  return fmt::format(
      "<svg class=\"share {}\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
      "<rect width=\"{:.2f}\" height=\"10\"/></svg>",
      name_of(grade), 100.0 * static_cast<double>(count) / static_cast<double>(all));
}

std::string histogram_html(const Verdict& verdict) {
  std::uint64_t all = 0;
  for (const OutcomeCount& outcome : verdict.outcomes) all += outcome.count;
  if (all == 0) return "";
  std::string html =
      "<div class=\"scrolls\" role=\"region\" tabindex=\"0\" aria-label=\"What came out of " +
      html_escaped(verdict.full_name() + " under " + verdict.detector) +
      "\">\n"
      "<table class=\"figures outcomes\">\n<thead><tr><th scope=\"col\">outcome</th>"
      "<th scope=\"col\" class=\"number\">times</th><th scope=\"col\" class=\"number\">share</th>"
      "<th scope=\"col\">grade</th><th scope=\"col\">meaning</th></tr></thead>\n<tbody>\n";
  for (const OutcomeCount& outcome : verdict.outcomes)
    html += fmt::format(
        "<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td><td class=\"number\">{}{}</td>"
        "<td class=\"{}\">{}</td><td>{}</td></tr>\n",
        html_isolated(outcome.text.empty() ? "(empty)" : outcome.text), with_commas(outcome.count),
        outcome.count == 0 ? "0 %" : share_in_words(outcome.count, all),
        bar(outcome.count, all, outcome.grade), name_of(outcome.grade), name_of(outcome.grade),
        html_isolated(outcome.meaning));
  return html + "</tbody>\n</table>\n</div>\n";
}

std::string without(std::string text, std::string_view part) {
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos;) text.erase(at, part.size());
  return text;
}

// A detector's further lines without what a reader of the case knows: that it was run over the native set,
// and that the system starts threads.
std::vector<std::string> telling_lines(const Verdict& verdict) {
  std::vector<std::string> lines;
  for (const std::string& text : verdict.evidence) {
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
      if (line.find(" in __libc_start") == std::string::npos)
        lines.push_back(without(line, "<heddle::Watched<heddle::NativeSync> >"));
  }
  return lines;
}

std::string report_html(const Verdict& verdict) {
  const std::vector<std::string> lines = telling_lines(verdict);
  if (lines.empty()) return "";
  std::string html = "<pre class=\"command\"><code>";
  for (std::size_t i = 0; i < lines.size() && i < kMostEvidenceLines; ++i)
    html += html_escaped(lines[i]) + '\n';
  if (lines.size() > kMostEvidenceLines)
    html += fmt::format("... {} more lines\n", with_commas(lines.size() - kMostEvidenceLines));
  return html + "</code></pre>\n";
}

std::string pictures_html(const Verdict& verdict, const std::string& id, int heading) {
  std::ostringstream out;
  for (std::size_t i = 0; i < verdict.traces.size(); ++i)
    write_picture(out, verdict, verdict.traces[i], fmt::format("{}-t{}s", id, i + 1), heading);
  return out.str();
}

std::string limits_html(const Verdict& verdict) {
  if (verdict.limits.empty()) return "";
  std::string html = "<p class=\"dim\">relative to:</p>\n<ul class=\"dim\">\n";
  for (const std::string& limit : verdict.limits) html += "<li>" + html_isolated(limit) + "</li>\n";
  return html + "</ul>\n";
}

}  // namespace

std::string evidence_html(const VariantRecord& variant, const Verdict& verdict, const std::string& id,
                          int heading) {
  const bool found = verdict.status == Verdict::Status::kFound;
  std::string html = fmt::format(
      "<section class=\"evidence\" id=\"{0}\">\n<h{1}>{2} under {3}: "
      "<span{4}>{5}</span></h{1}>\n<p>{6}</p>\n",
      id, heading, html_isolated(verdict.full_name()), html_isolated(verdict.detector),
      found ? " class=\"found\"" : "", html_isolated(seen_by(variant, verdict)),
      html_isolated(verdict.summary));
  if (verdict.traces.empty()) html += places_html(verdict);
  html += pictures_html(verdict, id, heading + 1) + histogram_html(verdict) + report_html(verdict);
  if (const std::string effort = effort_of(verdict); !effort.empty())
    html += "<p class=\"dim\">" + html_isolated(effort) + "</p>\n";
  html += limits_html(verdict);
  html += "<pre class=\"command\"><code>" + html_escaped(look_command(verdict)) + "</code></pre>\n";
  return html + "</section>\n";
}

}  // namespace heddle
