#include "heddle/core/shard.hpp"

#include <charconv>
#include <stdexcept>
#include <system_error>

#include "heddle/core/printable.hpp"

namespace heddle {

Shard shard_from(std::string_view text) {
  Shard shard;
  const char* const end = text.data() + text.size();
  const auto [slash, error] = std::from_chars(text.data(), end, shard.index);
  if (error == std::errc() && slash != end && *slash == '/') {
    const auto [rest, count_error] = std::from_chars(slash + 1, end, shard.count);
    if (count_error == std::errc() && rest == end && shard.index >= 1 && shard.index <= shard.count &&
        shard.count <= kMostShards)
      return shard;
  }
  throw std::invalid_argument("'" + printable(text) + "' is not I/N, as in 2/4: part I, from 1, of N, " +
                              std::to_string(kMostShards) + " at most");
}

std::string words_for(Shard shard) {
  return "part " + std::to_string(shard.index) + " of " + std::to_string(shard.count);
}

}  // namespace heddle
