// One file defines every form of operator new and delete, so that a block is always freed by the side that
// handed it out: the standard library's own calls find some of these forms inside the library and some
// inlined.
#include "sanitizers/relacy/memory.hpp"

#include <malloc.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <new>

namespace heddle::model {
namespace {

// In front of every block. 16 bytes, as malloc's alignment has to be kept; a block with a larger alignment
// has room in front for as many bytes as it is aligned to.
struct Header {
  std::uint64_t state;
  void* start;  // what malloc returned
};
static_assert(sizeof(Header) == 16);

// Arbitrary, so that memory that is none of ours is hardly taken for a block.
constexpr std::uint64_t kPlain = 0x68656464'6c650001;
constexpr std::uint64_t kWatched = 0x68656464'6c650002;
constexpr std::uint64_t kFreed = 0x68656464'6c650003;

// The watched blocks of this execution, in a list that grows by malloc.
struct Blocks {
  Header** items = nullptr;
  std::size_t count = 0;
  std::size_t capacity = 0;

  void add(Header* block) {
    if (count == capacity) {
      const std::size_t larger = capacity == 0 ? 256 : 2 * capacity;
      void* const grown = std::realloc(items, larger * sizeof(Header*));
      if (grown == nullptr) throw std::bad_alloc();
      items = static_cast<Header**>(grown);
      capacity = larger;
    }
    items[count++] = block;
  }
};

// What executions gave up, the oldest first. Somebody outside may still know a block: a framework for tests
// the message of an expectation that did not hold. So the last ones are kept.
constexpr std::size_t kKeptBytes = 16 << 20;
Blocks given_up;
std::size_t given_up_bytes = 0;

void give_up(Header* block) {
  given_up.add(block);
  given_up_bytes += malloc_usable_size(block->start);
}

void give_back(Header* block) {
  block->state = 0;
  std::free(block->start);
}

void give_back_the_oldest() {
  std::size_t first = 0;
  for (; given_up_bytes > kKeptBytes / 2; ++first) {
    given_up_bytes -= malloc_usable_size(given_up.items[first]->start);
    give_back(given_up.items[first]);
  }
  given_up.count -= first;
  std::copy_n(given_up.items + first, given_up.count, given_up.items);
}

thread_local bool watching = false;  // other real threads of the program have plain memory
Blocks blocks;
void (*bad_free)(const char*) = nullptr;

void* allocate(std::size_t bytes, std::size_t alignment) {
  const std::size_t front = alignment > sizeof(Header) ? alignment : sizeof(Header);
  if (bytes > SIZE_MAX - front) return nullptr;
  void* start = nullptr;
  if (alignment <= sizeof(Header))
    start = std::malloc(front + bytes);
  else if (posix_memalign(&start, alignment, front + bytes) != 0)
    start = nullptr;
  if (start == nullptr) return nullptr;
  auto* const block = static_cast<std::byte*>(start) + front;
  auto* const header = reinterpret_cast<Header*>(block) - 1;
  *header = {watching ? kWatched : kPlain, start};
  if (watching) blocks.add(header);
  return block;
}

void* allocate_or_throw(std::size_t bytes, std::size_t alignment) {
  void* const block = allocate(bytes, alignment);
  if (block == nullptr) throw std::bad_alloc();
  return block;
}

void release(void* block) {
  if (block == nullptr) return;
  auto* const header = static_cast<Header*>(block) - 1;
  if (header->state == kPlain) {
    give_back(header);
  } else if (header->state == kWatched) {
    header->state = kFreed;  // given back at the end of the execution
  } else if (watching && bad_free != nullptr) {
    bad_free(header->state == kFreed ? "a block of memory is freed twice"
                                     : "memory is freed that was never allocated");
  } else {
    std::abort();
  }
}

}  // namespace

bool watch_memory(bool watched) {
  const bool before = watching;
  watching = watched;
  return before;
}

void on_bad_free(void (*handler)(const char*)) {
  bad_free = handler;
}

std::size_t end_watched_memory() {
  std::size_t leaked = 0;
  for (std::size_t i = 0; i < blocks.count; ++i) {
    Header* const header = blocks.items[i];
    if (header->state == kFreed) {
      give_back(header);
    } else {
      give_up(header);
      ++leaked;
    }
  }
  blocks.count = 0;
  if (given_up_bytes > kKeptBytes) give_back_the_oldest();
  return leaked;
}

}  // namespace heddle::model

using heddle::model::allocate;
using heddle::model::allocate_or_throw;
using heddle::model::release;

namespace {
constexpr std::size_t kUsual = __STDCPP_DEFAULT_NEW_ALIGNMENT__;
constexpr std::size_t of(std::align_val_t alignment) {
  return static_cast<std::size_t>(alignment);
}
}  // namespace

void* operator new(std::size_t n) {
  return allocate_or_throw(n, kUsual);
}
void* operator new[](std::size_t n) {
  return allocate_or_throw(n, kUsual);
}
void* operator new(std::size_t n, const std::nothrow_t&) noexcept {
  return allocate(n, kUsual);
}
void* operator new[](std::size_t n, const std::nothrow_t&) noexcept {
  return allocate(n, kUsual);
}
void* operator new(std::size_t n, std::align_val_t a) {
  return allocate_or_throw(n, of(a));
}
void* operator new[](std::size_t n, std::align_val_t a) {
  return allocate_or_throw(n, of(a));
}
void* operator new(std::size_t n, std::align_val_t a, const std::nothrow_t&) noexcept {
  return allocate(n, of(a));
}
void* operator new[](std::size_t n, std::align_val_t a, const std::nothrow_t&) noexcept {
  return allocate(n, of(a));
}

void operator delete(void* p) noexcept {
  release(p);
}
void operator delete[](void* p) noexcept {
  release(p);
}
void operator delete(void* p, std::size_t) noexcept {
  release(p);
}
void operator delete[](void* p, std::size_t) noexcept {
  release(p);
}
void operator delete(void* p, const std::nothrow_t&) noexcept {
  release(p);
}
void operator delete[](void* p, const std::nothrow_t&) noexcept {
  release(p);
}
void operator delete(void* p, std::align_val_t) noexcept {
  release(p);
}
void operator delete[](void* p, std::align_val_t) noexcept {
  release(p);
}
void operator delete(void* p, std::size_t, std::align_val_t) noexcept {
  release(p);
}
void operator delete[](void* p, std::size_t, std::align_val_t) noexcept {
  release(p);
}
void operator delete(void* p, std::align_val_t, const std::nothrow_t&) noexcept {
  release(p);
}
void operator delete[](void* p, std::align_val_t, const std::nothrow_t&) noexcept {
  release(p);
}
