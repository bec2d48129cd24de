// The native set with a yield after some of the accesses to shared memory, so that what can come between two
// accesses soon does, on one core as on many. Which accesses is random: yields everywhere would make the
// threads march in step. A racy component stays the same source.
#pragma once

#include <atomic>
#include <cstddef>
#include <random>
#include <span>

#include "heddle/sync/sync.hpp"

namespace heddle {

struct YieldingSync : NativeSync {
  static void now_and_then_yield() {
    static std::atomic<unsigned> seeds{1};
    thread_local std::minstd_rand random(seeds.fetch_add(1));
    if (random() % 4 == 0) NativeSync::yield();
  }

  template <class T>
  class Shared : public NativeSync::Shared<T> {
   public:
    using Plain = NativeSync::Shared<T>;
    using Plain::Plain;

    T read(Site = {}) const {
      const T value = Plain::read();
      now_and_then_yield();
      return value;
    }
    void write(T value, Site = {}) {
      Plain::write(value);
      now_and_then_yield();
    }
  };

  template <class T, std::size_t N>
  class SharedArray : public NativeSync::SharedArray<T, N> {
   public:
    using Plain = NativeSync::SharedArray<T, N>;
    using Plain::Plain;

    void write(std::size_t index, T value, Site = {}) {
      Plain::write(index, value);
      now_and_then_yield();
    }
    void write(std::size_t first, std::span<const T> values, Site = {}) {
      Plain::write(first, values);
      now_and_then_yield();
    }
  };

  template <class T>
  class Atomic : public NativeSync::Atomic<T> {
   public:
    using Plain = NativeSync::Atomic<T>;
    using Plain::Plain;

    T load(std::memory_order order = std::memory_order_seq_cst, Site = {}) const {
      const T value = Plain::load(order);
      now_and_then_yield();
      return value;
    }
  };
};

}  // namespace heddle
