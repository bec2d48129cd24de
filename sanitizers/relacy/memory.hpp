// The memory of the model. A program that links the model has its global operator new and delete replaced:
// while a thread of the model runs, they hand out blocks that are watched until the execution ends. Freed
// blocks are kept apart until then, so that an address is not used twice and an operation on what is gone can
// be told; what nobody freed is a leak. Everybody else gets malloc and free.
#pragma once

#include <cstddef>

namespace heddle::model {

// Whether blocks that the calling real thread allocates are watched from now on. Thread safety: one real
// thread at a time runs the model, and calls these.
bool watch_memory(bool watched);  // returns what was before

// Ends it for as long as it lives: for what the model itself allocates in the middle of an execution.
class Unwatched {
 public:
  Unwatched() : before_(watch_memory(false)) {}
  ~Unwatched() { watch_memory(before_); }
  Unwatched(const Unwatched&) = delete;
  Unwatched& operator=(const Unwatched&) = delete;

 private:
  const bool before_;
};

// Called when a thread of the model frees a watched block twice, or what is no block, with what it did. It
// must not return. Elsewhere that ends the program.
void on_bad_free(void (*handler)(const char* what));

// Ends an execution: gives the freed blocks back and returns how many were never freed. Those are given up:
// what was allocated for them is kept for some time, and given back when there is too much of it.
std::size_t end_watched_memory();

}  // namespace heddle::model
