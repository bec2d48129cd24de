#include "heddle/log/entry.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "heddle/core/printable.hpp"
#include "heddle/log/crc32.hpp"

namespace heddle {
namespace {

constexpr std::string_view kChecksumField = " crc=";
constexpr std::size_t kChecksumDigits = 8;
constexpr std::size_t kMaxImageSize = 240;
constexpr char kHexDigits[] = "0123456789abcdef";

// Writes into a buffer that is large enough for every line: nine numbers of at most 20 digits, the field
// names and the image come to less than LogLine::kMaxSize.
class Writer {
 public:
  explicit Writer(char* at) : at_(at) {}

  Writer& text(std::string_view text) {
    std::memcpy(at_, text.data(), text.size());
    at_ += text.size();
    return *this;
  }
  template <class Integer>
  Writer& number(Integer value) {
    at_ = std::to_chars(at_, at_ + 20, value).ptr;
    return *this;
  }
  // value / 10^digits, with all of its digits. A constant to divide by makes it a multiplication.
  template <int Digits>
  Writer& decimal(std::int64_t value) {
    constexpr std::uint64_t kUnit = [] {
      std::uint64_t unit = 1;
      for (int i = 0; i < Digits; ++i) unit *= 10;
      return unit;
    }();
    const auto rest = static_cast<std::uint64_t>(std::max<std::int64_t>(value, 0));
    number(rest / kUnit);
    *at_++ = '.';
    auto fraction = static_cast<std::uint32_t>(rest % kUnit);
    for (int i = Digits - 1; i >= 0; --i, fraction /= 10) at_[i] = static_cast<char>('0' + fraction % 10);
    at_ += Digits;
    return *this;
  }
  Writer& hex(std::uint32_t value) {
    for (int shift = 28; shift >= 0; shift -= 4) *at_++ = kHexDigits[(value >> shift) & 0xF];
    return *this;
  }

  char* end() const { return at_; }

 private:
  char* at_;
};

}  // namespace

LogLine::LogLine(const LogEntry& entry) {
  Writer line(bytes_.data());
  const auto size = [&] { return static_cast<std::uint16_t>(line.end() - bytes_.data()); };
  auto end = field_ends_.begin();
  line.text("time=").decimal<6>(entry.time_us).text(" ");
  *end++ = size();
  line.text("worker=").number(entry.worker).text(" ");
  *end++ = size();
  line.text("seq=").number(entry.seq).text(" ");
  *end++ = size();
  line.text("image=").text(entry.image.substr(0, kMaxImageSize)).text(" ");
  *end++ = size();
  line.text("size=").number(entry.width).text("x").number(entry.height).text(" ");
  *end++ = size();
  line.text("rows=").number(entry.first_row).text("-").number(entry.last_row).text(" ");
  *end++ = size();
  line.text("ms=").decimal<3>(entry.took_us);
  const std::string_view covered(bytes_.data(), size());
  *end++ = static_cast<std::uint16_t>(size() + 1);  // the space that kChecksumField begins with
  line.text(kChecksumField).hex(crc32(covered)).text("\n");
  *end = size();
}

std::string logfmt_value(std::string_view name) {
  constexpr std::string_view kCut = "...";
  std::string value = "\"";
  std::size_t kept_when_cut = value.size();
  bool plain = !name.empty();
  for (std::string_view rest = name; !rest.empty();) {
    const char c = rest[0];
    const std::size_t size = printable_character(rest);
    plain = plain && size != 0 && c != ' ' && c != '=' && c != '"' && c != '\\';
    if (size == 0) {
      value += hex_escape(c);
    } else {
      if (c == '"' || c == '\\') value += '\\';
      value += rest.substr(0, size);
    }
    rest.remove_prefix(std::max<std::size_t>(size, 1));

    if (value.size() + kCut.size() + 1 <= kMaxImageSize) kept_when_cut = value.size();
    if ((plain ? value.size() - 1 : value.size() + 1) > kMaxImageSize) {
      plain = false;
      value.resize(kept_when_cut);
      value += kCut;
      break;
    }
  }
  value += '"';
  return plain ? std::string(name) : value;
}

namespace {

// The number behind `field` ("worker=") in a line, up to the next space.
std::optional<std::uint64_t> number_of(std::string_view line, std::string_view field) {
  const std::size_t at = line.find(field);
  if (at == std::string_view::npos) return std::nullopt;
  const char* const begin = line.data() + at + field.size();
  const char* const end = line.data() + line.size();
  std::uint64_t value = 0;
  const auto [stop, error] = std::from_chars(begin, end, value);
  if (error != std::errc() || stop == begin || (stop != end && *stop != ' ')) return std::nullopt;
  return value;
}

}  // namespace

std::optional<LineIdentity> identify_line(std::string_view line) {
  const std::size_t tail = kChecksumField.size() + kChecksumDigits;
  if (line.size() < tail || line.size() >= LogLine::kMaxSize) return std::nullopt;
  if (!line.starts_with("time=")) return std::nullopt;
  const std::string_view covered = line.substr(0, line.size() - tail);
  const std::string_view checksum = line.substr(covered.size());
  if (!checksum.starts_with(kChecksumField)) return std::nullopt;
  std::uint32_t stated = 0;
  const char* const end = checksum.data() + checksum.size();
  const auto [stop, error] = std::from_chars(checksum.data() + kChecksumField.size(), end, stated, 16);
  if (error != std::errc() || stop != end || stated != crc32(covered)) return std::nullopt;
  const auto worker = number_of(covered, " worker=");
  const auto seq = number_of(covered, " seq=");
  if (!worker || !seq) return std::nullopt;
  return LineIdentity{*worker, *seq};
}

}  // namespace heddle
