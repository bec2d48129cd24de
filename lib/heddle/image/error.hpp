// The one exception of the image box: a file that could not be read, converted or written, and why.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string_view>

namespace heddle::image {

// what() is one line, "<file>: <cause>". Control characters in the file's name are written as \xNN, so that
// a hostile name can neither break the line nor forge another one.
class ImageError : public std::runtime_error {
 public:
  ImageError(const std::filesystem::path& file, std::string_view cause);
};

}  // namespace heddle::image
