// What every shared object of the model has: a name, a number that is the same in each execution, and a mark
// of being alive.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "heddle/core/site.hpp"
#include "sanitizers/relacy/operation.hpp"

namespace heddle::model {

// The most threads that one execution can have, the main one included.
inline constexpr int kMaxThreads = 8;

// Who knows what: a vector clock, one entry for each thread, in Relacy's own time.
// Source: Lamport 1978; Fidge and Mattern 1988.
// Thread safety: of the one real thread that runs the model.
class VectorClock {
 public:
  void clear();
  void acquire() const;  // the calling thread learns what the clock knows
  void release();        // the clock learns what the calling thread knows

 private:
  std::size_t times_[kMaxThreads] = {};
};

// A moment in the life of the thread that calls now().
// Thread safety: of the one real thread that runs the model.
class Moment {
 public:
  Moment() = default;  // before everything
  static Moment now();
  // Whether it happens before what the calling thread does next.
  bool is_past() const;
  int thread() const { return thread_; }

 private:
  Moment(int thread, std::size_t time) : thread_(thread), time_(time) {}

  int thread_ = 0;
  std::size_t time_ = 0;
};

// Some of an array's elements, one after the other.
struct Elements {
  std::size_t first = 0;
  std::size_t count = 0;  // 0: all there are
};

constexpr bool meet(Elements a, Elements b) {
  return a.count == 0 || b.count == 0 || (a.first < b.first + b.count && b.first < a.first + a.count);
}

class Object {
 public:
  explicit Object(const char* name);
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  const char* name() const { return name_; }
  // In the order of their making, from 1.
  std::uint32_t number() const { return number_; }

  // Whether the thread's operation, one that may wait, can be done now.
  virtual bool is_ready(Kind, int /*thread*/) const { return true; }
  // Whether it is ready only because a wait may end for no reason. Nobody may count on that.
  virtual bool is_only_spuriously_ready(Kind, int /*thread*/) const { return false; }
  // Whether the thread, which waits for a notification, has got one.
  virtual bool is_notified(int /*thread*/) const { return false; }
  // The thread that holds it alone, or one of those that hold it together, or -1.
  virtual int holder() const { return -1; }
  virtual bool is_held_by(int thread) const { return holder() == thread; }
  // Of a semaphore.
  virtual int permits() const { return 0; }
  // What it is like now, for people: "held by worker 1", "2 permits", a value. Empty where it has no words.
  virtual std::string state(Elements) const { return ""; }

  bool is_alive() const { return mark_ == mark_of_alive; }
  // Whether it has been alive, and in this execution.
  bool is_gone() const { return mark_ == kGone; }
  // Reports an operation on an object that is gone. Its memory is kept until the execution ends.
  void check_alive(Kind kind, const Site& site) const {
    if (!is_alive()) report_dead(kind, site);
  }
  // Reports an operation that nothing orders after the making of the object.
  void check_made(Kind kind, const Site& site) const;
  // The same, and keeps it in mind: the end of the object has to come after it.
  void use(Kind kind, const Site& site) const;

 protected:
  virtual ~Object();

 private:
  friend class Execution;

  // Arbitrary, so that memory that is none of ours is hardly taken for an object.
  static constexpr std::uint32_t kFirstMark = 0x6865646c;
  static constexpr std::uint32_t kGone = 0x6c646568;
  // Another one for each execution: an object that outlives its own is gone.
  static std::uint32_t mark_of_alive;

  struct Use {
    Moment moment;
    Kind kind = Kind::kLoad;
    Site site;
  };

  [[noreturn]] void report_dead(Kind kind, const Site& site) const;
  [[noreturn]] void report_unmade(Kind kind, const Site& site) const;
  void check_unused() const;

  volatile std::uint32_t mark_;         // volatile: or a compiler may leave out the last write of a lifetime
  mutable std::uint32_t place_ = 0;     // in the execution's list
  mutable std::uint32_t known_to_ = 0;  // threads that its making is known to happen before, as a bit mask
  const char* name_;
  std::uint32_t number_;
  Moment made_;
  mutable Use last_use_[kMaxThreads];  // of each thread
};

}  // namespace heddle::model
