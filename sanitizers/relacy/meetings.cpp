#include "sanitizers/relacy/meetings.hpp"

#include <string>

#include "sanitizers/relacy/execution.hpp"

namespace heddle::model {

// ---- Barrier

void Barrier::arrive_and_wait(Site site) {
  Execution& execution = Execution::current();
  execution.point({.kind = Kind::kArrive, .object = this, .site = site});
  const int self = execution.thread();
  clock_.release();
  execution.changed(*this);
  waiting_ |= 1U << self;
  if (++arrived_ == threads_) {
    for (std::uint32_t left = waiting_; left != 0; left &= left - 1) learned_[__builtin_ctz(left)] = clock_;
    passing_ |= waiting_;
    waiting_ = 0;
    arrived_ = 0;
    clock_.clear();
  } else {
    execution.point({.kind = Kind::kPass, .object = this, .site = site});
  }
  passing_ &= ~(1U << self);
  learned_[self].acquire();
}

// ---- Latch

void Latch::count_down(Site site) {
  Execution& execution = Execution::current();
  execution.point({.kind = Kind::kCountDown, .object = this, .site = site});
  if (count_ == 0)
    execution.fail(Finding::kMisuse, "'" + std::string(name()) + "' is counted down below 0", site);
  --count_;
  clock_.release();
  execution.changed(*this);
}

void Latch::wait(Site site) {
  Execution::current().point({.kind = Kind::kAwait, .object = this, .site = site});
  clock_.acquire();
}

// ---- Thread

std::unique_ptr<Thread::Handle> Thread::start(const char* name, std::function<void()> body, Site site) {
  const int number = Execution::current().start_thread(name, std::move(body));
  return std::make_unique<Handle>(name, number, site);
}

void Thread::join(Site site) {
  Execution& execution = Execution::current();
  if (!handle_ || handle_->joined)
    execution.fail(Finding::kMisuse, "a thread is joined that was joined or moved away", site);
  if (handle_->thread_number() == execution.thread())
    execution.fail(Finding::kSelfDeadlock, "a thread joins itself", site);
  execution.point({.kind = Kind::kJoin,
                   .object = handle_.get(),
                   .also = nullptr,
                   .awaited = 1U << handle_->thread_number(),
                   .site = site});
  execution.model_thread(handle_->thread_number()).at_end.acquire();
  handle_->joined = true;
}

Thread::~Thread() {
  if (handle_ && !handle_->joined) join(handle_->made_at());
}

}  // namespace heddle::model
