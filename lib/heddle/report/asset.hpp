// A file that a page carries in itself, so that it opens without a network. lib/cmake/embed.cmake makes one
// of a file's bytes.
#pragma once

#include <string_view>

namespace heddle {

struct Asset {
  std::string_view text;    // byte for byte between its tags
  std::string_view source;  // what a content security policy calls it: "sha256-..."
};

}  // namespace heddle
