// The recorded execution: its steps in words, each with the state of its object before and after, the locks
// that its thread then holds, and the step that it takes from. There is a recorder while an execution is
// replayed, to be shown, and none while a search goes on.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "heddle/core/site.hpp"
#include "heddle/core/verdict.hpp"
#include "sanitizers/relacy/giver.hpp"
#include "sanitizers/relacy/object.hpp"
#include "sanitizers/relacy/operation.hpp"
#include "sanitizers/relacy/threads.hpp"

namespace heddle::model {

// Thread safety: of the one real thread that runs the model. What it is given is copied, into memory that
// outlives the execution.
class Recorder {
 public:
  explicit Recorder(const Threads& threads) : threads_(threads) {}

  // ---- the steps. One at a time is open, from its beginning to its end; what is said in between is of it.

  // The thread does this now. preempts: another one could have gone on with its own.
  void begins(int thread, const Operation& operation, bool preempts);
  // It is of these elements alone.
  void narrows(Elements elements);
  // Other words than those of its kind.
  void says(std::string_view operation);
  // What the thread got.
  void gets(std::string_view value);
  // The same of a try: whether it has taken what it tried to take.
  void tries(bool taken);
  // It has gone back to the value before, a load that is stale.
  void goes_back();
  // It has put a value into an atomic.
  void stores();
  // It conflicts with what that thread did last of this kind, and nothing orders them.
  void races_with(int thread, Kind kind);
  void ends();

  // A thread begins or ends. The variant's own threads do so before and after the trace, and have no such
  // step.
  void passes(int thread, Kind begin_or_end);
  // Where it went wrong: the open step, else the last one of this thread.
  void fails(int thread);
  // A thread that waits for ever in what it has announced.
  void waits(int thread, const Operation& operation, std::string_view words);
  // Until it is told otherwise, steps are left out: an execution that repeats itself.
  void leaves_out(bool what_follows) { leaves_out_ = what_follows; }

  // ---- names

  void is_made(const Object& object);
  void is_destroyed(const Object& object, int thread);
  // In sentences. Of several objects with one name the later ones have a number: "fork #2".
  std::string name_of(const Object& object) const;

  // How many steps there are.
  std::size_t steps() const { return steps_.size(); }

  // What was recorded, with the names of the threads; without title, outcome and explanation.
  Trace take();

 private:
  struct Named {
    std::string name;
    int destroyed_by = -1;
  };
  struct Held {
    std::uint32_t number;
    std::string name;
  };

  void note_holds(const Object* object, int thread);
  ThreadSet let_go() const;
  std::string state() const;
  std::string end_of(const Object& object) const;

  const Threads& threads_;
  std::vector<Step> steps_;
  std::vector<Deed> deeds_;  // one for each step
  std::map<std::uint32_t, Named> objects_;
  std::array<std::vector<Held>, kMaxThreads> held_;  // by each thread, as it took them

  // Of the open step.
  bool is_open_ = false;
  const Object* object_ = nullptr;
  const Object* also_ = nullptr;
  ThreadSet let_go_before_ = 0;

  bool leaves_out_ = false;
};

}  // namespace heddle::model
