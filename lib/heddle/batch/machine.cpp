#include "heddle/batch/machine.hpp"

#include <sched.h>
#include <sys/utsname.h>

#include <fstream>
#include <string>

#ifndef HEDDLE_COMMIT
#define HEDDLE_COMMIT "unknown"
#endif

namespace heddle {
namespace {

std::string processor() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    if (!line.starts_with("model name")) continue;
    const std::size_t colon = line.find(": ");
    if (colon != std::string::npos) return line.substr(colon + 2);
  }
  return "unknown";
}

int usable_cores() {
  cpu_set_t cores;
  return sched_getaffinity(0, sizeof cores, &cores) == 0 ? CPU_COUNT(&cores) : 0;
}

std::string operating_system() {
  utsname name{};
  if (uname(&name) != 0) return "unknown";
  return std::string(name.sysname) + " " + name.release + " " + name.machine;
}

std::string compiler() {
#if defined(__clang__)
  return "clang " __clang_version__;
#else
  return "gcc " __VERSION__;
#endif
}

}  // namespace

Machine this_machine() {
  return {.processor = processor(),
          .cores = usable_cores(),
          .system = operating_system(),
          .compiler = compiler(),
          .commit = HEDDLE_COMMIT};
}

}  // namespace heddle
