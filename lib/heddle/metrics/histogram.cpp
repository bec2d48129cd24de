#include "heddle/metrics/histogram.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace heddle {

// Values below 2^kSubBits have a bucket each; above, the kSubBits bits behind the leading one choose it.
std::size_t Histogram::bucket_of(std::uint64_t value) {
  const auto width = static_cast<int>(std::bit_width(value));
  if (width <= kSubBits) return static_cast<std::size_t>(value);
  const int shift = width - 1 - kSubBits;
  const auto octave = static_cast<std::size_t>(shift + 1);
  return (octave << kSubBits) + static_cast<std::size_t>((value >> shift) & ((1U << kSubBits) - 1));
}

std::int64_t Histogram::upper_bound(std::size_t bucket) {
  const std::size_t octave = bucket >> kSubBits;
  const std::uint64_t within = bucket & ((1U << kSubBits) - 1);
  if (octave == 0) return static_cast<std::int64_t>(within);
  const auto shift = static_cast<int>(octave) - 1;
  return static_cast<std::int64_t>((((std::uint64_t{1} << kSubBits) + within + 1) << shift) - 1);
}

void Histogram::add(std::int64_t value) {
  ++buckets_[bucket_of(static_cast<std::uint64_t>(std::max<std::int64_t>(value, 0)))];
  ++count_;
}

void Histogram::add(const Histogram& other) {
  for (std::size_t i = 0; i < kBuckets; ++i) buckets_[i] += other.buckets_[i];
  count_ += other.count_;
}

std::int64_t Histogram::percentile(double share) const {
  if (count_ == 0) return 0;
  const auto wanted = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(count_)));
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < kBuckets; ++i) {
    seen += buckets_[i];
    if (seen >= std::max<std::uint64_t>(wanted, 1)) return upper_bound(i);
  }
  return upper_bound(kBuckets - 1);
}

}  // namespace heddle
