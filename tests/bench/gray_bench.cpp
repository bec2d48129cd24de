// The gray kernel on 12 megapixels in memory, one thread: against OpenCV's cvtColor, and against a loop that
// moves the same bytes and does no arithmetic worth naming, which is as fast as this memory allows.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "gray_bench.cpp"
#include <hwy/foreach_target.h>  // must come before highway.h

#include <hwy/highway.h>

#include <cstddef>
#include <cstdint>

HWY_BEFORE_NAMESPACE();
namespace heddle::bench {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

void move_bytes(const std::uint8_t* rgb, std::uint8_t* out, std::size_t pixels) {
  const hn::ScalableTag<std::uint8_t> d;
  for (std::size_t i = 0; i + hn::Lanes(d) <= pixels; i += hn::Lanes(d)) {
    hn::Vec<decltype(d)> r, g, b;
    hn::LoadInterleaved3(d, rgb + 3 * i, r, g, b);
    hn::StoreU(hn::Xor(hn::Xor(r, g), b), d, out + i);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace heddle::bench
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
#include <vector>

#include "heddle/image/gray.hpp"
#include "ratios.hpp"

#ifdef HEDDLE_HAS_OPENCV
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#endif

namespace heddle::bench {

HWY_EXPORT(move_bytes);

namespace {

constexpr std::size_t kWidth = 4000;
constexpr std::size_t kHeight = 3000;
constexpr std::size_t kPixels = kWidth * kHeight;

// One input and one output for all, so that no contender has better pages than another.
std::vector<std::uint8_t>& rgb_pixels() {
  static std::vector<std::uint8_t> pixels = [] {
    std::vector<std::uint8_t> made(3 * kPixels);
    std::uint32_t state = 1;
    for (auto& sample : made)
      sample = static_cast<std::uint8_t>((state = state * 1664525u + 1013904223u) >> 24);
    return made;
  }();
  return pixels;
}
std::vector<std::uint8_t>& gray_pixels() {
  static std::vector<std::uint8_t> pixels(kPixels);
  return pixels;
}

template <class Convert>
void measure(benchmark::State& state, Convert convert) {
  for ([[maybe_unused]] auto _ : state) {
    convert(rgb_pixels().data(), gray_pixels().data());
    benchmark::ClobberMemory();
  }
  state.counters["pixels"] =
      benchmark::Counter(static_cast<double>(kPixels), benchmark::Counter::kIsIterationInvariantRate);
}

void heddle_gray(benchmark::State& state) {
  measure(state, [](const auto* rgb, auto* gray) { image::gray_row(rgb, gray, kPixels); });
}
void memory_limit(benchmark::State& state) {
  measure(state, [](const auto* rgb, auto* gray) { HWY_DYNAMIC_DISPATCH(move_bytes)(rgb, gray, kPixels); });
}
#ifdef HEDDLE_HAS_OPENCV
void opencv_cvt_color(benchmark::State& state) {
  cv::setNumThreads(1);
  const cv::Mat in(kHeight, kWidth, CV_8UC3, rgb_pixels().data());
  cv::Mat out(kHeight, kWidth, CV_8UC1, gray_pixels().data());
  measure(state, [&](const auto*, auto*) { cv::cvtColor(in, out, cv::COLOR_RGB2GRAY); });
}
BENCHMARK(opencv_cvt_color)->UseRealTime()->Unit(benchmark::kMillisecond)->MinTime(0.2)->Repetitions(7);
#endif
BENCHMARK(heddle_gray)->UseRealTime()->Unit(benchmark::kMillisecond)->MinTime(0.2)->Repetitions(7);
BENCHMARK(memory_limit)->UseRealTime()->Unit(benchmark::kMillisecond)->MinTime(0.2)->Repetitions(7);

}  // namespace
}  // namespace heddle::bench

int main(int argc, char** argv) {
  if (!heddle::bench::initialize_taking_turns(argc, argv)) return 2;

  heddle::bench::RatioReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  std::printf("\nheddle's gray kernel against\n");
  reporter.print_speed("heddle_gray", "opencv_cvt_color", 1.1);
  reporter.print_speed("heddle_gray", "memory_limit", 0.7);
}
#endif
