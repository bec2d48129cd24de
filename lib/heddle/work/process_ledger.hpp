// Who does which job, in memory that the workers' processes share: one word per job, changed by
// compare-and-swap, so that there is no step at which a killed worker could leave an entry half written.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "heddle/process/shared_memory.hpp"

namespace heddle {

// Thread safety: claim, claim_next and finish from any process; the rest from the parent.
// Invariant: pending -> claimed -> done, or back to pending when the worker died, or given up in place of
// that.
class JobLedger {
 public:
  // Errors: std::system_error.
  explicit JobLedger(std::size_t jobs) : words_(jobs) {}

  std::size_t size() const { return words_.size(); }

  // True when the job was pending and is this worker's now. job: below size().
  // Acquire, with the release in put_back(): who does a job again sees all that a dead worker left of it.
  bool claim(std::size_t job, int worker) {
    std::uint64_t word = words_[job].load(kRelaxed);
    if (state(word) != kPending) return false;
    return words_[job].compare_exchange_strong(word, deaths_of(word) | kClaimed | static_cast<Worker>(worker),
                                               std::memory_order_acquire, kRelaxed);
  }

  // Claims the next pending job from `from` on, going round once; nothing where none is pending.
  std::optional<std::size_t> claim_next(std::size_t from, int worker) {
    for (std::size_t i = 0; i < size(); ++i) {
      const std::size_t job = (from + i) % size();
      if (claim(job, worker)) return job;
    }
    return std::nullopt;
  }

  // The one that claimed the job has done it.
  void finish(std::size_t job) {
    words_[job].store(deaths_of(words_[job].load(kRelaxed)) | kDone, std::memory_order_release);
  }

  // Acquire, with the release in finish(): who sees that a job is done sees its results.
  bool is_done(std::size_t job) const { return state(words_[job].load(std::memory_order_acquire)) == kDone; }
  bool is_given_up(std::size_t job) const { return state(words_[job].load(kRelaxed)) == kGivenUp; }

  // How many are neither done nor given up.
  std::size_t unfinished() const {
    std::size_t count = 0;
    for (std::size_t job = 0; job < size(); ++job) {
      const std::uint64_t now = state(words_[job].load(kRelaxed));
      count += now == kPending || now == kClaimed;
    }
    return count;
  }

  // What a worker, which is dead, had claimed and not finished.
  std::optional<std::size_t> claimed_by(int worker) const {
    for (std::size_t job = 0; job < size(); ++job) {
      const std::uint64_t word = words_[job].load(kRelaxed);
      if (state(word) == kClaimed && static_cast<Worker>(word) == static_cast<Worker>(worker)) return job;
    }
    return std::nullopt;
  }

  // The job's worker died. Returns false when that was the last death it is allowed, and gives it up.
  bool put_back(std::size_t job, int most_deaths) {
    const std::uint64_t deaths = deaths_of(words_[job].load(kRelaxed)) + kOneDeath;
    const bool again = deaths < static_cast<std::uint64_t>(most_deaths) * kOneDeath;
    words_[job].store(deaths | (again ? kPending : kGivenUp), std::memory_order_release);
    return again;
  }

 private:
  // A word: the worker in bits 0 to 31, the state in 32 and 33, deaths above.
  using Word = std::atomic<std::uint64_t>;
  using Worker = std::uint32_t;
  static_assert(Word::is_always_lock_free, "a lock hidden in an atomic would not be shared by processes");
  static constexpr std::uint64_t kPending = 0;
  static constexpr std::uint64_t kClaimed = std::uint64_t{1} << 32;
  static constexpr std::uint64_t kDone = std::uint64_t{2} << 32;
  static constexpr std::uint64_t kGivenUp = std::uint64_t{3} << 32;
  static constexpr std::uint64_t kOneDeath = std::uint64_t{1} << 34;
  // Where only the word itself matters, or the caller owns the entry.
  static constexpr std::memory_order kRelaxed = std::memory_order_relaxed;

  static std::uint64_t state(std::uint64_t word) { return word & kGivenUp; }
  static std::uint64_t deaths_of(std::uint64_t word) { return word & ~(kOneDeath - 1); }

  SharedMemory<Word[]> words_;
};

}  // namespace heddle
