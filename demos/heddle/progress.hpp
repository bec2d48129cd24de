// What the program is busy with, in one line of a terminal that is written over and over.
#pragma once

#include <string>

namespace heddle {

// On standard error, and only where that is a terminal. The line is gone at the end of its life.
// Thread safety: none; a worker process may show what its parent will clear.
class Progress {
 public:
  Progress();
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  bool is_shown() const { return is_shown_; }

  // The text is made printable, and cut where the line ends.
  void show(const std::string& text);
  void clear();

 private:
  const bool is_shown_;
};

}  // namespace heddle
