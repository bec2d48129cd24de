// An atomic of the model: 64 bits with the history of their values, which Relacy keeps, and the scheduling
// points, spurious failures and traces, which are ours. The typed front is in model_sync.hpp.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "heddle/core/site.hpp"
#include "sanitizers/relacy/object.hpp"
#include "sanitizers/relacy/value_text.hpp"

namespace heddle::model {

class Execution;
class Recorder;

// Relacy's atomic, and nothing around it: no operation is a scheduling point.
class AtomicState {
 public:
  explicit AtomicState(std::uint64_t initial);
  ~AtomicState();
  AtomicState(const AtomicState&) = delete;
  AtomicState& operator=(const AtomicState&) = delete;

  std::uint64_t newest() const;  // without any ordering
  std::uint64_t load(std::memory_order order, Site site);
  void store(std::uint64_t value, std::memory_order order, Site site);
  std::uint64_t exchange(std::uint64_t value, std::memory_order order, Site site);
  std::uint64_t load_newest(std::memory_order order, Site site);  // as a read-modify-write that fails reads

  static void fence(std::memory_order order);

 private:
  static constexpr std::size_t kBytes = 96;
  std::uint64_t newest_of();
  alignas(std::uint64_t) std::byte storage_[kBytes];
};

enum class Arithmetic : std::uint8_t { kAdd, kSub, kAnd, kOr, kXor };

class AtomicCell : public Object {
 public:
  AtomicCell(const char* name, std::uint64_t initial, Encoding encoding)
      : Object(name), state_(initial), encoding_(encoding) {}

  std::uint64_t load(std::memory_order order, Site site) const;
  void store(std::uint64_t value, std::memory_order order, Site site);
  std::uint64_t exchange(std::uint64_t value, std::memory_order order, Site site);
  bool compare_exchange(std::uint64_t& expected, std::uint64_t desired, std::memory_order success,
                        std::memory_order failure, bool weak, Site site);
  std::uint64_t fetch(Arithmetic what, std::uint64_t operand, std::memory_order order, Site site);

  std::string state(Elements) const override;

 private:
  Operation operation(Kind kind, Site site) const;
  void wrote(std::uint64_t before, std::uint64_t after, Execution& execution) const;
  static void record(Recorder& recorder, std::string_view what, std::memory_order order);
  void record(Recorder& recorder, std::string_view what, std::memory_order order, std::uint64_t got) const;

  mutable AtomicState state_;
  const Encoding encoding_;
  std::uint32_t failed_for_ = 0;  // threads whose compare_exchange_weak has failed spuriously
};

// A fence of the thread that calls.
void fence(std::memory_order order, Site site);

}  // namespace heddle::model
