#include "sanitizers/relacy/execution.hpp"

#include <algorithm>
#include <exception>
#include <map>
#include <memory>
#include <stdexcept>
#include <system_error>
#include <tuple>
#include <utility>

#include "heddle/core/outcome.hpp"
#include "sanitizers/relacy/engine.hpp"
#include "sanitizers/relacy/memory.hpp"

namespace heddle::model {
namespace {

Execution* running_execution = nullptr;

// Turns of yielding threads without any change until that is called a livelock: enough for loops that give up
// after some tries.
constexpr std::uint64_t kMaxIdleTurns = 64;

// Of those, how many a trace shows.
constexpr std::uint64_t kShownIdleTurns = 4;

// Steps from which on an execution keeps its operations, to tell what a loop was busy with.
constexpr std::uint64_t kHistorySteps = 200;

ThreadSet only(int thread) {
  return ThreadSet{1} << thread;
}

std::string quoted(const char* name) {
  return "'" + std::string(name) + "'";
}

}  // namespace

Execution& Execution::current() {
  if (running_execution == nullptr)
    throw std::logic_error("a primitive of the model was used outside a search; use explore<Case>()");
  return *running_execution;
}

void Execution::begin(int slots) {
  running_execution = this;
  slots_ = slots;
  running_ = 0;
  last_ = -1;
  cut_ = all_done_ = step_open_ = false;
  steps_ = asked_ = 0;
  goes_on();
  ticks_ = 0;
  made_ = 0;
  objects_.clear();
  history_.clear();
  result_.choices.clear();
  result_.fingerprint = 14695981039346656037U;  // FNV-1a
  ++Object::mark_of_alive;
  for (ModelThread& thread : threads_) thread = ModelThread{};
  threads_[0].state = ModelThread::State::kRunning;
  threads_[0].name = "main";
  if (settings_.record) {
    result_.trace = Trace{};
    result_.trace.threads.assign(static_cast<std::size_t>(slots), "");
    result_.trace.threads[0] = "main";
  }
  same_start_.begin();
  scheduler_.begin();
}

int Execution::thread() const {
  return running_;
}

// ---- threads

int Execution::start_thread(const char* name, std::function<void()> body) {
  for (int number = 1; number < slots_; ++number) {
    ModelThread& thread = model_thread(number);
    if (thread.state != ModelThread::State::kUnused) continue;
    thread.state = ModelThread::State::kStarted;
    thread.name = name;
    thread.body = new std::function<void()>(std::move(body));
    thread.at_start.release();
    if (settings_.record) {
      const Unwatched unwatched;
      result_.trace.threads[static_cast<std::size_t>(number)] = thread_name(number);
    }
    {
      const Unwatched unwatched;
      scheduler_.starts(number, running_);
    }
    model_thread(running_).loop.changes();
    return number;
  }
  throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again),
                          "the model has no thread left for '" + std::string(name) +
                              "'; declare how many the variant starts: kStartedThreads");
}

void Execution::run(int number) {
  ModelThread& thread = model_thread(number);
  if (thread.state == ModelThread::State::kUnused) {  // everybody else has ended
    thread.state = ModelThread::State::kEnded;
    return;
  }
  watch_memory(true);
  if (number == 0)
    run_main();
  else
    run_thread(number);
  thread.at_end.release();
  report_held(number);
  thread.state = ModelThread::State::kEnded;
  if ((with_state(ModelThread::State::kRunning) | with_state(ModelThread::State::kStarted)) == 0)
    report_left();
  watch_memory(false);
  goes_on();
}

void Execution::run_thread(int number) {
  ModelThread& thread = model_thread(number);
  thread.state = ModelThread::State::kRunning;
  thread.at_start.acquire();
  try {
    (*thread.body)();
  } catch (const std::exception& error) {
    fail(Finding::kException, "an exception left " + thread_name(number) + ": " + error.what(), Site{});
  } catch (...) {
    fail(Finding::kException, "an exception left " + thread_name(number), Site{});
  }
  delete thread.body;
}

void Execution::run_main() {
  static constexpr std::array<const char*, kMaxThreads> kNames{
      "worker 0", "worker 1", "worker 2", "worker 3", "worker 4", "worker 5", "worker 6", "worker 7"};
  std::string outcome;
  try {
    subject_ = settings_.variant->make(settings_.threads);
    // Their numbers follow those of the threads that the constructor has started.
    ThreadSet workers = 0;
    for (int i = 0; i < settings_.threads; ++i)
      workers |= only(start_thread(kNames[static_cast<std::size_t>(i)],
                                   [subject = subject_.get(), i] { subject->thread(i); }));
    point({.kind = Kind::kAwaitWorkers, .object = nullptr, .also = nullptr, .awaited = workers, .site = {}});
    for (ThreadSet left = workers; left != 0; left &= left - 1)
      model_thread(__builtin_ctz(left)).at_end.acquire();
    outcome = subject_->after();
    subject_.reset();
  } catch (const std::exception& error) {
    fail(Finding::kException, std::string("an exception left the main thread: ") + error.what(), Site{});
  } catch (...) {
    fail(Finding::kException, "an exception left the main thread", Site{});
  }
  grade(outcome);
}

void Execution::grade(const std::string& outcome) {
  if (scheduler_.is_redundant()) return;
  const Unwatched unwatched;
  const std::string text(outcome.c_str());
  result_.outcome = text;
  const Outcome graded = heddle::graded(settings_.variant->outcomes, text);
  auto known = std::find_if(result_.outcomes.begin(), result_.outcomes.end(),
                            [&](const OutcomeCount& count) { return count.text == text; });
  if (known == result_.outcomes.end())
    known = result_.outcomes.insert(known, {text, graded.grade, std::string(graded.meaning), 0});
  ++known->count;
  if (graded.grade == Grade::kForbidden ||
      (graded.grade == Grade::kInteresting && settings_.stop_at_interesting))
    fail(Finding::kWrongOutcome,
         "outcome \"" + text + "\"" + (graded.meaning.empty() ? "" : ": " + std::string(graded.meaning)),
         Site{});
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
  // Whoever is about to use it would do so afterwards.
  for (ThreadSet left = with_state(ModelThread::State::kRunning) & ~only(running_); left != 0;
       left &= left - 1) {
    const int t = __builtin_ctz(left);
    const Operation& operation = pending_[static_cast<std::size_t>(t)];
    if (operation.object != &object && operation.also != &object) continue;
    const std::string what =
        std::string(words_for(operation.kind)) + " of " + quoted(object.name()) + " by " + thread_name(t);
    record(Kind::kDestroy, object, Site{}, "", "");
    fail(Finding::kUseAfterFree,
         thread_name(running_) + " destroys " + quoted(object.name()) + " before a " + what,
         {place(operation.site, what)});
  }
}

// ---- choices

int Execution::choose(int count, ValueChoice why) {
  if (count == 1) return 0;
  const Unwatched unwatched;
  ask(static_cast<std::uint64_t>(count) << 8 | static_cast<std::uint64_t>(why));
  const int answer = scheduler_.value(count, why);
  ++asked_;
  note_answer(answer, 0);
  return answer;
}

void Execution::ask(std::uint64_t question) {
  if (!same_start_.asks(result_.fingerprint ^ (question << 32))) note_answer(Scheduler::kDiffers, 0);
}

void Execution::note_answer(int answer, int first) {
  if (answer == Scheduler::kDiffers)
    fail(Finding::kNondeterminism,
         "the same choices led to different steps: the variant depends on time, addresses, random numbers or "
         "what "
         "an earlier execution left",
         Site{});
  same_start_.is_told(answer);
  if (answer != first) result_.choices.push_back({steps_, asked_, static_cast<std::uint8_t>(answer)});
}

void Execution::looked_at(const Object& object, bool again) {
  WaitingLoop& loop = model_thread(running_).loop;
  if (again)
    loop.may_look_again();
  else
    loop.looks(object.number());
}

void Execution::changed(const Object& object) {
  model_thread(running_).loop.changes();
  gave_back(object);
}

void Execution::gave_back(const Object& object) {
  for (int t = 0; t < slots_; ++t)
    if (t != running_ && model_thread(t).loop.notices(object.number())) goes_on();
}

void Execution::point(const Operation& operation) {
  if (operation.object != nullptr) operation.object->check_alive(operation.kind, operation.site);
  pending_[static_cast<std::size_t>(running_)] = operation;
  if (operation.kind == Kind::kYield) {
    result_.used.yield = true;
    WaitingLoop& loop = model_thread(running_).loop;
    loop.yields(operation.site);
    if (!loop.is_waiting()) goes_on();
    engine::yield();
    loop.goes_on();
  } else {
    engine::schedule();
  }
  watch_memory(true);  // a thread that has ended meanwhile has ended that
  if (operation.object != nullptr && mode() == Mode::kCheck)
    operation.object->use(operation.kind, operation.site);
  if (operation.also != nullptr && mode() == Mode::kCheck)
    operation.also->use(operation.kind, operation.site);
}

ThreadSet Execution::with_state(ModelThread::State state) const {
  ThreadSet set = 0;
  for (int t = 0; t < slots_; ++t)
    if (threads_[static_cast<std::size_t>(t)].state == state) set |= only(t);
  return set;
}

int Execution::next() {
  const Unwatched unwatched;
  // A thread that was started runs up to its first operation at once: nobody can tell when it does so.
  if (const ThreadSet started = with_state(ModelThread::State::kStarted); started != 0)
    return running_ = __builtin_ctz(started);

  const ThreadSet alive = with_state(ModelThread::State::kRunning);
  if (alive == 0) return running_ = __builtin_ctz(with_state(ModelThread::State::kUnused));

  ThreadSet ready = 0;
  ThreadSet spurious = 0;
  ThreadSet yielding = 0;
  for (ThreadSet left = alive; left != 0; left &= left - 1) {
    const int t = __builtin_ctz(left);
    const Operation& operation = pending_[static_cast<std::size_t>(t)];
    if (operation.kind == Kind::kYield && model_thread(t).loop.is_waiting()) yielding |= only(t);
    if (operation.awaited != 0) {
      if ((operation.awaited & ~with_state(ModelThread::State::kEnded)) == 0) ready |= only(t);
    } else if (!may_wait(operation.kind) || operation.object->is_ready(operation.kind, t)) {
      ready |= only(t);
      if (may_wait(operation.kind) && operation.object->is_only_spuriously_ready(operation.kind, t))
        spurious |= only(t);
    }
  }
  ThreadChoice choice{.candidates = ready & ~yielding,
                      .spurious = spurious,
                      .waiting = alive & ~ready,
                      .current = last_,
                      .pending = &pending_,
                      .step = result_.trace.steps.size()};
  // A wake-up for no reason may come to the rescue, and nobody may count on it.
  const auto wakes_for_nothing = [&] {
    if (spurious == 0 || choose(2, ValueChoice::kWakesForNothing) == 0) return false;
    choice.candidates = spurious;
    return true;
  };
  if ((ready & ~spurious) == 0) {
    if (!wakes_for_nothing()) {
      scheduler_.stuck(alive, pending_);
      report_deadlock();
    }
  } else if ((choice.candidates & ~spurious) == 0) {
    // Whoever could go on has yielded. In turn, without a choice: nothing has changed, so no order matters.
    const bool is_livelock = ++idle_turns_ > kMaxIdleTurns && !wakes_for_nothing();
    if (is_livelock) {
      std::vector<Place> places;
      for (ThreadSet left = ready; left != 0; left &= left - 1) {
        const int t = __builtin_ctz(left);
        places.push_back(place(pending_[static_cast<std::size_t>(t)].site, thread_name(t) + " yields"));
      }
      fail(Finding::kLivelock, "every thread that can go on yields to the others, and nothing changes",
           std::move(places));
    }
    if (idle_turns_ <= kMaxIdleTurns) {
      // Who went last would depend on the order of independent operations.
      if ((ready & ~spurious & ~had_idle_turn_) == 0) had_idle_turn_ = 0;
      choice.candidates = only(__builtin_ctz(ready & ~spurious & ~had_idle_turn_));
      had_idle_turn_ |= choice.candidates;
    }
  }

  if (++steps_ > settings_.max_steps) break_off();
  asked_ = 0;
  const bool is_choice = (choice.candidates & (choice.candidates - 1)) != 0;
  if (is_choice) ask(choice.candidates);
  const int chosen = scheduler_.thread(choice);
  if (is_choice || chosen == Scheduler::kDiffers) note_answer(chosen, first_of(choice));
  running_ = last_ = chosen;
  note_step(chosen, pending_[static_cast<std::size_t>(chosen)]);
  return chosen;
}

// ---- the steps

void Execution::note_step(int number, const Operation& operation) {
  const auto object = operation.object != nullptr ? operation.object->number() : 0;
  const std::uint64_t step = static_cast<std::uint64_t>(operation.kind) |
                             (static_cast<std::uint64_t>(number) << 8) |
                             (static_cast<std::uint64_t>(object) << 16);
  result_.fingerprint = (result_.fingerprint ^ step) * 1099511628211U;
  if (steps_ + kHistorySteps > settings_.max_steps)
    history_.push_back(
        {operation.kind, operation.object != nullptr ? operation.object->name() : "", operation.site});
  if (!settings_.record) return;
  step_open_ = false;
  if (operation.kind == Kind::kAwaitWorkers) return;
  if (idle_turns_ > kShownIdleTurns) return;  // a livelock repeats itself
  result_.trace.steps.push_back({.thread = number,
                                 .operation = std::string(words_for(operation.kind)),
                                 .object = operation.object != nullptr ? operation.object->name() : "",
                                 .value = "",
                                 .file = operation.site.file,
                                 .line = operation.site.line,
                                 .source = ""});
  open_step_of_ = operation.object;
  step_open_ = true;
}

void Execution::record(Kind kind, const Object& object, Site site, std::string_view words,
                       std::string_view value) {
  if (!settings_.record || idle_turns_ > kShownIdleTurns) return;
  const Unwatched unwatched;
  if (!step_open_ || open_step_of_ != &object) {
    result_.trace.steps.push_back({.thread = running_,
                                   .operation = "",
                                   .object = object.name(),
                                   .value = "",
                                   .file = site.file,
                                   .line = site.line,
                                   .source = ""});
  }
  Step& step = result_.trace.steps.back();
  step.operation = words.empty() ? words_for(kind) : words;
  step.value = value;
  step_open_ = false;
}

void Execution::record_fence(Site site, std::string_view words) {
  if (!settings_.record || idle_turns_ > kShownIdleTurns) return;
  const Unwatched unwatched;
  if (!step_open_ || open_step_of_ != nullptr)
    result_.trace.steps.push_back({.thread = running_,
                                   .operation = "",
                                   .object = "",
                                   .value = "",
                                   .file = site.file,
                                   .line = site.line,
                                   .source = ""});
  result_.trace.steps.back().operation = words;
  step_open_ = false;
}

// Names what a long execution repeated, and leaves it.
void Execution::break_off() {
  cut_ = true;
  scheduler_.cut();
  if (scheduler_.is_redundant()) engine::abandon();
  ++result_.cut;
  if (result_.busiest.empty()) {
    std::map<std::tuple<std::string, int, Kind, std::string>, int> counts;
    for (const Past& past : history_) ++counts[{past.site.file, past.site.line, past.kind, past.name}];
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most != counts.end()) {
      const auto& [file, line, kind, name] = most->first;
      result_.busiest = std::string(words_for(kind)) + (name.empty() ? "" : " of '" + name + "'") + " at " +
                        file + ":" + std::to_string(line);
    }
  }
  engine::abandon();
}

// ---- findings

std::string Execution::thread_name(int number) const {
  return threads_[static_cast<std::size_t>(number)].name;
}

Place Execution::place(Site site, std::string_view what) const {
  return {.file = site.file,
          .line = site.line,
          .function = site.function,
          .what = std::string(what),
          .source = ""};
}

void Execution::fail(Finding finding, std::string_view message, std::vector<Place> places) {
  const Unwatched unwatched;
  // Copied here, in memory that outlives the execution.
  Failure failure{.finding = finding, .message = std::string(message), .places = {}};
  for (const Place& place : places)
    failure.places.push_back({.file = std::string(place.file.c_str()),
                              .line = place.line,
                              .function = std::string(place.function.c_str()),
                              .what = std::string(place.what.c_str()),
                              .source = ""});
  result_.failure = std::move(failure);
  if (settings_.record && finding != Finding::kDeadlock && finding != Finding::kWrongOutcome &&
      !result_.trace.steps.empty())
    result_.trace.steps.back().fault = true;
  engine::abandon();
}

void Execution::fail(Finding finding, std::string_view message, Site site) {
  std::vector<Place> places;
  if (site.line != 0) places.push_back(place(site, ""));
  fail(finding, message, std::move(places));
}

void Execution::report_deadlock() {
  std::string message = "every thread that is left waits:";
  std::vector<Place> places;
  for (ThreadSet left = with_state(ModelThread::State::kRunning); left != 0; left &= left - 1) {
    const int t = __builtin_ctz(left);
    const Operation& operation = pending_[static_cast<std::size_t>(t)];
    if (operation.kind == Kind::kAwaitWorkers || operation.object == nullptr) continue;
    std::string what = thread_name(t) + " in " + std::string(words_for(operation.kind)) + " of " +
                       quoted(operation.object->name());
    const bool has_to_lock = operation.kind == Kind::kWake && operation.object->is_notified(t);
    if (has_to_lock)
      what = thread_name(t) + " in lock of " + quoted(operation.also->name()) + " after its wait";
    if (operation.kind == Kind::kWake && !has_to_lock) {
      what = thread_name(t) + " for a notification of " + quoted(operation.object->name());
    } else if (const int holder = (has_to_lock ? operation.also : operation.object)->holder(); holder >= 0) {
      what += ", which " + thread_name(holder) + " holds";
      if (model_thread(holder).state == ModelThread::State::kEnded) what += " though it has ended";
    }
    message += (places.empty() ? " " : "; ") + what;
    places.push_back(place(operation.site, what));
    if (settings_.record)
      result_.trace.steps.push_back({.thread = t,
                                     .operation = operation.kind == Kind::kWake
                                                      ? "waits for a notification"
                                                      : "waits: " + std::string(words_for(operation.kind)),
                                     .object = operation.object->name(),
                                     .value = "",
                                     .file = operation.site.file,
                                     .line = operation.site.line,
                                     .source = "",
                                     .fault = true});
  }
  fail(Finding::kDeadlock, message, std::move(places));
}

void Execution::report_held(int number) {
  for (const Object* object : objects_)
    if (object->is_held_by(number))
      fail(Finding::kMisuse, thread_name(number) + " ends while it holds " + quoted(object->name()), Site{});
}

void Execution::report_left() {
  if (objects_.empty()) return;
  const std::size_t others = objects_.size() - 1;
  fail(Finding::kMemoryLeak,
       quoted(objects_.front()->name()) +
           (others == 0   ? " is"
            : others == 1 ? " and another object are"
                          : " and " + std::to_string(others) + " other objects are") +
           " never destroyed",
       Site{});
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
  running_execution = nullptr;
  ++Object::mark_of_alive;
  return std::move(result_);
}

}  // namespace heddle::model
