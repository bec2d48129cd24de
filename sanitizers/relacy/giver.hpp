// Who gives a step what it takes: the store that a load reads from, the unlock that lets a lock be taken, the
// notification that ends a wait.
#pragma once

#include <cstdint>
#include <span>

#include "sanitizers/relacy/object.hpp"
#include "sanitizers/relacy/operation.hpp"
#include "sanitizers/relacy/threads.hpp"

namespace heddle::model {

// What a step of a recorded execution did, as far as other steps take from it.
struct Deed {
  int thread = 0;
  Kind kind = Kind::kYield;
  std::uint32_t object = 0;  // its number; 0: none
  std::uint32_t also = 0;
  Elements elements = {};
  bool in_vain = false;   // a try that did not get it
  bool stored = false;    // a value in an atomic
  bool notified = false;  // a wake-up: not for no reason
  int stores_back = 0;    // of a load: how many stores it went back behind the newest
  int permits = 0;        // of a semaphore, before it
  int other = -1;         // the thread that it starts or joins
  ThreadSet lets_go = 0;  // threads whose wait it ends: for a notification, or at a barrier
};

// The index of the deed that the last one takes from, or -1. Loads, reads and read-modify-writes take the
// value that they see; a lock takes what the last unlock gave back; an acquisition the permit of a release,
// where those that there were at the beginning are used up; a wake-up its notification, or for no reason the
// mutex; who passes a barrier or a latch what the last arrival gave; a thread begins by its start, and a join
// ends by the thread's end.
int giver_of_last(std::span<const Deed> deeds);

}  // namespace heddle::model
