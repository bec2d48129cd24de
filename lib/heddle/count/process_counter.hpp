// A counter for worker processes that may be killed: one word per job in shared memory. Who starts a job sets
// its word to 0, so a job that is done again after its worker died is counted once, with nothing to repair.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include "heddle/process/checkpoint.hpp"
#include "heddle/process/shared_memory.hpp"

namespace heddle {

// Made before the workers are forked.
// Thread safety: any number of processes; a worker number, and a job, belong to one of them at a time.
// total() is exact when no worker is at work.
class ProcessCounter {
 public:
  // workers: how many numbers can be handed out, max_worker_numbers(). Errors: std::system_error.
  ProcessCounter(const char* /*name*/, int workers, std::size_t jobs)
      : job_of_(static_cast<std::size_t>(workers), kNoJob), words_(jobs) {}

  // From now on `worker` adds to `job`, from 0. Errors: std::out_of_range for either.
  void start(int worker, std::size_t job) {
    job_of_.at(static_cast<std::size_t>(worker)) = job;
    discard(job);
    checkpoint();
  }

  // Errors: std::out_of_range before start().
  void add(int worker, std::uint64_t n) {
    word(job_of_.at(static_cast<std::size_t>(worker))).fetch_add(n, std::memory_order_relaxed);
    checkpoint();
  }

  // Takes back what was counted for a job: one that was given up half done.
  void discard(std::size_t job) { word(job).store(0, std::memory_order_relaxed); }

  std::uint64_t total() const {
    std::uint64_t sum = 0;
    for (const Word& word : words_) sum += word.load(std::memory_order_relaxed);
    return sum;
  }

 private:
  // Relaxed throughout: a word is one worker's at a time and publishes nothing else; total() is asked after
  // the workers were waited for, which orders what they wrote.
  using Word = std::atomic<std::uint64_t>;
  static_assert(Word::is_always_lock_free, "a lock hidden in an atomic would not be shared by processes");
  static constexpr std::size_t kNoJob = static_cast<std::size_t>(-1);

  Word& word(std::size_t job) const;

  // Not shared: each process keeps the entry of its own worker.
  std::vector<std::size_t> job_of_;
  SharedMemory<Word[]> words_;
};

inline ProcessCounter::Word& ProcessCounter::word(std::size_t job) const {
  if (job >= words_.size()) throw std::out_of_range("ProcessCounter: no such job, or start() was not called");
  return words_[job];
}

}  // namespace heddle
