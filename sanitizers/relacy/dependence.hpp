// Which operations of two threads may be swapped without anybody noticing. Everything that reduces a search
// rests on this: two that are called independent here must commute in every state, in what they do and in
// whether they can be done.
#pragma once

#include <cstdint>

#include "sanitizers/relacy/operation.hpp"

namespace heddle::model {

// What of an operation others depend on. Its objects are told by their numbers, which they have again in
// every execution that begins in the same way; 0: none.
struct Access {
  Access() = default;
  Access(const Operation& operation);  // NOLINT(google-explicit-constructor): an operation is one

  Kind kind = Kind::kYield;
  std::uint32_t object = 0;
  std::uint32_t also = 0;
};

// Whether both orders of the two may come to something different. Operations of one thread are always ordered
// and not asked about.
bool are_dependent(const Access& a, const Access& b);

// Whether there is a state in which both can be done. Of dependent operations that never can, one makes the
// other possible, and their order cannot be turned round.
bool may_be_co_enabled(const Access& a, const Access& b);

}  // namespace heddle::model
