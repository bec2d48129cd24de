// The buffer that lines are gathered in before they go to the sink. It has no lock of its own: the loggers
// are what they are by what they put around it.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "heddle/log/field_line.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle {

// Thread safety: none; one thread at a time. Used by several at once it loses, tears and doubles lines, and
// still stays inside its memory: used_ only ever holds a sum that was checked against Capacity.
template <class Sync, std::size_t Capacity>
class LineBuffer {
 public:
  explicit LineBuffer(Sink<Sync>& sink) : sink_(sink) {}

  // Field by field, as a program that streams its fields into a log does.
  template <FieldLine Line>
  void append(const Line& line) {
    static_assert(Capacity >= Line::kMaxSize, "a line must fit into the empty buffer");
    if (line.text().size() > Capacity - used_.read()) flush();  // [race]
    line.for_each_field([this](std::string_view field) {
      const std::size_t at = used_.read();             // [race]
      if (field.size() > Capacity - at) return;        // only another thread can have filled it since: lost
      bytes_.write(at, std::span<const char>(field));  // [race]
      used_.write(at + field.size());                  // [race]
    });
  }

  void flush() {
    const std::size_t used = used_.read();  // [race]
    if (used == 0) return;
    std::array<char, Capacity> copy;  // a look at shared memory and an append are two steps
    const auto keep = [&copy](std::span<const char> bytes) {
      std::ranges::copy(bytes, copy.begin());  // [race]
    };
    bytes_.with(0, used, keep);  // [race]
    sink_.append({copy.data(), used});
    used_.write(0);  // [race]
  }

 private:
  Sink<Sync>& sink_;
  SharedArray<Sync, char, Capacity> bytes_{"log bytes"};
  Shared<Sync, std::size_t> used_{"log bytes used", 0};
};

}  // namespace heddle
