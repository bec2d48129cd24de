// Text in columns and paragraphs, measured in characters and not in bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace heddle {

// How many characters a text has: bytes that begin one. Characters that are two columns wide count as one.
std::size_t width_of(std::string_view text);

// The text, printable, on one line and at most `width` characters long; what is cut ends in "...".
std::string fitted(std::string_view text, std::size_t width);

// The text, printable, broken between words into lines of at most `columns` characters; each begins with
// `indent` blanks and ends in a newline. Words longer than a line are not broken.
std::string paragraph(std::string_view text, std::size_t indent, std::size_t columns);

// Rows of cells, each column as wide as its widest cell but no wider than its limit.
class Table {
 public:
  struct Column {
    std::size_t most;  // characters
    bool right = false;
    bool wraps = false;  // the last column only: goes on below itself, instead of being cut
  };
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // One cell for each column. Cells are made printable.
  void add(std::vector<std::string> cells);
  // A line of its own between the rows, as it is.
  void add_line(std::string line) { rows_.push_back({.cells = {}, .line = std::move(line)}); }

  // Columns with nothing in them are left out. A line is cut at `columns` characters, but for a last column
  // that wraps where there is room for it.
  std::string text(std::size_t columns) const;

 private:
  struct Row {
    std::vector<std::string> cells;
    std::string line;
  };

  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

}  // namespace heddle
