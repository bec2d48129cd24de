#include "sanitizers/child/asleep.hpp"

#include <linux/futex.h>
#include <sys/syscall.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

namespace heddle {
namespace {

namespace fs = std::filesystem;

std::vector<pid_t> thread_ids(pid_t process) {
  std::vector<pid_t> ids;
  std::error_code gone;
  const fs::path folder = "/proc/" + std::to_string(process) + "/task";
  for (fs::directory_iterator at(folder, gone), end; !gone && at != end; at.increment(gone)) {
    const std::string name = at->path().filename().string();
    pid_t id = 0;
    if (std::from_chars(name.data(), name.data() + name.size(), id).ec == std::errc()) ids.push_back(id);
  }
  std::ranges::sort(ids);
  return ids;
}

// proc(5): "NUMBER ARGUMENT*6 SP PC" of the system call that a thread blocks in, or "running". The fourth
// argument of futex(2) is its time limit.
bool waits_without_limit(const std::string& task) {
  std::ifstream file(task + "/syscall");
  long number = -1;
  std::string address;
  std::string operation;
  std::string value;
  std::string limit;
  if (!(file >> number >> address >> operation >> value >> limit) || number != SYS_futex) return false;
  const auto command = static_cast<int>(std::strtoul(operation.c_str(), nullptr, 16)) & FUTEX_CMD_MASK;
  const bool is_wait = command == FUTEX_WAIT || command == FUTEX_WAIT_BITSET || command == FUTEX_LOCK_PI;
  return is_wait && limit == "0x0";
}

// "voluntary_ctxt_switches:\t7" and its twin: they change whenever the thread has run.
std::string switches(const std::string& task) {
  std::ifstream file(task + "/status");
  std::string all;
  for (std::string line; std::getline(file, line);)
    if (line.find("ctxt_switches") != std::string::npos) all += line + '\n';
  return all;
}

}  // namespace

bool ThreadList::has(pid_t id) const {
  return std::find(ids.begin(), ids.begin() + size, id) != ids.begin() + size;
}

ThreadList threads_of(pid_t process, pid_t but_for) {
  ThreadList list;
  for (const pid_t id : thread_ids(process))
    if (id != but_for && list.size < list.ids.size()) list.ids[list.size++] = id;
  return list;
}

Sleepers asleep_for_good(pid_t process, const ThreadList& leave_out) {
  Sleepers sleepers;
  for (const pid_t id : thread_ids(process)) {
    if (leave_out.has(id)) continue;
    const std::string task = "/proc/" + std::to_string(process) + "/task/" + std::to_string(id);
    if (!waits_without_limit(task)) return {};
    sleepers.emplace_back(id, switches(task));
  }
  return sleepers;
}

}  // namespace heddle
