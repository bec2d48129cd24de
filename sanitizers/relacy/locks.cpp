#include "sanitizers/relacy/locks.hpp"

#include <limits>
#include <stdexcept>
#include <string>

#include "sanitizers/relacy/execution.hpp"

namespace heddle::model {
namespace {

std::string quoted(const Object& object) {
  return "'" + std::string(object.name()) + "'";
}

// Ends the execution with what must not be done, as its last step.
[[noreturn]] void refuse(Kind kind, const Object& object, Site site, Finding finding,
                         const std::string& what) {
  Execution& execution = Execution::current();
  execution.record(kind, object, site, "", "");
  execution.fail(finding, execution.thread_name(execution.thread()) + " " + what, site);
}

void announce(Kind kind, const Object& object, Site site) {
  Execution::current().point({.kind = kind, .object = &object, .site = site});
}

// A try may fail for no reason: once for each thread and object, or a loop of tries would never end.
bool fails_for_no_reason(std::uint32_t& failed_for) {
  Execution& execution = Execution::current();
  const std::uint32_t self = 1U << execution.thread();
  if ((failed_for & self) != 0) return false;
  execution.used().spurious_failure = true;
  if (execution.choose(2, ValueChoice::kSpuriousFailure) == 0) return false;
  failed_for |= self;
  return true;
}

// `again`: the next try may be luckier though nobody gives anything back.
void note_try(Kind kind, const Object& object, Site site, bool taken, bool again) {
  Execution& execution = Execution::current();
  if (!taken) execution.looked_at(object, again);
  if (execution.recording()) execution.record(kind, object, site, "", taken ? "taken" : "not taken");
}

}  // namespace

// ---- Mutex

Mutex::~Mutex() {
  if (owner_ >= 0) {
    Execution& execution = Execution::current();
    execution.fail(Finding::kMisuse,
                   quoted(*this) + " is destroyed while " + execution.thread_name(owner_) + " holds it",
                   Site{});
  }
}

void Mutex::take() {
  owner_ = Execution::current().thread();
  clock_.acquire();
}

void Mutex::give() {
  clock_.release();
  owner_ = -1;
  Execution::current().gave_back(*this);
}

void Mutex::lock(Site site) {
  Execution& execution = Execution::current();
  check_alive(Kind::kLock, site);
  if (owner_ == execution.thread())
    refuse(Kind::kLock, *this, site, Finding::kSelfDeadlock,
           "locks " + quoted(*this) + ", which it holds already");
  announce(Kind::kLock, *this, site);
  take();
}

bool Mutex::try_lock(Site site) {
  Execution& execution = Execution::current();
  check_alive(Kind::kTryLock, site);
  if (owner_ == execution.thread())
    refuse(Kind::kTryLock, *this, site, Finding::kMisuse,
           "tries to lock " + quoted(*this) + ", which it holds already");
  announce(Kind::kTryLock, *this, site);
  const bool is_free = owner_ < 0;
  const bool taken = is_free && !fails_for_no_reason(failed_for_);
  if (taken) take();
  note_try(Kind::kTryLock, *this, site, taken, is_free);
  return taken;
}

void Mutex::unlock(Site site) {
  Execution& execution = Execution::current();
  check_alive(Kind::kUnlock, site);
  if (owner_ != execution.thread())
    refuse(Kind::kUnlock, *this, site, Finding::kMisuse,
           "unlocks " + quoted(*this) + ", which it does not hold");
  announce(Kind::kUnlock, *this, site);
  give();
}

// ---- SharedMutex

SharedMutex::~SharedMutex() {
  if (owner_ >= 0 || readers_ != 0)
    Execution::current().fail(Finding::kMisuse, quoted(*this) + " is destroyed while it is held", Site{});
}

void SharedMutex::refuse_if_held(Kind kind, Site site) const {
  Execution& execution = Execution::current();
  check_alive(kind, site);
  const int self = execution.thread();
  if (owner_ == self || (readers_ >> self & 1) != 0)
    refuse(kind, *this, site, Finding::kSelfDeadlock,
           "calls " + std::string(words_for(kind)) + " of " + quoted(*this) + ", which it holds already");
}

void SharedMutex::lock(Site site) {
  refuse_if_held(Kind::kLock, site);
  announce(Kind::kLock, *this, site);
  owner_ = Execution::current().thread();
  writers_clock_.acquire();
  readers_clock_.acquire();
}

bool SharedMutex::try_lock(Site site) {
  refuse_if_held(Kind::kTryLock, site);
  announce(Kind::kTryLock, *this, site);
  const bool is_free = owner_ < 0 && readers_ == 0;
  const bool taken = is_free && !fails_for_no_reason(failed_for_);
  if (taken) {
    owner_ = Execution::current().thread();
    writers_clock_.acquire();
    readers_clock_.acquire();
  }
  note_try(Kind::kTryLock, *this, site, taken, is_free);
  return taken;
}

void SharedMutex::unlock(Site site) {
  Execution& execution = Execution::current();
  check_alive(Kind::kUnlock, site);
  if (owner_ != execution.thread())
    refuse(Kind::kUnlock, *this, site, Finding::kMisuse,
           "unlocks " + quoted(*this) + ", which it does not hold alone");
  announce(Kind::kUnlock, *this, site);
  writers_clock_.release();
  owner_ = -1;
  execution.gave_back(*this);
}

void SharedMutex::lock_shared(Site site) {
  refuse_if_held(Kind::kLockShared, site);
  announce(Kind::kLockShared, *this, site);
  readers_ |= 1U << Execution::current().thread();
  writers_clock_.acquire();
}

bool SharedMutex::try_lock_shared(Site site) {
  refuse_if_held(Kind::kTryLockShared, site);
  announce(Kind::kTryLockShared, *this, site);
  const bool is_free = owner_ < 0;
  const bool taken = is_free && !fails_for_no_reason(failed_for_);
  if (taken) {
    readers_ |= 1U << Execution::current().thread();
    writers_clock_.acquire();
  }
  note_try(Kind::kTryLockShared, *this, site, taken, is_free);
  return taken;
}

void SharedMutex::unlock_shared(Site site) {
  Execution& execution = Execution::current();
  check_alive(Kind::kUnlockShared, site);
  if ((readers_ >> execution.thread() & 1) == 0)
    refuse(Kind::kUnlockShared, *this, site, Finding::kMisuse,
           "gives back a shared lock of " + quoted(*this) + " that it does not hold");
  announce(Kind::kUnlockShared, *this, site);
  readers_clock_.release();
  readers_ &= ~(1U << execution.thread());
  execution.gave_back(*this);
}

// ---- ConditionVariable

ConditionVariable::~ConditionVariable() {
  if (waiting_ != 0)
    Execution::current().fail(Finding::kMisuse, quoted(*this) + " is destroyed while a thread waits", Site{});
}

bool ConditionVariable::is_ready(Kind, int thread) const {
  if (mutex_ != nullptr && mutex_->owner_ >= 0) return false;
  return is_notified(thread) || (woken_for_nothing_ >> thread & 1) == 0;
}

// To wake and to lock again are one step: between them the thread could only wait for the mutex, and a
// notification that went to it in that time would be lost, as one is that comes before a spurious wake-up.
void ConditionVariable::wait(Mutex& mutex, Site site) {
  Execution& execution = Execution::current();
  check_alive(Kind::kWait, site);
  const int self = execution.thread();
  if (mutex.owner_ != self)
    refuse(Kind::kWait, *this, site, Finding::kMisuse,
           "waits for " + quoted(*this) + " without holding " + quoted(mutex));
  execution.point({.kind = Kind::kWait, .object = this, .also = &mutex, .site = site});
  if (waiting_ != 0 && mutex_ != &mutex)
    refuse(Kind::kWait, *this, site, Finding::kMisuse,
           "waits for " + quoted(*this) + " with " + quoted(mutex) + ", while others wait with " +
               quoted(*mutex_));
  mutex_ = &mutex;
  waiting_ |= 1U << self;
  mutex.give();
  execution.changed(*this);

  execution.used().spurious_wakeup = true;
  execution.point({.kind = Kind::kWake, .object = this, .also = &mutex, .site = site});
  const bool notified = is_notified(self);
  if (!notified) woken_for_nothing_ |= 1U << self;
  waiting_ &= ~(1U << self);
  notified_ &= ~(1U << self);
  mutex.take();
  if (execution.recording())
    execution.record(Kind::kWake, *this, site,
                     notified ? "wake (notified) and lock" : "wake (spurious) and lock", "");
}

void ConditionVariable::notify(bool all, Site site) {
  Execution& execution = Execution::current();
  check_alive(Kind::kNotify, site);
  announce(Kind::kNotify, *this, site);
  std::uint32_t asleep = waiting_ & ~notified_;
  const bool nobody = asleep == 0;
  if (all) {
    notified_ |= asleep;
  } else if (!nobody) {
    for (int skip = execution.choose(__builtin_popcount(asleep), ValueChoice::kWhoIsNotified); skip > 0;
         --skip)
      asleep &= asleep - 1;
    notified_ |= asleep & -asleep;
  }
  execution.changed(*this);
  if (execution.recording())
    execution.record(Kind::kNotify, *this, site,
                     std::string(all ? "notify_all" : "notify_one") + (nobody ? " (nobody waits)" : ""), "");
}

void ConditionVariable::notify_one(Site site) {
  notify(false, site);
}
void ConditionVariable::notify_all(Site site) {
  notify(true, site);
}

// ---- Semaphore

Semaphore::Semaphore(const char* name, int permits) : Object(name), permits_(permits) {
  if (permits < 0) throw std::invalid_argument("Semaphore: the number of permits must not be negative");
}

void Semaphore::take() {
  --permits_;
  clock_.acquire();
  Execution::current().changed(*this);
}

void Semaphore::acquire(Site site) {
  announce(Kind::kAcquire, *this, site);
  take();
  Execution& execution = Execution::current();
  if (execution.recording())
    execution.record(Kind::kAcquire, *this, site, "", std::to_string(permits_) + " left");
}

bool Semaphore::try_acquire(Site site) {
  announce(Kind::kTryAcquire, *this, site);
  const bool has_one = permits_ > 0;
  const bool taken = has_one && !fails_for_no_reason(failed_for_);
  if (taken) take();
  note_try(Kind::kTryAcquire, *this, site, taken, has_one);
  return taken;
}

void Semaphore::release(Site site) {
  Execution& execution = Execution::current();
  announce(Kind::kRelease, *this, site);
  if (permits_ == std::numeric_limits<int>::max())
    refuse(Kind::kRelease, *this, site, Finding::kMisuse,
           "gives " + quoted(*this) + " more permits than SEM_VALUE_MAX");
  ++permits_;
  clock_.release();
  execution.changed(*this);
  if (execution.recording())
    execution.record(Kind::kRelease, *this, site, "", std::to_string(permits_) + " left");
}

}  // namespace heddle::model
