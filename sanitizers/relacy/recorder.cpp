#include "sanitizers/relacy/recorder.hpp"

#include <algorithm>
#include <utility>

#include "sanitizers/relacy/memory.hpp"

namespace heddle::model {

void Recorder::begins(int thread, const Operation& operation, bool preempts) {
  if (leaves_out_ || operation.kind == Kind::kAwaitWorkers) return;
  const Unwatched unwatched;
  // A thread begins at once when it is started: with its first operation it takes the step from the other.
  if (preempts && !deeds_.empty() && deeds_.back().thread == thread && deeds_.back().kind == Kind::kBegin) {
    steps_.back().preempts = true;
    preempts = false;
  }
  is_open_ = true;
  object_ = operation.object;
  also_ = operation.also;
  Deed deed{.thread = thread, .kind = operation.kind};
  Step step{.thread = thread,
            .operation = std::string(words_for(operation.kind)),
            .object = "",
            .value = "",
            .file = operation.site.file,
            .line = operation.site.line,
            .source = "",
            .preempts = preempts};
  if (object_ != nullptr) step.object = name_of(*object_);
  if (object_ != nullptr && !object_->is_alive()) {
    step.before = step.after = end_of(*object_);
    object_ = nullptr;
  }
  if (also_ != nullptr && !also_->is_alive()) also_ = nullptr;
  if (object_ != nullptr) {
    deed.object = object_->number();
    deed.permits = object_->permits();
    deed.notified = object_->is_notified(thread);
  }
  if (also_ != nullptr) deed.also = also_->number();
  if (operation.awaited != 0) {  // started or joined
    deed.other = __builtin_ctz(operation.awaited);
    step.object = threads_.name(deed.other);
  }
  for (const Held& lock : held_[static_cast<std::size_t>(thread)]) step.holds.push_back(lock.name);
  deeds_.push_back(deed);
  steps_.push_back(std::move(step));
  if (object_ == nullptr) return;
  steps_.back().before = steps_.back().after = state();
  let_go_before_ = let_go();
}

void Recorder::narrows(Elements elements) {
  if (!is_open_) return;
  const Unwatched unwatched;
  deeds_.back().elements = elements;
  if (object_ != nullptr) steps_.back().before = steps_.back().after = state();
}

void Recorder::says(std::string_view operation) {
  const Unwatched unwatched;
  if (is_open_) steps_.back().operation = operation;
}

void Recorder::gets(std::string_view value) {
  const Unwatched unwatched;
  if (is_open_) steps_.back().value = value;
}

void Recorder::tries(bool taken) {
  if (is_open_) deeds_.back().in_vain = !taken;
  gets(taken ? "taken" : "not taken");
}

void Recorder::goes_back() {
  if (is_open_) ++deeds_.back().stores_back;
}

void Recorder::stores() {
  if (is_open_) deeds_.back().stored = true;
}

void Recorder::races_with(int thread, Kind kind) {
  if (!is_open_) return;
  const Deed& deed = deeds_.back();
  for (std::size_t i = deeds_.size() - 1; i-- > 0;) {
    const Deed& past = deeds_[i];
    if (past.thread != thread || past.kind != kind || past.object != deed.object ||
        !meet(past.elements, deed.elements))
      continue;
    steps_.back().from = static_cast<int>(i);
    return;
  }
}

void Recorder::ends() {
  if (!is_open_) return;
  const Unwatched unwatched;
  Step& step = steps_.back();
  Deed& deed = deeds_.back();
  if (object_ != nullptr) {
    step.after = state();
    deed.lets_go = let_go() & ~let_go_before_;
  }
  step.from = giver_of_last(deeds_);
  note_holds(object_, deed.thread);
  note_holds(also_, deed.thread);
  step.holds.clear();
  for (const Held& lock : held_[static_cast<std::size_t>(deed.thread)]) step.holds.push_back(lock.name);
  is_open_ = false;
}

void Recorder::passes(int thread, Kind begin_or_end) {
  const bool has_been_started = std::any_of(deeds_.begin(), deeds_.end(), [&](const Deed& deed) {
    return deed.kind == Kind::kStart && deed.other == thread;
  });
  if (!has_been_started) return;
  begins(thread, {.kind = begin_or_end, .site = {}}, false);
  ends();
}

void Recorder::fails(int thread) {
  if (!is_open_ || deeds_.back().thread != thread) {
    const auto last =
        std::find_if(deeds_.rbegin(), deeds_.rend(), [&](const Deed& deed) { return deed.thread == thread; });
    if (last != deeds_.rend()) steps_[static_cast<std::size_t>(deeds_.rend() - last) - 1].fault = true;
    return;
  }
  steps_.back().fault = true;
  is_open_ = false;
}

void Recorder::waits(int thread, const Operation& operation, std::string_view words) {
  leaves_out_ = false;
  begins(thread, operation, false);
  says(words);
  fails(thread);
}

void Recorder::is_made(const Object& object) {
  const Unwatched unwatched;
  const std::string name = object.name();
  const auto alike = std::count_if(objects_.begin(), objects_.end(), [&](const auto& known) {
    return known.second.name == name || known.second.name.starts_with(name + " #");
  });
  objects_[object.number()].name = alike == 0 ? name : name + " #" + std::to_string(alike + 1);
}

void Recorder::is_destroyed(const Object& object, int thread) {
  objects_[object.number()].destroyed_by = thread;
}

std::string Recorder::name_of(const Object& object) const {
  if (!object.is_alive() && !object.is_gone()) return "";
  const auto known = objects_.find(object.number());
  return known != objects_.end() ? known->second.name : object.name();
}

std::string Recorder::end_of(const Object& object) const {
  const auto known = object.is_gone() ? objects_.find(object.number()) : objects_.end();
  if (known == objects_.end() || known->second.destroyed_by < 0) return "";
  return "destroyed by " + threads_.name(known->second.destroyed_by);
}

Trace Recorder::take() {
  Trace trace;
  trace.steps = std::move(steps_);
  for (int t = 0; t < threads_.slots(); ++t) trace.threads.push_back(threads_.name(t));
  while (!trace.threads.empty() && trace.threads.back().empty()) trace.threads.pop_back();
  return trace;
}

void Recorder::note_holds(const Object* object, int thread) {
  if (object == nullptr) return;
  std::vector<Held>& held = held_[static_cast<std::size_t>(thread)];
  const auto known = std::find_if(held.begin(), held.end(),
                                  [&](const Held& lock) { return lock.number == object->number(); });
  if (object->is_held_by(thread) == (known != held.end())) return;
  if (known != held.end())
    held.erase(known);
  else
    held.push_back({object->number(), name_of(*object)});
}

// Those whose wait for this object is over.
ThreadSet Recorder::let_go() const {
  const Kind kind = deeds_.back().kind;
  ThreadSet set = 0;
  for (int t = 0; t < threads_.slots(); ++t)
    if (kind == Kind::kNotify ? object_->is_notified(t)
                              : kind == Kind::kArrive && object_->is_ready(Kind::kPass, t))
      set |= only(t);
  return set;
}

std::string Recorder::state() const {
  return object_->state(deeds_.back().elements);
}

}  // namespace heddle::model
