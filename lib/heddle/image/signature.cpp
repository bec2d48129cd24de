// See signature.hpp; looks_like_image of load.hpp is here too.
#include "heddle/image/signature.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <string>

#include "heddle/image/load.hpp"

namespace heddle::image {

namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view bytes;
  std::string_view format;
};
constexpr std::array kSignatures{
    Signature{"\xff\xd8"sv, "JPEG"},
    Signature{"\x89PNG\r\n\x1a\n"sv, "PNG"},
    Signature{"GIF87a"sv, "GIF"},
    Signature{"GIF89a"sv, "GIF"},
    Signature{"BM"sv, "BMP"},
    Signature{"8BPS"sv, "PSD"},
    Signature{"P5"sv, "PNM"},
    Signature{"P6"sv, "PNM"},
    Signature{"#?RADIANCE\n"sv, "HDR"},
    Signature{"#?RGBE\n"sv, "HDR"},
    Signature{"\x53\x80\xf6\x34"sv, "PIC"},
};

constexpr std::array kExtensions{".jpg"sv, ".jpeg"sv, ".jpe"sv, ".jfif"sv, ".png"sv, ".gif"sv, ".bmp"sv,
                                 ".tga"sv, ".psd"sv,  ".hdr"sv, ".pic"sv,  ".pgm"sv, ".ppm"sv, ".pnm"sv};

}  // namespace

std::string_view format_by_signature(std::span<const std::byte> start) {
  const std::string_view bytes(reinterpret_cast<const char*>(start.data()), start.size());
  for (const auto& signature : kSignatures) {
    if (bytes.starts_with(signature.bytes)) return signature.format;
  }
  return {};
}

bool looks_like_image(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) return false;
  std::string extension = file.extension().native();
  std::ranges::transform(extension, extension.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  });
  if (std::ranges::find(kExtensions, extension) != kExtensions.end()) return true;

  std::array<std::byte, kSignatureBytes> start{};
  std::ifstream in(file, std::ios::binary);
  in.read(reinterpret_cast<char*>(start.data()), start.size());
  const auto read = static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0));
  // Two letters are too little to tell a bitmap from a text that begins with them.
  const std::string_view format = format_by_signature(std::span(start).first(read));
  return !format.empty() && format != "BMP" && format != "PNM";
}

}  // namespace heddle::image
