// A log of one worker and 6 lines, made by the program itself, to be damaged by hand.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle::test {

class WrittenLog {
 public:
  WrittenLog() {
    write_ppm(folder_ / "in/a.ppm", 8, 6);
    heddle({"gray", folder_ / "in", "-o", folder_ / "out", "--workers", "1", "--rows-per-line", "1"});
    std::istringstream log(read_bytes(file()));
    for (std::string line; std::getline(log, line);) lines.push_back(line + "\n");
  }

  const TemporaryFolder& folder() const { return folder_; }
  std::string file() const { return (folder_ / "out/gray.log").string(); }
  std::string text() const {
    std::string all;
    for (const std::string& line : lines) all += line;
    return all;
  }

  std::vector<std::string> lines;  // of text(), each with its end

 private:
  TemporaryFolder folder_;
};

}  // namespace heddle::test
