#include "sanitizers/relacy/meetings.hpp"

#include <string>

#include "sanitizers/relacy/act.hpp"

namespace heddle::model {

// ---- Barrier

void Barrier::arrive_and_wait(Site site) {
  if (!arrive(site)) pass(site);
}

bool Barrier::arrive(Site site) {
  const Act act(Kind::kArrive, *this, site);
  const int self = act.execution().thread();
  clock_.release();
  act.execution().changed(*this);
  waiting_ |= only(self);
  if (++arrived_ != threads_) return false;
  for (ThreadSet left = waiting_; left != 0; left &= left - 1) learned_[__builtin_ctz(left)] = clock_;
  passing_ |= waiting_ & ~only(self);
  waiting_ = 0;
  arrived_ = 0;
  clock_.clear();
  learned_[self].acquire();
  return true;
}

void Barrier::pass(Site site) {
  const Act act(Kind::kPass, *this, site);
  const int self = act.execution().thread();
  passing_ &= ~only(self);
  learned_[self].acquire();
}

std::string Barrier::state(Elements) const {
  if (arrived_ == 0 && passing_ != 0) return "all " + std::to_string(threads_) + " arrived";
  return std::to_string(arrived_) + " of " + std::to_string(threads_) + " arrived";
}

// ---- Latch

void Latch::count_down(Site site) {
  const Act act(Kind::kCountDown, *this, site);
  Execution& execution = act.execution();
  if (count_ == 0)
    execution.fail(Finding::kMisuse, execution.quoted(*this) + " is counted down below 0", site);
  --count_;
  clock_.release();
  execution.changed(*this);
}

void Latch::wait(Site site) {
  const Act act(Kind::kAwait, *this, site);
  clock_.acquire();
}

std::string Latch::state(Elements) const {
  return std::to_string(count_);
}

// ---- Thread

std::string Thread::Handle::state(Elements) const {
  const bool has_ended = Execution::current().threads()[thread_].state == ModelThread::State::kEnded;
  return has_ended ? "ended" : "running";
}

std::unique_ptr<Thread::Handle> Thread::start(const char* name, std::function<void()> body, Site site) {
  const int number = Execution::current().start_thread(name, std::move(body));
  const Act act(
      {.kind = Kind::kStart, .object = nullptr, .also = nullptr, .awaited = only(number), .site = site},
      Act::Is::kNoPoint);
  return std::make_unique<Handle>(name, number, site);
}

void Thread::join(Site site) {
  if (!handle_ || handle_->joined)
    refuse({.kind = Kind::kJoin, .site = site}, Finding::kMisuse,
           "a thread is joined that was joined or moved away");
  const int number = handle_->thread_number();
  const Operation join{
      .kind = Kind::kJoin, .object = handle_.get(), .also = nullptr, .awaited = only(number), .site = site};
  if (number == Execution::current().thread()) refuse(join, Finding::kSelfDeadlock, "a thread joins itself");
  const Act act(join);
  act.execution().threads()[number].at_end.acquire();
  handle_->joined = true;
}

Thread::~Thread() {
  if (handle_ && !handle_->joined) join(handle_->made_at());
}

}  // namespace heddle::model
