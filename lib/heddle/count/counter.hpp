// What every counter has in common: workers add, and when they are done one thread asks for the total.
#pragma once

#include <concepts>
#include <cstdint>

#include "heddle/sync/sync.hpp"

namespace heddle {

template <class C>
concept Counter = requires(C& counter, int worker, std::uint64_t n) {
  C{"name", worker};  // how many workers there are; they are numbered from 0
  counter.add(worker, n);
  { counter.total() } -> std::same_as<std::uint64_t>;
};

}  // namespace heddle
