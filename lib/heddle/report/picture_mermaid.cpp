#include "heddle/report/picture_mermaid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <ostream>
#include <utility>
#include <vector>

#include "heddle/core/numbers.hpp"
#include "heddle/core/printable.hpp"
#include "heddle/report/columns.hpp"
#include "heddle/report/markdown.hpp"
#include "heddle/report/picture.hpp"
#include "heddle/report/verdict_text.hpp"

namespace heddle {
namespace {

using Row = Picture::Row;
using Stop = Picture::Stop;

constexpr std::size_t kMostForName = 24;
constexpr std::size_t kMostForNote = 60;     // a line of a note
constexpr std::size_t kMostActivations = 4;  // of one participant at once: more are not told apart
constexpr std::string_view kFaultColour = "rgba(224, 62, 62, 0.2)";

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

class Diagram {
 public:
  explicit Diagram(const Picture& picture) : picture_(picture), activations_(picture.lanes.size()) {}

  std::string text() {
    line("sequenceDiagram");
    for (std::size_t lane = 0; lane < picture_.lanes.size(); ++lane)
      line(fmt::format("  participant t{} as {}", lane,
                       mermaid_text(picture_.lanes[lane].name, kMostForName)));
    if (picture_.lanes.empty()) line("  participant t0 as main");
    for (const Row& row : picture_.rows) {
      if (row.left_out > 0) note(over_all(), fmt::format("... {} steps ...", with_commas(row.left_out)));
      stop_before(row);
      arrow_before(row);
      step(row);
      if (row.lane) activate(*row.lane, row.step->holds.size());
    }
    // One that is never ended is not drawn.
    for (std::size_t lane = 0; lane < activations_.size(); ++lane) activate(lane, 0);
    return std::exchange(text_, "");
  }

 private:
  void stop_before(const Row& row) {
    if (!row.stop || row.stop->why == Stop::Why::kGone) return;
    note(over(row.stop->lane), row.stop->why == Stop::Why::kPreempted ? "(preempted)" : "(waits)");
  }

  void arrow_before(const Row& row) {
    if (!row.lane || !row.pass || !row.pass->lane || row.pass->lane == row.lane) return;
    line(fmt::format("  t{}->>t{}: {}", *row.pass->lane, *row.lane, words_for(*row.pass)));
  }

  void step(const Row& row) {
    const Step& step = *row.step;
    std::string action;
    if (!row.lane && !row.who.empty()) action += " " + row.who;
    for (const std::string& part : {step.operation, object_of(step)})
      if (!part.empty()) action += " " + part;
    if (const std::string effect = effect_of(row, "\u2192"); !row.moves_lock && !effect.empty())
      action += ": " + effect;
    std::string words = with_commas(row.number) + mermaid_text(action, kMostForNote);
    std::string source = place_in(picture_, step);
    if (!step.source.empty()) source += (source.empty() ? "" : "  ") + source_of(step);
    const std::string locks = row.tells_locks ? words_for(step.holds) : "";
    for (const std::string& more : {source, locks})
      if (!more.empty()) words += "<br/>" + mermaid_text(more, kMostForNote);
    if (step.fault) words = "\u2717 " + words;

    if (step.fault) line("  rect " + std::string(kFaultColour));
    note(row.lane ? over(*row.lane) : over_all(), words);
    if (step.fault) line("  end");
  }

  // As many activations as the thread holds locks.
  void activate(std::size_t lane, std::size_t locks) {
    const std::size_t wanted = std::min(locks, kMostActivations);
    for (; activations_[lane] < wanted; ++activations_[lane]) line(fmt::format("  activate t{}", lane));
    for (; activations_[lane] > wanted; --activations_[lane]) line(fmt::format("  deactivate t{}", lane));
  }

  static std::string over(std::size_t lane) { return "t" + std::to_string(lane); }
  std::string over_all() const {
    return picture_.lanes.size() < 2 ? over(0) : over(0) + "," + over(picture_.lanes.size() - 1);
  }

  void note(const std::string& where, std::string_view words) {
    line(fmt::format("  Note over {}: {}", where, words));
  }
  void line(std::string_view words) { text_ += std::string(words) + '\n'; }

  const Picture& picture_;
  std::vector<std::size_t> activations_;
  std::string text_;
};

}  // namespace

std::string mermaid_text(std::string_view text, std::size_t most) {
  constexpr std::string_view kPlain = " _.,'()[]+-/=!?*|";
  std::string safe;
  for (const char c : fitted(text, most)) {
    const bool plain = is_letter_or_digit(c) || static_cast<unsigned char>(c) >= 0x80 ||
                       kPlain.find(c) != std::string_view::npos;
    safe += plain ? std::string(1, c) : fmt::format("#{};", static_cast<int>(c));
  }
  return safe;
}

void write_mermaid(std::ostream& out, std::span<const Verdict> verdicts) {
  for (const Verdict& verdict : verdicts) {
    if (&verdict != &verdicts.front()) out << '\n';
    out << "### "
        << markdown_escaped(verdict.full_name() + " under " + verdict.detector + ": " + in_short(verdict))
        << "\n";
    if (!verdict.summary.empty()) out << '\n' << markdown_escaped(verdict.summary) << "\n";
    for (const Trace& trace : verdict.traces) {
      const Picture picture = picture_of(verdict, trace);
      out << "\n#### " << markdown_escaped(picture.title) << "\n";
      if (!picture.file.empty()) out << "\nin " << markdown_escaped(picture.file) << "\n";
      if (!picture.explanation.empty()) out << "\n**" << markdown_escaped(picture.explanation) << "**\n";
      if (!picture.rows.empty()) out << "\n```mermaid\n" << Diagram(picture).text() << "```\n";
      if (!picture.outcome.empty()) out << "\nso: " << markdown_escaped(picture.outcome) << "\n";
      if (!picture.replay.empty()) out << "\nsee it again:\n\n    " << printable(picture.replay) << "\n";
    }
  }
}

}  // namespace heddle
