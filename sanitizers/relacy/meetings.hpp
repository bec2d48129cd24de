// Where the model's threads meet: barrier, latch, and the threads themselves, with their start and their
// join. Thread safety and contract of all classes: lib/heddle/sync/README.md.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "heddle/core/site.hpp"
#include "sanitizers/relacy/object.hpp"
#include "sanitizers/relacy/threads.hpp"

namespace heddle::model {

class Barrier : public Object {
 public:
  Barrier(const char* name, int threads) : Object(name), threads_(threads) {}

  void arrive_and_wait(Site site = Site::here());

  bool is_ready(Kind, int thread) const override { return has(passing_, thread); }
  std::string state(Elements) const override;

 private:
  // Returns whether that was the last arrival of this phase.
  bool arrive(Site site);
  void pass(Site site);

  const int threads_;
  int arrived_ = 0;
  ThreadSet waiting_ = 0;  // for the end of this phase
  ThreadSet passing_ = 0;  // their phase has ended
  VectorClock clock_;      // of who has arrived in this phase
  // What each learns when it passes: who leaves a phase late must not learn from who is early in the next.
  VectorClock learned_[kMaxThreads];
};

class Latch : public Object {
 public:
  Latch(const char* name, int count) : Object(name), count_(count) {}

  void count_down(Site site = Site::here());
  void wait(Site site = Site::here());

  bool is_ready(Kind, int) const override { return count_ == 0; }
  std::string state(Elements) const override;

 private:
  int count_;
  VectorClock clock_;
};

// Belongs to the thread that made it; may be moved.
class Thread {
 public:
  template <class F>
  Thread(const char* name, F&& f, Site site = Site::here())
      : handle_(start(name, std::function<void()>(std::forward<F>(f)), site)) {}
  Thread(Thread&&) = default;
  ~Thread();

  void join(Site site = Site::here());

 private:
  class Handle final : public Object {
   public:
    Handle(const char* name, int thread, Site site) : Object(name), thread_(thread), made_at_(site) {}
    int thread_number() const { return thread_; }
    Site made_at() const { return made_at_; }
    std::string state(Elements) const override;
    bool joined = false;

   private:
    const int thread_;
    const Site made_at_;
  };

  static std::unique_ptr<Handle> start(const char* name, std::function<void()> body, Site site);

  std::unique_ptr<Handle> handle_;
};

}  // namespace heddle::model
