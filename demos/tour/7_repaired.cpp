// Chapter 7 of docs/tour.md: the racy counter and the torn log, and the same work with both repaired. Two
// workers count rows and write a line about each; the log is then read back, line by line, each against its
// checksum. Leaves racy.log and clean.log in the current folder.
#include <fmt/core.h>

#include <cstdint>
#include <exception>

#include "heddle/count/mutex_counter.hpp"
#include "heddle/count/unsynchronized_counter.hpp"
#include "heddle/log/check.hpp"
#include "heddle/log/mutex_logger.hpp"
#include "heddle/log/unsynchronized_logger.hpp"
#include "heddle/report/verdict.hpp"

namespace {

constexpr std::uint64_t kRows = 50'000;  // of each worker

template <class Counter, class Logger>
void convert(const char* file) {
  Counter counter("rows", 2);
  {
    heddle::NativeSync::Sink sink(file);
    Logger logger(sink, {.workers = 2});
    heddle::NativeSync::Barrier start("start", 2);
    const auto work = [&](int worker) {
      return [&, worker] {
        start.arrive_and_wait();
        for (std::uint64_t seq = 0; seq < kRows; ++seq) {
          counter.add(worker, 1);
          const std::uint64_t row = static_cast<std::uint64_t>(worker) * kRows + seq;
          logger.log({.worker = worker, .seq = seq, .image = "tour.png", .first_row = row, .last_row = row});
        }
      };
    };
    heddle::NativeSync::Thread first("first worker", work(0));
    heddle::NativeSync::Thread second("second worker", work(1));
    first.join();
    second.join();
    logger.flush();
  }
  fmt::print("{}: {} of {} rows counted; {}\n", file, counter.total(), 2 * kRows,
             heddle::describe(heddle::check_log(file, 2 * kRows)));
}

}  // namespace

int main() try {
  convert<heddle::UnsynchronizedCounter<>, heddle::UnsynchronizedLogger<>>("racy.log");
  convert<heddle::MutexCounter<>, heddle::MutexLogger<>>("clean.log");
} catch (const std::exception& error) {
  fmt::print(stderr, "tour_7_repaired: {}\n", error.what());
  return 3;
}
