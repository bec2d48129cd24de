#include "heddle/report/log_comparison_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "heddle/core/numbers.hpp"
#include "heddle/report/columns.hpp"
#include "heddle/report/log_comparison_words.hpp"
#include "heddle/report/painted_line.hpp"

namespace heddle {
namespace {

using Kind = LogComparison::Row::Kind;
using Line = LogComparison::Line;
using Row = LogComparison::Row;

constexpr Ink kFaultInk = "31";
constexpr Ink kWordsInk = "1";
constexpr std::size_t kMostPieces = 6;
constexpr std::size_t kWordWidth = 9;  // "missing" and a gap

std::size_t number_width(const LogComparison& comparison) {
  std::uint64_t most = 1;
  for (const LogComparison::Excerpt& excerpt : comparison.excerpts)
    for (const Row& row : excerpt)
      most = std::max({most, row.left ? row.left->number : 0, row.right ? row.right->number : 0});
  return with_commas(most).size();
}

class Writer {
 public:
  Writer(const LogComparison& comparison, const TextStyle& style)
      : comparison_(comparison), style_(style), number_width_(number_width(comparison)) {}

  std::string text() {
    flowing("left:  " + comparison_.left.name + ": " + counts_of(comparison_.left));
    flowing("right: " + comparison_.right.name + ": " + counts_of(comparison_.right));
    flowing(conclusion_of(comparison_));
    if (comparison_.excerpts.empty()) return text_;
    text_ += '\n';
    flowing("Lines as worker:number, rows and image. Each piece of a torn line begins with a bar.");
    for (const LogComparison::Excerpt& excerpt : comparison_.excerpts) {
      text_ += '\n';
      for (const Row& row : excerpt) add(row);
    }
    if (comparison_.faults > comparison_.shown_faults)
      text_ += fmt::format("\nand {} more\n", with_commas(comparison_.faults - comparison_.shown_faults));
    return text_;
  }

 private:
  void flowing(const std::string& words) {
    text_ += paragraph(printable_in(style_, words), 0, style_.columns);
  }

  void add(const Row& row) {
    PaintedLine line;
    line.put(0, word_for(row.kind), kFaultInk);
    if (row.left) put(line, kWordWidth, *row.left, row.kind == Kind::kSame ? Ink() : kFaultInk);
    if (row.right) put(line, right_column(), *row.right, row.kind == Kind::kSame ? Ink() : kFaultInk);
    if (row.kind == Kind::kTorn) {
      add_pieces(std::move(line), row);
    } else {
      text_ += line.text(style_.colour);
    }
    explain(explanation_of(row));
  }

  void put(PaintedLine& line, std::size_t column, const Line& of, Ink ink) const {
    const std::string number = with_commas(of.number);
    line.put(column + number_width_ - std::min(number_width_, number.size()), number, ink);
    if (!of.entry) return;
    const LogComparison::Entry& entry = *of.entry;
    const std::string words = fmt::format("{}:{}  {}  {}", entry.worker, entry.seq, entry.rows, entry.image);
    line.put(column + number_width_ + 2,
             fitted(printable_in(style_, words), cell_width() - number_width_ - 2), ink);
  }

  void add_pieces(PaintedLine line, const Row& row) {
    const std::vector<std::string_view> pieces = pieces_of(row);
    for (std::size_t i = 0; i < pieces.size() && i < kMostPieces; ++i) {
      std::istringstream lines(
          paragraph(printable_in(style_, pieces[i]), 0, style_.columns - details_column() - 2));
      std::string_view bar = "| ";
      for (std::string part; std::getline(lines, part); bar = "  ") {
        line.put(details_column(), bar, kFaultInk);
        line.put(details_column() + 2, fitted(part, style_.columns - details_column() - 2));
        end(line);
      }
    }
    if (pieces.size() > kMostPieces) {
      line.put(details_column(), fmt::format("... {} more pieces", pieces.size() - kMostPieces));
      end(line);
    }
    if (row.left->text.empty()) end(line);
  }

  void end(PaintedLine& line) {
    text_ += line.text(style_.colour);
    line = {};
  }

  void explain(const std::string& words) {
    std::istringstream lines(paragraph(printable_in(style_, words), 0, style_.columns - details_column()));
    for (std::string part; std::getline(lines, part);) {
      PaintedLine line;
      line.put(details_column(), fitted(part, style_.columns - details_column()), kWordsInk);
      text_ += line.text(style_.colour);
    }
  }

  std::size_t details_column() const { return kWordWidth + number_width_ + 2; }
  std::size_t cell_width() const { return (style_.columns - kWordWidth - 2) / 2; }
  std::size_t right_column() const { return kWordWidth + cell_width() + 2; }

  const LogComparison& comparison_;
  const TextStyle& style_;
  const std::size_t number_width_;
  std::string text_;
};

}  // namespace

std::string log_comparison_text(const LogComparison& comparison, const TextStyle& style) {
  return Writer(comparison, style).text();
}

}  // namespace heddle
