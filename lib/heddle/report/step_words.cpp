#include "heddle/report/step_words.hpp"

#include <algorithm>
#include <utility>

#include "heddle/report/columns.hpp"
#include "heddle/report/text_lanes.hpp"

namespace heddle {
namespace {

constexpr std::string_view kContinued = "  ";

}  // namespace

std::size_t StepWords::width() const {
  std::size_t width = 0;
  for (const Part& part : parts) width += part.separator.size() + width_of(part.text);
  for (const std::string& line : more) width = std::max(width, width_of(line));
  return width;
}

StepWords words_of(const Picture::Row& row, const Picture& picture, const TextStyle& style) {
  const Step& step = *row.step;
  const auto shown = [&](std::string_view text) { return printable_in(style, text); };
  StepWords words;
  words.parts = {{"", shown(step.operation)}, {" ", shown(object_of(step))}};
  // "free -> held by worker 0" would say once more what "lock" says.
  if (!row.moves_lock) words.parts.push_back({": ", shown(effect_of(row, signs_in(style).becomes))});

  const std::string line = step.line > 0 ? std::to_string(step.line) : "";
  const std::string file = picture.file.empty() && row.changes_file ? file_name_of(step) : "";
  if (!file.empty()) words.more.push_back(shown(file));
  if (!step.source.empty())
    words.more.push_back(shown(line + (line.empty() ? "" : "  ") + source_of(step)));
  else if (!line.empty() && !file.empty())
    words.more.back() += ":" + line;
  else if (!line.empty())
    words.more.push_back("line " + line);
  if (row.tells_locks) words.more.push_back(shown(words_for(step.holds)));
  return words;
}

std::vector<std::string> lines_of(const std::vector<StepWords::Part>& parts, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  const auto end_line = [&] {
    const std::string broken = paragraph(line, 0, width - (lines.empty() ? 0 : kContinued.size()));
    line.clear();
    for (std::string_view rest = broken; !rest.empty(); rest.remove_prefix(rest.find('\n') + 1)) {
      const std::string_view indent = lines.empty() ? "" : kContinued;
      lines.push_back(std::string(indent) + fitted(rest.substr(0, rest.find('\n')), width - indent.size()));
    }
  };
  for (const StepWords::Part& part : parts) {
    if (part.text.empty()) continue;
    const std::size_t indent = lines.empty() ? 0 : kContinued.size();
    if (!line.empty() && indent + width_of(line) + part.separator.size() + width_of(part.text) > width)
      end_line();
    if (!line.empty()) line += part.separator;
    line += part.text;
  }
  end_line();
  return lines;
}

}  // namespace heddle
