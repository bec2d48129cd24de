// A folder of its own for each test, gone afterwards, and what tests put there and look up there.
#pragma once

#include <stdlib.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <stdexcept>
#include <string>
#include <system_error>

namespace heddle::test {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "heddle-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
    path_ = std::filesystem::canonical(name);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::filesystem::path& name) const { return path_ / name; }
  // Of every kind, right below the folder.
  std::ptrdiff_t files() const {
    return std::distance(std::filesystem::directory_iterator(path_), std::filesystem::directory_iterator());
  }

 private:
  std::filesystem::path path_;
};

inline void write_bytes(const std::filesystem::path& file, const std::string& bytes) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << bytes;
}

inline std::string read_bytes(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// A picture of noise, which no encoder makes small. Binary PNM, written by hand so that it owes nothing to
// the code under test. Returns `file`.
inline std::filesystem::path write_ppm(const std::filesystem::path& file, std::size_t width,
                                       std::size_t height, unsigned seed = 1) {
  std::minstd_rand random(seed);
  std::string bytes = "P6\n" + std::to_string(width) + " " + std::to_string(height) + "\n255\n";
  for (std::size_t i = 0; i < 3 * width * height; ++i) bytes += static_cast<char>(random() >> 8 & 0xFF);
  write_bytes(file, bytes);
  return file;
}

// The bytes of every regular file below `folder` whose name ends in `suffix`, by the name relative to it.
using Files = std::map<std::string, std::string>;
inline Files files_in(const std::filesystem::path& folder, const std::string& suffix = "") {
  Files files;
  if (!std::filesystem::exists(folder)) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().lexically_relative(folder).string();
    if (entry.is_regular_file() && name.ends_with(suffix)) files[name] = read_bytes(entry.path());
  }
  return files;
}

// How many unfinished files of ours are anywhere below `folder`.
inline std::size_t unfinished_in(const std::filesystem::path& folder) {
  std::size_t count = 0;
  std::error_code gone;  // a file may be renamed or removed under our eyes
  for (std::filesystem::recursive_directory_iterator at(folder, gone), end; !gone && at != end;
       at.increment(gone))
    count += at->path().filename().string().starts_with(".heddle-");
  return count;
}

// Permissions bind everybody but root. For a child process that must feel them; cannot be undone.
inline bool give_up_root() {
  constexpr uid_t kNobody = 65534;
  return ::geteuid() != 0 || ::setresuid(kNobody, kNobody, kNobody) == 0;
}

}  // namespace heddle::test
