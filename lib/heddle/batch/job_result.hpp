// What one job left behind. Plain bytes, because a worker process leaves it in shared memory.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "heddle/core/run.hpp"

namespace heddle {

// Thread safety: written by the one worker that has the job; read when the workers are done.
struct JobResult {
  enum class State : std::uint8_t { kNotDone, kConverted, kFailed };

  State state = State::kNotDone;
  std::uint64_t width = 0;         // pixels
  std::uint64_t height = 0;        // pixels
  std::uint64_t bytes = 0;         // of the output
  std::uint64_t rows_counted = 0;  // handed to the counter, also where the job then failed
  std::uint64_t lines_logged = 0;
  StageSeconds stages;
  std::array<char, 600> failure{};  // one line, ends with NUL

  // What does not fit is left out of the middle: the line begins with the file and ends with the cause.
  void fail(std::string_view why) {
    state = State::kFailed;
    constexpr std::string_view kLeftOut = " ... ";
    const std::size_t room = failure.size() - 1;
    const std::size_t tail = why.size() <= room ? 0 : room / 2;
    const std::size_t head = why.size() <= room ? why.size() : room - tail - kLeftOut.size();
    char* at = std::copy_n(why.data(), head, failure.data());
    if (tail > 0) {
      at = std::copy_n(kLeftOut.data(), kLeftOut.size(), at);
      at = std::copy_n(why.data() + why.size() - tail, tail, at);
    }
    *at = '\0';
  }
};

}  // namespace heddle
