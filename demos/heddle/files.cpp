#include "files.hpp"

#include <cerrno>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <system_error>

namespace heddle {

void write_file(const std::filesystem::path& file, const std::function<void(std::ostream&)>& write) {
  errno = 0;
  if (file == "-") {
    write(std::cout);
    std::cout.flush();
    if (!std::cout) throw std::runtime_error("cannot write to standard output");
    return;
  }
  std::ofstream out(file, std::ios::binary);
  if (out) write(out);
  out.close();
  if (!out)
    throw std::runtime_error(file.string() + ": cannot write it: " + std::generic_category().message(errno));
}

void make_folder(const std::filesystem::path& folder) {
  if (folder.empty()) throw std::invalid_argument("-o: the output folder has no name");
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error || !std::filesystem::is_directory(folder))
    throw std::runtime_error(folder.string() + ": cannot make this folder: " +
                             (error ? error.message() : "there is a file of that name") + "; choose another with -o");
}

}  // namespace heddle
