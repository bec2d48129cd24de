#include "heddle/process/group_memory.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <system_error>

namespace heddle {
namespace {

namespace fs = std::filesystem;

constexpr int kGroupField = 5;  // of /proc/PID/stat, from 1 (proc(5))
constexpr int kResidentField = 24;

// The resident pages of a process of the group; 0 for another, or one that is gone.
std::uint64_t resident_pages(const fs::path& process, pid_t group) {
  std::ifstream in(process / "stat");
  std::string stat;
  std::getline(in, stat, '\0');  // which does not throw where the process ends meanwhile
  // The second field is the program's name in parentheses, with whatever it contains.
  const std::size_t name = stat.rfind(')');
  if (name == std::string::npos) return 0;
  std::istringstream fields(stat.substr(name + 1));
  std::string field;
  std::uint64_t pages = 0;
  for (int number = 3; number <= kResidentField && fields >> field; ++number) {
    if (number == kGroupField && field != std::to_string(group)) return 0;
    if (number == kResidentField) std::istringstream(field) >> pages;
  }
  return pages;
}

bool is_number(const std::string& text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::uint64_t resident_bytes_of_group(pid_t group) {
  std::uint64_t pages = 0;
  std::error_code error;
  for (fs::directory_iterator process("/proc", error), end; !error && process != end;
       process.increment(error))
    if (is_number(process->path().filename().string())) pages += resident_pages(process->path(), group);
  return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace heddle
