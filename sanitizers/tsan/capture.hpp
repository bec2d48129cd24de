// Catches ThreadSanitizer's reports inside the process: while a Capture lives, reports are neither printed
// nor counted towards the exit code, but kept for whoever asks. Without one, ThreadSanitizer prints them and
// the program's exit code is 66, as ever.
#pragma once

#include <cstddef>
#include <vector>

#include "sanitizers/tsan/report.hpp"

namespace heddle::tsan {

// Whether this program has ThreadSanitizer's runtime. Whether that also sees races is the canary's business.
bool active();

// Reports of every thread are kept, and of a child that was forked meanwhile, whatever became of it.
// Thread safety: made, asked and destroyed by one thread; captures nest like scopes. A report that comes in
// while take() runs may be lost, so the threads under observation are done by then.
class Capture {
 public:
  static const std::size_t kKept;  // reports, of all captures that live at once

  // Errors: std::system_error where the system has no memory left.
  Capture();
  ~Capture();
  Capture(const Capture&) = delete;
  Capture& operator=(const Capture&) = delete;

  // What take() would return, as far as it can be told without the symbolizer, which take() asks.
  std::vector<Finding> findings() const;

  // The reports since the capture began or was last asked, in the order in which they came. Costs the
  // symbolizer's time: milliseconds for each.
  std::vector<Report> take();

  // How many reports since the capture began found no room.
  std::size_t dropped() const;

 private:
  const std::size_t first_;
  const std::size_t dropped_before_;
};

}  // namespace heddle::tsan
