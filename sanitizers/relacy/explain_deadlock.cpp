#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sanitizers/relacy/explanations.hpp"
#include "sanitizers/relacy/trace_words.hpp"

namespace heddle::model {
namespace {

using Waits = std::vector<const Step*>;

// The steps at the end that nobody could take.
Waits waits_of(const Trace& trace) {
  Waits waits;
  for (std::size_t i = trace.steps.size(); i-- > 0 && trace.steps[i].fault;) waits.push_back(&trace.steps[i]);
  std::ranges::reverse(waits);
  return waits;
}

bool waits_for_a_notification(const Step& wait) {
  return wait.operation == "waits for a notification";
}
// "waits: lock" is for a "lock".
std::string_view awaited_by(const Step& wait) {
  constexpr std::string_view kWaits = "waits: ";
  const std::string_view operation = wait.operation;
  return operation.starts_with(kWaits) ? operation.substr(kWaits.size()) : std::string_view{};
}
bool waits_for_a_lock(const Step& wait) {
  return awaited_by(wait) == "lock" || awaited_by(wait) == "lock_shared";
}

// How many permits of this semaphore the thread has taken and not given back.
int permits_of(const Trace& trace, int thread, const std::string& semaphore) {
  int permits = 0;
  for (const Step& step : trace.steps) {
    if (step.thread != thread || step.object != semaphore) continue;
    const std::string_view verb = verb_of(step);
    if (verb == "acquire" || (verb == "try_acquire" && step.value == "taken")) ++permits;
    if (verb == "release" && permits > 0) --permits;
  }
  return permits;
}

// Whether this thread, which waits too, has what that one waits for.
bool has_what(const Trace& trace, const Step& waiting, const Step& other) {
  if (waits_for_a_lock(waiting)) return std::ranges::find(other.holds, waiting.object) != other.holds.end();
  return awaited_by(waiting) == "acquire" && permits_of(trace, other.thread, waiting.object) > 0;
}

const Step* who_has_what(const Trace& trace, const Step& waiting, const Waits& waits) {
  const auto other = std::ranges::find_if(
      waits, [&](const Step* wait) { return wait != &waiting && has_what(trace, waiting, *wait); });
  return other == waits.end() ? nullptr : *other;
}

// Threads of which each has what the one before it waits for, and the first what the last waits for.
Waits cycle_in(const Trace& trace, const Waits& waits) {
  for (const Step* begin : waits) {
    Waits cycle{begin};
    for (const Step* next = who_has_what(trace, *begin, waits); next != nullptr;
         next = who_has_what(trace, *next, waits)) {
      if (next == begin) return cycle;
      if (std::ranges::find(cycle, next) != cycle.end()) break;
      cycle.push_back(next);
    }
  }
  return {};
}

std::string with(std::vector<std::string> clauses) {
  std::string sentence;
  for (const std::string& clause : clauses) sentence += (sentence.empty() ? "" : "; ") + clause;
  return sentence;
}

std::string explained_cycle(const Trace& trace, const Waits& cycle) {
  const auto had = [&](const Step& waiting) {
    return (waits_for_a_lock(waiting) ? "holds " : "has a permit of ") + quoted_object(waiting);
  };
  const auto wanted = [&](const Step& waiting) {
    return (waits_for_a_lock(waiting) ? "waits for " : "waits for one of ") + quoted_object(waiting);
  };
  std::vector<std::string> clauses;
  for (std::size_t i = 0; i < cycle.size(); ++i) {
    const Step& before = *cycle[(i + cycle.size() - 1) % cycle.size()];
    clauses.push_back(thread_of(trace, *cycle[i]) + " " + had(before) + " and " + wanted(*cycle[i]));
  }
  return with(std::move(clauses));
}

// "worker 0, worker 1 wait" names worker 1.
bool names(std::string_view waiters, std::string_view thread) {
  waiters = waiters.substr(0, waiters.rfind(' '));
  while (!waiters.empty()) {
    const std::size_t end = std::min(waiters.find(", "), waiters.size());
    if (waiters.substr(0, end) == thread) return true;
    waiters.remove_prefix(std::min(end + 2, waiters.size()));
  }
  return false;
}

std::string missed_notification(const Trace& trace, const Step& wait) {
  const std::string waiter = thread_of(trace, wait);
  const std::string what = quoted_object(wait);
  const Step* before = nullptr;  // the last that came before it began to wait
  const Step* since = nullptr;   // the last that came afterwards and went to somebody else
  for (const Step& step : trace.steps) {
    if (step.object != wait.object) continue;
    if (step.thread == wait.thread && verb_of(step) == "wait") since = nullptr;
    if (!verb_of(step).starts_with("notify")) continue;
    if (names(step.before, waiter) && names(step.after, waiter)) since = &step;
    if (step.operation.ends_with("(nobody waits)")) before = &step;
  }
  if (since != nullptr)
    return thread_of(trace, *since) + " notified one of those who waited for " + what + ", and not " +
           waiter + "; nobody notifies again";
  if (before != nullptr)
    return thread_of(trace, *before) + " notified " + what + " before " + waiter +
           " waited for it; nobody notifies again";
  return waiter + " waits for " + what + ", and nobody notifies it";
}

std::string explained_wait(const Trace& trace, const Step& wait, const Waits& waits) {
  const std::string waiter = thread_of(trace, wait);
  const std::string what = quoted_object(wait);
  if (waits_for_a_notification(wait)) return missed_notification(trace, wait);
  const std::string_view awaited = awaited_by(wait);
  if (const Step* const other = who_has_what(trace, wait, waits); waits_for_a_lock(wait) && other != nullptr)
    return waiter + " waits for " + what + ", which " + thread_of(trace, *other) + " holds";
  if (waits_for_a_lock(wait)) return waiter + " waits for " + what + ", which is " + wait.before;
  if (awaited == "acquire") return waiter + " waits for a permit of " + what + ", and nobody releases one";
  if (awaited == "pass") return waiter + " waits at " + what + ", where " + wait.before;
  if (awaited == "wait")
    return waiter + " waits for " + what + ", and nobody counts it down from " + wait.before;
  if (awaited == "join") return waiter + " waits for the end of " + what;
  return "";
}

}  // namespace

// Those who wait for somebody who waits himself are left out: their wait would end with his.
std::string explained_deadlock(const Trace& trace) {
  const Waits waits = waits_of(trace);
  if (const Waits cycle = cycle_in(trace, waits); !cycle.empty()) return explained_cycle(trace, cycle);
  std::vector<std::string> clauses;
  for (const Step* wait : waits) {
    const auto ends_with_another = [&](const Step* other) {
      return awaited_by(*wait) == "join" && wait->object == thread_of(trace, *other);
    };
    if (who_has_what(trace, *wait, waits) != nullptr || std::ranges::any_of(waits, ends_with_another))
      continue;
    if (std::string clause = explained_wait(trace, *wait, waits); !clause.empty()) clauses.push_back(clause);
  }
  return with(std::move(clauses));
}

std::string explained_self_deadlock(const Trace& trace) {
  if (trace.steps.empty()) return "";
  const Step& last = trace.steps.back();
  if (!last.fault || std::ranges::find(last.holds, last.object) == last.holds.end()) return "";
  const std::string_view verb = verb_of(last);
  const bool shared = verb.ends_with("_shared");
  return thread_of(trace, last) +
         (shared ? " locks " + quoted_object(last) + " shared" : " locks " + quoted_object(last)) +
         ", which it holds already";
}

std::string explained_livelock(const Trace& trace) {
  std::vector<std::string> clauses;
  for (std::size_t i = 0; i < trace.steps.size(); ++i) {
    const Step& turn = trace.steps[i];
    if (!turn.fault) continue;
    const Step* look = nullptr;
    for (std::size_t j = 0; j < i; ++j)
      if (trace.steps[j].thread == turn.thread && reads(trace.steps[j])) look = &trace.steps[j];
    if (look == nullptr) return "";
    clauses.push_back(thread_of(trace, turn) + " waits in a loop for " + memory_of(*look) + " to change");
  }
  if (clauses.empty()) return "";
  const char* const what = clauses.size() == 1 ? "it" : "them";
  return with(std::move(clauses)) + "; nobody changes " + what;
}

}  // namespace heddle::model
