// What an execution was busy with when it was cut off: a loop that waits without a yield is named by it.
#pragma once

#include <string>
#include <vector>

#include "heddle/core/site.hpp"
#include "sanitizers/relacy/operation.hpp"

namespace heddle::model {

// Thread safety: of the one real thread that runs the model.
class RecentSteps {
 public:
  void clear() { steps_.clear(); }
  // name: of the object, which it outlives; empty: of none.
  void add(Kind kind, const char* name, Site site) { steps_.push_back({kind, name, site}); }

  // "load of 'flag' at file.cpp:12": what was done most often. Empty where nothing was.
  std::string busiest() const;

 private:
  struct Past {
    Kind kind;
    const char* name;
    Site site;
  };
  std::vector<Past> steps_;
};

}  // namespace heddle::model
