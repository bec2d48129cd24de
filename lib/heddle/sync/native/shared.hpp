// Plain memory that threads share, with no synchronisation of its own. A scalar's read and write are one
// volatile access each: the compiler may not fold a loop of them into one addition or keep them in a
// register, so what the source says is what runs; to ThreadSanitizer they are still plain accesses. Two
// threads that use one unsynchronised have a data race, and what they see holds for this compiler only.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "heddle/core/site.hpp"

namespace heddle::native {

// Thread safety: none. That is its purpose.
template <class T>
class Shared {
 public:
  explicit Shared(const char* /*name*/, T initial = T{}) : value_(std::move(initial)) {}
  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;

  [[gnu::always_inline]] T read(Site = {}) const
    requires std::is_scalar_v<T>
  {
    return *static_cast<const volatile T*>(&value_);
  }
  [[gnu::always_inline]] void write(T value, Site = {})
    requires std::is_scalar_v<T>
  {
    *static_cast<volatile T*>(&value_) = value;
  }

  // Larger state is read or changed in place, by f(const T&) or f(T&).
  template <class F>
  decltype(auto) with(F&& f, Site = {}) const {
    return std::forward<F>(f)(value_);
  }
  template <class F>
  decltype(auto) with_mut(F&& f, Site = {}) {
    return std::forward<F>(f)(value_);
  }

 private:
  T value_;
};

// A fixed number of plain elements. A range counts as one access.
// Thread safety: none. Errors: std::out_of_range for an index or a range beyond N, whatever the threads
// do: a racy component may lose data and may not leave its buffer.
template <class T, std::size_t N>
class SharedArray {
 public:
  explicit SharedArray(const char* /*name*/) {}
  SharedArray(const SharedArray&) = delete;
  SharedArray& operator=(const SharedArray&) = delete;

  static constexpr std::size_t size() { return N; }

  T read(std::size_t index, Site = {}) const {
    check(index, 1);
    return *static_cast<const volatile T*>(&elements_[index]);
  }
  void write(std::size_t index, T value, Site = {}) {
    check(index, 1);
    *static_cast<volatile T*>(&elements_[index]) = value;
  }

  void write(std::size_t first, std::span<const T> values, Site = {}) {
    check(first, values.size());
    __builtin_memcpy(elements_.data() + first, values.data(), values.size_bytes());
  }

  // Calls f with the elements [first, first + count) to read.
  template <class F>
  decltype(auto) with(std::size_t first, std::size_t count, F&& f, Site = {}) const {
    check(first, count);
    return std::forward<F>(f)(std::span<const T>(elements_.data() + first, count));
  }

 private:
  static_assert(std::is_trivially_copyable_v<T>);

  static void check(std::size_t first, std::size_t count) {
    if (first > N || count > N - first) throw std::out_of_range("SharedArray: range beyond its end");
  }

  std::array<T, N> elements_{};
};

}  // namespace heddle::native
