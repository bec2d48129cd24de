#include "sanitizers/relacy/trace_words.hpp"

#include <charconv>

namespace heddle::model {
namespace {

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string_view order_of(const Step& step) {
  const std::string_view operation = step.operation;
  return operation.substr(operation.rfind(' ') + 1);
}

// "write [1, 3)": 1 and 2; "read [2]": 2. All there are where it names none.
Elements elements_of(const Step& step) {
  const std::size_t bracket = step.operation.find('[');
  if (bracket == std::string::npos) return {};
  const char* const end = step.operation.data() + step.operation.size();
  Elements elements{0, 1};
  const auto first = std::from_chars(step.operation.data() + bracket + 1, end, elements.first);
  if (first.ec != std::errc{}) return {};
  std::size_t behind = 0;
  if (end - first.ptr > 2 && *first.ptr == ',' &&
      std::from_chars(first.ptr + 2, end, behind).ec == std::errc{} && behind > elements.first)
    elements.count = behind - elements.first;
  return elements;
}

}  // namespace

std::string_view verb_of(const Step& step) {
  const std::string_view operation = step.operation;
  return operation.substr(0, operation.find(' '));
}

bool updates(const Step& step) {
  const std::string_view verb = verb_of(step);
  return verb == "exchange" || verb.starts_with("fetch_") ||
         (verb == "compare_exchange" && !contains(step.operation, "(fails"));
}

bool reads(const Step& step) {
  const std::string_view verb = verb_of(step);
  return verb == "read" || verb == "load" || verb == "compare_exchange" || updates(step);
}

bool writes(const Step& step) {
  const std::string_view verb = verb_of(step);
  return verb == "write" || verb == "store" || updates(step);
}

bool is_stale(const Step& step) {
  return contains(step.operation, "(stale)");
}

bool is_atomic(const Step& step) {
  const std::string_view verb = verb_of(step);
  return verb == "load" || verb == "store" || verb == "compare_exchange" || updates(step);
}

bool is_release(const Step& step) {
  const std::string_view order = order_of(step);
  return is_atomic(step) && (order == "release" || order == "acq_rel" || order == "seq_cst");
}

bool is_acquire(const Step& step) {
  const std::string_view order = order_of(step);
  return is_atomic(step) &&
         (order == "acquire" || order == "consume" || order == "acq_rel" || order == "seq_cst");
}

bool same_memory(const Step& a, const Step& b) {
  return a.object == b.object && meet(elements_of(a), elements_of(b));
}

std::string thread_of(const Trace& trace, int thread) {
  if (thread < 0) return "the program";
  const auto number = static_cast<std::size_t>(thread);
  return number < trace.threads.size() && !trace.threads[number].empty() ? trace.threads[number]
                                                                         : "thread " + std::to_string(thread);
}

std::string thread_of(const Trace& trace, const Step& step) {
  return thread_of(trace, step.thread);
}

std::string quoted_object(const Step& step) {
  return "'" + step.object + "'";
}

std::string memory_of(const Step& step) {
  const Elements elements = elements_of(step);
  if (elements.count == 0) return quoted_object(step);
  const std::string first = std::to_string(elements.first);
  if (elements.count == 1) return "element " + first + " of " + quoted_object(step);
  return "elements " + first + " to " + std::to_string(elements.first + elements.count - 1) + " of " +
         quoted_object(step);
}

std::string locks_of(const Step& step) {
  if (step.holds.empty()) return "no lock";
  std::string locks;
  for (std::size_t i = 0; i < step.holds.size(); ++i)
    locks += (i == 0 ? "" : i + 1 < step.holds.size() ? ", " : " and ") + ("'" + step.holds[i] + "'");
  return locks;
}

}  // namespace heddle::model
