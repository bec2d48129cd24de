// See error.hpp.
#include "heddle/image/error.hpp"

#include "heddle/core/printable.hpp"

namespace heddle::image {

ImageError::ImageError(const std::filesystem::path& file, std::string_view cause)
    : std::runtime_error(printable(file.native()) + ": " + std::string(cause)) {}

}  // namespace heddle::image
