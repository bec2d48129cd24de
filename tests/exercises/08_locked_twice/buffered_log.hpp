// A log that writes several lines out at once.
#pragma once

#include <cstddef>
#include <string>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class BufferedLog {
 public:
  static constexpr std::size_t kRoom = 2;  // lines

  explicit BufferedLog(Sink<Sync>& file) : file_(file) {}

  // Adds the line "converted <image>", and writes all out when the buffer is full. Any worker at any time.
  void log(int image) {
    const Lock<Sync> lock(mutex_);
    const std::size_t line = lines_.read();
    images_.write(line, image);
    lines_.write(line + 1);
    // TODO: who holds the lock here, and who wants it?
    if (line + 1 == kRoom) write_out();
  }

  // Writes out the lines that there are. Any worker at any time.
  void write_out() {
    const Lock<Sync> lock(mutex_);
    for (std::size_t i = 0; i < lines_.read(); ++i)
      file_.append("converted " + std::to_string(images_.read(i)) + "\n");
    lines_.write(0);
  }

 private:
  Sink<Sync>& file_;
  Mutex<Sync> mutex_{"buffer mutex"};
  SharedArray<Sync, int, kRoom> images_{"images"};
  Shared<Sync, std::size_t> lines_{"lines", 0};
};

}  // namespace heddle::exercise
