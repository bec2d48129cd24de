// What no interleaving of indivisible steps would do: old values, wake-ups and failures for no reason.
#include <string>

#include "sanitizers/relacy/explanations.hpp"
#include "sanitizers/relacy/story.hpp"
#include "sanitizers/relacy/trace_words.hpp"

namespace heddle::model {
namespace {

std::string stale_load(const Story& story) {
  const auto load = story.last_before(story.size(), [&](std::size_t i) { return is_stale(story[i]); });
  if (!load) return "";
  const Step& stale = story[*load];
  const auto newest = story.last_before(
      *load, [&](std::size_t i) { return writes(story[i]) && same_memory(story[i], stale); });
  if (!newest) return "";
  const std::string begin = story.thread(*load) + " saw the old " + stale.value + " in " + memory_of(stale) +
                            " though " + story.thread(*newest) + " had stored " + story[*newest].after + ": ";
  // By what it knew how far the other one was.
  const auto flag = story.last_before(*load, [&](std::size_t i) {
    const auto giver = story.from(i);
    return story.same_thread(i, *load) && is_atomic(story[i]) && giver && *giver > *newest &&
           story.same_thread(*giver, *newest);
  });
  const bool stored_in_order = flag && is_release(story[*story.from(*flag)]);
  const bool loaded_in_order = flag && is_acquire(story[*flag]);
  if (!flag || (stored_in_order && loaded_in_order)) return begin + "nothing orders the two";
  const std::string name = quoted_object(story[*flag]) + ", which it had seen,";
  return begin +
         (stored_in_order   ? "the load of " + name
          : loaded_in_order ? "the store to " + name
                            : name) +
         " is relaxed";
}

std::string spurious_wakeup(const Story& story) {
  const auto wake = story.last_before(
      story.size(), [&](std::size_t i) { return story[i].operation.starts_with("wake (spurious)"); });
  if (!wake) return "";
  const auto with_it = [&](std::size_t i) { return story.same_thread(i, *wake); };
  const auto waits_again = [&](std::size_t i) {
    return with_it(i) && verb_of(story[i]) == "wait" && story[i].object == story[*wake].object;
  };
  if (story.first_in(*wake, story.size(), waits_again) || !story.first_in(*wake, story.size(), with_it))
    return "";
  return story.thread(*wake) + " woke from its wait for " + quoted_object(story[*wake]) +
         " though nobody had notified it, and went on";
}

std::string failed_for_no_reason(const Story& story) {
  const auto attempt = story.last_before(story.size(), [&](std::size_t i) {
    const Step& step = story[i];
    if (step.operation.find("(fails spuriously)") != std::string::npos) return true;
    return step.value == "not taken" &&
           (step.before == "free" || step.before.ends_with("permit") || step.before.ends_with("permits")) &&
           step.before != "no permit";
  });
  if (!attempt) return "";
  const Step& step = story[*attempt];
  return "the " + std::string(verb_of(step)) + " of " + quoted_object(step) + " by " +
         story.thread(*attempt) + " failed for no reason, which it may: it was " + step.before;
}

}  // namespace

std::string explained_surprise(const Trace& trace) {
  const Story story(trace);
  for (const auto pattern : {&stale_load, &spurious_wakeup, &failed_for_no_reason})
    if (std::string sentence = pattern(story); !sentence.empty()) return sentence;
  return "";
}

}  // namespace heddle::model
