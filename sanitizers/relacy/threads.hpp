// The threads of one execution: which there are, how far they are, and what they are called.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>

#include "sanitizers/relacy/object.hpp"
#include "sanitizers/relacy/waiting_loop.hpp"

namespace heddle::model {

// Sets of threads are bit masks: bit t is thread t.
using ThreadSet = std::uint32_t;
static_assert(kMaxThreads <= 32);

constexpr ThreadSet only(int thread) {
  return ThreadSet{1} << thread;
}
constexpr bool has(ThreadSet set, int thread) {
  return (set >> thread & 1) != 0;
}

// One of them; number 0 is the main thread, which makes the variant's object, lets its threads run, asks for
// the outcome and destroys the object.
struct ModelThread {
  enum class State : std::uint8_t { kUnused, kStarted, kRunning, kEnded };

  State state = State::kUnused;  // changed by Threads::set_state alone
  WaitingLoop loop;
  const char* name = "";
  int worker = -1;  // of the variant's threads: which
  std::function<void()>* body =
      nullptr;  // of others; in the memory of the execution, which may be given up with it
  VectorClock at_start;
  VectorClock at_end;
};

// Thread safety: of the one real thread that runs the model.
class Threads {
 public:
  // As many as an execution can have, of which the main one runs.
  void begin(int slots);

  int slots() const { return slots_; }
  ModelThread& operator[](int number) { return threads_[static_cast<std::size_t>(number)]; }
  const ModelThread& operator[](int number) const { return threads_[static_cast<std::size_t>(number)]; }

  void set_state(int number, ModelThread::State state) {
    ModelThread& thread = (*this)[number];
    with_state_[static_cast<std::size_t>(thread.state)] &= ~only(number);
    with_state_[static_cast<std::size_t>(state)] |= only(number);
    thread.state = state;
  }
  ThreadSet with_state(ModelThread::State state) const {
    return with_state_[static_cast<std::size_t>(state)];
  }

  // In sentences: "worker 0". Of several with one name the later ones have a number: "loader #2".
  std::string name(int number) const;

 private:
  int slots_ = 0;
  std::array<ModelThread, kMaxThreads> threads_;
  std::array<ThreadSet, 4> with_state_{};  // those in each state
};

}  // namespace heddle::model
