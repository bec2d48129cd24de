// A log as its lines: read from a file in blocks, and split in pieces of any size.
#pragma once

#include <algorithm>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "heddle/log/entry.hpp"

namespace heddle {

// Longer than any line of ours, so that a cut line can never pass for an intact one.
inline constexpr std::size_t kLongestKept = LogLine::kMaxSize + 1;

// Splits text that comes in pieces. A line that spans two of them is cut at kLongestKept bytes; so memory is
// bounded, whatever comes. Thread safety: one thread.
class LineSplitter {
 public:
  // Calls line(text without its newline) for each line that ends in these bytes.
  template <class F>
  void feed(std::string_view bytes, F&& line) {
    while (!bytes.empty()) {
      const std::size_t newline = bytes.find('\n');
      const std::string_view piece = bytes.substr(0, newline);
      if (newline != std::string_view::npos && !is_open_) {
        line(piece);
      } else {
        open_ += piece.substr(0, kLongestKept - std::min(kLongestKept, open_.size()));
        is_open_ = newline == std::string_view::npos;
        if (is_open_) return;
        line(std::string_view(open_));
        open_.clear();
      }
      bytes.remove_prefix(newline + 1);
    }
  }

  // Calls tail(text) where the text does not end in a newline.
  template <class F>
  void finish(F&& tail) {
    if (is_open_) tail(std::string_view(open_));
  }

 private:
  std::string open_;
  bool is_open_ = false;
};

// Calls block(bytes) for all that is in the file, in order, until it returns false; "-" is standard input.
// Errors: std::filesystem::filesystem_error with the path and the cause.
void read_blocks(const std::filesystem::path& file, const std::function<bool(std::string_view)>& block);

}  // namespace heddle
