// Compiled twice, from this file and from a copy of it whose lines stand elsewhere.
#include "moved_variant.hpp"

#include <string>

#include "sanitizers/relacy/model_sync.hpp"

namespace heddle::test {
namespace {

template <class Sync>
struct Racy {
  static constexpr int kThreads = 2;
  static constexpr Findings kFindings{.model = Finding::kDataRace};
  static constexpr Outcome kOutcomes[]{{"2", Grade::kAcceptable, ""},
                                       {"1", Grade::kInteresting, "one was lost"}};
  void thread(int) {
    int seen = 0;
    {
      const Lock<Sync> lock(mutex_);
      seen = converted_.read();
    }
    converted_.write(seen + 1);
  }
  std::string after() { return std::to_string(converted_.read()); }
  Mutex<Sync> mutex_{"mutex"};
  Shared<Sync, int> converted_{"converted", 0};
};

}  // namespace

Variant HEDDLE_MOVED_VARIANT() {
  return variant_of<Racy<ModelSync>>("case", "variant");
}

}  // namespace heddle::test
