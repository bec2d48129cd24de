#include "heddle/process/shared_queue.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace heddle {

static_assert(std::atomic<std::uint64_t>::is_always_lock_free && std::atomic<bool>::is_always_lock_free,
              "a lock hidden in an atomic would not be shared by processes");

SharedSemaphore::SharedSemaphore() {
  if (::sem_init(&semaphore_, /*pshared=*/1, 0) != 0)
    throw std::system_error(errno, std::generic_category(), "cannot make a semaphore for processes");
}

void SharedSemaphore::acquire() {
  while (::sem_wait(&semaphore_) != 0 && errno == EINTR) {  // a signal arrived: the permit is still to be had
  }
}

void SharedSemaphore::release() {
  ::sem_post(&semaphore_);
}

SharedQueue::SharedQueue(std::size_t capacity)
    : ring_(capacity), room_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (capacity == 0) {
    if (room_ >= 0) ::close(room_);
    throw std::invalid_argument("SharedQueue: the capacity must be at least 1");
  }
  if (room_ < 0) throw std::system_error(errno, std::generic_category(), "cannot make a queue for processes");
}

SharedQueue::~SharedQueue() {
  ::close(room_);
}

bool SharedQueue::try_push(std::size_t item) {
  {
    const RobustLock lock(shared_->mutex, [] {});
    const std::uint64_t tail = shared_->tail.load(kRelaxed);
    if (tail - shared_->head.load(kRelaxed) == ring_.size()) return false;
    ring_[tail % ring_.size()] = item;
    shared_->tail.store(tail + 1, kRelaxed);
  }
  shared_->items.release();
  return true;
}

void SharedQueue::close() {
  {
    const RobustLock lock(shared_->mutex, [] {});
    shared_->is_closed.store(true, kRelaxed);
  }
  shared_->items.release();
}

void SharedQueue::open() {
  const RobustLock lock(shared_->mutex, [] {});
  shared_->is_closed.store(false, kRelaxed);
}

void SharedQueue::make_up_for_a_death() {
  shared_->items.release();
}

void SharedQueue::clear_room() {
  std::uint64_t count = 0;
  while (::read(room_, &count, sizeof count) < 0 && errno == EINTR) {
  }
}

void SharedQueue::tell_of_room() {
  const std::uint64_t one = 1;
  while (::write(room_, &one, sizeof one) < 0 && errno == EINTR) {
  }
}

}  // namespace heddle
