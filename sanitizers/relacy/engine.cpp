#include "sanitizers/relacy/engine.hpp"

#include <algorithm>
#include <cstdlib>
#include <new>

#include "sanitizers/relacy/atomic_cell.hpp"
#include "sanitizers/relacy/plain_cell.hpp"
#include "sanitizers/relacy/relacy.hpp"

namespace heddle::model {

// ---- the engine

void engine::schedule() {
  rl::ctx().sched();
}
void engine::yield() {
  rl::ctx().yield(1, rl::debug_info());
}

void engine::abandon() {
  rl::ctx().fail_test("", rl::test_result_user_assert_failed, rl::debug_info());
  std::abort();  // not reached: fail_test has left this fiber
}

// ---- clocks

void VectorClock::clear() {
  for (std::size_t& time : times_) time = 0;
}

namespace {

// One by one: a wide load would have to wait for the narrow store before it.
template <class To, class From>
void join(To& to, const From& from, int threads) {
  for (int t = 0; t < threads; ++t)
    if (to[t] < from[t]) to[t] = from[t];
}

}  // namespace

void VectorClock::acquire() const {
  rl::thread_info_base& self = *rl::ctx().threadx_;
  ++self.own_acq_rel_order_;
  join(self.acq_rel_order_, times_, Execution::current().threads().slots());
}

void VectorClock::release() {
  rl::thread_info_base& self = *rl::ctx().threadx_;
  ++self.own_acq_rel_order_;
  join(times_, self.acq_rel_order_, Execution::current().threads().slots());
}

Moment Moment::now() {
  rl::thread_info_base& self = *rl::ctx().threadx_;
  return {static_cast<int>(self.index_), ++self.own_acq_rel_order_};
}

bool Moment::is_past() const {
  return time_ <= rl::ctx().threadx_->acq_rel_order_[thread_];
}

// ---- atomics

namespace {

using RelacyAtomic = rl::generic_atomic<std::uint64_t, false>;

// Our operations have had their scheduling point already.
using OneStep = rl::preemption_disabler;

rl::memory_order relacy_order(std::memory_order order) {
  switch (order) {
    case std::memory_order_relaxed:
      return rl::mo_relaxed;
    case std::memory_order_consume:
      return rl::mo_consume;
    case std::memory_order_acquire:
      return rl::mo_acquire;
    case std::memory_order_release:
      return rl::mo_release;
    case std::memory_order_acq_rel:
      return rl::mo_acq_rel;
    case std::memory_order_seq_cst:
      break;
  }
  return rl::mo_seq_cst;
}

rl::debug_info info_of(Site site) {
  return {site.function, site.file, static_cast<unsigned>(site.line)};
}

}  // namespace

#define HEDDLE_CELL (*std::launder(reinterpret_cast<RelacyAtomic*>(storage_)))

AtomicState::AtomicState(std::uint64_t initial) {
  static_assert(sizeof(RelacyAtomic) <= kBytes && alignof(RelacyAtomic) <= alignof(std::uint64_t));
  const OneStep step(rl::ctx());
  new (storage_) RelacyAtomic();
  HEDDLE_CELL.store(initial, rl::mo_relaxed, rl::debug_info());
}
AtomicState::~AtomicState() {
  if (!rl::is_ctx()) return;  // a static one, at the end of the program
  const OneStep step(rl::ctx());
  HEDDLE_CELL.~RelacyAtomic();
}
std::uint64_t AtomicState::newest() const {
  return const_cast<AtomicState*>(this)->newest_of();
}
std::uint64_t AtomicState::newest_of() {
  return HEDDLE_CELL.debug_value();
}
std::uint64_t AtomicState::load(std::memory_order order, Site site) {
  const OneStep step(rl::ctx());
  return HEDDLE_CELL.load(relacy_order(order), info_of(site));
}
void AtomicState::store(std::uint64_t value, std::memory_order order, Site site) {
  const OneStep step(rl::ctx());
  HEDDLE_CELL.store(value, relacy_order(order), info_of(site));
}
std::uint64_t AtomicState::exchange(std::uint64_t value, std::memory_order order, Site site) {
  const OneStep step(rl::ctx());
  return HEDDLE_CELL.exchange(value, relacy_order(order), info_of(site));
}
std::uint64_t AtomicState::load_newest(std::memory_order order, Site site) {
  const OneStep step(rl::ctx());
  // A compare-exchange that must fail: of the newest value it can only find another one than this.
  const std::uint64_t found = HEDDLE_CELL.debug_value();
  std::uint64_t other = ~found;
  HEDDLE_CELL.compare_exchange(rl::bool_t<false>(), other, found, rl::mo_seq_cst, relacy_order(order),
                               info_of(site));
  return found;
}

#undef HEDDLE_CELL

void AtomicState::fence(std::memory_order order) {
  const OneStep step(rl::ctx());
  if (order != std::memory_order_relaxed) rl::atomic_thread_fence(relacy_order(order), rl::debug_info());
}

// ---- plain memory

PlainState::PlainState() : data_(rl::ctx().var_ctor()) {
  static_cast<rl::var_data*>(data_)->init(*rl::ctx().threadx_);
}
PlainState::~PlainState() {
  if (rl::is_ctx()) rl::ctx().var_dtor(static_cast<rl::var_data*>(data_));
}
bool PlainState::read() {
  return static_cast<rl::var_data*>(data_)->load(*rl::ctx().threadx_);
}
std::size_t PlainState::own_time() {
  return rl::ctx().threadx_->own_acq_rel_order_;
}
std::size_t PlainState::known_time(int thread) {
  return rl::ctx().threadx_->acq_rel_order_[thread];
}
bool PlainState::write() {
  return static_cast<rl::var_data*>(data_)->store(*rl::ctx().threadx_);
}

}  // namespace heddle::model
