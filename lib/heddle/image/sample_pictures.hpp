// A set of pictures for those who have no photographs at hand: the same bytes on each run and machine, and
// photograph-like enough (gradients, shapes, mild noise) that encoded sizes and times are realistic.
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

namespace heddle::image {

// Writes `count` RGB pictures of width x height pixels (both at least 1, at most 16384) into `folder`, which
// is made if need be, and returns their paths in order. Formats alternate between PNG, JPEG, BMP and PPM;
// some names hold a space or letters beyond ASCII. Existing files of these names are replaced. Throws
// ImageError.
std::vector<std::filesystem::path> write_sample_pictures(const std::filesystem::path& folder,
                                                         std::size_t count, std::size_t width = 1600,
                                                         std::size_t height = 1200);

}  // namespace heddle::image
