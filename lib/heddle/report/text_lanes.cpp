#include "heddle/report/text_lanes.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "heddle/core/numbers.hpp"

namespace heddle {
namespace {

using Row = Picture::Row;
using LaneState = Picture::LaneState;

constexpr Signs kUnicode{.step = "●",
                         .fault = "✗",
                         .runs = "│",
                         .stopped = "┊",
                         .runs_with_lock = "┃",
                         .stopped_with_lock = "┇",
                         .from_left = "├",
                         .from_right = "┤",
                         .line = "─",
                         .crossing = "┼",
                         .to_right = "►",
                         .to_left = "◄",
                         .becomes = "→"};
constexpr Signs kAscii{.step = "*",
                       .fault = "X",
                       .runs = "|",
                       .stopped = ":",
                       .runs_with_lock = "#",
                       .stopped_with_lock = "#",
                       .from_left = "+",
                       .from_right = "+",
                       .line = "-",
                       .crossing = "+",
                       .to_right = ">",
                       .to_left = "<",
                       .becomes = "->"};

constexpr std::array<Ink, 4> kInks{"36", "35", "32", "34"};  // cyan, magenta, green, blue

constexpr std::size_t kMark = 3;            // "=>" and a blank, before the numbers
constexpr std::size_t kGap = 2;             // between columns
constexpr std::size_t kLeastWithText = 30;  // columns of a lane

// Of lanes that have no text in them. They leave three fifths of the line to it.
std::size_t narrow_spacing(std::size_t lanes, std::size_t columns) {
  for (const std::size_t spacing : {4U, 2U})
    if (lanes * spacing <= columns * 2 / 5) return spacing;
  return 0;
}

}  // namespace

const Signs& signs_in(const TextStyle& style) {
  return style.unicode ? kUnicode : kAscii;
}

std::size_t numbers_end(const Picture& picture) {
  const std::size_t last = picture.rows.empty() ? 0 : picture.rows.back().number;
  return kMark + std::max<std::size_t>(2, with_commas(last).size());
}

TextLanes::TextLanes(const Picture& picture, const TextStyle& style, std::size_t longest)
    : picture_(picture),
      signs_(signs_in(style)),
      columns_(style.columns),
      begin_(numbers_end(picture) + kGap) {
  const std::size_t lanes = picture.lanes.size();
  if (lanes == 0) return;
  const std::size_t room = columns_ - std::min(columns_, begin_) + kGap;  // the last lane needs no gap
  have_text_ = room / lanes >= kLeastWithText + kGap;
  spacing_ = have_text_ ? std::min(room / lanes, std::max(kLeastWithText, longest) + 2 * kGap)
                        : narrow_spacing(lanes, columns_);
}

std::size_t TextLanes::text_begin(std::size_t lane) const {
  return have_text_ ? line(lane) + kGap : end();
}

std::size_t TextLanes::text_end(std::size_t lane) const {
  return have_text_ ? std::min(line(lane + 1) - kGap, columns_) : columns_;
}

PaintedLine TextLanes::before(const Row& row) const {
  PaintedLine line = beside(row);
  if (row.lane && are_drawn()) draw(line, *row.lane, row.before);
  return line;
}

PaintedLine TextLanes::beside(const Row& row) const {
  PaintedLine line;
  if (are_drawn())
    for (std::size_t lane = 0; lane < row.lanes.size(); ++lane) draw(line, lane, row.lanes[lane]);
  return line;
}

void TextLanes::draw(PaintedLine& line, std::size_t lane, const LaneState& state) const {
  const bool locked = state.holds_a_lock();
  std::string_view sign = " ";
  if (state.life == LaneState::Life::kRuns) sign = locked ? signs_.runs_with_lock : signs_.runs;
  if (state.life == LaneState::Life::kStopped) sign = locked ? signs_.stopped_with_lock : signs_.stopped;
  line.put(this->line(lane), sign, ink(lane));
}

void TextLanes::mark(PaintedLine& line, const Row& row) const {
  if (!row.lane || !are_drawn()) return;
  if (row.step->fault)
    line.put(this->line(*row.lane), signs_.fault, kFaultInk);
  else
    line.put(this->line(*row.lane), signs_.step, ink(*row.lane));
}

bool TextLanes::has_arrow(const Row& row) const {
  return are_drawn() && row.lane && row.pass && row.pass->lane && row.pass->lane != row.lane;
}

void TextLanes::draw_arrow(PaintedLine& line, const Row& row) const {
  const std::size_t from = this->line(*row.pass->lane);
  const std::size_t to = this->line(*row.lane);
  const bool to_right = from < to;
  const Ink its_ink = ink(*row.pass->lane);
  for (std::size_t at = std::min(from, to) + 1; at < std::max(from, to); ++at) {
    const std::size_t lane = (at - begin_) / spacing_;
    const bool crosses = at == this->line(lane) && row.lanes[lane].life != LaneState::Life::kGone;
    line.put(at, crosses ? signs_.crossing : signs_.line, its_ink);
  }
  line.put(from, to_right ? signs_.from_left : signs_.from_right, its_ink);
  line.put(to_right ? to - 1 : to + 1, to_right ? signs_.to_right : signs_.to_left, its_ink);
}

Ink TextLanes::ink(std::size_t lane) {
  return kInks[lane % kInks.size()];
}

}  // namespace heddle
