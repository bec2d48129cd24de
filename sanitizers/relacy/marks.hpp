// The steps of an execution in a few bits each: enough to tell, when it is replayed, where the code does
// something else than it did. A mark is of what a step does and not of where it stands, so that moved lines,
// another compiler and other addresses change nothing; nor does another value or memory order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "heddle/core/finding.hpp"
#include "heddle/core/verdict.hpp"

namespace heddle::model {

// Of each step its thread's number, the first word of its operation ("fetch_add") and the name of its object
// go into one running hash, FNV-1a of 64 bits (Fowler, Noll and Vo), whose state is mixed by the last rounds
// of MurmurHash3 (Appleby) and cut to its upper bits. Running, so that a difference that one mark happens to
// miss is seen in the next.
struct Marks {
  static constexpr int kWholeBits = 18;
  static constexpr std::uint64_t kMost = 100;

  std::uint64_t steps = 0;
  std::vector<std::uint16_t> each = {};  // after each stretch of steps but the last
  std::uint32_t whole = 0;               // after all; one difference in 262,144 is not told at all

  // Of each. One difference in 4,096 shows at a later step than its own, and one in 64 of a longer execution.
  static constexpr int bits(std::uint64_t steps) { return steps <= 24 ? 12 : 6; }
  // Steps in a stretch: 1, unless there would be more than kMost.
  static constexpr std::uint64_t stretch(std::uint64_t steps) {
    return steps == 0 ? 1 : 1 + (steps - 1) / kMost;
  }
  // Stretches but the last.
  static constexpr std::uint64_t count(std::uint64_t steps) {
    return steps == 0 ? 0 : (steps - 1) / stretch(steps);
  }

  bool operator==(const Marks&) const = default;
};

// The steps of a trace that were taken: without those that a deadlock leaves nobody able to take.
std::span<const Step> taken(const Trace& trace, Finding finding);

Marks marks_of(std::span<const Step> steps);

// Steps of which the first differs, numbered from 0. The last may be one behind the last that there is.
struct Difference {
  std::size_t first = 0;
  std::size_t last = 0;
};

// Nothing where `steps` begins with all steps that were marked.
std::optional<Difference> difference(const Marks& marks, std::span<const Step> steps);

// kWholeBits of a name.
std::uint32_t mark_of_name(std::string_view name);

}  // namespace heddle::model
