#include "heddle/batch/conversion.hpp"

#include <exception>
#include <new>

#include "heddle/image/gray.hpp"
#include "heddle/image/load.hpp"

namespace heddle {
namespace {

using SteadyClock = std::chrono::steady_clock;

double seconds_between(SteadyClock::time_point begin, SteadyClock::time_point end) {
  return std::chrono::duration<double>(end - begin).count();
}

std::int64_t microseconds_between(SteadyClock::time_point begin, SteadyClock::time_point end) {
  return std::chrono::duration_cast<std::chrono::microseconds>(end - begin).count();
}

}  // namespace

// Sees every row of one image as it is written.
class Conversion::Observer {
 public:
  Observer(Conversion& conversion, int worker, std::size_t job, JobResult& result,
           const image::GrayImage& gray)
      : conversion_(conversion), worker_(worker), job_(job), result_(result), gray_(gray) {}

  void row_written(std::size_t row) {
    conversion_.count_row(worker_, result_);
    if ((row + 1) % conversion_.options_.rows_per_line == 0 || row + 1 == gray_.height()) log_band(row);
  }

 private:
  void log_band(std::size_t last_row) {
    const auto now = SteadyClock::now();
    conversion_.logger_.log({.time_us = microseconds_between(conversion_.begin_, now),
                             .worker = worker_,
                             .seq = conversion_.next_sequence_[static_cast<std::size_t>(worker_)]++,
                             .image = conversion_.log_names_[job_],
                             .width = gray_.width(),
                             .height = gray_.height(),
                             .first_row = next_band_,
                             .last_row = last_row,
                             .took_us = microseconds_between(band_begin_, now)});
    ++result_.lines_logged;
    next_band_ = last_row + 1;
    band_begin_ = SteadyClock::now();
    result_.stages.log += seconds_between(now, band_begin_);
  }

  Conversion& conversion_;
  const int worker_;
  const std::size_t job_;
  JobResult& result_;
  const image::GrayImage& gray_;
  std::size_t next_band_ = 0;
  SteadyClock::time_point band_begin_ = SteadyClock::now();
};

Conversion::Conversion(std::span<const Job> jobs, std::span<JobResult> results, SharedCounter& images,
                       SharedCounter& rows, SharedLogger& logger, int max_workers, const Options& options)
    : jobs_(jobs),
      results_(results),
      images_(images),
      rows_(rows),
      logger_(logger),
      options_(options),
      next_sequence_(static_cast<std::size_t>(max_workers), 0) {
  log_names_.reserve(jobs.size());
  for (const Job& job : jobs) log_names_.push_back(logfmt_value(job.name));
}

void Conversion::operator()(int worker, std::size_t job) noexcept {
  JobResult& result = results_[job];
  result = JobResult{};
  images_.start(worker, job);
  rows_.start(worker, job);
  try {
    convert(worker, job, result);
  } catch (const std::bad_alloc&) {
    result.fail(jobs_[job].input.string() +
                ": not enough memory; lower --max-pixels or the number of workers");
  } catch (const std::exception& error) {
    result.fail(error.what());
  }
}

void Conversion::count_row(int worker, JobResult& result) {
  rows_.add(worker, 1);
  ++result.rows_counted;
}

void Conversion::convert(int worker, std::size_t job, JobResult& result) {
  const auto begin = SteadyClock::now();
  image::RgbImage rgb = image::load(jobs_[job].input, {.max_pixels = options_.max_pixels});
  const auto decoded = SteadyClock::now();
  image::GrayImage gray(rgb.width(), rgb.height());
  for (std::size_t y = 0; y < gray.height(); ++y) {
    image::gray_row(rgb.row(y).data(), gray.row(y).data(), gray.width());
    count_row(worker, result);
  }
  rgb = {};  // three quarters of the memory, not needed while encoding
  const auto converted = SteadyClock::now();

  Observer observer(*this, worker, job, result, gray);
  result.width = gray.width();
  result.height = gray.height();
  result.bytes = image::save(gray, jobs_[job].output, options_.format,
                             [&observer](std::size_t row) { observer.row_written(row); });

  result.stages.decode = seconds_between(begin, decoded);
  result.stages.convert = seconds_between(decoded, converted);
  result.stages.encode = seconds_between(converted, SteadyClock::now()) - result.stages.log;
  images_.add(worker, 1);
  result.state = JobResult::State::kConverted;
}

}  // namespace heddle
