#include "sanitizers/relacy/locks.hpp"

#include <limits>
#include <stdexcept>
#include <string>

#include "sanitizers/relacy/act.hpp"

namespace heddle::model {
namespace {

std::string quoted(const Object& object) {
  return Execution::current().quoted(object);
}

// Ends the execution with what the running thread must not do.
[[noreturn]] void refuse(Kind kind, const Object& object, Site site, Finding finding,
                         const std::string& what) {
  const Execution& execution = Execution::current();
  model::refuse({.kind = kind, .object = &object, .site = site}, finding,
                execution.thread_name(execution.thread()) + " " + what);
}

// "worker 0, worker 2"
std::string names_of(ThreadSet threads) {
  const Execution& execution = Execution::current();
  std::string names;
  for (; threads != 0; threads &= threads - 1)
    names += (names.empty() ? "" : ", ") + execution.thread_name(__builtin_ctz(threads));
  return names;
}

// A try may fail for no reason: once for each thread and object, or a loop of tries would never end.
bool fails_for_no_reason(std::uint32_t& failed_for, Execution& execution) {
  const std::uint32_t self = 1U << execution.thread();
  if ((failed_for & self) != 0) return false;
  execution.used().spurious_failure = true;
  if (execution.choose(2, ValueChoice::kSpuriousFailure) == 0) return false;
  failed_for |= self;
  return true;
}

// `again`: the next try may be luckier though nobody gives anything back.
void note_try(const Act& act, const Object& object, bool taken, bool again) {
  if (!taken) act.execution().looked_at(object, again);
  if (Recorder* const recorder = act.recorder()) recorder->tries(taken);
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

void Mutex::take(const Execution& execution) {
  owner_ = execution.thread();
  clock_.acquire();
}

void Mutex::give(Execution& execution) {
  clock_.release();
  owner_ = -1;
  execution.gave_back(*this);
}

void Mutex::lock(Site site) {
  check_alive(Kind::kLock, site);
  if (owner_ == Execution::current().thread())
    refuse(Kind::kLock, *this, site, Finding::kSelfDeadlock,
           "locks " + quoted(*this) + ", which it holds already");
  const Act act(Kind::kLock, *this, site);
  take(act.execution());
}

bool Mutex::try_lock(Site site) {
  check_alive(Kind::kTryLock, site);
  if (owner_ == Execution::current().thread())
    refuse(Kind::kTryLock, *this, site, Finding::kMisuse,
           "tries to lock " + quoted(*this) + ", which it holds already");
  const Act act(Kind::kTryLock, *this, site);
  const bool is_free = owner_ < 0;
  const bool taken = is_free && !fails_for_no_reason(failed_for_, act.execution());
  if (taken) take(act.execution());
  note_try(act, *this, taken, is_free);
  return taken;
}

void Mutex::unlock(Site site) {
  check_alive(Kind::kUnlock, site);
  if (owner_ != Execution::current().thread())
    refuse(Kind::kUnlock, *this, site, Finding::kMisuse,
           "unlocks " + quoted(*this) + ", which it does not hold");
  const Act act(Kind::kUnlock, *this, site);
  give(act.execution());
}

std::string Mutex::state(Elements) const {
  return owner_ < 0 ? "free" : "held by " + Execution::current().thread_name(owner_);
}

// ---- SharedMutex

SharedMutex::~SharedMutex() {
  if (owner_ >= 0 || readers_ != 0)
    Execution::current().fail(Finding::kMisuse, quoted(*this) + " is destroyed while it is held", Site{});
}

void SharedMutex::refuse_if_held(Kind kind, Site site) const {
  check_alive(kind, site);
  if (is_held_by(Execution::current().thread()))
    refuse(kind, *this, site, Finding::kSelfDeadlock,
           "calls " + std::string(words_for(kind)) + " of " + quoted(*this) + ", which it holds already");
}

void SharedMutex::take(const Execution& execution) {
  owner_ = execution.thread();
  writers_clock_.acquire();
  readers_clock_.acquire();
}

void SharedMutex::take_shared(const Execution& execution) {
  readers_ |= only(execution.thread());
  writers_clock_.acquire();
}

void SharedMutex::lock(Site site) {
  refuse_if_held(Kind::kLock, site);
  const Act act(Kind::kLock, *this, site);
  take(act.execution());
}

bool SharedMutex::try_lock(Site site) {
  refuse_if_held(Kind::kTryLock, site);
  const Act act(Kind::kTryLock, *this, site);
  const bool is_free = owner_ < 0 && readers_ == 0;
  const bool taken = is_free && !fails_for_no_reason(failed_for_, act.execution());
  if (taken) take(act.execution());
  note_try(act, *this, taken, is_free);
  return taken;
}

void SharedMutex::unlock(Site site) {
  check_alive(Kind::kUnlock, site);
  if (owner_ != Execution::current().thread())
    refuse(Kind::kUnlock, *this, site, Finding::kMisuse,
           "unlocks " + quoted(*this) + ", which it does not hold alone");
  const Act act(Kind::kUnlock, *this, site);
  writers_clock_.release();
  owner_ = -1;
  act.execution().gave_back(*this);
}

void SharedMutex::lock_shared(Site site) {
  refuse_if_held(Kind::kLockShared, site);
  const Act act(Kind::kLockShared, *this, site);
  take_shared(act.execution());
}

bool SharedMutex::try_lock_shared(Site site) {
  refuse_if_held(Kind::kTryLockShared, site);
  const Act act(Kind::kTryLockShared, *this, site);
  const bool is_free = owner_ < 0;
  const bool taken = is_free && !fails_for_no_reason(failed_for_, act.execution());
  if (taken) take_shared(act.execution());
  note_try(act, *this, taken, is_free);
  return taken;
}

void SharedMutex::unlock_shared(Site site) {
  check_alive(Kind::kUnlockShared, site);
  if (!has(readers_, Execution::current().thread()))
    refuse(Kind::kUnlockShared, *this, site, Finding::kMisuse,
           "gives back a shared lock of " + quoted(*this) + " that it does not hold");
  const Act act(Kind::kUnlockShared, *this, site);
  readers_clock_.release();
  readers_ &= ~only(act.execution().thread());
  act.execution().gave_back(*this);
}

std::string SharedMutex::state(Elements) const {
  if (readers_ != 0) return "held by " + names_of(readers_) + " (shared)";
  return owner_ < 0 ? "free" : "held by " + names_of(only(owner_));
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
  check_alive(Kind::kWait, site);
  if (mutex.owner_ != Execution::current().thread())
    refuse(Kind::kWait, *this, site, Finding::kMisuse,
           "waits for " + quoted(*this) + " without holding " + quoted(mutex));
  begin_to_wait(mutex, site);

  const Act act({.kind = Kind::kWake, .object = this, .also = &mutex, .site = site});
  Execution& execution = act.execution();
  const int self = execution.thread();
  const bool notified = is_notified(self);
  if (!notified) woken_for_nothing_ |= only(self);
  waiting_ &= ~only(self);
  notified_ &= ~only(self);
  mutex.take(execution);
  if (Recorder* const recorder = act.recorder())
    recorder->says(notified ? "wake (notified) and lock" : "wake (spurious) and lock");
}

void ConditionVariable::begin_to_wait(Mutex& mutex, Site site) {
  const Act act({.kind = Kind::kWait, .object = this, .also = &mutex, .site = site});
  Execution& execution = act.execution();
  if (waiting_ != 0 && mutex_ != &mutex)
    execution.fail(Finding::kMisuse,
                   execution.thread_name(execution.thread()) + " waits for " + quoted(*this) + " with " +
                       quoted(mutex) + ", while others wait with " + quoted(*mutex_),
                   site);
  mutex_ = &mutex;
  waiting_ |= only(execution.thread());
  mutex.give(execution);
  execution.changed(*this);
  execution.used().spurious_wakeup = true;
}

void ConditionVariable::notify(bool all, Site site) {
  const Act act(Kind::kNotify, *this, site);
  Execution& execution = act.execution();
  ThreadSet asleep = waiting_ & ~notified_;
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
  if (Recorder* const recorder = act.recorder())
    recorder->says(std::string(all ? "notify_all" : "notify_one") + (nobody ? " (nobody waits)" : ""));
}

void ConditionVariable::notify_one(Site site) {
  notify(false, site);
}
void ConditionVariable::notify_all(Site site) {
  notify(true, site);
}

// Who is notified waits for the mutex alone.
std::string ConditionVariable::state(Elements) const {
  const ThreadSet asleep = waiting_ & ~notified_;
  if (asleep == 0) return "nobody waits";
  return names_of(asleep) + ((asleep & (asleep - 1)) != 0 ? " wait" : " waits");
}

// ---- Semaphore

Semaphore::Semaphore(const char* name, int permits) : Object(name), permits_(permits) {
  if (permits < 0) throw std::invalid_argument("Semaphore: the number of permits must not be negative");
}

void Semaphore::take(Execution& execution) {
  --permits_;
  clock_.acquire();
  execution.changed(*this);
}

void Semaphore::acquire(Site site) {
  const Act act(Kind::kAcquire, *this, site);
  take(act.execution());
}

bool Semaphore::try_acquire(Site site) {
  const Act act(Kind::kTryAcquire, *this, site);
  const bool has_one = permits_ > 0;
  const bool taken = has_one && !fails_for_no_reason(failed_for_, act.execution());
  if (taken) take(act.execution());
  note_try(act, *this, taken, has_one);
  return taken;
}

void Semaphore::release(Site site) {
  const Act act(Kind::kRelease, *this, site);
  Execution& execution = act.execution();
  if (permits_ == std::numeric_limits<int>::max())
    execution.fail(Finding::kMisuse,
                   execution.thread_name(execution.thread()) + " gives " + quoted(*this) +
                       " more permits than SEM_VALUE_MAX",
                   site);
  ++permits_;
  clock_.release();
  execution.changed(*this);
}

std::string Semaphore::state(Elements) const {
  return permits_ == 0 ? "no permit" : permits_ == 1 ? "1 permit" : std::to_string(permits_) + " permits";
}

}  // namespace heddle::model
