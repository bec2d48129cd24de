// The checks of LoadLimits, shared by the readers. Private to this box.
#pragma once

#include <cstdint>
#include <filesystem>

#include "heddle/image/load.hpp"

namespace heddle::image {

// Throw ImageError about `name` when a limit is passed, before any memory is spent on the image.
void check_file_bytes(std::uint64_t bytes, const std::filesystem::path& name, const LoadLimits& limits);
void check_pixels(std::uint64_t width, std::uint64_t height, const std::filesystem::path& name,
                  const LoadLimits& limits);

}  // namespace heddle::image
