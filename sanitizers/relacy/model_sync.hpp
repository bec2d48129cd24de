// The model set: the primitives of lib/heddle/sync/README.md for programs that a scheduler of ours runs, on
// one real thread. A component is instantiated with ModelSync instead of NativeSync, and explore()
// (explore.hpp) runs it. This header is light; Relacy stands behind it, in the library.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>

#include "heddle/core/site.hpp"
#include "heddle/sync/sync.hpp"
#include "sanitizers/relacy/act.hpp"
#include "sanitizers/relacy/atomic_cell.hpp"
#include "sanitizers/relacy/execution.hpp"
#include "sanitizers/relacy/locks.hpp"
#include "sanitizers/relacy/meetings.hpp"
#include "sanitizers/relacy/plain_cell.hpp"
#include "sanitizers/relacy/value_text.hpp"

namespace heddle {
namespace model {

// Thread safety and contract of all classes: lib/heddle/sync/README.md.

template <class T>
class Shared : private PlainCell {
 public:
  explicit Shared(const char* name, T initial = T{}) : PlainCell(name), value_(std::move(initial)) {}
  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;

  T read(Site site = Site::here()) const
    requires std::is_scalar_v<T>
  {
    look(site);
    return value_;
  }
  void write(T value, Site site = Site::here())
    requires std::is_scalar_v<T>
  {
    change(site, [&] {
      if (value_ != value) changed();
      value_ = value;
    });
  }

  template <class F>
  decltype(auto) with(F&& f, Site site = Site::here()) const {
    look(site);
    return std::forward<F>(f)(value_);
  }
  template <class F>
  decltype(auto) with_mut(F&& f, Site site = Site::here()) {
    return change(site, [&]() -> decltype(auto) {
      const Change change(*this);
      return std::forward<F>(f)(value_);
    });
  }

 private:
  // A larger value may be written and be the same: a queue that was asked for what it has not.
  // The standard's containers claim to be comparable whatever they hold.
  template <class U>
  static constexpr bool kElementsAreCompared = [] {
    if constexpr (requires { typename U::value_type; })
      return std::equality_comparable<typename U::value_type>;
    return true;
  }();
  static constexpr bool kIsCompared =
      std::copy_constructible<T> && std::equality_comparable<T> && kElementsAreCompared<T>;
  class Change {
   public:
    explicit Change(const Shared& shared) : shared_(shared) {
      if constexpr (kIsCompared)
        if (shared.is_in_a_loop()) before_.emplace(shared.value_);
    }
    ~Change() {
      if constexpr (kIsCompared)
        if (before_ && *before_ == shared_.value_) return;
      shared_.changed();
    }
    Change(const Change&) = delete;
    Change& operator=(const Change&) = delete;

   private:
    struct Nothing {};
    const Shared& shared_;
    std::optional<std::conditional_t<kIsCompared, T, Nothing>> before_;
  };

  std::string state(Elements) const override { return text_of_value(value_); }

  T value_;
};

template <class T, std::size_t N>
class SharedArray : private PlainCells {
 public:
  explicit SharedArray(const char* name) : PlainCells(name, N) {}
  SharedArray(const SharedArray&) = delete;
  SharedArray& operator=(const SharedArray&) = delete;

  static constexpr std::size_t size() { return N; }

  T read(std::size_t index, Site site = Site::here()) const {
    check(index, 1);
    look({index, 1}, site);
    return elements_[index];
  }
  void write(std::size_t index, T value, Site site = Site::here()) {
    check(index, 1);
    change({index, 1}, site, [&] { elements_[index] = value; });
  }
  void write(std::size_t first, std::span<const T> values, Site site = Site::here()) {
    check(first, values.size());
    change({first, values.size()}, site, [&] {
      std::copy(values.begin(), values.end(), elements_.begin() + static_cast<std::ptrdiff_t>(first));
    });
  }
  template <class F>
  decltype(auto) with(std::size_t first, std::size_t count, F&& f, Site site = Site::here()) const {
    check(first, count);
    look({first, count}, site);
    return std::forward<F>(f)(std::span<const T>(elements_.data() + first, count));
  }

 private:
  static_assert(std::is_trivially_copyable_v<T>);

  static void check(std::size_t first, std::size_t count) {
    if (first > N || count > N - first) throw std::out_of_range("SharedArray: range beyond its end");
  }
  std::string state(Elements elements) const override {
    if constexpr (std::is_same_v<T, char>)
      return text_of_bytes({elements_.data() + elements.first, elements.count});
    else
      return elements.count == 1 ? text_of_value(elements_[elements.first]) : "";
  }

  std::array<T, N> elements_{};
};

template <class T>
class Atomic {
 public:
  explicit Atomic(const char* name, T initial = T{}) : cell_(name, encode(initial), encoding_of<T>()) {}
  Atomic(const Atomic&) = delete;
  Atomic& operator=(const Atomic&) = delete;

  T load(std::memory_order order = std::memory_order_seq_cst, Site site = Site::here()) const {
    return decode<T>(cell_.load(order, site));
  }
  void store(T value, std::memory_order order = std::memory_order_seq_cst, Site site = Site::here()) {
    cell_.store(encode(value), order, site);
  }
  T exchange(T value, std::memory_order order = std::memory_order_seq_cst, Site site = Site::here()) {
    return decode<T>(cell_.exchange(encode(value), order, site));
  }
  bool compare_exchange_strong(T& expected, T desired, std::memory_order success = std::memory_order_seq_cst,
                               std::memory_order failure = std::memory_order_seq_cst,
                               Site site = Site::here()) {
    return compare_exchange(expected, desired, success, failure, false, site);
  }
  bool compare_exchange_weak(T& expected, T desired, std::memory_order success = std::memory_order_seq_cst,
                             std::memory_order failure = std::memory_order_seq_cst,
                             Site site = Site::here()) {
    return compare_exchange(expected, desired, success, failure, true, site);
  }
  T fetch_add(T operand, std::memory_order order = std::memory_order_seq_cst, Site site = Site::here()) {
    return fetch(Arithmetic::kAdd, operand, order, site);
  }
  T fetch_sub(T operand, std::memory_order order = std::memory_order_seq_cst, Site site = Site::here()) {
    return fetch(Arithmetic::kSub, operand, order, site);
  }
  T fetch_and(T operand, std::memory_order order = std::memory_order_seq_cst, Site site = Site::here()) {
    return fetch(Arithmetic::kAnd, operand, order, site);
  }
  T fetch_or(T operand, std::memory_order order = std::memory_order_seq_cst, Site site = Site::here()) {
    return fetch(Arithmetic::kOr, operand, order, site);
  }
  T fetch_xor(T operand, std::memory_order order = std::memory_order_seq_cst, Site site = Site::here()) {
    return fetch(Arithmetic::kXor, operand, order, site);
  }

 private:
  bool compare_exchange(T& expected, T desired, std::memory_order success, std::memory_order failure,
                        bool weak, Site site) {
    std::uint64_t found = encode(expected);
    const bool exchanged = cell_.compare_exchange(found, encode(desired), success, failure, weak, site);
    if (!exchanged) expected = decode<T>(found);
    return exchanged;
  }
  T fetch(Arithmetic what, T operand, std::memory_order order, Site site) {
    static_assert(std::is_integral_v<T> && !std::is_same_v<T, bool>, "as with std::atomic: integers only");
    return decode<T>(cell_.fetch(what, encode(operand), order, site));
  }

  AtomicCell cell_;
};

// The steps of this execution so far. No scheduling point: nothing that a component decides may depend on it.
struct Clock {
  static std::int64_t now() { return Execution::current().pass(1); }
  static void pass(std::int64_t ticks) { Execution::current().pass(ticks); }
};

// Bytes in memory. Each append is one step.
class Sink : public Object {
 public:
  explicit Sink(InMemory memory) : Object(memory.name) {}

  bool append(std::string_view bytes, Site site = Site::here());
  std::error_code error() const { return {}; }
  std::string contents() const { return bytes_; }
  std::string state(Elements) const override;

 private:
  std::string bytes_;
};

}  // namespace model

struct ModelSync {
  template <class T>
  using Shared = model::Shared<T>;
  template <class T, std::size_t N>
  using SharedArray = model::SharedArray<T, N>;
  template <class T>
  using Atomic = model::Atomic<T>;
  using Mutex = model::Mutex;
  using SharedMutex = model::SharedMutex;
  using ConditionVariable = model::ConditionVariable;
  using Semaphore = model::Semaphore;
  using Barrier = model::Barrier;
  using Latch = model::Latch;
  using Thread = model::Thread;
  using Clock = model::Clock;
  using Sink = model::Sink;

  static void fence(std::memory_order order, Site site = Site::here()) { model::fence(order, site); }
  static void yield(Site site = Site::here()) {
    const model::Act act({.kind = model::Kind::kYield, .object = nullptr, .also = nullptr, .site = site});
  }
};

}  // namespace heddle
