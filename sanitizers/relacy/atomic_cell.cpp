#include "sanitizers/relacy/atomic_cell.hpp"

#include <string>
#include <string_view>

#include "sanitizers/relacy/execution.hpp"

namespace heddle::model {
namespace {

std::string_view words_for(std::memory_order order) {
  switch (order) {
    case std::memory_order_relaxed:
      return "relaxed";
    case std::memory_order_consume:
      return "consume";
    case std::memory_order_acquire:
      return "acquire";
    case std::memory_order_release:
      return "release";
    case std::memory_order_acq_rel:
      return "acq_rel";
    case std::memory_order_seq_cst:
      break;
  }
  return "seq_cst";
}

void note_order(Execution& execution, std::memory_order order) {
  if (order == std::memory_order_seq_cst)
    execution.used().sequential = true;
  else
    execution.used().weak_memory = true;
}

std::string with_order(std::string_view what, std::memory_order order) {
  return std::string(what) + " " + std::string(words_for(order));
}

std::uint64_t perform(Arithmetic what, std::uint64_t value, std::uint64_t operand) {
  switch (what) {
    case Arithmetic::kAdd:
      return value + operand;
    case Arithmetic::kSub:
      return value - operand;
    case Arithmetic::kAnd:
      return value & operand;
    case Arithmetic::kOr:
      return value | operand;
    case Arithmetic::kXor:
      break;
  }
  return value ^ operand;
}

std::string_view words_for(Arithmetic what) {
  switch (what) {
    case Arithmetic::kAdd:
      return "fetch_add ";
    case Arithmetic::kSub:
      return "fetch_sub ";
    case Arithmetic::kAnd:
      return "fetch_and ";
    case Arithmetic::kOr:
      return "fetch_or ";
    case Arithmetic::kXor:
      break;
  }
  return "fetch_xor ";
}

}  // namespace

void AtomicCell::point(Kind kind, std::memory_order order, Site site) const {
  Execution& execution = Execution::current();
  note_order(execution, order);
  execution.point({.kind = kind, .object = this, .site = site});
}

void AtomicCell::wrote(std::uint64_t before, std::uint64_t after) const {
  Execution& execution = Execution::current();
  execution.stored();
  if (before != after)
    execution.changed(*this);
  else
    execution.looked_at(*this);
}

std::uint64_t AtomicCell::load(std::memory_order order, Site site) const {
  Execution& execution = Execution::current();
  if (order == std::memory_order_release || order == std::memory_order_acq_rel)
    execution.fail(Finding::kMisuse, "a load cannot have the order " + std::string(words_for(order)), site);
  point(Kind::kLoad, order, site);
  const std::uint64_t value = state_.load(order, site);
  const bool stale = value != state_.newest();
  execution.looked_at(*this, stale);
  if (execution.recording())
    execution.record(Kind::kLoad, *this, site, with_order(stale ? "load (stale)" : "load", order),
                     text_of(value, encoding_));
  return value;
}

void AtomicCell::store(std::uint64_t value, std::memory_order order, Site site) {
  Execution& execution = Execution::current();
  if (order == std::memory_order_acquire || order == std::memory_order_acq_rel ||
      order == std::memory_order_consume)
    execution.fail(Finding::kMisuse, "a store cannot have the order " + std::string(words_for(order)), site);
  point(Kind::kStore, order, site);
  const std::uint64_t before = state_.newest();
  state_.store(value, order, site);
  wrote(before, value);
  if (execution.recording())
    execution.record(Kind::kStore, *this, site, with_order("store", order), text_of(value, encoding_));
}

std::uint64_t AtomicCell::exchange(std::uint64_t value, std::memory_order order, Site site) {
  Execution& execution = Execution::current();
  point(Kind::kUpdate, order, site);
  const std::uint64_t before = state_.exchange(value, order, site);
  wrote(before, value);
  if (execution.recording())
    execution.record(Kind::kUpdate, *this, site, with_order("exchange", order),
                     text_of(before, encoding_) + " -> " + text_of(value, encoding_));
  return before;
}

std::uint64_t AtomicCell::fetch(Arithmetic what, std::uint64_t operand, std::memory_order order, Site site) {
  Execution& execution = Execution::current();
  point(Kind::kUpdate, order, site);
  const std::uint64_t before = state_.newest();
  const std::uint64_t after = perform(what, before, operand);
  state_.exchange(after, order, site);
  wrote(before, after);
  if (execution.recording())
    execution.record(Kind::kUpdate, *this, site,
                     with_order(std::string(words_for(what)) + text_of(operand, encoding_), order),
                     text_of(before, encoding_) + " -> " + text_of(after, encoding_));
  return before;
}

bool AtomicCell::compare_exchange(std::uint64_t& expected, std::uint64_t desired, std::memory_order success,
                                  std::memory_order failure, bool weak, Site site) {
  Execution& execution = Execution::current();
  if (failure == std::memory_order_release || failure == std::memory_order_acq_rel)
    execution.fail(Finding::kMisuse,
                   "a compare-exchange that fails cannot have the order " + std::string(words_for(failure)),
                   site);
  note_order(execution, failure);
  point(Kind::kUpdate, success, site);
  const std::uint64_t found = state_.newest();
  bool succeeds = found == expected;
  bool spurious = false;
  const std::uint32_t self = 1U << execution.thread();
  if (succeeds && weak && (failed_for_ & self) == 0) {
    execution.used().spurious_failure = true;
    spurious = execution.choose(2, ValueChoice::kSpuriousFailure) == 1;
    if (spurious) failed_for_ |= self;
    succeeds = !spurious;
  }
  if (succeeds) {
    state_.exchange(desired, success, site);
    wrote(found, desired);
  } else {
    expected = state_.load_newest(failure, site);
    execution.looked_at(*this, spurious);
  }
  if (execution.recording())
    execution.record(Kind::kUpdate, *this, site,
                     with_order(succeeds   ? "compare_exchange"
                                : spurious ? "compare_exchange (fails spuriously)"
                                           : "compare_exchange (fails)",
                                succeeds ? success : failure),
                     text_of(found, encoding_) + (succeeds ? " -> " + text_of(desired, encoding_) : ""));
  return succeeds;
}

void fence(std::memory_order order, Site site) {
  Execution& execution = Execution::current();
  if (order == std::memory_order_relaxed) return;  // [atomics.fences]: it has no effect
  note_order(execution, order);
  execution.used().weak_memory = true;
  // Others can tell the place of a sequentially consistent fence alone; the rest concern this thread.
  if (order == std::memory_order_seq_cst)
    execution.point({.kind = Kind::kFence, .object = nullptr, .also = nullptr, .awaited = 0, .site = site});
  AtomicState::fence(order);
  if (execution.recording()) execution.record_fence(site, with_order("fence", order));
}

}  // namespace heddle::model
