// See stb_reader.hpp.
#include "heddle/image/stb_reader.hpp"

#include <stb_image.h>
#include <cstdlib>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "heddle/image/limits.hpp"
#include "heddle/image/signature.hpp"

namespace heddle::image {
namespace {

// The bytes as stb_image's callbacks see them, noting when the decoder wants more than there is. stb_image
// reads ahead into one small buffer of its own, the destination of its very first read: there a short answer
// is normal, and only an empty one means that a needed byte is missing. Reads to anywhere else are exact.
class Source {
 public:
  explicit Source(std::span<const std::byte> bytes) : bytes_(bytes) {}

  bool ran_out() const { return ran_out_; }

  static const stbi_io_callbacks* callbacks() {
    static constexpr stbi_io_callbacks kCallbacks{
        [](void* source, char* to, int count) { return static_cast<Source*>(source)->read(to, count); },
        [](void* source, int count) { static_cast<Source*>(source)->skip(count); },
        [](void* source) { return static_cast<Source*>(source)->left() == 0 ? 1 : 0; }};
    return &kCallbacks;
  }

 private:
  std::size_t left() const { return bytes_.size() - at_; }

  int read(char* to, int count) {
    if (count <= 0) return 0;
    if (read_ahead_ == nullptr) read_ahead_ = to;
    const std::size_t got = std::min(left(), static_cast<std::size_t>(count));
    if (got == 0 || (to != read_ahead_ && got < static_cast<std::size_t>(count))) ran_out_ = true;
    std::memcpy(to, bytes_.data() + at_, got);
    at_ += got;
    return static_cast<int>(got);
  }

  void skip(int count) {
    if (count <= 0) return;
    const std::size_t wanted = static_cast<std::size_t>(count);
    if (wanted > left()) ran_out_ = true;
    at_ += std::min(left(), wanted);
  }

  std::span<const std::byte> bytes_;
  std::size_t at_ = 0;
  const char* read_ahead_ = nullptr;
  bool ran_out_ = false;
};

struct Cause {
  std::string_view reason;  // stb_image's own
  std::string_view words;
};

// Kinds of file that are whole but that stb_image does not read.
constexpr std::array kUnsupported{
    Cause{"1/2/4/8/16-bit only", "PNG with an unknown bit depth"},
    Cause{"unsupported bit depth", "PSD with an unusual bit depth"},
    Cause{"wrong channel count", "PSD with an unusual number of channels"},
    Cause{"wrong color format", "PSD that is not RGB"},
    Cause{"bad compression", "PSD or PNG with an unknown compression"},
    Cause{"BMP RLE", "BMP with run-length compression"},
    Cause{"BMP JPEG/PNG", "BMP that wraps a JPEG or PNG"},
    Cause{"unknown BMP", "BMP of an unknown kind"},
};

// Damage, in the words of someone who looks at the file rather than at the decoder.
constexpr std::array kDamage{
    Cause{"unknown image type", "its header makes no sense"},
    Cause{"bad huffman code", "the compressed data makes no sense"},
    Cause{"bad codelengths", "its code tables make no sense"},
    Cause{"bad dist", "the compressed data points before its own beginning"},
    Cause{"bad zlib header", "the compressed data has a wrong header"},
    Cause{"no preset dict", "the compressed data has a wrong header"},
    Cause{"zlib corrupt", "the compressed data makes no sense"},
    Cause{"read past buffer", "the compressed data ends too early"},
    Cause{"output buffer limit", "the compressed data is larger than any image"},
    Cause{"outofdata", "the file ends too early"},
    Cause{"not enough pixels", "there are fewer pixels than the header says"},
    Cause{"0-pixel image", "its width or height is zero"},
    Cause{"no IDAT", "there is no picture data in it"},
    Cause{"no PLTE", "its palette is missing"},
    Cause{"invalid PLTE", "its palette makes no sense"},
    Cause{"first not IHDR", "it does not start with its header"},
    Cause{"multiple IHDR", "it has more than one header"},
    Cause{"invalid filter", "a row is stored in an unknown way"},
};

std::string_view words_for(std::span<const Cause> causes, std::string_view reason) {
  const auto found = std::ranges::find(causes, reason, &Cause::reason);
  return found == causes.end() ? std::string_view{} : found->words;
}

std::string cause_of_failure(std::span<const std::byte> encoded, bool ran_out) {
  const std::string_view format =
      format_by_signature(encoded.first(std::min(encoded.size(), kSignatureBytes)));
  const char* failure = stbi_failure_reason();
  const std::string_view reason = failure != nullptr ? failure : "no reason given";
  if (reason == "outofmem") return "not enough memory to decode it";
  if (reason == "too large") return "the image is too large to decode";
  if (format.empty() && reason == "unknown image type") return "not an image of a known type";
  if (ran_out) return "the file ends before the image is complete";
  if (const auto words = words_for(kUnsupported, reason); !words.empty()) {
    return "this kind of image is not supported: " + std::string(words);
  }
  const auto words = words_for(kDamage, reason);
  std::string cause = format.empty() ? "corrupt image" : "corrupt " + std::string(format);
  return cause + ": " + std::string(words.empty() ? reason : words);
}

}  // namespace

RgbImage decode_with_stb(std::span<const std::byte> encoded, const std::filesystem::path& name,
                         const LoadLimits& limits) {
  int width = 0;
  int height = 0;
  int channels = 0;
  Source header(encoded);
  if (stbi_info_from_callbacks(Source::callbacks(), &header, &width, &height, &channels) == 0 || width <= 0 ||
      height == 0) {
    throw ImageError(name, cause_of_failure(encoded, header.ran_out()));
  }
  // A BMP whose top row comes first says so by a negative height, which stb's look at the header hands on.
  const auto rows = static_cast<std::uint64_t>(std::abs(static_cast<std::int64_t>(height)));
  check_pixels(static_cast<std::uint64_t>(width), rows, name, limits);

  Source source(encoded);
  SampleBuffer samples(stbi_load_from_callbacks(Source::callbacks(), &source, &width, &height, &channels, 3));
  if (!samples) throw ImageError(name, cause_of_failure(encoded, source.ran_out()));
  if (source.ran_out()) throw ImageError(name, "the file ends before the image is complete");
  return RgbImage(static_cast<std::size_t>(width), static_cast<std::size_t>(height), std::move(samples));
}

}  // namespace heddle::image
