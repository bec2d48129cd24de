#include "options.hpp"

#include <algorithm>
#include <stdexcept>

#include "heddle/batch/machine.hpp"
#include "heddle/image/save.hpp"

namespace heddle {

void SharedOptions::add_to(CLI::App& command, Settings settings) {
  const bool several = settings == Settings::kSweep;
  const auto add_setting = [&](const char* name, auto& values, const std::string& what, int least, int most) {
    CLI::Option& option = *command.add_option(name, values, several ? "Comma-separated: " + what : what);
    option.capture_default_str()->check(CLI::Range(least, most))->allow_extra_args(false);
    if (several)
      option.delimiter(',');
    else
      option.expected(1);
  };
  command.add_option("--format", format, "What to write: png, jpg, bmp or pgm")->capture_default_str();
  command.add_option("--max-pixels", max_pixels, "Refuse an image with more pixels than this")
      ->capture_default_str()
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 40));
  add_setting("--permits", permits, "permits of the semaphore of a logger that has one", 1, 1024);
  add_setting("--critical-section-us", critical_sections_us,
              "microseconds of work added for each log line, inside the logger's lock where it has one", 0,
              1'000'000);
  command.add_option("--rows-per-line", rows_per_line, "Rows of an image that one log line is about")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000));
}

BatchOptions SharedOptions::batch() const {
  const auto parsed = image::parse_format(format);
  if (!parsed)
    throw std::invalid_argument("there is no format '" + format + "'; choose one of: png jpg bmp pgm");
  BatchOptions options;
  options.permits = permits.front();
  options.critical_section_us = critical_sections_us.front();
  options.conversion = {.format = *parsed, .max_pixels = max_pixels, .rows_per_line = rows_per_line};
  return options;
}

int default_workers() {
  return std::max(1, this_machine().cores);
}

CLI::Validator worker_count() {
  return CLI::Range(1, 1024);
}

}  // namespace heddle
