#include "sanitizers/relacy/atomic_cell.hpp"

#include <string>
#include <string_view>

#include "sanitizers/relacy/act.hpp"

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

void note_order(std::memory_order order) {
  Execution& execution = Execution::current();
  if (order == std::memory_order_seq_cst)
    execution.used().sequential = true;
  else
    execution.used().weak_memory = true;
}

std::string with_order(std::string_view what, std::memory_order order) {
  return std::string(what) + " " + std::string(words_for(order));
}

[[noreturn]] void refuse_order(const Operation& operation, std::string_view what, std::memory_order order) {
  refuse(operation, Finding::kMisuse, with_order(std::string(what) + " cannot have the order", order));
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

std::string AtomicCell::state(Elements) const {
  return text_of(state_.newest(), encoding_);
}

Operation AtomicCell::operation(Kind kind, Site site) const {
  return {.kind = kind, .object = this, .site = site};
}

void AtomicCell::wrote(std::uint64_t before, std::uint64_t after, Execution& execution) const {
  execution.stored();
  if (before != after)
    execution.changed(*this);
  else
    execution.looked_at(*this);
}

void AtomicCell::record(Recorder& recorder, std::string_view what, std::memory_order order) {
  recorder.says(with_order(what, order));
}

void AtomicCell::record(Recorder& recorder, std::string_view what, std::memory_order order,
                        std::uint64_t got) const {
  record(recorder, what, order);
  recorder.gets(text_of(got, encoding_));
}

std::uint64_t AtomicCell::load(std::memory_order order, Site site) const {
  const Operation load = operation(Kind::kLoad, site);
  if (order == std::memory_order_release || order == std::memory_order_acq_rel)
    refuse_order(load, "a load", order);
  note_order(order);
  const Act act(load);
  const std::uint64_t value = state_.load(order, site);
  const bool stale = value != state_.newest();
  act.execution().looked_at(*this, stale);
  if (Recorder* const recorder = act.recorder())
    record(*recorder, stale ? "load (stale)" : "load", order, value);
  return value;
}

void AtomicCell::store(std::uint64_t value, std::memory_order order, Site site) {
  const Operation store = operation(Kind::kStore, site);
  if (order == std::memory_order_acquire || order == std::memory_order_acq_rel ||
      order == std::memory_order_consume)
    refuse_order(store, "a store", order);
  note_order(order);
  const Act act(store);
  const std::uint64_t before = state_.newest();
  state_.store(value, order, site);
  wrote(before, value, act.execution());
  if (Recorder* const recorder = act.recorder()) record(*recorder, "store", order);
}

std::uint64_t AtomicCell::exchange(std::uint64_t value, std::memory_order order, Site site) {
  note_order(order);
  const Act act(Kind::kUpdate, *this, site);
  const std::uint64_t before = state_.exchange(value, order, site);
  wrote(before, value, act.execution());
  if (Recorder* const recorder = act.recorder()) record(*recorder, "exchange", order, before);
  return before;
}

std::uint64_t AtomicCell::fetch(Arithmetic what, std::uint64_t operand, std::memory_order order, Site site) {
  note_order(order);
  const Act act(Kind::kUpdate, *this, site);
  const std::uint64_t before = state_.newest();
  const std::uint64_t after = perform(what, before, operand);
  state_.exchange(after, order, site);
  wrote(before, after, act.execution());
  if (Recorder* const recorder = act.recorder())
    record(*recorder, std::string(words_for(what)) + text_of(operand, encoding_), order, before);
  return before;
}

bool AtomicCell::compare_exchange(std::uint64_t& expected, std::uint64_t desired, std::memory_order success,
                                  std::memory_order failure, bool weak, Site site) {
  const Operation update = operation(Kind::kUpdate, site);
  if (failure == std::memory_order_release || failure == std::memory_order_acq_rel)
    refuse_order(update, "a compare-exchange that fails", failure);
  note_order(failure);
  note_order(success);
  const Act act(update);
  Execution& execution = act.execution();
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
    wrote(found, desired, execution);
  } else {
    expected = state_.load_newest(failure, site);
    execution.looked_at(*this, spurious);
  }
  if (Recorder* const recorder = act.recorder())
    record(*recorder,
           succeeds   ? "compare_exchange"
           : spurious ? "compare_exchange (fails spuriously)"
                      : "compare_exchange (fails)",
           succeeds ? success : failure, found);
  return succeeds;
}

void fence(std::memory_order order, Site site) {
  if (order == std::memory_order_relaxed) return;  // [atomics.fences]: it has no effect
  note_order(order);
  Execution::current().used().weak_memory = true;
  // Others can tell the place of a sequentially consistent fence alone; the rest concern this thread.
  const bool is_seen = order == std::memory_order_seq_cst;
  const Act act({.kind = Kind::kFence, .object = nullptr, .also = nullptr, .awaited = 0, .site = site},
                is_seen ? Act::Is::kPoint : Act::Is::kNoPoint);
  AtomicState::fence(order);
  if (Recorder* const recorder = act.recorder()) recorder->says(with_order("fence", order));
}

}  // namespace heddle::model
