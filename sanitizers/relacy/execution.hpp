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
#include "sanitizers/relacy/answers.hpp"
#include "sanitizers/relacy/object.hpp"
#include "sanitizers/relacy/recent_steps.hpp"
#include "sanitizers/relacy/recorder.hpp"
#include "sanitizers/relacy/search.hpp"
#include "sanitizers/relacy/threads.hpp"

namespace heddle::model {

// Thread safety: of the one real thread that runs the model.
class Execution {
 public:
  // Errors: std::logic_error where none runs: the model's primitives live within a search.
  static Execution& current() {
    if (current_ == nullptr) report_none();
    return *current_;
  }

  Execution(const SearchSettings& settings, Scheduler& scheduler)
      : settings_(settings), scheduler_(scheduler) {}

  // ---- for the primitives, which announce what they do by an Act (act.hpp)

  // The thread that runs.
  int thread() const { return running_; }
  Mode mode() const { return settings_.mode; }
  // Null while nothing is recorded.
  Recorder* recorder() const { return recorder_.get(); }

  // Announces an operation and lets the scheduler choose who goes next. It returns when this thread is chosen
  // to do it. Reports objects that are gone.
  void point(const Operation& operation) {
    pending_[static_cast<std::size_t>(running_)] = operation;
    take_turn();
  }
  // Of one object. Made where it is kept: most steps are of this kind, and a copy of what was just written is
  // slow.
  void point(Kind kind, const Object& object, const Site& site) {
    Operation& next = pending_[static_cast<std::size_t>(running_)];
    next.kind = kind;
    next.object = &object;
    next.also = nullptr;
    next.awaited = 0;
    next.site = site;
    take_turn();
  }

  // For loops that yield. The running thread has looked at an object; `again`: another look may see something
  // else though nobody changes it.
  void looked_at(const Object& object, bool again = false);
  // It has changed the object.
  void changed(const Object& object);
  // It has given back what others can have now. A turn with a lock and an unlock changes nothing by itself.
  void gave_back(const Object& object);
  bool is_in_a_loop() const { return threads_[running_].loop.has_yielded(); }

  // Says that the running operation has stored a value in an atomic.
  void stored() {
    if (!is_repeating_) scheduler_.stored();
    if (recorder_) recorder_->stores();
  }

  // Asks the scheduler, where there is more than one answer.
  int choose(int count, ValueChoice why);

  // Ends this execution with a finding. Does not return, and no destructor runs.
  [[noreturn]] void fail(Finding finding, std::string_view message, std::vector<Place> places);
  [[noreturn]] void fail(Finding finding, std::string_view message, Site site);

  // Gives a thread what it runs and lets it begin. Returns its number.
  // Errors: std::system_error where there is none left.
  int start_thread(const char* name, std::function<void()> body);
  const Threads& threads() const { return threads_; }

  std::uint32_t add(const Object& object);
  void remove(const Object& object);

  // Time goes on by so many ticks. Returns how many there were so far.
  std::int64_t pass(std::int64_t ticks) { return ticks_ += ticks; }
  Features& used() { return result_.used; }
  const SearchSettings& settings() const { return settings_; }

  // Names in sentences: "worker 0", "'mutex'".
  std::string thread_name(int number) const { return threads_.name(number); }
  std::string quoted(const Object& object) const;
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
  [[noreturn]] static void report_none();
  static Execution* current_;

  // What its threads run: program.cpp.
  void take_turn();
  void run_main();
  int start_thread(const char* name);
  void run_thread(int number);
  void grade(const std::string& outcome);

  // What must not be: findings.cpp.
  void report_deadlock();
  void report_livelock(ThreadSet yielding);
  void report_held(int number);
  void report_left();

  // Of the threads that have announced what they are about to do, who can do it.
  struct Ready {
    ThreadSet all = 0;
    ThreadSet spurious = 0;  // only by waking up for no reason
    ThreadSet yielding = 0;  // in a loop that waits for others
  };
  bool is_ready(int number) const;
  Ready who_is_ready(ThreadSet alive) const;
  void look_around(ThreadSet alive, ThreadChoice& choice);

  int choose_thread(ThreadSet alive);
  int same_thread(ThreadSet alive);
  [[noreturn]] void report_difference();
  void note_step(int number, const Operation& operation);
  void break_off();
  void goes_on() { idle_turns_ = had_idle_turn_ = 0; }
  bool continues();

  const SearchSettings settings_;
  Scheduler& scheduler_;
  SearchResult result_;
  Answers answers_;

  // Of this execution.
  std::unique_ptr<Recorder> recorder_;
  int running_ = 0;
  int last_ = -1;          // who took the last step
  bool preempts_ = false;  // who takes it now; where the execution is recorded
  bool cut_ = false;
  std::uint64_t steps_ = 0;
  std::int64_t ticks_ = 0;
  std::uint64_t idle_turns_ = 0;  // that waiting loops had in a row, as nobody else could go on
  ThreadSet had_idle_turn_ = 0;   // in this round of them
  Threads threads_;
  std::array<Operation, kMaxThreads> pending_;
  std::uint32_t made_ = 0;              // objects so far
  std::vector<const Object*> objects_;  // alive
  RecentSteps recent_;                  // of one with many steps
  std::unique_ptr<Subject> subject_;

  std::uint64_t same_steps_ = 0;  // that this execution has in common with the one before
  bool is_repeating_ = false;     // what is done now belongs to them
};

}  // namespace heddle::model
