// Writing gray images so that no half-written file is ever seen: the bytes go to a temporary file beside the
// target, every write is checked (a full disk shows itself in write or close), and only then is the file
// renamed into place.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>

#include "heddle/image/error.hpp"
#include "heddle/image/pixels.hpp"

namespace heddle::image {

enum class Format { kPng, kJpg, kBmp, kPgm };
inline constexpr std::array kFormats{Format::kPng, Format::kJpg, Format::kBmp, Format::kPgm};

std::string_view name(Format format);                           // "png", "jpg", "bmp", "pgm"
std::string_view extension(Format format);                      // ".png", ...
std::optional<Format> parse_format(std::string_view spelling);  // a name() in any case, or "jpeg"

// Called once for each row, in order and on the caller's thread, as soon as the encoder has taken the row;
// the calls are spread over the time that encoding takes. May throw, which abandons the file.
using RowObserver = std::function<void(std::size_t row)>;

// Writes `gray` to `file` and returns the size of the file in bytes. Replaces an existing file; the folder
// must exist. PNG: 8-bit gray, tuned for speed. JPEG: quality 90. BMP: 8-bit palette. PGM: binary (P5).
//
// Throws ImageError, naming the file and the cause; what `on_row` throws is passed on as it is. In either
// case no temporary is left and an existing `file` is as it was. Callable from many threads and processes at
// once, also with the same `file`: the last rename wins.
std::uint64_t save(const GrayImage& gray, const std::filesystem::path& file, Format format,
                   const RowObserver& on_row = {});

// Removes the temporaries that the process with id `process` left in `folder` when it was killed in the
// middle of save(); returns how many. Call it when that process is known to be dead. Throws nothing but
// std::bad_alloc.
std::size_t remove_unfinished(const std::filesystem::path& folder, long process);

}  // namespace heddle::image
