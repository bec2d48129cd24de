// Waiting for a file to be saved.
#pragma once

#include <filesystem>
#include <string>

namespace heddle {

// Waits until the file holds other bytes than when it was called last: a file that is replaced, as editors do
// it, or gone for a moment counts by what it comes back with. False where SIGINT or SIGTERM ended the
// waiting; outside of it these signals do what they always do. Thread safety: one thread, the only one of its
// process.
class SaveWatch {
 public:
  explicit SaveWatch(std::filesystem::path file);
  bool wait();

 private:
  std::filesystem::path file_;
  std::string seen_;
};

}  // namespace heddle
