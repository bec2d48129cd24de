// PNG through libpng, tuned for speed: the sub filter and run-length matches with Huffman codes, which for
// photographs cost a fraction of the time of zlib's usual search and make files of nearly the same size.
//
// libpng reports errors by a callback that must not return, and leaving C code by a C++ exception is not
// promised to work; so errors leave by longjmp. Each call into libpng is one function that sets the jump's
// target and has no object with a destructor, and exceptions are thrown only outside of libpng.
#include <png.h>
#include <zlib.h>

#include <csetjmp>
#include <exception>
#include <new>
#include <string>

#include "heddle/image/encoders.hpp"

namespace heddle::image {
namespace {

class PngEncoder {
 public:
  explicit PngEncoder(AtomicFile& out) : out_(out) {
    png_ = png_create_write_struct(PNG_LIBPNG_VER_STRING, this, on_error, on_warning);
    if (png_ != nullptr) info_ = png_create_info_struct(png_);
    if (info_ == nullptr) {
      png_destroy_write_struct(&png_, &info_);
      throw std::bad_alloc();
    }
  }
  ~PngEncoder() { png_destroy_write_struct(&png_, &info_); }
  PngEncoder(const PngEncoder&) = delete;
  PngEncoder& operator=(const PngEncoder&) = delete;

  void encode(const Raster& image, const RowObserver& on_row) {
    check(start(image));
    for (std::size_t y = 0; y < image.height(); ++y) {
      check(write_row(image.row(y)));
      on_row(y);
    }
    check(finish());
  }

 private:
  bool start(const Raster& image) {
    if (setjmp(png_jmpbuf(png_)) != 0) return false;
    png_set_write_fn(png_, this, on_bytes, nullptr);
    png_set_user_limits(png_, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_compression_level(png_, Z_BEST_SPEED);
    png_set_compression_strategy(png_, Z_RLE);
    png_set_filter(png_, PNG_FILTER_TYPE_BASE, PNG_FILTER_SUB);
    png_set_compression_buffer_size(png_, 1 << 17);
    png_set_IHDR(png_, info_, static_cast<png_uint_32>(image.width()),
                 static_cast<png_uint_32>(image.height()), 8,
                 image.channels() == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png_, info_);
    return true;
  }
  bool write_row(const std::uint8_t* row) {
    if (setjmp(png_jmpbuf(png_)) != 0) return false;
    png_write_row(png_, row);
    return true;
  }
  bool finish() {
    if (setjmp(png_jmpbuf(png_)) != 0) return false;
    png_write_end(png_, info_);
    return true;
  }

  // Called by libpng: what goes wrong is kept, and thrown by check() when libpng has been left.
  static void on_bytes(png_structp png, png_bytep bytes, std::size_t count) {
    auto& self = *static_cast<PngEncoder*>(png_get_io_ptr(png));
    try {
      self.out_.write(bytes, count);
    } catch (...) {
      self.write_failure_ = std::current_exception();
    }
    if (self.write_failure_) png_longjmp(png, 1);
  }
  [[noreturn]] static void on_error(png_structp png, png_const_charp message) {
    try {
      static_cast<PngEncoder*>(png_get_error_ptr(png))->message_ = message;
    } catch (...) {  // no memory for the words: the error itself still arrives
    }
    png_longjmp(png, 1);
  }
  static void on_warning(png_structp, png_const_charp) {}

  void check(bool done) {
    if (done) return;
    if (write_failure_) std::rethrow_exception(write_failure_);
    throw ImageError(out_.target(), "libpng cannot encode it: " + message_);
  }

  AtomicFile& out_;
  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
  std::exception_ptr write_failure_;
  std::string message_;
};

}  // namespace

void encode_png(const Raster& image, AtomicFile& out, const RowObserver& on_row) {
  if (image.width() > PNG_UINT_31_MAX || image.height() > PNG_UINT_31_MAX) {
    throw ImageError(out.target(), "the image is too large for PNG; use pgm");
  }
  PngEncoder(out).encode(image, on_row);
}

}  // namespace heddle::image
