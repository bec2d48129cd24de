// Writes one line to the log for each image.
#pragma once

#include <string>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class Logger {
 public:
  explicit Logger(Sink<Sync>& log) : log_(log) {}

  // The line "converted <worker>". Any worker at any time.
  void converted(int worker) {
    // TODO: what may come between two appends?
    log_.append("converted ");
    log_.append(std::to_string(worker) + "\n");
  }

 private:
  Sink<Sync>& log_;
};

}  // namespace heddle::exercise
