#include "heddle/report/picture_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "heddle/core/numbers.hpp"
#include "heddle/report/columns.hpp"
#include "heddle/report/painted_line.hpp"
#include "heddle/report/step_words.hpp"
#include "heddle/report/text_lanes.hpp"
#include "heddle/report/verdict_text.hpp"

namespace heddle {
namespace {

using Row = Picture::Row;
using LaneState = Picture::LaneState;
using Stop = Picture::Stop;

constexpr Ink kNameInk = "1";
constexpr Ink kExplanationInk = "1";
constexpr Ink kPreemptedInk = "33";
constexpr std::size_t kIndent = 2;
constexpr std::size_t kMostForName = 16;
constexpr std::size_t kLeastRoom = 8;  // for text, whatever stands before it
constexpr std::string_view kFaultMark = "=>";

std::string number_of(const Row& row) {
  return with_commas(row.number);
}

class Rows {
 public:
  Rows(const Picture& picture, const TextStyle& style)
      : picture_(picture), style_(style), words_(all_words()), lanes_(picture, style, longest()) {
    const std::size_t most = std::min(kMostForName, style.columns / 5);
    for (const Row& row : picture.rows)
      if (!row.lane || !lanes_.have_text())
        name_width_ = std::max(name_width_, std::min(most, width_of(shown(row.who))));
  }

  std::string text() {
    heads();
    for (std::size_t i = 0; i < picture_.rows.size(); ++i) {
      const Row& row = picture_.rows[i];
      if (row.left_out > 0) left_out(row);
      stop_before(row);
      if (lanes_.have_text() && lanes_.has_arrow(row)) arrow_before(row);
      step(row, words_[i]);
    }
    legend();
    return std::exchange(text_, "");
  }

 private:
  void heads() {
    if (!lanes_.are_drawn()) return;
    PaintedLine heads;
    for (std::size_t lane = 0; lane < picture_.lanes.size(); ++lane) {
      const std::size_t end = lanes_.have_text() ? lanes_.text_end(lane) : style_.columns;
      heads.put(lanes_.line(lane), fitted(shown(picture_.lanes[lane].name), end - lanes_.line(lane)),
                TextLanes::ink(lane));
      if (lanes_.have_text()) continue;
      // Names do not fit side by side: each has its own line, and the line of its thread begins below.
      add(heads);
      heads = {};
      for (std::size_t named = 0; named <= lane; ++named)
        heads.put(lanes_.line(named), signs().stopped, TextLanes::ink(named));
    }
    if (lanes_.have_text()) add(heads);
  }

  void left_out(const Row& row) {
    PaintedLine line;
    line.put(lanes_.begin(), fmt::format("... {} steps ...", with_commas(row.left_out)), kDimInk);
    add(line);
  }

  void stop_before(const Row& row) {
    if (!row.stop) return;
    const bool is_preempted = row.stop->why == Stop::Why::kPreempted;
    const bool waits = row.stop->why == Stop::Why::kWaits;
    // Beside text to the right of all lanes, an end needs no line of its own.
    if (!is_preempted && !waits && !lanes_.have_text()) return;
    PaintedLine line = lanes_.before(row);
    const std::size_t lane = row.stop->lane;
    std::size_t at = lanes_.text_begin(lane);
    if (!lanes_.have_text()) at = put_name(line, at, picture_.lanes[lane].name, TextLanes::ink(lane));
    line.put(at, is_preempted ? "preempted" : waits ? "waits" : "", is_preempted ? kPreemptedInk : kDimInk);
    add(line);
  }

  void arrow_before(const Row& row) {
    PaintedLine line = lanes_.before(row);
    lanes_.draw_arrow(line, row);
    // Beside the head of the arrow.
    const std::string words = " " + words_for(*row.pass) + " ";
    const std::size_t to = lanes_.line(*row.lane);
    line.put(*row.pass->lane < *row.lane ? to - 3 - words.size() : to + 4, words, kDimInk);
    add(line);
  }

  void step(const Row& row, const StepWords& words) {
    const bool fault = row.step->fault;
    PaintedLine line = lanes_.beside(row);
    if (fault) line.put(0, kFaultMark, kFaultInk);
    line.put(numbers_end(picture_) - number_of(row).size(), number_of(row), fault ? kFaultInk : kDimInk);

    std::vector<StepWords::Part> parts = words.parts;
    if (!lanes_.have_text() && lanes_.has_arrow(row)) lanes_.draw_arrow(line, row);
    if (row.pass && row.pass->lane != row.lane && !(lanes_.have_text() && lanes_.has_arrow(row)))
      parts.push_back({", ", words_for(*row.pass)});
    lanes_.mark(line, row);

    // What is of no lane may take the room of all of them.
    const bool in_lane = row.lane && lanes_.have_text();
    const std::size_t end = in_lane ? lanes_.text_end(*row.lane) : style_.columns;
    std::size_t at = in_lane              ? lanes_.text_begin(*row.lane)
                     : lanes_.have_text() ? lanes_.begin()
                                          : lanes_.end();
    if (!in_lane) at = put_name(line, at, row.who, row.lane ? TextLanes::ink(*row.lane) : kNameInk);
    const std::size_t room = std::max(kLeastRoom, end - std::min(end, at));
    std::vector<std::string> lines = lines_of(parts, room);
    if (lines.empty()) lines.emplace_back();
    for (const std::string& part : lines) {
      line.put(at, part, fault ? kFaultInk : Ink{});
      add(std::exchange(line, lanes_.beside(row)));
    }
    for (const std::string& more : words.more) {
      line.put(at, fitted(more, room), kDimInk);
      add(std::exchange(line, lanes_.beside(row)));
    }
  }

  // The signs that are not plain by themselves, of those that occur.
  void legend() {
    if (!lanes_.are_drawn()) return;
    bool stopped = false;
    bool locked = false;
    for (const Row& row : picture_.rows)
      for (const LaneState& lane : row.lanes) {
        stopped |= lane.life == LaneState::Life::kStopped;
        locked |= lane.life != LaneState::Life::kGone && lane.holds_a_lock();
      }
    if (!stopped && !locked) return;
    PaintedLine line;
    std::string words;
    if (stopped) words += fmt::format("{} does not run   ", signs().stopped);
    if (locked) words += fmt::format("{} holds a lock", signs().runs_with_lock);
    line.put(lanes_.begin(), words, kDimInk);
    add({});
    add(line);
  }

  // Whose step it is, where no lane says so. Returns where the text goes on.
  std::size_t put_name(PaintedLine& line, std::size_t at, const std::string& name, Ink ink) const {
    if (name_width_ == 0) return at;
    line.put(at, fitted(shown(name), name_width_), ink);
    return at + name_width_ + 2;
  }

  std::vector<StepWords> all_words() const {
    std::vector<StepWords> words;
    for (const Row& row : picture_.rows) words.push_back(words_of(row, picture_, style_));
    return words;
  }
  std::size_t longest() const {
    std::size_t longest = 0;
    for (const StepWords& words : words_) longest = std::max(longest, words.width());
    return longest;
  }

  const Signs& signs() const { return signs_in(style_); }
  std::string shown(std::string_view text) const { return printable_in(style_, text); }
  void add(const PaintedLine& line) { text_ += line.text(style_.colour); }

  const Picture& picture_;
  const TextStyle style_;
  const std::vector<StepWords> words_;
  const TextLanes lanes_;
  std::size_t name_width_ = 0;
  std::string text_;
};

std::string explanation(const std::string& words, const TextStyle& style) {
  std::string text;
  const std::string lines = paragraph(words, kIndent, style.columns);
  for (std::string_view rest = lines; !rest.empty(); rest.remove_prefix(rest.find('\n') + 1)) {
    PaintedLine line;
    line.put(0, rest.substr(0, rest.find('\n')), kExplanationInk);
    text += line.text(style.colour);
  }
  return text;
}

}  // namespace

std::string picture_text(const Picture& picture, const TextStyle& style) {
  const auto shown = [&](std::string_view text) { return printable_in(style, text); };
  std::string text = paragraph(shown(picture.title), kIndent, style.columns);
  if (!picture.file.empty()) text += paragraph("in " + shown(picture.file), kIndent, style.columns);
  if (!picture.explanation.empty()) text += '\n' + explanation(shown(picture.explanation), style);
  if (!picture.rows.empty()) text += '\n' + Rows(picture, style).text();
  if (!picture.outcome.empty())
    text += '\n' + paragraph(shown("so: " + picture.outcome), kIndent, style.columns);
  if (!picture.replay.empty()) text += "\n  see it again:\n    " + shown(picture.replay) + '\n';
  return text;
}

std::string pictures_text(const Verdict& verdict, const TextStyle& style) {
  std::string text = verdict_opening(verdict, style);
  for (const Trace& trace : verdict.traces) text += '\n' + picture_text(picture_of(verdict, trace), style);
  return text;
}

}  // namespace heddle
