// Relacy, made fit to stand beside other headers: include it after all of them. Nobody else names Relacy.
#pragma once

// All that Relacy includes itself, so that its macros (below) meet none of it.
#include <limits.h>
#include <memory.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/times.h>
#include <ucontext.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <new>
#include <queue>
#include <set>
#include <sstream>
#include <stack>
#include <stdexcept>
#include <string>
#include <typeinfo>
#include <utility>
#include <vector>

#include "sanitizers/relacy/platform.hpp"

// Relacy defines some of the global operators inline. Ours (memory.cpp) must be the ones that are called,
// from here as well: what is not inlined, the linker takes from there.
#if defined(__clang__)
#define HEDDLE_NOT_INLINED __attribute__((noinline))
#else
#define HEDDLE_NOT_INLINED __attribute__((noipa))
#endif
HEDDLE_NOT_INLINED void* operator new(std::size_t);
HEDDLE_NOT_INLINED void* operator new[](std::size_t);
HEDDLE_NOT_INLINED void operator delete(void*) noexcept;
HEDDLE_NOT_INLINED void operator delete[](void*) noexcept;
#undef HEDDLE_NOT_INLINED

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wattributes"
#include <relacy/relacy.hpp>
#pragma GCC diagnostic pop

#undef new
#undef delete
#undef malloc
#undef calloc
#undef realloc
#undef free
#undef assert
#undef errno
#undef VAR
#undef VAR_T
#undef TLS_T
#undef memory_order_relaxed
#undef memory_order_consume
#undef memory_order_acquire
#undef memory_order_release
#undef memory_order_acq_rel
#undef memory_order_seq_cst
// `$` stays: Relacy's templates use it.

#define errno (*__errno_location())  // NOLINT(readability-identifier-naming)
