// A report as the hook copies it: fixed arrays of numbers and addresses, so that copying needs neither memory
// nor locks, nor any function of the standard library. symbolize.hpp makes a Report of it later.
#pragma once

#include <cstddef>
#include <cstdint>

namespace heddle::tsan {

inline constexpr std::size_t kRawParts = 6;   // of each sort in one report
inline constexpr std::size_t kRawDepth = 48;  // frames of one stack, and the null after them
inline constexpr std::size_t kRawText = 64;   // bytes of a word or a name, and the zero after them

struct RawStack {
  void* pc[kRawDepth];  // return addresses, innermost first, then null
};
struct RawText {
  char text[kRawText];
};

template <class Part>
struct RawParts {
  Part part[kRawParts];
  std::size_t kept;
};

struct RawAccess {
  int thread, size, write, atomic;
  void* address;
  RawStack stack;
};
struct RawLocation {
  RawText kind;
  void* address;
  void* start;
  unsigned long size;
  int thread;
  RawStack stack;
};
struct RawMutex {
  std::uint64_t number;
  void* address;
  RawStack stack;
};
struct RawThread {
  RawText name;
  int number, running, parent;
  RawStack stack;
};

struct RawReport {
  RawText kind;
  RawParts<RawAccess> accesses;
  RawParts<RawLocation> locations;
  RawParts<RawMutex> mutexes;
  RawParts<RawThread> threads;
  RawParts<RawStack> stacks;
  RawParts<int> lockers;
  int left_out;  // parts for which there was no room
};

}  // namespace heddle::tsan
