#include "sanitizers/relacy/plain_cell.hpp"

#include <string>
#include <vector>

#include "sanitizers/relacy/act.hpp"

namespace heddle::model {

void PlainVariable::access(Kind kind, const Object& owner, const Site& site) {
  const bool allowed = kind == Kind::kRead ? state_.read() : state_.write();
  if (!allowed) report(kind, owner, site);
  Last& last = last_[Execution::current().thread()];
  Access& now = kind == Kind::kRead ? last.read : last.write;
  now.site = site;
  now.time = PlainState::own_time();
}

void PlainVariable::report(Kind kind, const Object& owner, const Site& site) const {
  Execution& execution = Execution::current();
  const int self = execution.thread();
  const auto words = [&](Kind what, int thread) {
    return std::string(words_for(what)) + " of " + execution.quoted(owner) + " by " +
           execution.thread_name(thread);
  };
  std::vector<Place> places;
  if (site.line != 0) places.push_back(execution.place(site, words(kind, self)));
  std::string message = words(kind, self);
  for (int other = 0; other < kMaxThreads; ++other) {
    if (other == self) continue;
    const Last& last = last_[other];
    const bool wrote = last.write.time > 0 && PlainState::known_time(other) < last.write.time;
    const bool read =
        kind != Kind::kRead && last.read.time > 0 && PlainState::known_time(other) < last.read.time;
    if (!wrote && !read) continue;
    const Kind what = wrote ? Kind::kWrite : Kind::kRead;
    places.push_back(execution.place((wrote ? last.write : last.read).site, words(what, other)));
    message += ", and " + words(what, other) + ": neither happens before the other";
    if (Recorder* const recorder = execution.recorder()) recorder->races_with(other, what);
    break;
  }
  // Of an access and a destruction in no order the access may come second.
  execution.fail(kind == Kind::kDestroy ? Finding::kUseAfterFree : Finding::kDataRace, message,
                 std::move(places));
}

// It changes the memory as a write does.
void PlainVariable::destroy(const Object& owner) {
  if (Execution::current().mode() != Mode::kCheck || state_.write()) return;
  const Act act({.kind = Kind::kDestroy, .object = &owner, .site = {}}, Act::Is::kNoPoint);
  report(Kind::kDestroy, owner, Site{});
}

// ---- PlainCell

PlainCell::~PlainCell() {
  if (is_alive()) variable_.destroy(*this);
}

void PlainCell::touch(Kind kind, const Site& site, const Act& act) const {
  if (act.execution().mode() == Mode::kShow) return;
  check_made(kind, site);
  variable_.access(kind, *this, site);
}

void PlainCell::look(const Site& site) const {
  check_alive(Kind::kRead, site);
  const Act act(Kind::kRead, *this, site, act_on_plain_memory());
  touch(Kind::kRead, site, act);
  act.execution().looked_at(*this);
  if (Recorder* const recorder = act.recorder()) recorder->gets(state({}));
}

void PlainCell::changed() const {
  Execution::current().changed(*this);
}

bool PlainCell::is_in_a_loop() const {
  return Execution::current().is_in_a_loop();
}

// ---- PlainCells

PlainCells::PlainCells(const char* name, std::size_t count)
    : Object(name), count_(count), variables_(new PlainVariable[count]) {}
PlainCells::~PlainCells() {
  if (is_alive())
    for (std::size_t i = 0; i < count_; ++i) variables_[i].destroy(*this);
  delete[] variables_;
}

void PlainCells::touch(Kind kind, Elements elements, Site site, const Act& act) const {
  if (Recorder* const recorder = act.recorder()) {
    recorder->narrows(elements);
    const std::string first = std::to_string(elements.first);
    recorder->says(std::string(words_for(kind)) +
                   (elements.count == 1
                        ? " [" + first + "]"
                        : " [" + first + ", " + std::to_string(elements.first + elements.count) + ")"));
  }
  if (act.execution().mode() == Mode::kShow) return;
  check_made(kind, site);
  for (std::size_t i = elements.first; i < elements.first + elements.count && i < count_; ++i)
    variables_[i].access(kind, *this, site);
}

void PlainCells::look(Elements elements, Site site) const {
  check_alive(Kind::kRead, site);
  Execution& execution = Execution::current();
  if (elements.count > 0) {
    const Act act(Kind::kRead, *this, site, act_on_plain_memory());
    touch(Kind::kRead, elements, site, act);
    if (Recorder* const recorder = act.recorder()) recorder->gets(state(elements));
  }
  execution.looked_at(*this);
}

void PlainCells::changed() const {
  Execution::current().changed(*this);
}

}  // namespace heddle::model
