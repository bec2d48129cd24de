// The luma kernel, compiled once for each instruction set and chosen at run time (Google Highway).
//
// The formula needs 24 bits, but 16-bit lanes hold it exactly when each coefficient c is split into
// 256 * high + low:
//   A = 76 R + 150 G + 29 B + 128      at most 65153
//   L = 139 R + 70 G + 47 B            at most 65280
//   (256 A + L) >> 16 = (A + (L >> 8)) >> 8, and A + (L >> 8) is at most 65408
// for 19595 = 256 * 76 + 139, 38470 = 256 * 150 + 70, 7471 = 256 * 29 + 47 and 32768 = 256 * 128. Even and
// odd bytes are taken apart by masks and shifts and put together again in place, so nothing crosses a lane.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "heddle/image/gray.cpp"
#include <hwy/foreach_target.h>  // must come before highway.h

#include <hwy/highway.h>

#include "heddle/image/gray.hpp"

HWY_BEFORE_NAMESPACE();
namespace heddle::image {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET != HWY_SCALAR  // which has no 16-bit view of its one byte
// 256 times gray, plus a remainder below 256, for pixels in 16-bit lanes.
template <class V>
HWY_INLINE V scaled_luma(V r, V g, V b) {
  const hn::DFromV<V> d;
  const V high = hn::Add(hn::Add(hn::Mul(r, hn::Set(d, 76)), hn::Mul(g, hn::Set(d, 150))),
                         hn::Add(hn::Mul(b, hn::Set(d, 29)), hn::Set(d, 128)));
  const V low =
      hn::Add(hn::Add(hn::Mul(r, hn::Set(d, 139)), hn::Mul(g, hn::Set(d, 70))), hn::Mul(b, hn::Set(d, 47)));
  return hn::Add(high, hn::ShiftRight<8>(low));
}
#endif

void gray_row_on_target(const std::uint8_t* HWY_RESTRICT rgb, std::uint8_t* HWY_RESTRICT gray,
                        std::size_t pixels) {
  std::size_t i = 0;
#if HWY_TARGET != HWY_SCALAR
  const hn::ScalableTag<std::uint8_t> bytes;
  const hn::Repartition<std::uint16_t, decltype(bytes)> words;
  const std::size_t step = hn::Lanes(bytes);
  const auto even_mask = hn::Set(words, 0x00ff);
  for (; i + step <= pixels; i += step) {
    hn::Vec<decltype(bytes)> r, g, b;
    hn::LoadInterleaved3(bytes, rgb + 3 * i, r, g, b);
    const auto rw = hn::BitCast(words, r);
    const auto gw = hn::BitCast(words, g);
    const auto bw = hn::BitCast(words, b);
    const auto even = scaled_luma(hn::And(rw, even_mask), hn::And(gw, even_mask), hn::And(bw, even_mask));
    const auto odd = scaled_luma(hn::ShiftRight<8>(rw), hn::ShiftRight<8>(gw), hn::ShiftRight<8>(bw));
    const auto both = hn::Or(hn::ShiftRight<8>(even), hn::AndNot(even_mask, odd));
    hn::StoreU(hn::BitCast(bytes, both), bytes, gray + i);
  }
#endif
  for (; i < pixels; ++i) {
    const std::uint32_t luma =
        19595u * rgb[3 * i] + 38470u * rgb[3 * i + 1] + 7471u * rgb[3 * i + 2] + 32768u;
    gray[i] = static_cast<std::uint8_t>(luma >> 16);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace heddle::image
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace heddle::image {

HWY_EXPORT(gray_row_on_target);

void gray_row(const std::uint8_t* rgb, std::uint8_t* gray, std::size_t pixels) {
  HWY_DYNAMIC_DISPATCH(gray_row_on_target)(rgb, gray, pixels);
}

GrayImage to_gray(const RgbImage& rgb) {
  GrayImage gray(rgb.width(), rgb.height());
  gray_row(rgb.data(), gray.data(), rgb.pixels());
  return gray;
}

}  // namespace heddle::image
#endif
