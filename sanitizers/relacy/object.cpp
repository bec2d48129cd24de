#include "sanitizers/relacy/object.hpp"

#include <string>

#include "sanitizers/relacy/act.hpp"

namespace heddle::model {

std::uint32_t Object::mark_of_alive = Object::kFirstMark;

Object::Object(const char* name)
    : mark_(mark_of_alive), name_(name), number_(Execution::current().add(*this)), made_(Moment::now()) {
  if (Recorder* const recorder = Execution::current().recorder()) recorder->is_made(*this);
}

Object::~Object() {
  if (!is_alive()) return;  // a static one, at the end of the program
  Execution& execution = Execution::current();
  execution.remove(*this);
  if (execution.mode() == Mode::kCheck) check_unused();
  mark_ = kGone;
}

void Object::check_made(Kind kind, const Site& site) const {
  const std::uint32_t self = 1U << Execution::current().thread();
  if ((known_to_ & self) != 0) return;
  if (!made_.is_past()) report_unmade(kind, site);
  known_to_ |= self;
}

void Object::use(Kind kind, const Site& site) const {
  check_made(kind, site);
  // In place: this runs at every step, and a copy of what was just written is slow.
  Use& last = last_use_[Execution::current().thread()];
  last.moment = Moment::now();
  last.kind = kind;
  last.site = site;
}

// An operation that nothing orders before the end of the object may come after it, though it came before this
// time.
void Object::check_unused() const {
  Execution& execution = Execution::current();
  for (int thread = 0; thread < kMaxThreads; ++thread) {
    const Use& use = last_use_[thread];
    if (use.moment.is_past()) continue;
    const std::string what = std::string(words_for(use.kind)) + " of " + execution.quoted(*this) + " by " +
                             execution.thread_name(thread);
    const Act act({.kind = Kind::kDestroy, .object = this, .site = {}}, Act::Is::kNoPoint);
    if (Recorder* const recorder = act.recorder()) recorder->races_with(thread, use.kind);
    execution.fail(Finding::kUseAfterFree,
                   "destruction of " + execution.quoted(*this) + " by " +
                       execution.thread_name(execution.thread()) + ", and " + what +
                       ": neither happens before the other",
                   {execution.place(use.site, what)});
  }
}

void Object::report_dead(Kind kind, const Site& site) const {
  const Act act({.kind = kind, .object = this, .site = site}, Act::Is::kNoPoint);
  // The name is gone with the object, if the memory is used again.
  const std::string object =
      is_gone() ? act.execution().quoted(*this) + ", which is gone" : "an object that is gone";
  act.execution().fail(Finding::kUseAfterFree, std::string(words_for(kind)) + " of " + object, site);
}

void Object::report_unmade(Kind kind, const Site& site) const {
  Execution& execution = Execution::current();
  const std::string what = std::string(words_for(kind)) + " of " + execution.quoted(*this) + " by " +
                           execution.thread_name(execution.thread());
  execution.fail(Finding::kDataRace,
                 what + ", and its construction by " + execution.thread_name(made_.thread()) +
                     ": neither happens before the other",
                 {execution.place(site, what)});
}

}  // namespace heddle::model
