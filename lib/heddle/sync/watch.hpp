// Where each thread waits, and who holds what: the notes that Watched<Base> keeps, so that a process that
// makes no progress can say why, without signals, debuggers or symbols. A note costs a few relaxed stores to
// a cache line of the thread's own; nobody waits for anybody, and nothing here orders the threads that are
// watched.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "heddle/core/site.hpp"

namespace heddle {

// A thread that is inside an operation that waits.
struct Waiting {
  std::string thread;     // its name, or "a thread"
  std::string operation;  // "lock", "wait", "acquire", "join"; "yield": it yields in a loop
  std::string object;     // its name; empty for yield
  std::string file;       // where the component says so; line 0: unknown
  int line = 0;
  std::string holder;  // who holds the mutex: names, or empty where nobody does or it is no mutex
};

// The threads that wait now, in the order in which they came to be watched. What is told of a thread that
// just goes on or waits again may be out of date; of one that stays where it is it is right. Thread safety:
// any thread at any time.
std::vector<Waiting> waiting_threads();

// "worker 0 waits in lock of 'log mutex' (held by worker 1)": without the place.
std::string describe(const Waiting& waiting);

// The notes of one thread. All strings given are names and sites as README.md beside this file has them: they
// outlive every record made of them.
// Thread safety: every member is for the calling thread itself, which need not have been known before.
class Watch {
 public:
  static constexpr int kMaxThreads = 128;  // at one time; of further ones nothing is noted
  static constexpr int kMaxHeld = 8;  // mutexes held by one thread at one time; further ones have no holder

  // What the thread is called from now on.
  static void name_thread(const char* name);

  // The thread enters an operation that waits for `object` (its address is its identity), or leaves it.
  static void enter(const char* operation, const char* object_name, const void* object, Site site) {
    if (Notes* const notes = own()) notes->enter(operation, object_name, object, site);
  }
  static void leave() {
    // Relaxed, as all others here: the reader wants the last value of a thread that has stopped.
    if (Notes* const notes = own()) notes->operation.store(nullptr, std::memory_order_relaxed);
  }

  static void holds(const void* mutex) {
    if (Notes* const notes = own()) notes->replace(nullptr, mutex);
  }
  static void holds_no_more(const void* mutex) {
    if (Notes* const notes = own()) notes->replace(mutex, nullptr);
  }

  struct alignas(64) Notes {
    std::atomic<bool> taken{false};
    std::atomic<const char*> name{nullptr};
    std::atomic<const char*> operation{nullptr};  // null: it does not wait
    std::atomic<const char*> object_name{nullptr};
    std::atomic<const void*> object{nullptr};
    std::atomic<const char*> file{nullptr};
    std::atomic<int> line{0};
    std::atomic<const void*> held[kMaxHeld]{};

    void enter(const char* an_operation, const char* its_name, const void* an_object, Site site) {
      object_name.store(its_name, std::memory_order_relaxed);
      object.store(an_object, std::memory_order_relaxed);
      file.store(site.file, std::memory_order_relaxed);
      line.store(site.line, std::memory_order_relaxed);
      // With the acquire in waiting_threads(): what is seen of the operation is its own object and place.
      operation.store(an_operation, std::memory_order_release);
    }
    void replace(const void* old_mutex, const void* new_mutex) {
      for (auto& place : held) {
        if (place.load(std::memory_order_relaxed) != old_mutex) continue;
        place.store(new_mutex, std::memory_order_relaxed);
        return;
      }
    }
  };

 private:
  // Null where there are too many threads, and for a thread that is about to end.
  static Notes* own() {
    if (own_ == nullptr) [[unlikely]]
      claim();
    return own_;
  }
  static void claim();

  static thread_local constinit Notes* own_;
};

}  // namespace heddle
