#include <string>

#include "sanitizers/relacy/explanations.hpp"
#include "sanitizers/relacy/trace_words.hpp"

namespace heddle::model {

std::string explained_use_after_free(const Trace& trace) {
  if (trace.steps.empty()) return "";
  const Step& last = trace.steps.back();
  if (!last.fault || last.object.empty()) return "";
  constexpr std::string_view kDestroyed = "destroyed by ";
  if (last.before.starts_with(kDestroyed))
    return "the " + last.operation + " of " + quoted_object(last) + " by " + thread_of(trace, last) +
           " comes after its destruction by " + last.before.substr(kDestroyed.size());
  if (verb_of(last) != "destruction" || last.from < 0 ||
      last.from + 1 >= static_cast<int>(trace.steps.size()))
    return "";
  const Step& use = trace.steps[static_cast<std::size_t>(last.from)];
  return thread_of(trace, last) + " destroyed " + quoted_object(last) +
         " while nothing orders it after the " + std::string(verb_of(use)) + " by " + thread_of(trace, use);
}

}  // namespace heddle::model
