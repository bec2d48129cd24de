// The model's mutex, shared mutex, condition variable and semaphore. None of them parks anybody in Relacy:
// a thread announces what it wants, and the scheduler does not choose it before it can have it.
#pragma once

#include <cstdint>
#include <string>

#include "heddle/core/site.hpp"
#include "heddle/sync/thread_safety.hpp"
#include "sanitizers/relacy/object.hpp"
#include "sanitizers/relacy/threads.hpp"

namespace heddle::model {

class Execution;

// Thread safety and contract of all classes: lib/heddle/sync/README.md. What is undefined there is a finding.

class HEDDLE_CAPABILITY("mutex") Mutex : public Object {
 public:
  explicit Mutex(const char* name) : Object(name) {}
  ~Mutex() override;

  void lock(Site site = Site::here()) HEDDLE_ACQUIRE();
  bool try_lock(Site site = Site::here()) HEDDLE_TRY_ACQUIRE(true);
  void unlock(Site site = Site::here()) HEDDLE_RELEASE();

  bool is_ready(Kind, int) const override { return owner_ < 0; }
  int holder() const override { return owner_; }
  std::string state(Elements) const override;

 private:
  friend class ConditionVariable;
  void take(const Execution& execution);
  void give(Execution& execution);

  int owner_ = -1;
  ThreadSet failed_for_ = 0;  // those whose try has failed for no reason
  VectorClock clock_;
};

class HEDDLE_CAPABILITY("mutex") SharedMutex : public Object {
 public:
  explicit SharedMutex(const char* name) : Object(name) {}
  ~SharedMutex() override;

  void lock(Site site = Site::here()) HEDDLE_ACQUIRE();
  bool try_lock(Site site = Site::here()) HEDDLE_TRY_ACQUIRE(true);
  void unlock(Site site = Site::here()) HEDDLE_RELEASE();
  void lock_shared(Site site = Site::here()) HEDDLE_ACQUIRE_SHARED();
  bool try_lock_shared(Site site = Site::here()) HEDDLE_TRY_ACQUIRE_SHARED(true);
  void unlock_shared(Site site = Site::here()) HEDDLE_RELEASE_SHARED();

  bool is_ready(Kind kind, int) const override {
    return owner_ < 0 && (kind == Kind::kLockShared || readers_ == 0);
  }
  int holder() const override { return owner_ >= 0 || readers_ == 0 ? owner_ : __builtin_ctz(readers_); }
  bool is_held_by(int thread) const override { return owner_ == thread || has(readers_, thread); }
  std::string state(Elements) const override;

 private:
  void refuse_if_held(Kind kind, Site site) const;
  void take(const Execution& execution);
  void take_shared(const Execution& execution);

  int owner_ = -1;
  ThreadSet readers_ = 0;
  ThreadSet failed_for_ = 0;
  // A reader learns what writers knew; a writer learns what everybody knew.
  VectorClock writers_clock_;
  VectorClock readers_clock_;
};

class ConditionVariable : public Object {
 public:
  explicit ConditionVariable(const char* name) : Object(name) {}
  ~ConditionVariable() override;

  void wait(Mutex& mutex, Site site = Site::here()) HEDDLE_REQUIRES(mutex);
  void notify_one(Site site = Site::here());
  void notify_all(Site site = Site::here());

  bool is_ready(Kind, int thread) const override;
  bool is_only_spuriously_ready(Kind, int thread) const override { return !is_notified(thread); }
  bool is_notified(int thread) const override { return has(notified_, thread); }
  std::string state(Elements) const override;

 private:
  void begin_to_wait(Mutex& mutex, Site site);
  void notify(bool all, Site site);

  ThreadSet waiting_ = 0;
  ThreadSet notified_ = 0;           // of those
  ThreadSet woken_for_nothing_ = 0;  // who has had a spurious wake-up: at most one each
  Mutex* mutex_ = nullptr;           // of those who wait
};

class Semaphore : public Object {
 public:
  // Errors: std::invalid_argument for a negative number.
  Semaphore(const char* name, int permits);

  void acquire(Site site = Site::here());
  bool try_acquire(Site site = Site::here());
  void release(Site site = Site::here());

  bool is_ready(Kind, int) const override { return permits_ > 0; }
  int permits() const override { return permits_; }
  std::string state(Elements) const override;

 private:
  void take(Execution& execution);

  int permits_;
  ThreadSet failed_for_ = 0;
  VectorClock clock_;
};

}  // namespace heddle::model
