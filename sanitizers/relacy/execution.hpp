// The execution that runs now, as the primitives see it: they announce what they are about to do, ask for a
// value where there is a choice, and report what must not be.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "heddle/core/site.hpp"
#include "sanitizers/relacy/object.hpp"
#include "sanitizers/relacy/same_start.hpp"
#include "sanitizers/relacy/search.hpp"
#include "sanitizers/relacy/waiting_loop.hpp"

namespace heddle::model {

// One of the threads; number 0 is the main thread, which makes the variant's object, lets its threads run,
// asks for the outcome and destroys the object.
struct ModelThread {
  enum class State : std::uint8_t { kUnused, kStarted, kRunning, kEnded };

  State state = State::kUnused;
  WaitingLoop loop;
  const char* name = "";
  std::function<void()>* body = nullptr;  // in the memory of the execution, which may be given up with it
  VectorClock at_start;
  VectorClock at_end;
};

// Thread safety: of the one real thread that runs the model.
class Execution {
 public:
  // Errors: std::logic_error where none runs: the model's primitives live within a search.
  static Execution& current();

  Execution(const SearchSettings& settings, Scheduler& scheduler)
      : settings_(settings), scheduler_(scheduler) {}

  // ---- for the primitives

  // The thread that runs.
  int thread() const;
  Mode mode() const { return settings_.mode; }

  // Announces an operation and lets the scheduler choose who goes next. It returns when this thread is chosen
  // to do it. Reports objects that are gone.
  void point(const Operation& operation);

  // For loops that yield. The running thread has looked at an object; `again`: another look may see something
  // else though nobody changes it.
  void looked_at(const Object& object, bool again = false);
  // It has changed the object.
  void changed(const Object& object);
  // It has given back what others can have now. A turn with a lock and an unlock changes nothing by itself.
  void gave_back(const Object& object);
  bool is_in_a_loop() const { return threads_[static_cast<std::size_t>(running_)].loop.has_yielded(); }

  // Says that the running operation has stored a value in an atomic.
  void stored() { scheduler_.stored(); }

  // Asks the scheduler, where there is more than one answer.
  int choose(int count, ValueChoice why);

  // Ends this execution with a finding. Does not return, and no destructor runs.
  [[noreturn]] void fail(Finding finding, std::string_view message, std::vector<Place> places);
  [[noreturn]] void fail(Finding finding, std::string_view message, Site site);

  // Whether steps are kept; the rest of this group does nothing where they are not.
  bool recording() const { return settings_.record; }
  // Gives the step that point() has begun its words and its value, or adds a step that was no scheduling
  // point.
  void record(Kind kind, const Object& object, Site site, std::string_view words, std::string_view value);
  void record_fence(Site site, std::string_view words);

  // Gives a thread what it runs and lets it begin. Returns its number.
  // Errors: std::system_error where there is none left.
  int start_thread(const char* name, std::function<void()> body);
  ModelThread& model_thread(int number) { return threads_[static_cast<std::size_t>(number)]; }

  std::uint32_t add(const Object& object);
  void remove(const Object& object);

  std::int64_t tick() { return ++ticks_; }
  Features& used() { return result_.used; }
  const SearchSettings& settings() const { return settings_; }

  // The name of a thread in sentences: "worker 0".
  std::string thread_name(int number) const;
  Place place(Site site, std::string_view what) const;

  // ---- for the engine

  void begin(int slots);
  // Who goes next, after the running thread has announced its operation or ended.
  int next();
  // What thread `number` does from its beginning to its end.
  void run(int number);
  // Returns whether there is another execution to look at.
  bool end();
  // The same for one that was broken off. Relacy's own findings come with `finding`.
  bool end_broken(Finding finding, std::string_view message);

  bool was_cut() const { return cut_; }
  SearchResult take_result();

 private:
  void run_main();
  void run_thread(int number);
  void grade(const std::string& outcome);
  void report_deadlock();
  void report_held(int number);
  void report_left();
  void ask(std::uint64_t question);
  void note_answer(int answer, int first);
  void break_off();
  void goes_on() { idle_turns_ = had_idle_turn_ = 0; }
  void note_step(int number, const Operation& operation);
  bool continues();
  ThreadSet with_state(ModelThread::State state) const;

  const SearchSettings settings_;
  Scheduler& scheduler_;
  SearchResult result_;
  SameStart same_start_;

  // Of this execution.
  int slots_ = 0;
  int running_ = 0;
  int last_ = -1;  // who took the last step
  bool cut_ = false;
  bool all_done_ = false;  // only unused threads are left to end
  std::uint64_t steps_ = 0;
  std::uint64_t asked_ = 0;  // values, since this step began
  std::int64_t ticks_ = 0;
  std::uint64_t idle_turns_ = 0;  // that waiting loops had in a row, as nobody else could go on
  ThreadSet had_idle_turn_ = 0;   // in this round of them
  std::array<ModelThread, kMaxThreads> threads_;
  std::array<Operation, kMaxThreads> pending_;
  std::uint32_t made_ = 0;              // objects so far
  std::vector<const Object*> objects_;  // alive
  bool step_open_ = false;              // the last recorded step waits for its words
  const Object* open_step_of_ = nullptr;
  // Of an execution with many steps: to say what it was busy with.
  struct Past {
    Kind kind;
    const char* name;  // outlives the object
    Site site;
  };
  std::vector<Past> history_;
  std::unique_ptr<Subject> subject_;
};

}  // namespace heddle::model
