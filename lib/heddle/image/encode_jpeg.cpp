// JPEG at quality 90 through libjpeg-turbo.
//
// libjpeg reports errors by a callback that must not return, and leaving C code by a C++ exception is not
// promised to work; so errors leave by longjmp. Each call into libjpeg is one function that sets the jump's
// target and has no object with a destructor, and exceptions are thrown only outside of libjpeg.
#include <csetjmp>
#include <cstdio>
// jpeglib.h needs <cstdio> before it.
#include <jpeglib.h>

#include <array>
#include <exception>
#include <string>

#include "heddle/image/encoders.hpp"

namespace heddle::image {
namespace {

constexpr int kQuality = 90;

class JpegEncoder {
 public:
  explicit JpegEncoder(AtomicFile& out) : out_(out) {
    compress_.err = jpeg_std_error(&errors_);
    errors_.error_exit = [](j_common_ptr common) { std::longjmp(self(common).escape_, 1); };
    errors_.output_message = [](j_common_ptr) {};
    compress_.client_data = this;
    destination_.init_destination = [](j_compress_ptr) {};
    destination_.empty_output_buffer = [](j_compress_ptr c) -> boolean {
      self(c).drain(self(c).buffer_.size());
      return TRUE;
    };
    destination_.term_destination = [](j_compress_ptr c) {
      self(c).drain(self(c).buffer_.size() - self(c).destination_.free_in_buffer);
    };
    rewind();
    check(create());
    compress_.dest = &destination_;
  }
  ~JpegEncoder() { jpeg_destroy_compress(&compress_); }
  JpegEncoder(const JpegEncoder&) = delete;
  JpegEncoder& operator=(const JpegEncoder&) = delete;

  void encode(const Raster& image, const RowObserver& on_row) {
    check(start(image));
    for (std::size_t y = 0; y < image.height(); ++y) {
      check(write_row(image.row(y)));
      on_row(y);
    }
    check(finish());
  }

 private:
  template <class Struct>
  static JpegEncoder& self(Struct* c) {
    return *static_cast<JpegEncoder*>(c->client_data);
  }

  bool create() {
    if (setjmp(escape_) != 0) return false;
    jpeg_create_compress(&compress_);
    return true;
  }
  bool start(const Raster& image) {
    if (setjmp(escape_) != 0) return false;
    compress_.image_width = static_cast<JDIMENSION>(image.width());
    compress_.image_height = static_cast<JDIMENSION>(image.height());
    compress_.input_components = static_cast<int>(image.channels());
    compress_.in_color_space = image.channels() == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&compress_);
    jpeg_set_quality(&compress_, kQuality, TRUE);
    jpeg_start_compress(&compress_, TRUE);
    return true;
  }
  bool write_row(const std::uint8_t* row) {
    if (setjmp(escape_) != 0) return false;
    JSAMPROW rows[1] = {const_cast<JSAMPROW>(row)};  // libjpeg only reads it
    jpeg_write_scanlines(&compress_, rows, 1);
    return true;
  }
  bool finish() {
    if (setjmp(escape_) != 0) return false;
    jpeg_finish_compress(&compress_);
    return true;
  }

  // Called by libjpeg: what goes wrong is kept, and thrown by check() when libjpeg has been left.
  void drain(std::size_t count) {
    try {
      out_.write(buffer_.data(), count);
    } catch (...) {
      write_failure_ = std::current_exception();
    }
    if (write_failure_) std::longjmp(escape_, 1);
    rewind();
  }
  void rewind() {
    destination_.next_output_byte = buffer_.data();
    destination_.free_in_buffer = buffer_.size();
  }
  void check(bool done) {
    if (done) return;
    if (write_failure_) std::rethrow_exception(write_failure_);
    std::array<char, JMSG_LENGTH_MAX> message{};
    errors_.format_message(reinterpret_cast<j_common_ptr>(&compress_), message.data());
    throw ImageError(out_.target(), std::string("libjpeg cannot encode it: ") + message.data());
  }

  AtomicFile& out_;
  jpeg_compress_struct compress_{};
  jpeg_error_mgr errors_{};
  jpeg_destination_mgr destination_{};
  std::jmp_buf escape_{};
  std::exception_ptr write_failure_;
  std::array<JOCTET, 1 << 16> buffer_;
};

}  // namespace

void encode_jpeg(const Raster& image, AtomicFile& out, const RowObserver& on_row) {
  if (image.width() > JPEG_MAX_DIMENSION || image.height() > JPEG_MAX_DIMENSION) {
    throw ImageError(out.target(), "the image is too large for JPEG (at most " +
                                       std::to_string(JPEG_MAX_DIMENSION) + " pixels a side); use png");
  }
  JpegEncoder(out).encode(image, on_row);
}

}  // namespace heddle::image
