// See jpeg_reader.hpp.
//
// libjpeg reports errors by a callback that must not return, and leaving C code by a C++ exception is not
// promised to work; so errors leave by longjmp. Each call into libjpeg is one function that sets the jump's
// target and has no object with a destructor, and exceptions are thrown only outside of libjpeg.
#include "heddle/image/jpeg_reader.hpp"

#include <csetjmp>
#include <cstdio>
// jpeglib.h needs <cstdio> before it.
#include <jerror.h>
#include <jpeglib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <new>
#include <string>
#include <vector>

#include "heddle/image/limits.hpp"

namespace heddle::image {
namespace {

// A progressive file may hold any number of scans of a few bytes, each of which costs a pass over the whole
// image. Real ones have about ten.
constexpr int kMaxScans = 500;
constexpr std::size_t kRowsPerCall = 16;

class JpegDecoder {
 public:
  JpegDecoder(std::span<const std::byte> encoded, const std::filesystem::path& name)
      : encoded_(encoded), name_(name) {
    decompress_.err = jpeg_std_error(&errors_);
    errors_.error_exit = [](j_common_ptr common) { std::longjmp(self(common).escape_, 1); };
    errors_.emit_message = [](j_common_ptr common, int level) {
      if (level < 0) self(common).on_warning();
    };
    progress_.progress_monitor = [](j_common_ptr common) { self(common).on_progress(); };
    decompress_.client_data = this;
    check(create());
  }
  ~JpegDecoder() { jpeg_destroy_decompress(&decompress_); }
  JpegDecoder(const JpegDecoder&) = delete;
  JpegDecoder& operator=(const JpegDecoder&) = delete;

  RgbImage decode(const LoadLimits& limits) {
    check(read_header());
    check_pixels(decompress_.image_width, decompress_.image_height, name_, limits);
    check(start());
    RgbImage rgb(decompress_.output_width, decompress_.output_height);
    if (decompress_.out_color_space == JCS_CMYK) {
      read_cmyk(rgb);
    } else {
      read_rgb(rgb);
    }
    check(finish());
    return rgb;
  }

 private:
  template <class Struct>
  static JpegDecoder& self(Struct* c) {
    return *static_cast<JpegDecoder*>(c->client_data);
  }

  void read_rgb(RgbImage& rgb) {
    while (decompress_.output_scanline < rgb.height()) {
      std::array<JSAMPROW, kRowsPerCall> rows;
      const std::size_t first = decompress_.output_scanline;
      const std::size_t count = std::min(kRowsPerCall, rgb.height() - first);
      for (std::size_t i = 0; i < count; ++i) rows[i] = rgb.row(first + i).data();
      check(read_rows(rows.data(), static_cast<JDIMENSION>(count)));
    }
  }
  void read_cmyk(RgbImage& rgb) {
    std::vector<JSAMPLE> inks(4 * rgb.width());  // 255 means no ink
    while (decompress_.output_scanline < rgb.height()) {
      std::uint8_t* out = rgb.row(decompress_.output_scanline).data();
      JSAMPROW row = inks.data();
      check(read_rows(&row, 1));
      for (std::size_t i = 0; i < inks.size(); i += 4) {
        for (std::size_t c = 0; c < 3; ++c)
          *out++ = static_cast<std::uint8_t>((inks[i + c] * inks[i + 3] + 127) / 255);
      }
    }
  }

  bool create() {
    if (setjmp(escape_) != 0) return false;
    jpeg_create_decompress(&decompress_);
    decompress_.progress = &progress_;
    jpeg_mem_src(&decompress_, reinterpret_cast<const unsigned char*>(encoded_.data()), encoded_.size());
    return true;
  }
  bool read_header() {
    if (setjmp(escape_) != 0) return false;
    jpeg_read_header(&decompress_, TRUE);
    return true;
  }
  bool start() {
    if (setjmp(escape_) != 0) return false;
    const bool has_black =
        decompress_.jpeg_color_space == JCS_CMYK || decompress_.jpeg_color_space == JCS_YCCK;
    decompress_.out_color_space = has_black ? JCS_CMYK : JCS_RGB;
    jpeg_start_decompress(&decompress_);
    return true;
  }
  bool read_rows(JSAMPARRAY rows, JDIMENSION count) {
    if (setjmp(escape_) != 0) return false;
    jpeg_read_scanlines(&decompress_, rows, count);
    return true;
  }
  bool finish() {
    if (setjmp(escape_) != 0) return false;
    jpeg_finish_decompress(&decompress_);
    return true;
  }

  // Called by libjpeg. These warnings mean that pixels are lost; the others are about oddities.
  void on_warning() {
    switch (errors_.msg_code) {
      case JWRN_JPEG_EOF:
      case JWRN_HIT_MARKER:
      case JWRN_HUFF_BAD_CODE:
      case JWRN_MUST_RESYNC:
        std::longjmp(escape_, 1);
      default:
        break;
    }
  }
  void on_progress() {
    if (decompress_.input_scan_number <= kMaxScans) return;
    too_many_scans_ = true;
    std::longjmp(escape_, 1);
  }

  void check(bool done) {
    if (done) return;
    if (too_many_scans_)
      throw ImageError(name_, "a JPEG of more than " + std::to_string(kMaxScans) + " scans is refused");
    switch (errors_.msg_code) {
      case JERR_OUT_OF_MEMORY:
        throw std::bad_alloc();
      case JWRN_JPEG_EOF:
      case JERR_INPUT_EOF:
      case JERR_INPUT_EMPTY:
        throw ImageError(name_, "the file ends before the image is complete");
      case JERR_SOF_UNSUPPORTED:
      case JERR_BAD_PRECISION:
      case JERR_ARITH_NOTIMPL:
      case JERR_CONVERSION_NOTIMPL:
        throw ImageError(name_, "this kind of JPEG is not supported: " + words());
      default:
        throw ImageError(name_, "corrupt JPEG: " + words());
    }
  }
  std::string words() {
    std::array<char, JMSG_LENGTH_MAX> message{};
    errors_.format_message(reinterpret_cast<j_common_ptr>(&decompress_), message.data());
    return message.data();
  }

  std::span<const std::byte> encoded_;
  const std::filesystem::path& name_;
  jpeg_decompress_struct decompress_{};
  jpeg_error_mgr errors_{};
  jpeg_progress_mgr progress_{};
  std::jmp_buf escape_{};
  bool too_many_scans_ = false;
};

}  // namespace

RgbImage decode_jpeg(std::span<const std::byte> encoded, const std::filesystem::path& name,
                     const LoadLimits& limits) {
  return JpegDecoder(encoded, name).decode(limits);
}

}  // namespace heddle::image
