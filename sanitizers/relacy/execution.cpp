#include "sanitizers/relacy/execution.hpp"

#include <memory>
#include <stdexcept>
#include <utility>

#include "sanitizers/relacy/act.hpp"
#include "sanitizers/relacy/engine.hpp"
#include "sanitizers/relacy/memory.hpp"

namespace heddle::model {
namespace {

// Turns of yielding threads without any change until that is called a livelock: enough for loops that give up
// after some tries.
constexpr std::uint64_t kMaxIdleTurns = 64;

// Of those, how many a trace shows.
constexpr std::uint64_t kShownIdleTurns = 4;

// Steps from which on an execution keeps its operations, to tell what a loop was busy with.
constexpr std::uint64_t kHistorySteps = 200;

}  // namespace

Execution* Execution::current_ = nullptr;

void Execution::report_none() {
  throw std::logic_error("a primitive of the model was used outside a search; use explore<Case>()");
}

void Execution::begin(int slots) {
  current_ = this;
  running_ = 0;
  last_ = -1;
  cut_ = false;
  steps_ = 0;
  goes_on();
  ticks_ = 0;
  made_ = 0;
  objects_.clear();
  recent_.clear();
  result_.outcome.clear();
  result_.fingerprint = 14695981039346656037U;  // FNV-1a
  ++Object::mark_of_alive;
  threads_.begin(slots);
  if (settings_.record) recorder_ = std::make_unique<Recorder>(threads_);
  answers_.begin();
  same_steps_ = 0;
  if (settings_.record || answers_.are_none())
    scheduler_.begin();
  else
    same_steps_ = scheduler_.resume();
  is_repeating_ = same_steps_ > 0;
}

// ---- objects

std::uint32_t Execution::add(const Object& object) {
  const Unwatched unwatched;
  object.place_ = static_cast<std::uint32_t>(objects_.size());
  objects_.push_back(&object);
  return ++made_;
}

void Execution::remove(const Object& object) {
  objects_[object.place_] = objects_.back();
  objects_[object.place_]->place_ = object.place_;
  objects_.pop_back();
  if (recorder_) recorder_->is_destroyed(object, running_);
  // Whoever is about to use it would do so afterwards.
  for (ThreadSet left = threads_.with_state(ModelThread::State::kRunning) & ~only(running_); left != 0;
       left &= left - 1) {
    const int t = __builtin_ctz(left);
    const Operation& operation = pending_[static_cast<std::size_t>(t)];
    if (operation.object != &object && operation.also != &object) continue;
    const std::string what =
        std::string(words_for(operation.kind)) + " of " + quoted(object) + " by " + thread_name(t);
    const Act act({.kind = Kind::kDestroy, .object = &object, .site = {}}, Act::Is::kNoPoint);
    fail(Finding::kUseAfterFree, thread_name(running_) + " destroys " + quoted(object) + " before a " + what,
         {place(operation.site, what)});
  }
}

// ---- choices

int Execution::choose(int count, ValueChoice why) {
  if (count == 1) return 0;
  const Unwatched unwatched;
  const std::uint32_t question = static_cast<std::uint32_t>(count) << 8 | static_cast<std::uint32_t>(why);
  if (is_repeating_) {
    const Answer* known = answers_.value_again(result_.fingerprint, question);
    if (known == nullptr) report_difference();
    return known->given;
  }
  if (!answers_.fits(result_.fingerprint, question)) report_difference();
  const int answer = scheduler_.value(count, why);
  if (answer == Scheduler::kDiffers) report_difference();
  answers_.add({.before = result_.fingerprint, .question = question, .given = answer});
  if (recorder_ && why == ValueChoice::kStaleLoad && answer != 0) recorder_->goes_back();
  return answer;
}

void Execution::report_difference() {
  fail(Finding::kNondeterminism,
       "the same choices led to different steps: the variant depends on time, addresses, random numbers or "
       "what an earlier execution left",
       Site{});
}

void Execution::looked_at(const Object& object, bool again) {
  if (!result_.used.yield) return;
  WaitingLoop& loop = threads_[running_].loop;
  if (again)
    loop.may_look_again();
  else
    loop.looks(object.number());
}

void Execution::changed(const Object& object) {
  if (!result_.used.yield) return;
  threads_[running_].loop.changes();
  gave_back(object);
}

void Execution::gave_back(const Object& object) {
  if (!result_.used.yield) return;
  for (ThreadSet left = threads_.with_state(ModelThread::State::kRunning) & ~only(running_); left != 0;
       left &= left - 1)
    if (threads_[__builtin_ctz(left)].loop.notices(object.number())) goes_on();
}

void Execution::take_turn() {
  const Operation& operation = pending_[static_cast<std::size_t>(running_)];
  if (operation.object != nullptr) operation.object->check_alive(operation.kind, operation.site);
  if (operation.kind == Kind::kYield) {
    result_.used.yield = true;
    WaitingLoop& loop = threads_[running_].loop;
    loop.yields(operation.site);
    if (!loop.is_waiting()) goes_on();
    engine::yield();
    loop.goes_on();
  } else {
    engine::schedule();
  }
  watch_memory(true);  // a thread that has ended meanwhile has ended that
  if (recorder_) recorder_->begins(running_, operation, preempts_);
  if (operation.object != nullptr && mode() == Mode::kCheck)
    operation.object->use(operation.kind, operation.site);
  if (operation.also != nullptr && mode() == Mode::kCheck)
    operation.also->use(operation.kind, operation.site);
}

bool Execution::is_ready(int number) const {
  const Operation& operation = pending_[static_cast<std::size_t>(number)];
  if (!may_wait(operation.kind)) return true;
  if (operation.awaited != 0)
    return (operation.awaited & ~threads_.with_state(ModelThread::State::kEnded)) == 0;
  return operation.object->is_ready(operation.kind, number);
}

Execution::Ready Execution::who_is_ready(ThreadSet alive) const {
  Ready ready;
  for (ThreadSet left = alive; left != 0; left &= left - 1) {
    const int t = __builtin_ctz(left);
    if (!is_ready(t)) continue;
    ready.all |= only(t);
    const Operation& operation = pending_[static_cast<std::size_t>(t)];
    if (operation.kind == Kind::kYield && threads_[t].loop.is_waiting()) ready.yielding |= only(t);
    if (operation.kind == Kind::kWake && operation.object->is_only_spuriously_ready(operation.kind, t))
      ready.spurious |= only(t);
  }
  return ready;
}

// Fills in who can go on. Ends the execution where nobody can.
void Execution::look_around(ThreadSet alive, ThreadChoice& choice) {
  const Ready ready = who_is_ready(alive);
  choice.candidates = ready.all & ~ready.yielding;
  choice.spurious = ready.spurious;
  choice.waiting = alive & ~ready.all;
  // A wake-up for no reason may come to the rescue, and nobody may count on it.
  const auto wakes_for_nothing = [&] {
    if (ready.spurious == 0 || choose(2, ValueChoice::kWakesForNothing) == 0) return false;
    choice.candidates = ready.spurious;
    return true;
  };
  const ThreadSet firm = ready.all & ~ready.spurious;
  if (firm == 0) {
    if (!wakes_for_nothing()) {
      scheduler_.stuck(alive, pending_);
      report_deadlock();
    }
  } else if ((choice.candidates & ~ready.spurious) == 0) {
    // Whoever could go on has yielded. In turn, without a choice: nothing has changed, so no order matters.
    if (++idle_turns_ > kMaxIdleTurns && !wakes_for_nothing()) {
      scheduler_.stuck(choice.waiting, pending_);
      report_livelock(ready.all);
    }
    if (idle_turns_ <= kMaxIdleTurns) {
      // Who went last would depend on the order of independent operations.
      if ((firm & ~had_idle_turn_) == 0) had_idle_turn_ = 0;
      choice.candidates = only(__builtin_ctz(firm & ~had_idle_turn_));
      had_idle_turn_ |= choice.candidates;
    }
  }
}

int Execution::next() {
  const Unwatched unwatched;
  // A thread that was started runs up to its first operation at once: nobody can tell when it does so.
  if (const ThreadSet started = threads_.with_state(ModelThread::State::kStarted); started != 0)
    return running_ = __builtin_ctz(started);

  const ThreadSet alive = threads_.with_state(ModelThread::State::kRunning);
  if (alive == 0) return running_ = __builtin_ctz(threads_.with_state(ModelThread::State::kUnused));

  is_repeating_ = steps_ < same_steps_;
  const int chosen = is_repeating_ ? same_thread(alive) : choose_thread(alive);
  running_ = last_ = chosen;
  note_step(chosen, pending_[static_cast<std::size_t>(chosen)]);
  return chosen;
}

// Asks the scheduler.
int Execution::choose_thread(ThreadSet alive) {
  ThreadChoice choice{.current = last_, .pending = &pending_, .step = recorder_ ? recorder_->steps() : 0};
  look_around(alive, choice);
  choice.idle = static_cast<std::uint32_t>(idle_turns_ << kMaxThreads) | had_idle_turn_;

  if (++steps_ > settings_.max_steps) break_off();
  if (!answers_.fits(result_.fingerprint, choice.candidates)) report_difference();
  const int chosen = scheduler_.thread(choice);
  if (chosen == Scheduler::kDiffers) report_difference();
  answers_.add({.before = result_.fingerprint,
                .question = choice.candidates,
                .idle = choice.idle,
                .given = chosen,
                .first = first_of(choice),
                .is_turn = true});
  if (recorder_) {
    preempts_ = choice.can_continue() && chosen != choice.current;
    recorder_->leaves_out(idle_turns_ > kShownIdleTurns);  // a livelock repeats itself
  }
  return chosen;
}

// Who took this step in the execution before.
int Execution::same_thread(ThreadSet alive) {
  ++steps_;
  const Answer* known = answers_.turn_again(result_.fingerprint);
  if (known == nullptr || !has(alive, known->given) || !is_ready(known->given)) report_difference();
  idle_turns_ = known->idle >> kMaxThreads;
  had_idle_turn_ = known->idle & (only(kMaxThreads) - 1);
  return known->given;
}

// ---- the steps

void Execution::note_step(int number, const Operation& operation) {
  const auto object = operation.object != nullptr ? operation.object->number() : 0;
  const std::uint64_t step = static_cast<std::uint64_t>(operation.kind) |
                             (static_cast<std::uint64_t>(number) << 8) |
                             (static_cast<std::uint64_t>(object) << 16);
  result_.fingerprint = (result_.fingerprint ^ step) * 1099511628211U;
  if (steps_ + kHistorySteps > settings_.max_steps)
    recent_.add(operation.kind, operation.object != nullptr ? operation.object->name() : "", operation.site);
}

// Names what a long execution repeated, and leaves it.
void Execution::break_off() {
  cut_ = true;
  scheduler_.cut();
  if (scheduler_.is_redundant()) engine::abandon();
  ++result_.cut;
  if (result_.busiest.empty()) result_.busiest = recent_.busiest();
  engine::abandon();
}

// ---- the end of an execution

bool Execution::continues() {
  const bool more = scheduler_.end();
  result_.exhausted = !more;
  result_.steps = steps_;
  if (result_.failure) return false;
  return more && result_.executions < settings_.max_executions && result_.cut < settings_.max_cut;
}

bool Execution::end() {
  ++(scheduler_.is_redundant() ? result_.redundant : result_.executions);
  if (const std::size_t leaked = end_watched_memory(); leaked > 0 && !result_.failure)
    result_.failure =
        Failure{Finding::kMemoryLeak,
                std::to_string(leaked) + (leaked == 1 ? " block of memory was" : " blocks of memory were") +
                    " never freed",
                {}};
  return continues();
}

bool Execution::end_broken(Finding finding, std::string_view message) {
  watch_memory(false);
  end_watched_memory();
  // Its destructor would use an execution that is gone: what it holds is given up.
  new std::unique_ptr<Subject>(std::move(subject_));
  if (!cut_ && !scheduler_.is_redundant()) ++result_.executions;
  if (!cut_ && !result_.failure) result_.failure = Failure{finding, std::string(message), {}};
  return continues();
}

SearchResult Execution::take_result() {
  if (recorder_) result_.trace = recorder_->take();
  result_.choices = answers_.choices();
  current_ = nullptr;
  ++Object::mark_of_alive;
  return std::move(result_);
}

}  // namespace heddle::model
