// Chapter 1 of docs/tour.md: two workers count their rows on one counter. The critical section is the read,
// the addition and the write; where nothing keeps the other worker out of it, additions are lost. Making each
// access atomic does not help: the other worker still fits in between. How many are lost differs from run to
// run.
#include <fmt/core.h>

#include <cstdint>

#include "heddle/count/atomic_counter.hpp"
#include "heddle/count/load_store_counter.hpp"
#include "heddle/count/unsynchronized_counter.hpp"
#include "heddle/sync/sync.hpp"

namespace {

constexpr std::uint64_t kRows = 20'000'000;  // of each worker

template <class Counter>
void count(const char* how) {
  Counter counter("rows", 2);
  heddle::NativeSync::Barrier start("start", 2);
  const auto work = [&](int worker) {
    return [&, worker] {
      start.arrive_and_wait();
      for (std::uint64_t row = 0; row < kRows; ++row) counter.add(worker, 1);
    };
  };
  heddle::NativeSync::Thread first("first worker", work(0));
  heddle::NativeSync::Thread second("second worker", work(1));
  first.join();
  second.join();
  const std::uint64_t total = counter.total();
  fmt::print("{:28} {:>8} of {} rows counted, {} lost\n", how, total, 2 * kRows, 2 * kRows - total);
}

}  // namespace

int main() {
  count<heddle::UnsynchronizedCounter<>>("read, add, write:");
  count<heddle::LoadStoreCounter<>>("atomic load, atomic store:");
  count<heddle::AtomicCounter<>>("one atomic addition:");
}
