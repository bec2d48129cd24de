// Reading what a command is given and writing what it leaves behind, with every failure named.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>

namespace heddle {

// Calls write(stream) on the file, or on standard output for "-". Errors: std::runtime_error with the path
// and the cause, also where the disk is full.
void write_file(const std::filesystem::path& file, const std::function<void(std::ostream&)>& write);

// All that is in the file. Errors: std::runtime_error with the path and the cause, also where that is more
// than `most` bytes.
std::string read_file(const std::filesystem::path& file, std::size_t most);

// Makes the folder and what leads to it. Errors: std::invalid_argument for an empty path; std::runtime_error
// with the path, the cause and what to do.
void make_folder(const std::filesystem::path& folder);

}  // namespace heddle
