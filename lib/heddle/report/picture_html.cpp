#include "heddle/report/picture_html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <ostream>
#include <utility>
#include <vector>

#include "heddle/core/finding.hpp"
#include "heddle/core/numbers.hpp"
#include "heddle/report/html.hpp"
#include "heddle/report/picture.hpp"
#include "heddle/report/styles.hpp"
#include "heddle/report/verdict_text.hpp"

namespace heddle {
namespace {

using Row = Picture::Row;
using LaneState = Picture::LaneState;
using Stop = Picture::Stop;

constexpr std::size_t kColours = 4;

// The table of one picture. `id` begins the names of its steps, which links point at.
class PictureTable {
 public:
  PictureTable(const Picture& picture, std::string id) : picture_(picture), id_(std::move(id)) {}

  std::string html() {
    html_ = "<table>\n<thead><tr><th scope=\"col\">step</th>";
    for (std::size_t lane = 0; lane < picture_.lanes.size(); ++lane)
      html_ += fmt::format("<th scope=\"col\" class=\"{}\">{}</th>", colour(lane),
                           html_isolated(picture_.lanes[lane].name));
    html_ += "</tr></thead>\n<tbody>\n";
    for (const Row& row : picture_.rows) {
      if (row.left_out > 0)
        html_ += fmt::format("<tr><th></th><td class=\"dim\"{}>... {} steps ...</td></tr>\n",
                             over_all_lanes(), with_commas(row.left_out));
      stop_before(row);
      if (has_arrow(row)) arrow_before(row);
      step(row);
    }
    return std::exchange(html_, "") + "</tbody>\n</table>\n";
  }

 private:
  void stop_before(const Row& row) {
    if (!row.stop || row.stop->why == Stop::Why::kGone) return;
    const std::string_view why = row.stop->why == Stop::Why::kPreempted ? "preempted" : "waits";
    html_ += "<tr><th></th>";
    for (std::size_t lane = 0; lane < picture_.lanes.size(); ++lane)
      html_ += cell(lane, before(row, lane), "",
                    lane == row.stop->lane ? fmt::format("<span class=\"{0}\">{0}</span>", why) : "");
    html_ += "</tr>\n";
  }

  static bool has_arrow(const Row& row) {
    return row.lane && row.pass && row.pass->lane && row.pass->lane != row.lane;
  }

  // From the line of one lane to that of another: the cells between them are one.
  void arrow_before(const Row& row) {
    const std::size_t from = *row.pass->lane;
    const std::size_t to = *row.lane;
    html_ += "<tr><th></th>";
    for (std::size_t lane = 0; lane < picture_.lanes.size(); ++lane) {
      if (lane != std::min(from, to)) {
        html_ += cell(lane, before(row, lane), "", "");
        continue;
      }
      const std::size_t span = std::max(from, to) - lane;
      html_ += fmt::format("<td class=\"{} arrow {}\" colspan=\"{}\"><span class=\"{}\"></span>{}</td>",
                           lane_classes(lane, before(row, lane)), from < to ? "right" : "left", span,
                           colour(from), link(*row.pass));
      lane += span - 1;
    }
    html_ += "</tr>\n";
  }

  void step(const Row& row) {
    html_ += fmt::format("<tr id=\"{}{}\"{}><th scope=\"row\">{}</th>", id_, row.number,
                         row.step->fault ? " class=\"fault\"" : "", with_commas(row.number));
    if (!row.lane) html_ += fmt::format("<td{}>{}</td>", over_all_lanes(), words(row));
    for (std::size_t lane = 0; row.lane && lane < picture_.lanes.size(); ++lane)
      html_ += lane == *row.lane ? cell(lane, row.lanes[lane], " step", words(row))
                                 : cell(lane, row.lanes[lane], "", "");
    html_ += "</tr>\n";
  }

  std::string words(const Row& row) const {
    const Step& step = *row.step;
    std::string html;
    if (!row.lane && !row.who.empty()) html += "<b>" + html_isolated(row.who) + "</b> ";
    if (step.fault) html += "<span class=\"found\">";
    html += html_isolated(step.operation);
    if (!step.object.empty()) html += " <b>" + html_isolated(object_of(step)) + "</b>";
    if (const std::string effect = effect_of(row, "\u2192"); !row.moves_lock && !effect.empty())
      html += ": <span class=\"effect\">" + html_isolated(effect) + "</span>";
    if (step.fault) html += "</span>";
    if (row.pass && !has_arrow(row)) html += "<span class=\"from\">" + link(*row.pass) + "</span>";
    const std::string place = place_in(picture_, step);
    if (!place.empty() || !step.source.empty())
      html += fmt::format("<span class=\"source\" title=\"{}\">{} <code>{}</code></span>",
                          html_escaped(step.file), html_isolated(place), html_isolated(source_of(step)));
    if (!step.holds.empty())
      html += "<span class=\"holds\">" + html_isolated(words_for(step.holds)) + "</span>";
    return html;
  }

  // Its step, where that is shown.
  std::string link(const Picture::Pass& pass) const {
    const std::string words = words_for(pass);
    const bool is_shown = std::any_of(picture_.rows.begin(), picture_.rows.end(),
                                      [&](const Row& row) { return row.number == pass.number; });
    return is_shown ? fmt::format("<a href=\"#{}{}\">{}</a>", id_, pass.number, words) : words;
  }

  std::string cell(std::size_t lane, const LaneState& state, std::string_view more_classes,
                   const std::string& html) const {
    return fmt::format("<td class=\"{}{}\"{}>{}</td>", lane_classes(lane, state), more_classes,
                       html.empty() ? title(lane, state) : "", html);
  }

  // What a reader who points at a line would like to know.
  std::string title(std::size_t lane, const LaneState& state) const {
    if (state.life == LaneState::Life::kGone) return "";
    std::string words = picture_.lanes[lane].name;
    if (state.life == LaneState::Life::kStopped) words += " does not run";
    if (state.holds_a_lock())
      words += (state.life == LaneState::Life::kStopped ? ", and " : " ") + words_for(*state.locks);
    return " title=\"" + html_escaped(words) + "\"";
  }

  static std::string lane_classes(std::size_t lane, const LaneState& state) {
    std::string classes = "lane " + colour(lane);
    if (state.life == LaneState::Life::kGone) return classes + " gone";
    if (state.life == LaneState::Life::kStopped) classes += " stopped";
    if (state.holds_a_lock()) classes += " locked";
    return classes;
  }

  static const LaneState& before(const Row& row, std::size_t lane) {
    return row.lane == lane ? row.before : row.lanes[lane];
  }

  static std::string colour(std::size_t lane) { return "t" + std::to_string(lane % kColours); }

  std::string over_all_lanes() const {
    return picture_.lanes.size() > 1 ? fmt::format(" colspan=\"{}\"", picture_.lanes.size()) : "";
  }

  const Picture& picture_;
  const std::string id_;
  std::string html_;
};

void write_section(std::ostream& out, const Verdict& verdict, const std::string& id, int heading) {
  const bool found = verdict.status == Verdict::Status::kFound;
  out << "<section id=\"" << id << "\">\n<h" << heading << " class=\"variant\">"
      << html_isolated(verdict.full_name()) << " under " << html_isolated(verdict.detector) << ": <span"
      << (found ? " class=\"found\"" : "") << '>' << html_isolated(in_short(verdict)) << "</span></h"
      << heading << ">\n<p>" << html_isolated(verdict.summary) << "</p>\n";
  for (std::size_t trace = 0; trace < verdict.traces.size(); ++trace)
    write_picture(out, verdict, verdict.traces[trace], id + "t" + std::to_string(trace + 1) + "s",
                  heading + 1);
  out << "</section>\n";
}

}  // namespace

void write_picture(std::ostream& out, const Verdict& verdict, const Trace& trace, const std::string& id,
                   int heading) {
  const Picture picture = picture_of(verdict, trace, kShownInFiles);
  out << "<h" << heading << " class=\"trace\">" << html_isolated(picture.title) << "</h" << heading << ">\n";
  if (!picture.file.empty()) out << "<p class=\"dim\">in " << html_isolated(picture.file) << "</p>\n";
  if (!picture.explanation.empty())
    out << "<p class=\"explanation\">" << html_isolated(picture.explanation) << "</p>\n";
  if (!picture.rows.empty())
    out << "<div class=\"picture\" role=\"region\" tabindex=\"0\" aria-label=\""
        << html_escaped(verdict.full_name() + ": " + picture.title) << "\">\n"
        << PictureTable(picture, id).html() << "</div>\n"
        << "<p class=\"legend\"><span class=\"key off\"></span>does not run "
           "<span class=\"key lock\"></span>holds a lock</p>\n";
  if (!picture.outcome.empty()) out << "<p>so: " << html_isolated(picture.outcome) << "</p>\n";
  if (!picture.replay.empty())
    out << "<p>see it again:</p>\n<pre class=\"command\"><code>" << html_escaped(picture.replay)
        << "</code></pre>\n";
}

void write_html(std::ostream& out, std::span<const Verdict> verdicts) {
  const bool is_one = verdicts.size() == 1;
  const std::string title = is_one ? verdicts.front().full_name() + ": " + in_short(verdicts.front())
                                   : fmt::format("{} variants", verdicts.size());
  out << "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '"
      << kPageStyle.source
      << "'; base-uri 'none'; form-action 'none'\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta name=\"referrer\" content=\"no-referrer\">\n<title>"
      << html_escaped(title) << " - heddle</title>\n<style>" << kPageStyle.text
      << "</style>\n</head>\n<body>\n<main>\n";
  if (!is_one) {
    out << "<h1>" << html_escaped(title) << "</h1>\n<nav><ul>\n";
    for (std::size_t i = 0; i < verdicts.size(); ++i)
      out << "<li><a href=\"#v" << i + 1 << "\">" << html_isolated(verdicts[i].full_name())
          << "</a>: " << html_isolated(in_short(verdicts[i])) << "</li>\n";
    out << "</ul></nav>\n";
  }
  for (std::size_t i = 0; i < verdicts.size(); ++i)
    write_section(out, verdicts[i], "v" + std::to_string(i + 1), is_one ? 1 : 2);
  out << "</main>\n</body>\n</html>\n";
}

}  // namespace heddle
