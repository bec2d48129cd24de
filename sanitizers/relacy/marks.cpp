#include "sanitizers/relacy/marks.hpp"

#include <algorithm>

namespace heddle::model {
namespace {

class RunningHash {
 public:
  void add(const Step& step) {
    add_byte(static_cast<std::uint8_t>(step.thread));
    add(std::string_view(step.operation).substr(0, step.operation.find(' ')));
    add(step.object);
  }
  // With its end, or "a" and "bc" would be "ab" and "c".
  void add(std::string_view text) {
    for (const char c : text) add_byte(static_cast<std::uint8_t>(c));
    add_byte(0);
  }
  std::uint32_t upper_bits(int count) const {
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 33)) * 0xff51afd7ed558ccdU;
    mixed = (mixed ^ (mixed >> 33)) * 0xc4ceb9fe1a85ec53U;
    mixed ^= mixed >> 33;
    return static_cast<std::uint32_t>(mixed >> (64 - count));
  }

 private:
  void add_byte(std::uint8_t byte) { state_ = (state_ ^ byte) * 1099511628211U; }

  std::uint64_t state_ = 14695981039346656037U;
};

}  // namespace

std::span<const Step> taken(const Trace& trace, Finding finding) {
  std::span<const Step> steps = trace.steps;
  if (finding == Finding::kDeadlock)
    while (!steps.empty() && steps.back().fault) steps = steps.first(steps.size() - 1);
  return steps;
}

Marks marks_of(std::span<const Step> steps) {
  Marks marks{.steps = steps.size(), .each = {}, .whole = 0};
  const std::uint64_t stretch = Marks::stretch(steps.size());
  const int bits = Marks::bits(steps.size());
  RunningHash hash;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    hash.add(steps[i]);
    if ((i + 1) % stretch == 0 && i + 1 < steps.size())
      marks.each.push_back(static_cast<std::uint16_t>(hash.upper_bits(bits)));
  }
  marks.whole = hash.upper_bits(Marks::kWholeBits);
  return marks;
}

std::optional<Difference> difference(const Marks& marks, std::span<const Step> steps) {
  const std::size_t count = std::min<std::size_t>(steps.size(), marks.steps);
  const std::uint64_t stretch = Marks::stretch(marks.steps);
  const int bits = Marks::bits(marks.steps);
  RunningHash hash;
  std::size_t agreed = 0;
  std::size_t mark = 0;
  for (std::size_t i = 0; i < count; ++i) {
    hash.add(steps[i]);
    const bool is_last = i + 1 == marks.steps;
    if (!is_last && (i + 1) % stretch != 0) continue;
    const bool agrees = is_last ? marks.whole == hash.upper_bits(Marks::kWholeBits)
                                : marks.each[mark++] == hash.upper_bits(bits);
    if (!agrees) return Difference{agreed, i};
    agreed = i + 1;
  }
  if (count < marks.steps) return Difference{agreed, count};
  return std::nullopt;
}

std::uint32_t mark_of_name(std::string_view name) {
  RunningHash hash;
  hash.add(name);
  return hash.upper_bits(Marks::kWholeBits);
}

}  // namespace heddle::model
