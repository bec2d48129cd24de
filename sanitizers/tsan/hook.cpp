// What ThreadSanitizer's runtime calls in this program: its hook for reports and the options that it starts
// with.
//
// The hook runs while the runtime holds its report lock: it takes no memory, waits for nothing, and calls
// nothing that ThreadSanitizer intercepts, memcpy and memset included. Bytes are copied through volatile, for
// compilers make such calls of plain loops. Variables that threads share are used through the compiler's
// builtins: a member function of std::atomic may be linked from a file that is instrumented.
#include "sanitizers/tsan/hook.hpp"

#include <cstddef>
#include <cstdint>

#include "sanitizers/tsan/default_options.hpp"
#include "sanitizers/tsan/runtime_interface.hpp"
#include "sanitizers/tsan/shared_with_children.hpp"

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define HEDDLE_HOOK_IS_INSTRUMENTED
#endif
#elif defined(__SANITIZE_THREAD__)
#define HEDDLE_HOOK_IS_INSTRUMENTED
#endif
#if defined(HEDDLE_HOOK_IS_INSTRUMENTED)
#error "the hook must be compiled without -fsanitize=thread"
#endif

namespace heddle::tsan {
namespace {

struct Kept {
  RawReport reports[kReportsKept];
  std::size_t count;    // written by the hook, one report at a time, and by captures
  std::size_t dropped;  // likewise
};

constinit Kept* memory = nullptr;  // from the first capture on
constinit int captures = 0;        // that live now

template <class T>
T load(const T& variable) {
  return __atomic_load_n(&variable, __ATOMIC_ACQUIRE);  // with the release in store()
}
template <class T>
void store(T& variable, T value) {
  __atomic_store_n(&variable, value, __ATOMIC_RELEASE);  // what it counts has been written
}

void clear(RawStack& stack) {
  for (void*& pc : stack.pc) *const_cast<void* volatile*>(&pc) = nullptr;
}

void copy(RawText& to, const char* from) {
  volatile char* const out = to.text;
  std::size_t i = 0;
  for (; from != nullptr && i + 1 < kRawText && from[i] != '\0'; ++i) out[i] = from[i];
  out[i] = '\0';
}

// Calls copy_part(part, index) for as many of `count` parts as there is room for; returns how many there was
// none for.
template <class Part, class CopyPart>
int copy_parts(RawParts<Part>& parts, int count, CopyPart copy_part) {
  parts.kept = 0;
  for (; parts.kept < kRawParts && static_cast<int>(parts.kept) < count; ++parts.kept)
    copy_part(parts.part[parts.kept], parts.kept);
  return count - static_cast<int>(parts.kept);
}

constexpr unsigned long kFrames = kRawDepth - 1;

void copy(RawReport& to, void* report) {
  const char* kind = "";
  int same = 0, stacks = 0, accesses = 0, locations = 0, mutexes = 0, threads = 0, unique_threads = 0;
  void* sleep[1] = {};
  __tsan_get_report_data(report, &kind, &same, &stacks, &accesses, &locations, &mutexes, &threads,
                         &unique_threads, sleep, 1);
  copy(to.kind, kind);
  to.left_out = copy_parts(to.accesses, accesses, [&](RawAccess& access, std::size_t i) {
    clear(access.stack);
    __tsan_get_report_mop(report, i, &access.thread, &access.address, &access.size, &access.write,
                          &access.atomic, access.stack.pc, kFrames);
  });
  to.left_out += copy_parts(to.locations, locations, [&](RawLocation& location, std::size_t i) {
    clear(location.stack);
    const char* type = "";
    int descriptor = 0, suppressable = 0;
    __tsan_get_report_loc(report, i, &type, &location.address, &location.start, &location.size,
                          &location.thread, &descriptor, &suppressable, location.stack.pc, kFrames);
    copy(location.kind, type);
  });
  to.left_out += copy_parts(to.mutexes, mutexes, [&](RawMutex& mutex, std::size_t i) {
    clear(mutex.stack);
    int destroyed = 0;
    __tsan_get_report_mutex(report, i, &mutex.number, &mutex.address, &destroyed, mutex.stack.pc, kFrames);
  });
  to.left_out += copy_parts(to.threads, threads, [&](RawThread& thread, std::size_t i) {
    clear(thread.stack);
    const char* name = nullptr;
    std::uint64_t system_id = 0;
    __tsan_get_report_thread(report, i, &thread.number, &system_id, &thread.running, &name, &thread.parent,
                             thread.stack.pc, kFrames);
    copy(thread.name, name);
  });
  to.left_out += copy_parts(to.stacks, stacks, [&](RawStack& stack, std::size_t i) {
    clear(stack);
    __tsan_get_report_stack(report, i, stack.pc, kFrames);
  });
  to.left_out += copy_parts(to.lockers, unique_threads, [&](int& locker, std::size_t i) {
    __tsan_get_report_unique_tid(report, i, &locker);
  });
}

void keep(Kept& into, void* report) {
  const std::size_t at = load(into.count);
  if (at == kReportsKept) {
    store(into.dropped, load(into.dropped) + 1);
    return;
  }
  copy(into.reports[at], report);
  store(into.count, at + 1);
}

}  // namespace

void begin_keeping() {
  // Never given back: the hook may be on its way to it at any time, until the very end.
  static auto* shared = new SharedWithChildren<Kept>;
  store(memory, &**shared);
  __atomic_fetch_add(&captures, 1, __ATOMIC_ACQ_REL);
}
void end_keeping() {
  __atomic_fetch_sub(&captures, 1, __ATOMIC_ACQ_REL);
}
std::size_t kept_reports() {
  return memory == nullptr ? 0 : load(memory->count);
}
const RawReport& kept_report(std::size_t index) {
  return memory->reports[index];
}
void forget_from(std::size_t count) {
  if (count < kept_reports()) store(memory->count, count);
}
void forget_dropped_from(std::size_t count) {
  if (count < dropped_reports()) store(memory->dropped, count);
}
std::size_t dropped_reports() {
  return memory == nullptr ? 0 : load(memory->dropped);
}

}  // namespace heddle::tsan

// The names are the runtime's.
// NOLINTBEGIN(readability-identifier-naming)

// Weak in the runtime. Returns whether the report is dropped unprinted and uncounted. The public
// __tsan_on_report comes too late: after the printing, when the program has failed.
namespace __tsan {
class ReportDesc;
bool OnReport(const ReportDesc* report, bool suppressed);
bool OnReport(const ReportDesc* report, bool suppressed) {
  if (suppressed) return true;
  if (heddle::tsan::load(heddle::tsan::captures) == 0) return false;
  heddle::tsan::keep(*heddle::tsan::load(heddle::tsan::memory), const_cast<ReportDesc*>(report));
  return true;
}
}  // namespace __tsan

// Weak in the runtime. What TSAN_OPTIONS says comes after it and wins.
extern "C" const char* __tsan_default_options();
extern "C" const char* __tsan_default_options() {
  return heddle::tsan::default_options();
}

// NOLINTEND(readability-identifier-naming)
