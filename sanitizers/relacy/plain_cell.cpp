#include "sanitizers/relacy/plain_cell.hpp"

#include <string>
#include <vector>

#include "sanitizers/relacy/execution.hpp"

namespace heddle::model {

void PlainVariable::access(Kind kind, const Object& owner, Site site) {
  const bool allowed = kind == Kind::kRead ? state_.read() : state_.write();
  if (!allowed) report(kind, owner, site);
  Last& last = last_[Execution::current().thread()];
  (kind == Kind::kRead ? last.read : last.write) = {site, PlainState::own_time()};
}

void PlainVariable::report(Kind kind, const Object& owner, Site site) const {
  Execution& execution = Execution::current();
  const int self = execution.thread();
  const auto words = [&](Kind what, int thread) {
    return std::string(words_for(what)) + " of '" + owner.name() + "' by " + execution.thread_name(thread);
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
    break;
  }
  execution.record(kind, owner, site, "", "");
  // Of an access and a destruction in no order the access may come second.
  execution.fail(kind == Kind::kDestroy ? Finding::kUseAfterFree : Finding::kDataRace, message,
                 std::move(places));
}

// It changes the memory as a write does.
void PlainVariable::destroy(const Object& owner) {
  if (Execution::current().mode() == Mode::kCheck) access(Kind::kDestroy, owner, Site{});
}

PlainCell::~PlainCell() {
  if (is_alive()) variable_.destroy(*this);
}

void PlainCell::access(Kind kind, Site site) {
  check_made(kind, site);
  variable_.access(kind, *this, site);
}

void PlainCell::read(Site site) {
  Execution& execution = Execution::current();
  check_alive(Kind::kRead, site);
  if (execution.mode() == Mode::kShow)
    execution.point({.kind = Kind::kRead, .object = this, .site = site});
  else
    access(Kind::kRead, site);
  execution.looked_at(*this);
}

void PlainCell::write(Site site) {
  Execution& execution = Execution::current();
  check_alive(Kind::kWrite, site);
  if (execution.mode() == Mode::kShow)
    execution.point({.kind = Kind::kWrite, .object = this, .site = site});
  else
    access(Kind::kWrite, site);
}

void PlainCell::changed() const {
  Execution::current().changed(*this);
}

bool PlainCell::is_in_a_loop() const {
  return Execution::current().is_in_a_loop();
}

void PlainCell::note(Kind kind, Site site, std::string_view value) const {
  Execution::current().record(kind, *this, site, "", value);
}

PlainCells::PlainCells(const char* name, std::size_t count)
    : Object(name), count_(count), variables_(new PlainVariable[count]) {}
PlainCells::~PlainCells() {
  if (is_alive())
    for (std::size_t i = 0; i < count_; ++i) variables_[i].destroy(*this);
  delete[] variables_;
}

void PlainCells::access(Kind kind, std::size_t first, std::size_t count, Site site) {
  Execution& execution = Execution::current();
  check_alive(kind, site);
  if (execution.mode() == Mode::kShow) {
    if (count > 0) execution.point({.kind = kind, .object = this, .site = site});
  } else {
    check_made(kind, site);
    for (std::size_t i = first; i < first + count && i < count_; ++i) variables_[i].access(kind, *this, site);
  }
}

void PlainCells::read(std::size_t first, std::size_t count, Site site) {
  access(Kind::kRead, first, count, site);
  Execution::current().looked_at(*this);
}

void PlainCells::write(std::size_t first, std::size_t count, Site site) {
  access(Kind::kWrite, first, count, site);
  Execution::current().changed(*this);
}

void PlainCells::note(Kind kind, std::size_t first, std::size_t count, Site site,
                      std::string_view value) const {
  const std::string range = count == 1
                                ? "[" + std::to_string(first) + "]"
                                : "[" + std::to_string(first) + ", " + std::to_string(first + count) + ")";
  Execution::current().record(kind, *this, site, std::string(words_for(kind)) + " " + range, value);
}

}  // namespace heddle::model
