#include "sanitizers/relacy/nondeterminism.hpp"

#include <utility>

#include "sanitizers/relacy/replay.hpp"

namespace heddle::model {

std::optional<Failure> nondeterminism(SearchSettings settings, SearchResult& first) {
  settings.record = false;
  settings.max_executions = 1;
  settings.max_cut = 1;
  for (int time = 0; time < 2; ++time) {
    Replay scheduler({});
    SearchResult result = search(settings, scheduler);
    if (time == 0) {
      first = std::move(result);
    } else if (first.fingerprint != result.fingerprint || first.steps != result.steps ||
               (!first.outcomes.empty() && !result.outcomes.empty() &&
                first.outcomes.front().text != result.outcomes.front().text)) {
      return Failure{Finding::kNondeterminism,
                     "the same choices led to different steps or outcomes: the variant depends on time, "
                     "addresses, random numbers or what an earlier execution left",
                     {}};
    }
  }
  return std::nullopt;
}

}  // namespace heddle::model
