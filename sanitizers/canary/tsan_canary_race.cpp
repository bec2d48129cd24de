#include "sanitizers/canary/tsan_canary_race.hpp"

#include <pthread.h>

namespace heddle::canary {
namespace {

volatile int written_by_both = 0;  // volatile: the write is made, once

void* write_it(void*) {
  written_by_both = 1;  // [race]
  return nullptr;
}
constexpr int kLineOfTheWrite = __LINE__ - 3;

}  // namespace

const int kRaceLine = kLineOfTheWrite;

void race() {
  pthread_t first{};
  pthread_t second{};
  if (pthread_create(&first, nullptr, write_it, nullptr) != 0) return;
  if (pthread_create(&second, nullptr, write_it, nullptr) == 0) pthread_join(second, nullptr);
  pthread_join(first, nullptr);
}

}  // namespace heddle::canary
