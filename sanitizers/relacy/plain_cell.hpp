// Plain memory of the model: who has accessed it and when, without the value, which its typed front keeps
// (model_sync.hpp). In check mode Relacy's vector clocks find two accesses that nothing orders, in whatever
// order they happen to run, so that an access is no scheduling point. In show mode each is one, and nothing
// is checked.
#pragma once

#include <cstddef>
#include <string_view>

#include "heddle/core/site.hpp"
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
  void access(Kind kind, const Object& owner, Site site);
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
  [[noreturn]] void report(Kind kind, const Object& owner, Site site) const;

  PlainState state_;
  Last last_[kMaxThreads];
};

class PlainCell : public Object {
 public:
  explicit PlainCell(const char* name) : Object(name) {}
  ~PlainCell() override;

  void read(Site site);
  void write(Site site);
  // A write has changed the value.
  void changed() const;
  // Whether it matters that a write has not: the thread may be waiting in a loop.
  bool is_in_a_loop() const;
  // Gives the access that was just made its value, for traces.
  void note(Kind kind, Site site, std::string_view value) const;

 private:
  void access(Kind kind, Site site);

  PlainVariable variable_;
};

// `count` variables with one name.
class PlainCells : public Object {
 public:
  PlainCells(const char* name, std::size_t count);
  ~PlainCells() override;

  // One access to each of [first, first + count); one scheduling point in show mode.
  void read(std::size_t first, std::size_t count, Site site);
  void write(std::size_t first, std::size_t count, Site site);
  void note(Kind kind, std::size_t first, std::size_t count, Site site, std::string_view value) const;

 private:
  void access(Kind kind, std::size_t first, std::size_t count, Site site);

  const std::size_t count_;
  PlainVariable* const variables_;
};

}  // namespace heddle::model
