// The attributes that clang's -Wthread-safety reads; nothing on other compilers. libstdc++'s own locks
// do not carry them, which is why the sets wrap every lock.
// Source: clang's "Thread Safety Analysis", names of the attributes as there.
#pragma once

#if defined(__clang__)
#define HEDDLE_THREAD_SAFETY(x) __attribute__((x))
#else
#define HEDDLE_THREAD_SAFETY(x)
#endif

#define HEDDLE_CAPABILITY(kind) HEDDLE_THREAD_SAFETY(capability(kind))
#define HEDDLE_SCOPED_CAPABILITY HEDDLE_THREAD_SAFETY(scoped_lockable)
#define HEDDLE_GUARDED_BY(lock) HEDDLE_THREAD_SAFETY(guarded_by(lock))
#define HEDDLE_REQUIRES(...) HEDDLE_THREAD_SAFETY(requires_capability(__VA_ARGS__))
#define HEDDLE_EXCLUDES(...) HEDDLE_THREAD_SAFETY(locks_excluded(__VA_ARGS__))
#define HEDDLE_ACQUIRE(...) HEDDLE_THREAD_SAFETY(acquire_capability(__VA_ARGS__))
#define HEDDLE_ACQUIRE_SHARED(...) HEDDLE_THREAD_SAFETY(acquire_shared_capability(__VA_ARGS__))
#define HEDDLE_TRY_ACQUIRE(...) HEDDLE_THREAD_SAFETY(try_acquire_capability(__VA_ARGS__))
#define HEDDLE_TRY_ACQUIRE_SHARED(...) HEDDLE_THREAD_SAFETY(try_acquire_shared_capability(__VA_ARGS__))
#define HEDDLE_RELEASE(...) HEDDLE_THREAD_SAFETY(release_capability(__VA_ARGS__))
#define HEDDLE_RELEASE_SHARED(...) HEDDLE_THREAD_SAFETY(release_shared_capability(__VA_ARGS__))
#define HEDDLE_NO_THREAD_SAFETY_ANALYSIS HEDDLE_THREAD_SAFETY(no_thread_safety_analysis)
