// stb_image as the reader of every format that has none of its own here, made strict and given words. Private
// to this box.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

#include "heddle/image/load.hpp"

namespace heddle::image {

// Decodes `encoded` to RGB. stb_image by itself fills what is missing from a short file with zeros, or with
// nothing; here a file that ends too early is an error. Throws ImageError about `name`. Callable from many
// threads at once (stb_image keeps its failure reason per thread).
RgbImage decode_with_stb(std::span<const std::byte> encoded, const std::filesystem::path& name,
                         const LoadLimits& limits);

}  // namespace heddle::image
