// What must not be, told in one line with its places.
#include <algorithm>
#include <utility>

#include "sanitizers/relacy/engine.hpp"
#include "sanitizers/relacy/execution.hpp"
#include "sanitizers/relacy/memory.hpp"

namespace heddle::model {
namespace {

// Whether it went wrong where the running thread is.
bool is_of_a_step(Finding finding) {
  return finding != Finding::kDeadlock && finding != Finding::kLivelock &&
         finding != Finding::kWrongOutcome && finding != Finding::kMemoryLeak &&
         finding != Finding::kNondeterminism;
}

}  // namespace

std::string Execution::quoted(const Object& object) const {
  return "'" + (recorder_ ? recorder_->name_of(object) : object.name()) + "'";
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
  if (recorder_ && is_of_a_step(finding)) recorder_->fails(running_);
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
  for (ThreadSet left = threads_.with_state(ModelThread::State::kRunning); left != 0; left &= left - 1) {
    const int t = __builtin_ctz(left);
    const Operation& announced = pending_[static_cast<std::size_t>(t)];
    if (announced.kind == Kind::kAwaitWorkers || announced.object == nullptr) continue;
    Operation wanted = announced;
    if (announced.kind == Kind::kWake && announced.object->is_notified(t))
      wanted = {.kind = Kind::kLock, .object = announced.also, .site = announced.site};
    const bool for_notification = wanted.kind == Kind::kWake;
    const std::string_view operation = words_for(wanted.kind);
    std::string what = thread_name(t) +
                       (for_notification ? " for a notification" : " in " + std::string(operation)) + " of " +
                       quoted(*wanted.object);
    if (wanted.kind != announced.kind) what += " after its wait";
    if (const int holder = for_notification ? -1 : wanted.object->holder(); holder >= 0) {
      what += ", which " + thread_name(holder) + " holds";
      if (threads_[holder].state == ModelThread::State::kEnded) what += " though it has ended";
    }
    message += (places.empty() ? " " : "; ") + what;
    places.push_back(place(wanted.site, what));
    if (recorder_)
      recorder_->waits(t, wanted,
                       for_notification ? "waits for a notification" : "waits: " + std::string(operation));
  }
  fail(Finding::kDeadlock, message, std::move(places));
}

void Execution::report_livelock(ThreadSet yielding) {
  std::vector<Place> places;
  for (ThreadSet left = yielding; left != 0; left &= left - 1) {
    const int t = __builtin_ctz(left);
    const Operation& yield = pending_[static_cast<std::size_t>(t)];
    places.push_back(place(yield.site, thread_name(t) + " yields"));
    if (recorder_) recorder_->waits(t, yield, words_for(yield.kind));
  }
  fail(Finding::kLivelock, "every thread that can go on yields to the others, and nothing changes",
       std::move(places));
}

void Execution::report_held(int number) {
  for (const Object* object : objects_)
    if (object->is_held_by(number))
      fail(Finding::kMisuse, thread_name(number) + " ends while it holds " + quoted(*object), Site{});
}

void Execution::report_left() {
  if (objects_.empty()) return;
  const std::size_t others = objects_.size() - 1;
  fail(Finding::kMemoryLeak,
       quoted(*objects_.front()) +
           (others == 0   ? " is"
            : others == 1 ? " and another object are"
                          : " and " + std::to_string(others) + " other objects are") +
           " never destroyed",
       Site{});
}

}  // namespace heddle::model
