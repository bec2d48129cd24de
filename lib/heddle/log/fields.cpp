#include "heddle/log/fields.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace heddle {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

// What a text begins with of a value of some kind: all of one, or as much as there is.
struct Value {
  std::size_t size = 0;
  bool is_whole = false;
};

Value number(std::string_view text) {
  const std::size_t size = std::min(text.find_first_not_of("0123456789"), text.size());
  return {size, size > 0};
}

// Two numbers with `Between` in the middle: "640x480", "0-7", "0.012".
template <char Between>
Value two_numbers(std::string_view text) {
  const Value first = number(text);
  if (!first.is_whole || first.size == text.size() || text[first.size] != Between) return {first.size, false};
  const Value second = number(text.substr(first.size + 1));
  return {first.size + 1 + second.size, second.is_whole};
}

Value checksum(std::string_view text) {
  constexpr std::size_t kDigits = 8;
  const std::size_t size = std::min({text.find_first_not_of("0123456789abcdef"), text.size(), kDigits});
  return {size, size == kDigits};
}

// As logfmt_value() makes it: a quoted text, or one without blanks, quotes and equal signs.
Value name(std::string_view text) {
  if (!text.starts_with('"')) {
    const std::size_t size = std::min(text.find_first_of(" =\""), text.size());
    return {size, size > 0};
  }
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '"') return {at + 1, true};
    if (text[at] == '\\') ++at;
  }
  return {text.size(), false};
}

struct Field {
  std::string_view name;  // with its equal sign
  Value (*value)(std::string_view text);
};
// In the order of a line.
constexpr std::array<Field, 8> kFields{{{"time=", two_numbers<'.'>},
                                        {"worker=", number},
                                        {"seq=", number},
                                        {"image=", name},
                                        {"size=", two_numbers<'x'>},
                                        {"rows=", two_numbers<'-'>},
                                        {"ms=", two_numbers<'.'>},
                                        {"crc=", checksum}}};
constexpr std::size_t kTime = 0, kImage = 3, kRows = 5, kChecksum = 7;

std::optional<std::size_t> field_at(std::string_view text) {
  for (std::size_t field = 0; field < kFields.size(); ++field)
    if (text.starts_with(kFields[field].name)) return field;
  return std::nullopt;
}

// Where the next field begins, from `from` on.
std::size_t next_field(std::string_view text, std::size_t from) {
  std::size_t at = text.size();
  for (const Field& field : kFields) at = std::min(at, text.find(field.name, from));
  return at;
}

// Goes through a torn line from left to right.
class Reader {
 public:
  explicit Reader(std::string_view line) : line_(line) {}

  TornFields fields() {
    while (at_ < line_.size()) {
      if (const auto field = field_at(line_.substr(at_))) {
        read(*field);
      } else {
        begin_piece();
        at_ = next_field(line_, at_ + 1);
        expected_ = kNone;
      }
    }
    add_subjects();
    return std::move(torn_);
  }

 private:
  void begin_piece() {
    if (at_ > 0) torn_.seams.push_back(at_);
  }

  void read(std::size_t field) {
    if (field != expected_) begin_piece();
    if (field == kTime) ++torn_.begun;
    const std::string_view rest = line_.substr(at_ + kFields[field].name.size());
    const Value value = kFields[field].value(rest);
    const bool whole = value.is_whole && (value.size == rest.size() || rest[value.size] == ' ');
    if (whole && (field == kImage || field == kRows)) parts_.push_back({field, rest.substr(0, value.size)});
    if (value.is_whole && field == kChecksum) ++torn_.ended;
    at_ += kFields[field].name.size();
    // A broken value ends where the next field begins, if not before.
    at_ = whole ? at_ + value.size : std::min(at_ + value.size, next_field(line_, at_));
    const bool goes_on = whole && at_ < line_.size();
    if (goes_on) ++at_;  // the blank
    expected_ = goes_on && field != kChecksum ? field + 1 : kNone;
  }

  // Where images and rows take turns, each image has the rows behind it; else any may belong to any.
  void add_subjects() {
    bool take_turns = true;
    for (std::size_t i = 0; i < parts_.size(); ++i)
      take_turns = take_turns && parts_[i].field == (i % 2 == 0 ? kImage : kRows);
    for (std::size_t i = 0; i < parts_.size(); ++i)
      for (std::size_t j = 0; j < parts_.size(); ++j)
        if (parts_[i].field == kImage && parts_[j].field == kRows && (!take_turns || j == i + 1))
          add_subject({parts_[i].value, parts_[j].value});
  }

  void add_subject(const Subject& subject) {
    auto& subjects = torn_.subjects;
    if (subjects.size() < kMostSubjects && std::ranges::find(subjects, subject) == subjects.end())
      subjects.push_back(subject);
  }

  struct Part {
    std::size_t field = 0;  // kImage or kRows
    std::string_view value;
  };

  const std::string_view line_;
  std::size_t at_ = 0;
  std::size_t expected_ = kNone;  // the field that a whole line would go on with
  std::vector<Part> parts_;
  TornFields torn_;
};

}  // namespace

// A quoted image may hold anything; so rows are looked for from the end.
Subject subject_of(std::string_view line) {
  constexpr std::string_view kImageName = " image=", kSizeName = " size=", kRowsName = " rows=";
  const std::size_t image = line.find(kImageName);
  const std::size_t size = line.rfind(kSizeName);
  const std::size_t rows = line.rfind(kRowsName);
  if (image == kNone || size == kNone || rows == kNone || image + kImageName.size() > size) return {};
  const std::string_view value = line.substr(rows + kRowsName.size());
  return {line.substr(image + kImageName.size(), size - image - kImageName.size()),
          value.substr(0, value.find(' '))};
}

TornFields torn_fields(std::string_view torn_line) {
  return Reader(torn_line).fields();
}

}  // namespace heddle
