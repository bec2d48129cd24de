// See save.hpp.
#include "heddle/image/save.hpp"

#include <algorithm>
#include <string>
#include <system_error>

#include "heddle/image/atomic_file.hpp"
#include "heddle/image/encoders.hpp"

namespace heddle::image {

std::string_view extension(Format format) {
  switch (format) {
    case Format::kPng:
      return ".png";
    case Format::kJpg:
      return ".jpg";
    case Format::kBmp:
      return ".bmp";
    case Format::kPgm:
      return ".pgm";
  }
  return ".png";
}

std::string_view name(Format format) {
  return extension(format).substr(1);
}

std::optional<Format> parse_format(std::string_view spelling) {
  const auto is = [spelling](std::string_view word) {
    return std::ranges::equal(spelling, word,
                              [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
  };
  for (const Format format : kFormats) {
    if (is(name(format))) return format;
  }
  if (is("jpeg")) return Format::kJpg;
  return std::nullopt;
}

std::uint64_t save(const GrayImage& gray, const std::filesystem::path& file, Format format,
                   const RowObserver& on_row) {
  if (gray.empty()) throw ImageError(file, "the image to write has no pixels");
  static const RowObserver kNobody = [](std::size_t) {};
  const RowObserver& observer = on_row ? on_row : kNobody;

  AtomicFile out(file);
  switch (format) {
    case Format::kPng:
      encode_png(gray, out, observer);
      break;
    case Format::kJpg:
      encode_jpeg(gray, out, observer);
      break;
    case Format::kBmp:
      encode_bmp(gray, out, observer);
      break;
    case Format::kPgm:
      encode_pnm(gray, out, observer);
      break;
  }
  out.commit();
  return out.size();
}

std::size_t remove_unfinished(const std::filesystem::path& folder, long process) {
  std::size_t removed = 0;
  std::error_code ignored;
  for (std::filesystem::directory_iterator entry(folder, ignored), end; entry != end;
       entry.increment(ignored)) {
    const std::string file = entry->path().filename().native();
    if (file.starts_with(AtomicFile::prefix(process)) && file.ends_with(AtomicFile::kSuffix)) {
      if (std::filesystem::remove(entry->path(), ignored)) ++removed;
    }
    if (ignored) break;
  }
  return removed;
}

}  // namespace heddle::image
