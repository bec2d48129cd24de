// std::atomic without operators: every access says its memory order or is sequentially consistent, and
// stands in the source as the one operation that it is.
#pragma once

#include <atomic>

#include "heddle/core/site.hpp"

namespace heddle::native {

// Thread safety: every member may be called by any thread at any time.
template <class T>
class Atomic {
 public:
  explicit Atomic(const char* /*name*/, T initial = T{}) : value_(initial) {}
  Atomic(const Atomic&) = delete;
  Atomic& operator=(const Atomic&) = delete;

  T load(std::memory_order order = std::memory_order_seq_cst, Site = {}) const { return value_.load(order); }
  void store(T value, std::memory_order order = std::memory_order_seq_cst, Site = {}) {
    value_.store(value, order);
  }
  T exchange(T value, std::memory_order order = std::memory_order_seq_cst, Site = {}) {
    return value_.exchange(value, order);
  }
  bool compare_exchange_strong(T& expected, T desired, std::memory_order success = std::memory_order_seq_cst,
                               std::memory_order failure = std::memory_order_seq_cst, Site = {}) {
    return value_.compare_exchange_strong(expected, desired, success, failure);
  }
  bool compare_exchange_weak(T& expected, T desired, std::memory_order success = std::memory_order_seq_cst,
                             std::memory_order failure = std::memory_order_seq_cst, Site = {}) {
    return value_.compare_exchange_weak(expected, desired, success, failure);
  }
  T fetch_add(T value, std::memory_order order = std::memory_order_seq_cst, Site = {}) {
    return value_.fetch_add(value, order);
  }
  T fetch_sub(T value, std::memory_order order = std::memory_order_seq_cst, Site = {}) {
    return value_.fetch_sub(value, order);
  }
  T fetch_and(T value, std::memory_order order = std::memory_order_seq_cst, Site = {}) {
    return value_.fetch_and(value, order);
  }
  T fetch_or(T value, std::memory_order order = std::memory_order_seq_cst, Site = {}) {
    return value_.fetch_or(value, order);
  }
  T fetch_xor(T value, std::memory_order order = std::memory_order_seq_cst, Site = {}) {
    return value_.fetch_xor(value, order);
  }

 private:
  std::atomic<T> value_;
};

}  // namespace heddle::native
