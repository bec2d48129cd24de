#include "heddle/log/index.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "heddle/log/check.hpp"
#include "heddle/log/fields.hpp"
#include "heddle/log/lines.hpp"

namespace heddle {
namespace {

void by_number(std::vector<IntactLine>& lines) {
  std::ranges::sort(lines, {}, &IntactLine::number);
}

void by_subject(std::vector<IntactLine>& lines) {
  std::ranges::sort(lines, {}, [](const IntactLine& line) { return std::pair(line.subject, line.number); });
}

void mark_copies(std::vector<IntactLine>& lines) {
  std::ranges::sort(lines, {}, [](const IntactLine& line) { return std::pair(line.identity, line.number); });
  for (std::size_t i = 1; i < lines.size(); ++i)
    if (lines[i].identity == lines[i - 1].identity)
      lines[i].first_copy = lines[i - 1].is_copy() ? lines[i - 1].first_copy : lines[i - 1].number;
  by_number(lines);
}

// Goes backwards, so that each line sees what follows it.
void measure_runs(std::vector<IntactLine>& lines) {
  for (std::size_t i = lines.size(); i-- > 0;) {
    IntactLine& line = lines[i];
    if (!line.is_copy()) continue;
    line.run = 1;
    if (i + 1 == lines.size()) continue;
    IntactLine& next = lines[i + 1];
    if (next.number == line.number + 1 && next.first_copy == line.first_copy + 1)
      line.run += std::exchange(next.run, 0);
  }
}

}  // namespace

// The rows have no blank in them, and so no two subjects have one text.
std::uint64_t hash_of(const Subject& subject) {
  return std::hash<std::string>{}(std::string(subject.rows) + ' ' + std::string(subject.image));
}

void for_each_line(const std::filesystem::path& file, std::uint64_t last,
                   const std::function<void(std::uint64_t, std::string_view, bool)>& line) {
  LineSplitter lines;
  std::uint64_t number = 0;
  const auto next = [&](std::string_view text, bool has_end) {
    if (number < last) line(++number, text, has_end);
  };
  read_blocks(file, [&](std::string_view bytes) {
    lines.feed(bytes, [&](std::string_view text) { next(text, true); });
    return number < last;
  });
  lines.finish([&](std::string_view text) { next(text, false); });
}

LogIndex index_of(const std::filesystem::path& file, std::size_t most_torn,
                  const std::function<void(std::size_t)>& has_read) {
  constexpr std::size_t kStep = 4U << 20;
  LogIndex index;
  LogChecker checker;
  std::size_t untold = 0;
  for_each_line(file, kEveryLine, [&](std::uint64_t number, std::string_view text, bool has_end) {
    untold += text.size() + 1;
    if (untold >= kStep) has_read(std::exchange(untold, 0));
    checker.feed(text);
    if (has_end) checker.feed("\n");
    const auto identity = has_end ? identify_line(text) : std::nullopt;
    if (identity) {
      index.intact.push_back({.identity = *identity, .subject = hash_of(subject_of(text)), .number = number});
    } else if (index.torn.size() < most_torn) {
      TornLine torn{.number = number, .subjects = {}};
      for (const Subject& subject : torn_fields(text).subjects) torn.subjects.push_back(hash_of(subject));
      index.torn.push_back(std::move(torn));
    }
  });
  index.check = checker.finish();
  mark_copies(index.intact);
  measure_runs(index.intact);
  return index;
}

void find_partners(LogIndex& left, LogIndex& right) {
  by_subject(left.intact);
  by_subject(right.intact);
  auto l = left.intact.begin();
  auto r = right.intact.begin();
  while (l != left.intact.end() && r != right.intact.end()) {
    if (l->is_copy()) {
      ++l;
    } else if (r->is_copy()) {
      ++r;
    } else if (l->subject != r->subject) {
      ++(l->subject < r->subject ? l : r);
    } else {
      l->partner = r->number;
      r->partner = l->number;
      ++l;
      ++r;
    }
  }
  by_number(left.intact);
  by_number(right.intact);
}

}  // namespace heddle
