// What the threads of an execution run, from their beginning to their end: the main thread makes the
// variant's object, the others call it, and what it comes to is graded.
#include <algorithm>
#include <array>
#include <exception>
#include <system_error>
#include <utility>

#include "heddle/core/outcome.hpp"
#include "sanitizers/relacy/execution.hpp"
#include "sanitizers/relacy/memory.hpp"

namespace heddle::model {

int Execution::start_thread(const char* name, std::function<void()> body) {
  const int number = start_thread(name);
  threads_[number].body = new std::function<void()>(std::move(body));
  return number;
}

int Execution::start_thread(const char* name) {
  for (int number = 1; number < threads_.slots(); ++number) {
    ModelThread& thread = threads_[number];
    if (thread.state != ModelThread::State::kUnused) continue;
    threads_.set_state(number, ModelThread::State::kStarted);
    thread.name = name;
    thread.at_start.release();
    if (!is_repeating_) {
      const Unwatched unwatched;
      scheduler_.starts(number, running_);
    }
    threads_[running_].loop.changes();
    return number;
  }
  throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again),
                          "the model has no thread left for '" + std::string(name) +
                              "'; declare how many the variant starts: kStartedThreads");
}

void Execution::run(int number) {
  ModelThread& thread = threads_[number];
  if (thread.state == ModelThread::State::kUnused) {  // everybody else has ended
    threads_.set_state(number, ModelThread::State::kEnded);
    return;
  }
  watch_memory(true);
  if (number == 0)
    run_main();
  else
    run_thread(number);
  thread.at_end.release();
  report_held(number);
  threads_.set_state(number, ModelThread::State::kEnded);
  if ((threads_.with_state(ModelThread::State::kRunning) |
       threads_.with_state(ModelThread::State::kStarted)) == 0)
    report_left();
  watch_memory(false);
  goes_on();
}

void Execution::run_thread(int number) {
  ModelThread& thread = threads_[number];
  threads_.set_state(number, ModelThread::State::kRunning);
  thread.at_start.acquire();
  if (recorder_) recorder_->passes(number, Kind::kBegin);
  try {
    if (thread.body != nullptr)
      (*thread.body)();
    else
      subject_->thread(thread.worker);
  } catch (const std::exception& error) {
    fail(Finding::kException, "an exception left " + thread_name(number) + ": " + error.what(), Site{});
  } catch (...) {
    fail(Finding::kException, "an exception left " + thread_name(number), Site{});
  }
  delete thread.body;
  if (recorder_) recorder_->passes(number, Kind::kEnd);
}

void Execution::run_main() {
  static constexpr std::array<const char*, kMaxThreads> kNames{
      "worker 0", "worker 1", "worker 2", "worker 3", "worker 4", "worker 5", "worker 6", "worker 7"};
  std::string outcome;
  try {
    subject_ = settings_.variant->make(settings_.threads);
    // Their numbers follow those of the threads that the constructor has started.
    ThreadSet workers = 0;
    for (int i = 0; i < settings_.threads; ++i) {
      const int number = start_thread(kNames[static_cast<std::size_t>(i)]);
      threads_[number].worker = i;
      workers |= only(number);
    }
    point({.kind = Kind::kAwaitWorkers, .object = nullptr, .also = nullptr, .awaited = workers, .site = {}});
    for (ThreadSet left = workers; left != 0; left &= left - 1)
      threads_[__builtin_ctz(left)].at_end.acquire();
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

}  // namespace heddle::model
