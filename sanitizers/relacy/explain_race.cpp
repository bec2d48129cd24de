#include <algorithm>
#include <cstddef>
#include <set>
#include <string>

#include "sanitizers/relacy/explanations.hpp"
#include "sanitizers/relacy/trace_words.hpp"

namespace heddle::model {
namespace {

// What the second thread saw of the first one's later steps, without being ordered after them by it.
std::string weak_flag(const Trace& trace, std::size_t first, std::size_t second) {
  for (std::size_t i = second; i-- > first;) {
    const Step& load = trace.steps[i];
    if (load.thread != trace.steps[second].thread || !is_atomic(load) ||
        load.from <= static_cast<int>(first) || load.from >= static_cast<int>(i))
      continue;
    const Step& store = trace.steps[static_cast<std::size_t>(load.from)];
    if (store.thread != trace.steps[first].thread || (is_release(store) && is_acquire(load))) continue;
    const std::string flag = quoted_object(load);
    if (is_release(store)) return "the load of " + flag + " is relaxed";
    if (is_acquire(load)) return "the store to " + flag + " is relaxed";
    return flag + " is relaxed";
  }
  return "";
}

// The permits that the thread has before this step.
std::multiset<std::string> permits_at(const Trace& trace, std::size_t step) {
  std::multiset<std::string> permits;
  for (std::size_t i = 0; i < step; ++i) {
    const Step& past = trace.steps[i];
    if (past.thread != trace.steps[step].thread) continue;
    const std::string_view verb = verb_of(past);
    if (verb == "acquire" || (verb == "try_acquire" && past.value == "taken")) permits.insert(past.object);
    if (const auto one = permits.find(past.object); verb == "release" && one != permits.end())
      permits.erase(one);
  }
  return permits;
}

std::string shared_permit(const Trace& trace, std::size_t first, std::size_t second) {
  const auto others = permits_at(trace, first);
  for (const std::string& semaphore : permits_at(trace, second))
    if (others.contains(semaphore)) return "both had a permit of '" + semaphore + "'";
  return "";
}

std::string locks(const Trace& trace, const Step& first, const Step& second) {
  for (const std::string& lock : first.holds)
    if (std::ranges::find(second.holds, lock) != second.holds.end()) return "both only share '" + lock + "'";
  if (first.holds.empty() && second.holds.empty()) return "neither held a lock";
  return thread_of(trace, first) + " held " + locks_of(first) + ", " + thread_of(trace, second) + " " +
         locks_of(second);
}

std::string reason(const Trace& trace, std::size_t first, std::size_t second) {
  std::string why = weak_flag(trace, first, second);
  if (why.empty()) why = shared_permit(trace, first, second);
  return !why.empty() ? why : locks(trace, trace.steps[first], trace.steps[second]);
}

}  // namespace

std::string explained_race(const Trace& trace) {
  if (trace.steps.empty()) return "";
  const std::size_t last = trace.steps.size() - 1;
  const Step& second = trace.steps[last];
  if (!second.fault || second.from < 0 || second.from >= static_cast<int>(last)) return "";
  const auto earlier = static_cast<std::size_t>(second.from);
  const Step& first = trace.steps[earlier];
  return thread_of(trace, second) + (writes(second) ? " wrote " : " read ") + memory_of(second) +
         " while nothing orders it after the " + std::string(verb_of(first)) + " by " +
         thread_of(trace, first) + ": " + reason(trace, earlier, last);
}

}  // namespace heddle::model
