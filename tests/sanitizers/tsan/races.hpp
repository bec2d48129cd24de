// Bugs that ThreadSanitizer knows, on two threads that nothing orders.
#pragma once

#include <pthread.h>

#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace heddle::test {

// Both at once, without any order between them.
inline void at_once(const std::function<void()>& first, const std::function<void()>& second) {
  std::thread one(first);
  std::thread other(second);
  one.join();
  other.join();
}

inline volatile int written_by_both = 0;
inline void write_it() {
  written_by_both = 1;
}
inline constexpr int kLineOfTheWrite = __LINE__ - 2;

inline void race() {
  at_once(write_it, write_it);
}

inline void lock_in_both_orders() {
  const auto first = std::make_unique<std::mutex>();
  const auto second = std::make_unique<std::mutex>();
  first->lock();
  second->lock();
  second->unlock();
  first->unlock();
  second->lock();
  first->lock();
  first->unlock();
  second->unlock();
}

inline void write_after_delete() {
  int* volatile kept = new int(1);  // volatile: compilers would see through the rest
  delete kept;
  *static_cast<volatile int*>(kept) = 2;
}

inline void unlock_what_is_not_locked() {
  pthread_mutex_t mutex;
  pthread_mutex_init(&mutex, nullptr);
  pthread_mutex_unlock(&mutex);
  pthread_mutex_destroy(&mutex);
}

}  // namespace heddle::test
