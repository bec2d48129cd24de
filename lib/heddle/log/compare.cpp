#include "heddle/log/compare.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "heddle/log/fields.hpp"
#include "heddle/log/index.hpp"

namespace heddle {
namespace {

using Line = LogComparison::Line;
using Row = LogComparison::Row;
using Kind = Row::Kind;

// A line of the right log that the left one has not, and the line of the left log that it belongs behind.
struct MissingLine {
  std::uint64_t behind = kNoLine;
  std::uint64_t number = kNoLine;
  std::uint64_t torn_in = kNoLine;  // that line is torn, and has parts of it
};

// Lines of the left log, both included; what is missing behind the last one goes with it.
struct Range {
  std::uint64_t first = 1;
  std::uint64_t last = 0;
};

std::optional<LogComparison::Entry> entry_of(std::string_view line) {
  const auto identity = identify_line(line);
  if (!identity) return std::nullopt;
  const Subject subject = subject_of(line);
  return LogComparison::Entry{identity->worker, identity->seq, std::string(subject.image),
                              std::string(subject.rows)};
}

class Comparison {
 public:
  Comparison(const std::filesystem::path& left, const std::filesystem::path& right,
             const LogComparisonOptions& options)
      : files_{left, right},
        options_(options),
        left_(index_of(left, options.most, [this](std::size_t bytes) { has_read(bytes); })),
        right_(index_of(right, 0, [this](std::size_t bytes) { has_read(bytes); })) {
    find_partners(left_, right_);
    for (const IntactLine& line : right_.intact)
      if (line.is_alone()) alone_in_right_.emplace_back(line.subject, line.number);
    std::ranges::sort(alone_in_right_);
  }

  LogComparison result() {
    LogComparison result;
    result.left = {files_[0].string(), left_.check, alone_in_right_.size()};
    result.right = {files_[1].string(), right_.check,
                    static_cast<std::uint64_t>(std::ranges::count_if(left_.intact, &IntactLine::is_alone))};
    result.faults = left_.check.torn + left_.check.duplicated + result.left.missing + result.right.missing;
    find_missing();
    for (const Range& range : ranges()) result.excerpts.push_back(excerpt(range));
    fill_in_texts(result.excerpts);
    for (LogComparison::Excerpt& excerpt : result.excerpts)
      for (Row& row : excerpt) {
        if (row.kind == Kind::kTorn) explain(row.tear, row.left->text);
        result.shown_faults += row.kind != Kind::kSame;
      }
    return result;
  }

 private:
  void has_read(std::size_t bytes) {
    read_ += bytes;
    options_.progress(read_);
  }

  // Numbers of the lines of this subject that only the right log has, the first ones.
  std::vector<std::uint64_t> missing_about(std::uint64_t subject) const {
    std::vector<std::uint64_t> numbers;
    auto line = std::ranges::lower_bound(alone_in_right_, std::pair(subject, kNoLine));
    for (; line != alone_in_right_.end() && line->first == subject && numbers.size() < options_.most; ++line)
      numbers.push_back(line->second);
    return numbers;
  }

  // A missing line belongs behind the torn one that has parts of it, or else behind the one that its worker
  // wrote before it, or before the one that its worker wrote next. The first ones are kept, in a heap with
  // the last of them on top.
  void find_missing() {
    std::map<std::uint64_t, std::uint64_t> torn_in;  // by the missing line's number
    for (const TornLine& torn : left_.torn)
      for (const std::uint64_t subject : torn.subjects)
        for (const std::uint64_t number : missing_about(subject)) torn_in.emplace(number, torn.number);

    const auto place = [](const MissingLine& line) { return std::pair(line.behind, line.number); };
    std::map<std::uint64_t, std::uint64_t> behind;  // by worker
    for (const IntactLine& line : right_.intact)
      if (line.partner != kNoLine) behind.emplace(line.identity.worker, line.partner - 1);
    for (const IntactLine& line : right_.intact) {
      std::uint64_t& before = behind[line.identity.worker];
      if (line.partner != kNoLine) before = line.partner;
      if (!line.is_alone()) continue;
      const auto torn = torn_in.find(line.number);
      const std::uint64_t torn_line = torn == torn_in.end() ? kNoLine : torn->second;
      missing_.push_back({torn_line != kNoLine ? torn_line : before, line.number, torn_line});
      std::ranges::push_heap(missing_, {}, place);
      if (missing_.size() <= options_.most) continue;
      std::ranges::pop_heap(missing_, {}, place);
      missing_.pop_back();
    }
    std::ranges::sort(missing_, {}, place);
  }

  // Around the first faults of each kind; those that touch are one.
  std::vector<Range> ranges() const {
    std::vector<Range> around;
    const auto add = [&](std::uint64_t first, std::uint64_t last) {
      around.push_back({first - std::min(first - 1, options_.context),
                        std::min(last + options_.context, left_.check.lines)});
    };
    for (const TornLine& torn : left_.torn) add(torn.number, torn.number);
    for (const MissingLine& missing : missing_)
      add(std::max<std::uint64_t>(missing.behind, 1), missing.behind);
    for (const auto is_fault : {&IntactLine::begins_run, &IntactLine::is_alone}) {
      std::size_t found = 0;
      for (auto line = left_.intact.begin(); line != left_.intact.end() && found < options_.most; ++line)
        if (((*line).*is_fault)()) {
          add(line->number, line->number);
          ++found;
        }
    }
    std::ranges::sort(around, {}, &Range::first);
    std::vector<Range> ranges;
    for (const Range& range : around)
      if (ranges.empty() || range.first > ranges.back().last + 1)
        ranges.push_back(range);
      else
        ranges.back().last = std::max(ranges.back().last, range.last);
    return ranges;
  }

  LogComparison::Excerpt excerpt(const Range& range) const {
    LogComparison::Excerpt rows;
    // What is missing from the beginning on stands before the first line.
    for (std::uint64_t number = range.first == 1 ? kNoLine : range.first; number <= range.last; ++number) {
      if (number != kNoLine) rows.push_back(row_of(number));
      for (const MissingLine& missing : missing_)
        if (missing.behind == number)
          rows.push_back(
              {.kind = Kind::kMissing, .right = Line{.number = missing.number}, .torn_in = missing.torn_in});
    }
    return rows;
  }

  Row row_of(std::uint64_t number) const {
    Row row{.kind = Kind::kTorn, .left = Line{.number = number}};
    const auto line = std::ranges::lower_bound(left_.intact, number, {}, &IntactLine::number);
    if (line == left_.intact.end() || line->number != number) return row;
    row.first_copy = line->first_copy;
    row.run = line->run;
    row.kind = line->is_copy() ? Kind::kDoubled : line->is_alone() ? Kind::kSurplus : Kind::kSame;
    if (row.kind == Kind::kSame) row.right = Line{.number = line->partner};
    return row;
  }

  void fill_in_texts(std::vector<LogComparison::Excerpt>& excerpts) const {
    std::array<std::multimap<std::uint64_t, Line*>, 2> wanted;
    for (LogComparison::Excerpt& excerpt : excerpts)
      for (Row& row : excerpt) {
        if (row.left) wanted[0].emplace(row.left->number, &*row.left);
        if (row.right) wanted[1].emplace(row.right->number, &*row.right);
      }
    for (std::size_t side = 0; side < wanted.size(); ++side) {
      const std::uint64_t last = wanted[side].empty() ? kNoLine : wanted[side].rbegin()->first;
      for_each_line(files_[side], last, [&](std::uint64_t number, std::string_view text, bool has_end) {
        const auto [begin, end] = wanted[side].equal_range(number);
        for (auto line = begin; line != end; ++line) {
          line->second->text = text;
          if (has_end) line->second->entry = entry_of(text);
        }
      });
    }
  }

  void explain(LogComparison::Tear& tear, const std::string& text) const {
    TornFields fields = torn_fields(text);
    tear.seams = std::move(fields.seams);
    tear.begun = fields.begun;
    tear.ended = fields.ended;
    tear.only_its_end = identify_line(text).has_value();
    for (const Subject& subject : fields.subjects)
      for (const std::uint64_t number : missing_about(hash_of(subject))) tear.parts.push_back(number);
    std::ranges::sort(tear.parts);
  }

  const std::array<std::filesystem::path, 2> files_;
  const LogComparisonOptions options_;
  std::uint64_t read_ = 0;  // bytes
  LogIndex left_;
  LogIndex right_;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> alone_in_right_;  // subject and number, ascending
  std::vector<MissingLine> missing_;                                     // the first ones
};

void require_second_read(const std::filesystem::path& file) {
  std::error_code error;
  if (file == "-" || std::filesystem::is_other(std::filesystem::status(file, error)))
    throw std::filesystem::filesystem_error("cannot read the log twice: put it into a file", file,
                                            std::make_error_code(std::errc::invalid_seek));
}

}  // namespace

LogComparison compare_logs(const std::filesystem::path& left, const std::filesystem::path& right,
                           const LogComparisonOptions& options) {
  require_second_read(left);
  require_second_read(right);
  return Comparison(left, right, options).result();
}

}  // namespace heddle
