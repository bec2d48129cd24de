// The sample pictures. All arithmetic is on integers, so that no machine rounds differently; the encoders'
// own output is the same wherever the versions of libpng, zlib and libjpeg-turbo are.
#include "heddle/image/sample_pictures.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string>
#include <system_error>

#include "heddle/image/encoders.hpp"
#include "heddle/image/error.hpp"
#include "heddle/image/pixels.hpp"

namespace heddle::image {
namespace {

constexpr std::size_t kMaxSide = 16384;

// Steele, Lea, Flood: "Fast splittable pseudorandom number generators" (OOPSLA 2014), SplitMix64.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  // Uniform enough in [0, bound).
  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>((next() >> 33) * static_cast<std::uint64_t>(bound) >> 31);
  }

 private:
  std::uint64_t state_;
};

using Colour = std::array<std::int64_t, 3>;

Colour random_colour(Random& random) {
  return {random.below(256), random.below(256), random.below(256)};
}

// Random heights on a square lattice with smooth slopes between (value noise): clouds, hills, skin.
class SmoothNoise {
 public:
  // For coordinates from 0 to `side` - 1, with lattice points `cell` apart.
  SmoothNoise(Random& random, std::int64_t side, std::int64_t cell, std::int64_t amplitude) {
    for (auto& height : heights_) height = random.below(2 * amplitude + 1) - amplitude;
    for (std::int64_t i = 0; i < side; ++i) {
      const std::int64_t t = i % cell * kOne / cell;
      steps_.push_back(
          {i / cell % kSide, (i / cell + 1) % kSide, t * t * (3 * kOne - 2 * t) / (kOne * kOne)});
    }
  }

  std::int64_t at(std::size_t x, std::size_t y) const {
    const Step& across = steps_[x];
    const Step& down = steps_[y];
    const std::int64_t top = mix(height(across.from, down.from), height(across.to, down.from), across.part);
    const std::int64_t bottom = mix(height(across.from, down.to), height(across.to, down.to), across.part);
    return mix(top, bottom, down.part);
  }

 private:
  static constexpr std::int64_t kSide = 64;
  static constexpr std::int64_t kOne = 256;

  // Where a coordinate lies: between two lattice lines, so many kOneths of the way.
  struct Step {
    std::int64_t from, to, part;
  };

  static std::int64_t mix(std::int64_t a, std::int64_t b, std::int64_t part) {
    return a + (b - a) * part / kOne;
  }
  std::int64_t height(std::int64_t column, std::int64_t row) const {
    return heights_[static_cast<std::size_t>(row * kSide + column)];
  }

  std::array<std::int64_t, static_cast<std::size_t>(kSide* kSide)> heights_{};
  std::vector<Step> steps_;
};

// A filled ellipse that is lit from above.
struct Ellipse {
  std::int64_t x, y, half_width, half_height;
  Colour colour;

  bool meets_row(std::int64_t py) const { return std::abs(py - y) <= half_height; }
  bool covers(std::int64_t px, std::int64_t py) const {
    const std::int64_t dx = (px - x) * half_height;
    const std::int64_t dy = (py - y) * half_width;
    const std::int64_t radius = half_width * half_height;
    return dx * dx + dy * dy < radius * radius;  // below 2^53 for the largest picture
  }
  std::int64_t light(std::int64_t py) const { return (y - py) * 48 / half_height; }
};

RgbImage paint(std::uint64_t seed, std::size_t width, std::size_t height) {
  Random random(seed);
  const auto w = static_cast<std::int64_t>(width);
  const auto h = static_cast<std::int64_t>(height);
  const Colour sky = random_colour(random);
  const Colour ground = random_colour(random);
  const std::int64_t side = std::max(w, h);
  const SmoothNoise clouds(random, side, std::max<std::int64_t>(w / 8, 4), 40);
  const SmoothNoise texture(random, side, std::max<std::int64_t>(w / 160, 2), 10);
  std::vector<Ellipse> shapes(12);
  for (auto& shape : shapes) {
    shape = {random.below(w), random.below(h), w / 40 + random.below(w / 6 + 1) + 1,
             h / 40 + random.below(h / 6 + 1) + 1, random_colour(random)};
  }

  RgbImage picture(width, height);
  std::uint8_t* sample = picture.data();
  for (std::size_t row = 0; row < height; ++row) {
    const auto y = static_cast<std::int64_t>(row);
    Colour backdrop;
    for (std::size_t c = 0; c < 3; ++c) backdrop[c] = (sky[c] * (h - y) + ground[c] * y) / h;
    std::vector<Ellipse> here;
    std::ranges::copy_if(shapes, std::back_inserter(here), [y](const Ellipse& e) { return e.meets_row(y); });

    for (std::size_t column = 0; column < width; ++column) {
      // The last shape lies on top.
      const auto top = std::find_if(here.rbegin(), here.rend(), [&](const Ellipse& e) {
        return e.covers(static_cast<std::int64_t>(column), y);
      });
      const bool is_shape = top != here.rend();
      const Colour& colour = is_shape ? top->colour : backdrop;
      const std::int64_t light =
          texture.at(column, row) + (is_shape ? top->light(y) : clouds.at(column, row));
      const std::uint64_t grain = random.next();  // what a sensor adds: three bits of noise for each channel
      for (std::size_t c = 0; c < 3; ++c) {
        const auto noise = static_cast<std::int64_t>(grain >> (8 * c) & 7) - 3;
        *sample++ = static_cast<std::uint8_t>(std::clamp<std::int64_t>(colour[c] + light + noise, 0, 255));
      }
    }
  }
  return picture;
}

using Encoder = void (*)(const Raster&, AtomicFile&, const RowObserver&);
struct Kind {
  const char* extension;
  Encoder encode;
};
constexpr std::array kKinds{Kind{".jpg", encode_jpeg}, Kind{".png", encode_png}, Kind{".bmp", encode_bmp},
                            Kind{".ppm", encode_pnm}};
// Five, so that names and kinds come in every combination.
constexpr std::array kNames{"harbour", "old mill", "br\u00fccke", "forest path", "\u6c99\u4e18"};

}  // namespace

std::vector<std::filesystem::path> write_sample_pictures(const std::filesystem::path& folder,
                                                         std::size_t count, std::size_t width,
                                                         std::size_t height) {
  if (width == 0 || height == 0 || width > kMaxSide || height > kMaxSide) {
    throw ImageError(folder, "sample pictures have from 1 to " + std::to_string(kMaxSide) + " pixels a side");
  }
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) throw ImageError(folder, "cannot make the folder: " + failed.message());

  std::vector<std::filesystem::path> written;
  for (std::size_t i = 0; i < count; ++i) {
    const Kind& kind = kKinds[i % kKinds.size()];
    std::string number = std::to_string(i);
    if (number.size() < 4) number.insert(0, 4 - number.size(), '0');
    const auto file = folder / (std::string(kNames[i % kNames.size()]) + "-" + number + kind.extension);
    AtomicFile out(file);
    kind.encode(paint(i, width, height), out, [](std::size_t) {});
    out.commit();
    written.push_back(file);
  }
  return written;
}

}  // namespace heddle::image
