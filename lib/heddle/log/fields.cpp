#include "heddle/log/fields.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace heddle {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kDigits = "0123456789";

// How many bytes of `text` a value of its kind has that `text` begins with; 0 where there is none.
std::size_t number(std::string_view text) {
  return std::min(text.find_first_not_of(kDigits), text.size());
}

// Two numbers with `between` in the middle: "640x480", "0-7", "0.012".
template <char between>
std::size_t two_numbers(std::string_view text) {
  const std::size_t first = number(text);
  if (first == 0 || first == text.size() || text[first] != between) return 0;
  const std::size_t second = number(text.substr(first + 1));
  return second == 0 ? 0 : first + 1 + second;
}

std::size_t checksum(std::string_view text) {
  const std::size_t size = std::min(text.find_first_not_of("0123456789abcdef"), text.size());
  return size < 8 ? 0 : 8;
}

// As logfmt_value() makes it: a quoted text, or one without blanks, quotes and equal signs.
std::size_t name(std::string_view text) {
  if (!text.starts_with('"')) return std::min(text.find_first_of(" =\""), text.size());
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '\\') ++at;
    else if (text[at] == '"') return at + 1;
  }
  return 0;
}

struct Field {
  std::string_view name;  // with its equal sign
  std::size_t (*value)(std::string_view text);
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
    for (const std::string_view image : images_)
      for (const std::string_view rows : rows_)
        if (torn_.subjects.size() < kMostSubjects) torn_.subjects.push_back({image, rows});
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
    const std::size_t size = kFields[field].value(rest);
    const bool whole = size > 0 && (size == rest.size() || rest[size] == ' ');
    if (whole && field == kImage) keep(images_, rest.substr(0, size));
    if (whole && field == kRows) keep(rows_, rest.substr(0, size));
    if (whole && field == kChecksum) ++torn_.ended;
    at_ += kFields[field].name.size();
    // A broken value ends where the next field begins, if not before.
    at_ = whole ? at_ + size : std::min(at_ + size, next_field(line_, at_));
    const bool goes_on = whole && at_ < line_.size();
    if (goes_on) ++at_;  // the blank
    expected_ = goes_on && field != kChecksum ? field + 1 : kNone;
  }

  static void keep(std::vector<std::string_view>& values, std::string_view value) {
    if (std::ranges::find(values, value) == values.end()) values.push_back(value);
  }

  const std::string_view line_;
  std::size_t at_ = 0;
  std::size_t expected_ = kNone;  // the field that a whole line would go on with
  std::vector<std::string_view> images_;  // each value once
  std::vector<std::string_view> rows_;
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
