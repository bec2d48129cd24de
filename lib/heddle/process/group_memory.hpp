// How much memory a group of processes takes.
#pragma once

#include <sys/types.h>

#include <cstdint>

namespace heddle {

// The resident bytes of all processes of the group, added up: what they share counts for each. 0 where the
// system does not tell (/proc is not mounted). Thread safety: any thread.
std::uint64_t resident_bytes_of_group(pid_t group);

}  // namespace heddle
