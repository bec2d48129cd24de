// Which operations of two threads may be swapped without anybody noticing. Everything that reduces a search
// rests on this: two that are called independent here must commute in every state, in what they do and in
// whether they can be done.
#pragma once

#include "sanitizers/relacy/operation.hpp"

namespace heddle::model {

// Whether both orders of the two may come to something different. Operations of one thread are always ordered
// and not asked about.
bool are_dependent(const Operation& a, const Operation& b);

// Whether there is a state in which both can be done. Of dependent operations that never can, one makes the
// other possible, and their order cannot be turned round.
bool may_be_co_enabled(const Operation& a, const Operation& b);

}  // namespace heddle::model
