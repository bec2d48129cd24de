// The part of ThreadSanitizer's runtime that is used here. The runtimes of clang 14 and newer and of gcc 12
// have all of it; only newer headers declare it. Every symbol is weak, so that a program without the runtime
// links, and finds null.
#pragma once

#include <cstddef>
#include <cstdint>

// NOLINTBEGIN(readability-identifier-naming)
extern "C" {

// The parts of a report, while the hook has it. Counts and sizes out, a stack as return addresses into an
// array whose rest is left as it was.
[[gnu::weak]] int __tsan_get_report_data(void* report, const char** description, int* count, int* stack_count,
                                         int* mop_count, int* loc_count, int* mutex_count, int* thread_count,
                                         int* unique_tid_count, void** sleep_trace, unsigned long trace_size);
[[gnu::weak]] int __tsan_get_report_stack(void* report, unsigned long index, void** trace,
                                          unsigned long trace_size);
[[gnu::weak]] int __tsan_get_report_mop(void* report, unsigned long index, int* tid, void** address,
                                        int* size, int* write, int* atomic, void** trace,
                                        unsigned long trace_size);
[[gnu::weak]] int __tsan_get_report_loc(void* report, unsigned long index, const char** type, void** address,
                                        void** start, unsigned long* size, int* tid, int* fd,
                                        int* suppressable, void** trace, unsigned long trace_size);
[[gnu::weak]] int __tsan_get_report_mutex(void* report, unsigned long index, std::uint64_t* mutex_id,
                                          void** address, int* destroyed, void** trace,
                                          unsigned long trace_size);
[[gnu::weak]] int __tsan_get_report_thread(void* report, unsigned long index, int* tid, std::uint64_t* os_id,
                                           int* running, const char** name, int* parent_tid, void** trace,
                                           unsigned long trace_size);
[[gnu::weak]] int __tsan_get_report_unique_tid(void* report, unsigned long index, int* tid);

// Write what `format` asks for, one string for each inlined frame, each ended by a zero and the last by two.
[[gnu::weak]] void __sanitizer_symbolize_pc(void* pc, const char* format, char* out, std::size_t out_size);
[[gnu::weak]] void __sanitizer_symbolize_global(void* data, const char* format, char* out,
                                                std::size_t out_size);
}
// NOLINTEND(readability-identifier-naming)
