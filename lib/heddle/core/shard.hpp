// One of several parts that a search is split into, so that several processes or machines can look at once;
// and what a part says of itself, for whoever puts the parts together.
#pragma once

#include <string>
#include <string_view>

namespace heddle {

inline constexpr int kMostShards = 1'000;

struct Shard {
  int index = 1;  // from 1 to count
  int count = 1;  // from 1 to kMostShards
};

// Of "2/4". Errors: std::invalid_argument in one line. Thread safety: any thread at any time, as the other
// below.
Shard shard_from(std::string_view text);

// "part 2 of 4"
std::string words_for(Shard shard);

// Parts of one search have the same `search`, `start` and, where they are complete, `split`.
struct Part {
  Shard shard;
  bool complete = false;      // all of it was looked at
  bool bounded = false;       // though the search leaves something out, by its own bound
  bool inequivalent = false;  // no two executions differ only in the order of independent operations
  std::string search;         // how, in words: "partial order reduction, 3 threads"
  std::string start;          // a fingerprint of the first execution
  std::string split;          // and of all places where the search was split; empty unless complete
};

}  // namespace heddle
