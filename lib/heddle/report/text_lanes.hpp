// The lines of an execution's threads, side by side, and the arrows between them: where they stand in a text
// of so many columns, and how they are drawn. For the text picture alone.
#pragma once

#include <cstddef>
#include <string_view>

#include "heddle/report/painted_line.hpp"
#include "heddle/report/picture.hpp"
#include "heddle/report/text_style.hpp"

namespace heddle {

// The signs of a picture: box drawing, or ASCII.
struct Signs {
  std::string_view step, fault;
  std::string_view runs, stopped, runs_with_lock, stopped_with_lock;
  std::string_view from_left, from_right, line, crossing, to_right, to_left;  // of arrows
  std::string_view becomes;                                                   // "->", in words
};
const Signs& signs_in(const TextStyle& style);

class TextLanes {
 public:
  // longest: columns that the longest text beside a lane would like to have. The picture outlives the lanes.
  TextLanes(const Picture& picture, const TextStyle& style, std::size_t longest);

  // Whether a lane is wide enough for the text of its steps, to the right of its line; otherwise the text of
  // all steps stands to the right of all lanes.
  bool have_text() const { return have_text_; }
  // Whether there is room for lines at all.
  bool are_drawn() const { return spacing_ > 0; }

  // Columns, from 0. The first lane; the line of a lane; where text may begin and end, of a lane or to the
  // right of all.
  std::size_t begin() const { return begin_; }
  std::size_t line(std::size_t lane) const { return begin_ + lane * spacing_; }
  std::size_t text_begin(std::size_t lane) const;
  std::size_t text_end(std::size_t lane) const;
  std::size_t end() const { return begin_ + picture_.lanes.size() * spacing_; }

  // The lines between the row before and this one, and beside this row or below it.
  PaintedLine before(const Picture::Row& row) const;
  PaintedLine beside(const Picture::Row& row) const;

  // Draws where the step stands.
  void mark(PaintedLine& line, const Picture::Row& row) const;
  // Whether something passes from lane to lane; and draws it, from line to line.
  bool has_arrow(const Picture::Row& row) const;
  void draw_arrow(PaintedLine& line, const Picture::Row& row) const;

  // Its colour, by turns.
  static Ink ink(std::size_t lane);

 private:
  void draw(PaintedLine& line, std::size_t lane, const Picture::LaneState& state) const;

  const Picture& picture_;
  const Signs& signs_;
  std::size_t columns_ = 0;
  std::size_t begin_ = 0;
  std::size_t spacing_ = 0;  // 0: no lane is drawn
  bool have_text_ = false;
};

// Where a step's number ends.
std::size_t numbers_end(const Picture& picture);

// For what is wrong, and for what matters less.
inline constexpr Ink kFaultInk = "1;31";
inline constexpr Ink kDimInk = "2";

}  // namespace heddle
