#include "files.hpp"

#include <array>
#include <cerrno>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <system_error>

namespace heddle {

void write_file(const std::filesystem::path& file, const std::function<void(std::ostream&)>& write) {
  if (file == "-") {
    write(std::cout);
    std::cout.flush();
    if (!std::cout) throw std::runtime_error("cannot write to standard output");
    return;
  }
  // Written aside and renamed, so that a full disk leaves no half of it; a device cannot be renamed over.
  std::error_code error;
  const bool in_place =
      std::filesystem::exists(file, error) && !std::filesystem::is_regular_file(file, error);
  std::filesystem::path aside = file;
  if (!in_place) aside += ".part";
  errno = 0;
  std::ofstream out(aside, std::ios::binary);
  if (out) write(out);
  out.close();
  error = std::error_code(out ? 0 : errno != 0 ? errno : EIO, std::generic_category());
  if (!error && !in_place) std::filesystem::rename(aside, file, error);
  if (!error) return;
  std::error_code ignored;
  if (!in_place) std::filesystem::remove(aside, ignored);
  throw std::runtime_error(file.string() + ": cannot write it: " + error.message());
}

std::string read_file(const std::filesystem::path& file, std::size_t most) {
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  std::string text;
  std::array<char, 1 << 16> block{};
  while (in && text.size() <= most) {
    in.read(block.data(), block.size());
    text.append(block.data(), static_cast<std::size_t>(in.gcount()));
  }
  if (text.size() > most)
    throw std::runtime_error(file.string() + ": cannot read it: it has more than " + std::to_string(most) +
                             " bytes");
  if (!in.eof())
    throw std::runtime_error(
        file.string() + ": cannot read it: " + std::generic_category().message(errno != 0 ? errno : EIO));
  return text;
}

void make_folder(const std::filesystem::path& folder) {
  if (folder.empty()) throw std::invalid_argument("-o: the output folder has no name");
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error || !std::filesystem::is_directory(folder))
    throw std::runtime_error(folder.string() + ": cannot make this folder: " +
                             (error ? error.message() : "there is a file of that name") +
                             "; choose another with -o");
}

}  // namespace heddle
