// See encoded.hpp. Errors of the libraries end the program, which is what a test wants.
#include "encoded.hpp"

#include <cstdio>
// jpeglib.h needs <cstdio> before it.
#include <jpeglib.h>
#include <png.h>
#include <zlib.h>

#include <cstdlib>
#include <random>

namespace heddle::image {
namespace {

std::string big_endian(std::uint32_t value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
          static_cast<char>(value)};
}

std::string little_endian(std::uint64_t value, int count) {
  std::string bytes;
  for (int i = 0; i < count; ++i) bytes += static_cast<char>(value >> (8 * i));
  return bytes;
}

std::string png_chunk(const std::string& type, const std::string& data) {
  const std::string checked = type + data;
  const auto crc =
      ::crc32(0, reinterpret_cast<const Bytef*>(checked.data()), static_cast<uInt>(checked.size()));
  return big_endian(static_cast<std::uint32_t>(data.size())) + checked +
         big_endian(static_cast<std::uint32_t>(crc));
}

}  // namespace

std::vector<std::uint8_t> rgb_samples(std::size_t width, std::size_t height, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<std::uint8_t> samples;
  for (std::size_t y = 0; y < height; ++y) {
    for (std::size_t x = 0; x < width; ++x) {
      samples.push_back(static_cast<std::uint8_t>(x * 255 / width));
      samples.push_back(static_cast<std::uint8_t>(y * 255 / height));
      samples.push_back(static_cast<std::uint8_t>(100 + random() % 16));
    }
  }
  return samples;
}

std::string png_file(std::size_t width, std::size_t height, int colour_type, int bit_depth,
                     const std::vector<std::uint8_t>& samples) {
  std::string file;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(
      png, &file,
      [](png_structp p, png_bytep bytes, std::size_t count) {
        static_cast<std::string*>(png_get_io_ptr(p))->append(reinterpret_cast<const char*>(bytes), count);
      },
      nullptr);
  png_set_IHDR(png, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height), bit_depth,
               colour_type, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, info);
  const std::size_t row_bytes = samples.size() / height;
  for (std::size_t y = 0; y < height; ++y) png_write_row(png, samples.data() + y * row_bytes);
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return file;
}

std::string jpeg_file(std::size_t width, std::size_t height, int components,
                      const std::vector<std::uint8_t>& samples, bool progressive) {
  jpeg_compress_struct jpeg{};
  jpeg_error_mgr errors{};
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_compress(&jpeg);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&jpeg, &bytes, &size);
  jpeg.image_width = static_cast<JDIMENSION>(width);
  jpeg.image_height = static_cast<JDIMENSION>(height);
  jpeg.input_components = components;
  jpeg.in_color_space = components == 1 ? JCS_GRAYSCALE : components == 3 ? JCS_RGB : JCS_CMYK;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, 95, TRUE);
  if (progressive) jpeg_simple_progression(&jpeg);
  jpeg_start_compress(&jpeg, TRUE);
  for (std::size_t y = 0; y < height; ++y) {
    JSAMPROW row = const_cast<JSAMPROW>(samples.data() + y * width * static_cast<std::size_t>(components));
    jpeg_write_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
  std::string file(reinterpret_cast<const char*>(bytes), size);
  std::free(bytes);
  return file;
}

std::string ppm_file(std::size_t width, std::size_t height, const std::vector<std::uint8_t>& samples) {
  return "P6\n" + std::to_string(width) + " " + std::to_string(height) + "\n255\n" +
         std::string(samples.begin(), samples.end());
}

std::string bmp_file(std::size_t width, std::size_t height, const std::vector<std::uint8_t>& samples) {
  const std::size_t stride = (width * 3 + 3) / 4 * 4;
  std::string file =
      "BM" + little_endian(54 + stride * height, 4) + little_endian(0, 4) + little_endian(54, 4);
  file += little_endian(40, 4) + little_endian(width, 4) + little_endian(height, 4) + little_endian(1, 2) +
          little_endian(24, 2) + little_endian(0, 24);
  for (std::size_t y = height; y-- > 0;) {
    std::string row(stride, '\0');
    for (std::size_t i = 0; i < width * 3; ++i)
      row[i / 3 * 3 + 2 - i % 3] = static_cast<char>(samples[y * width * 3 + i]);
    file += row;
  }
  return file;
}

std::string tga_file(std::size_t width, std::size_t height, const std::vector<std::uint8_t>& samples) {
  constexpr char kUncompressedRgb = 2;
  constexpr char kTopRowFirst = 0x20;
  std::string file = little_endian(0, 2) + kUncompressedRgb + little_endian(0, 9) + little_endian(width, 2) +
                     little_endian(height, 2) + char{24} + kTopRowFirst;
  for (std::size_t i = 0; i < samples.size(); ++i) file += static_cast<char>(samples[i / 3 * 3 + 2 - i % 3]);
  return file;
}

std::string png_header_only(std::uint32_t width, std::uint32_t height) {
  const std::string kGray8{8, 0, 0, 0, 0};  // bit depth, colour type, compression, filter, interlace
  return "\x89PNG\r\n\x1a\n" + png_chunk("IHDR", big_endian(width) + big_endian(height) + kGray8) +
         png_chunk("IEND", "");
}

std::vector<std::uint8_t> png_gray_samples(const std::string& file, std::size_t* width, std::size_t* height) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_memory(&image, file.data(), file.size()) == 0) return {};
  image.format = PNG_FORMAT_GRAY;
  std::vector<std::uint8_t> samples(PNG_IMAGE_SIZE(image));
  *width = image.width;
  *height = image.height;
  if (png_image_finish_read(&image, nullptr, samples.data(), 0, nullptr) == 0) return {};
  return samples;
}

}  // namespace heddle::image
