#include "sanitizers/tsan/run_round.hpp"

#include <sys/prctl.h>

#include <array>
#include <cstddef>
#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "heddle/sync/native/thread.hpp"
#include "heddle/sync/watch.hpp"

namespace heddle::tsan {
namespace {

constexpr const char* kNoText = "an exception that is no std::exception";

// Runs f; returns the text of the exception that left it, or nothing.
template <class F>
std::string exception_of(F&& f) {
  try {
    f();
    return "";
  } catch (const std::exception& error) {
    const std::string text = error.what();
    return text.empty() ? "an exception without words" : text;
  } catch (...) {
    return kNoText;
  }
}

// "worker 0" and so on, as constants: whoever tells where a hanging thread waits reads its name without
// having been ordered after anybody who made it.
using Name = std::array<char, 12>;
constexpr auto kWorkerNames = [] {
  std::array<Name, Watch::kMaxThreads> names{};
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::size_t at = 0;
    for (const char letter : {'w', 'o', 'r', 'k', 'e', 'r', ' '}) names[i][at++] = letter;
    for (std::size_t unit : {100U, 10U, 1U})
      if (i >= unit || unit == 1) names[i][at++] = static_cast<char>('0' + i / unit % 10);
  }
  return names;
}();

const char* worker_name(int index) {
  const auto at = static_cast<std::size_t>(index);
  return at < kWorkerNames.size() ? kWorkerNames[at].data() : "worker";
}

// By the thread itself, so that no report can come before its name; and by prctl, for the runtimes of gcc 12
// and clang 14 do not always find the thread that pthread_setname_np means.
void name_this_thread(const char* name) {
  ::prctl(PR_SET_NAME, name);
  Watch::name_thread(name);
}

}  // namespace

std::string run_round(const Variant& variant, int threads, Start start) {
  std::unique_ptr<Subject> subject;
  std::string made = exception_of([&] { subject = variant.make(threads); });
  if (!made.empty()) return made;

  std::vector<std::string> exceptions(static_cast<std::size_t>(threads));
  StartGate gate(threads, start);
  std::vector<native::Thread> workers;
  try {
    for (int index = 0; index < threads; ++index) {
      const char* const name = worker_name(index);
      workers.emplace_back(name, [&, index, name] {
        name_this_thread(name);
        gate.enter(index);
        exceptions[static_cast<std::size_t>(index)] = exception_of([&] { subject->thread(index); });
        gate.leave();
      });
    }
  } catch (...) {
    gate.open();  // for those who wait for the thread that could not be had
    throw;
  }
  workers.clear();
  for (std::string& text : exceptions)
    if (!text.empty()) return std::move(text);
  return exception_of([&] { subject->after(); });
}

}  // namespace heddle::tsan
