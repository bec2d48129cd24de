// How a child's bytes travel: a frame is its length and then its bytes, so that an answer is whole or none.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "heddle/sync/watch.hpp"

namespace heddle {

// Thread safety: any thread at any time, for strings and descriptors of its own.

// Writes all of it, or stops where the reader is gone.
void write_all(int descriptor, std::string_view bytes);
void write_frame(int descriptor, std::string_view bytes);

// The frame that `bytes` begins with, if it is there as a whole.
std::optional<std::string> frame_in(std::string_view bytes);

// Records as bytes and back. What is no such record is left out.
std::string pack(const std::vector<Waiting>& waiting);
std::vector<Waiting> unpack(std::string_view bytes);

}  // namespace heddle
