// Memory that a process and the children it forks see alike, so that what a child noted before it hung or
// died is not lost with it.
#pragma once

#include <sys/mman.h>

#include <cerrno>
#include <new>
#include <system_error>
#include <type_traits>

namespace heddle::tsan {

// Holds one T, zero at first.
// Thread safety: that of T's members. Invariant: mapped as long as this lives.
template <class T>
class SharedWithChildren {
  static_assert(std::is_trivially_copyable_v<T>, "no pointer to what one process has alone");

 public:
  // Errors: std::system_error where the system has no memory left.
  SharedWithChildren()
      : memory_(::mmap(nullptr, sizeof(T), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)) {
    if (memory_ == MAP_FAILED)
      throw std::system_error(errno, std::generic_category(), "cannot share memory with a child process");
    value_ = ::new (memory_) T;
  }
  ~SharedWithChildren() { ::munmap(memory_, sizeof(T)); }
  SharedWithChildren(const SharedWithChildren&) = delete;
  SharedWithChildren& operator=(const SharedWithChildren&) = delete;

  T& operator*() { return *value_; }
  T* operator->() { return value_; }
  const T* operator->() const { return value_; }

 private:
  void* const memory_;
  T* value_ = nullptr;
};

}  // namespace heddle::tsan
