// The one desk at which the workers retouch images.
#pragma once

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class Desk {
 public:
  // Calls retouch() while nobody else is at the desk. Any worker at any time.
  template <class Retouch>
  void use(Retouch retouch) {
    free_.acquire();
    retouch();
    free_.release();
  }

 private:
  // TODO: two workers, so two permits?
  Semaphore<Sync> free_{"desk is free", 2};
};

}  // namespace heddle::exercise
