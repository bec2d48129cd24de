// Durations counted in buckets whose width grows with the duration: eight to each power of two, so that a
// percentile is off by at most an eighth of itself, in constant memory and time (the scheme of Gil Tene's
// HdrHistogram).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace heddle {

// Thread safety: none; the lock that is measured protects it.
class Histogram {
 public:
  // value: not negative; nanoseconds, or any other unit throughout.
  void add(std::int64_t value);
  void add(const Histogram& other);

  std::uint64_t count() const { return count_; }

  // The smallest bucket bound that at least `share` (0 to 1) of the values do not exceed; 0 when empty.
  std::int64_t percentile(double share) const;

 private:
  static constexpr int kSubBits = 3;
  static constexpr std::size_t kBuckets = (64 - kSubBits) << kSubBits;

  static std::size_t bucket_of(std::uint64_t value);
  static std::int64_t upper_bound(std::size_t bucket);

  std::array<std::uint32_t, kBuckets> buckets_{};
  std::uint64_t count_ = 0;
};

}  // namespace heddle
