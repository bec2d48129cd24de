// The proof is run over the desk as it was given, over another that is as right, and over broken ones.
#pragma once

#include "desk.hpp"
#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

// Guarded by what a desk is claimed to be as good as.
template <class Sync>
class DeskWithMutex {
 public:
  template <class Retouch>
  void use(Retouch retouch) {
    const Lock<Sync> lock(mutex_);
    retouch();
  }

 private:
  Mutex<Sync> mutex_{"desk mutex"};
};

template <class Sync>
class TwoPermits {
 public:
  template <class Retouch>
  void use(Retouch retouch) {
    const Permit<Sync> permit(free_);
    retouch();
  }

 private:
  Semaphore<Sync> free_{"desk is free", 2};
};

template <class Sync>
class BackTooEarly {
 public:
  template <class Retouch>
  void use(Retouch retouch) {
    free_.acquire();
    free_.release();
    retouch();
  }

 private:
  Semaphore<Sync> free_{"desk is free", 1};
};

template <class Sync>
class BackTwice {
 public:
  template <class Retouch>
  void use(Retouch retouch) {
    const Permit<Sync> permit(free_);
    retouch();
    free_.release();
  }

 private:
  Semaphore<Sync> free_{"desk is free", 1};
};

template <class Sync>
class NeverBack {
 public:
  template <class Retouch>
  void use(Retouch retouch) {
    free_.acquire();
    retouch();
  }

 private:
  Semaphore<Sync> free_{"desk is free", 1};
};

template <class Sync>
class NotIfTaken {
 public:
  template <class Retouch>
  void use(Retouch retouch) {
    if (!free_.try_acquire()) return;
    retouch();
    free_.release();
  }

 private:
  Semaphore<Sync> free_{"desk is free", 1};
};

template <template <class> class Some>
struct Over {
  template <class Sync>
  struct Scenario : Proof<Sync, Some> {};
};

using Scenarios = VariantList<
    Named<"as_given", Over<Desk>::Scenario>, Named<"with_mutex", Over<DeskWithMutex>::Scenario>,
    Named<"two_permits", Over<TwoPermits>::Scenario>, Named<"back_too_early", Over<BackTooEarly>::Scenario>,
    Named<"back_twice", Over<BackTwice>::Scenario>, Named<"never_back", Over<NeverBack>::Scenario>,
    Named<"not_if_taken", Over<NotIfTaken>::Scenario>>;

}  // namespace heddle::exercise
