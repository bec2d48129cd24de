// Memory that a process and the children it forks afterwards all see: one anonymous shared mapping that holds
// an object, or an array. What is in it outlives any one of them and may be found in mid-change when one is
// killed, so only types without pointers to repair and without destructors are let in.
#pragma once

#include <sys/mman.h>

#include <cerrno>
#include <cstddef>
#include <limits>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <system_error>
#include <type_traits>
#include <utility>

namespace heddle {

// An anonymous mapping of `bytes` bytes, zero at first, shared with children forked later.
// Thread safety: none for the owner object itself; the memory is what its contents make of it.
class SharedMapping {
 public:
  // Errors: std::system_error with the size and the cause.
  explicit SharedMapping(std::size_t bytes)
      : bytes_(bytes == 0 ? 1 : bytes),
        address_(::mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)) {
    if (address_ == MAP_FAILED)
      throw std::system_error(errno, std::generic_category(),
                              "cannot share " + std::to_string(bytes_) + " bytes between processes");
  }
  ~SharedMapping() {
    if (address_ != nullptr) ::munmap(address_, bytes_);
  }
  SharedMapping(SharedMapping&& other) noexcept
      : bytes_(other.bytes_), address_(std::exchange(other.address_, nullptr)) {}
  SharedMapping& operator=(SharedMapping&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    std::swap(address_, other.address_);
    return *this;
  }

  void* address() const { return address_; }

 private:
  std::size_t bytes_;
  void* address_;
};

template <class T>
concept Shareable = std::is_standard_layout_v<T> && std::is_trivially_destructible_v<T>;

// One T in shared memory. Unmapped by its owner alone; a child's copy ends with the child.
template <class T>
class SharedMemory {
  static_assert(Shareable<T>, "memory that processes share holds standard-layout types without destructors");

 public:
  // Errors: std::system_error where memory is out; whatever T's constructor throws.
  template <class... Args>
    requires std::is_constructible_v<T, Args...>
  explicit SharedMemory(Args&&... args)
      : mapping_(sizeof(T)), object_(::new(mapping_.address()) T(std::forward<Args>(args)...)) {}

  T* operator->() const { return object_; }
  T& operator*() const { return *object_; }

 private:
  SharedMapping mapping_;
  T* object_;
};

// `size` elements of T in shared memory, each value-initialised. size may be 0.
template <class T>
class SharedMemory<T[]> {
  static_assert(Shareable<T>, "memory that processes share holds standard-layout types without destructors");

 public:
  // Errors: std::bad_array_new_length beyond the address space; std::system_error where memory is out.
  explicit SharedMemory(std::size_t size)
      : mapping_(bytes(size)), elements_(static_cast<T*>(mapping_.address()), size) {
    std::uninitialized_value_construct(elements_.begin(), elements_.end());
  }

  // i: below size(), which is not checked.
  T& operator[](std::size_t i) const { return elements_[i]; }
  std::size_t size() const { return elements_.size(); }
  T* begin() const { return elements_.data(); }
  T* end() const { return elements_.data() + elements_.size(); }

 private:
  static std::size_t bytes(std::size_t size) {
    if (size > std::numeric_limits<std::size_t>::max() / 2 / sizeof(T)) throw std::bad_array_new_length();
    return size * sizeof(T);
  }

  SharedMapping mapping_;
  std::span<T> elements_;
};

}  // namespace heddle
