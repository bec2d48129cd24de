// Any bytes are either an image within the limits or an ImageError: no crash, no leak, no endless work.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "heddle/image/gray.hpp"
#include "heddle/image/load.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
  using namespace heddle::image;
  const LoadLimits limits{.max_pixels = 1 << 18, .max_file_bytes = 1 << 20};
  try {
    const RgbImage rgb = load_from_memory(std::as_bytes(std::span(bytes, count)), "fuzzed", limits);
    if (rgb.pixels() > limits.max_pixels || to_gray(rgb).pixels() != rgb.pixels()) std::abort();
  } catch (const ImageError&) {
  }
  return 0;
}
