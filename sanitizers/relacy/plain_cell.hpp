// Plain memory of the model: who has accessed it and when, without the value, which its typed front keeps
// (model_sync.hpp). In check mode Relacy's vector clocks find two accesses that nothing orders, in whatever
// order they happen to run, so that an access is no scheduling point. In show mode each is one, and nothing
// is checked.
#pragma once

#include <cstddef>
#include <utility>

#include "heddle/core/site.hpp"
#include "sanitizers/relacy/act.hpp"
#include "sanitizers/relacy/object.hpp"

namespace heddle::model {

// Relacy's record of one variable. read and write return false for a data race.
class PlainState {
 public:
  PlainState();
  ~PlainState();
  PlainState(const PlainState&) = delete;
  PlainState& operator=(const PlainState&) = delete;

  bool read();
  bool write();

  // Relacy's time: of the calling thread, and the latest of another thread that the calling one knows of.
  static std::size_t own_time();
  static std::size_t known_time(int thread);

 private:
  void* data_;
};

// One variable: Relacy's verdict, and where each thread last read and wrote it, since a report names both
// accesses.
class PlainVariable {
 public:
  void access(Kind kind, const Object& owner, const Site& site);
  void destroy(const Object& owner);

 private:
  struct Access {
    Site site;
    std::size_t time = 0;  // 0: never
  };
  struct Last {
    Access read;
    Access write;
  };
  [[noreturn]] void report(Kind kind, const Object& owner, const Site& site) const;

  PlainState state_;
  Last last_[kMaxThreads];
};

// In show mode an access to plain memory is a scheduling point.
inline Act::Is act_on_plain_memory() {
  return Execution::current().mode() == Mode::kShow ? Act::Is::kPoint : Act::Is::kNoPoint;
}

// One variable, whose value its typed front keeps.
class PlainCell : public Object {
 public:
  explicit PlainCell(const char* name) : Object(name) {}
  ~PlainCell() override;

 protected:
  // One read.
  void look(const Site& site) const;
  // One write, as which `f` changes the value. Returns what `f` returns.
  template <class F>
  decltype(auto) change(const Site& site, F&& f) {
    check_alive(Kind::kWrite, site);
    const Act act(Kind::kWrite, *this, site, act_on_plain_memory());
    touch(Kind::kWrite, site, act);
    return std::forward<F>(f)();
  }
  // The write that goes on has changed the value.
  void changed() const;
  // Whether it matters that it has not: the thread may be waiting in a loop.
  bool is_in_a_loop() const;

 private:
  void touch(Kind kind, const Site& site, const Act& act) const;

  mutable PlainVariable variable_;
};

// `count` variables with one name.
class PlainCells : public Object {
 public:
  PlainCells(const char* name, std::size_t count);
  ~PlainCells() override;

 protected:
  // One access to each of these elements; one scheduling point in show mode.
  void look(Elements elements, Site site) const;
  template <class F>
  void change(Elements elements, Site site, F&& f) {
    check_alive(Kind::kWrite, site);
    if (elements.count > 0) {
      const Act act(Kind::kWrite, *this, site, act_on_plain_memory());
      touch(Kind::kWrite, elements, site, act);
      std::forward<F>(f)();
    }
    changed();
  }

 private:
  void touch(Kind kind, Elements elements, Site site, const Act& act) const;
  void changed() const;

  const std::size_t count_;
  PlainVariable* const variables_;
};

}  // namespace heddle::model
