#include "sanitizers/relacy/explain.hpp"

#include "sanitizers/relacy/explanations.hpp"

namespace heddle::model {
namespace {

std::string explained(const Trace& trace, Finding finding) {
  switch (finding) {
    case Finding::kDataRace:
      return explained_race(trace);
    case Finding::kDeadlock:
      return explained_deadlock(trace);
    case Finding::kSelfDeadlock:
      return explained_self_deadlock(trace);
    case Finding::kLivelock:
      return explained_livelock(trace);
    case Finding::kUseAfterFree:
      return explained_use_after_free(trace);
    case Finding::kWrongOutcome: {
      // One that is no interleaving of the steps cannot come of how they are interleaved.
      const std::string surprise = explained_surprise(trace);
      return surprise.empty() ? explained_interleaving(trace) : surprise;
    }
    default:
      return "";  // its message says it all
  }
}

}  // namespace

std::string explain(const Trace& trace, Finding finding) {
  const std::string sentence = explained(trace, finding);
  return sentence.empty() ? trace.outcome : sentence;
}

}  // namespace heddle::model
