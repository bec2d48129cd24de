// How often each outcome was seen, in memory that outlives the process that counts.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "heddle/core/outcome.hpp"
#include "heddle/core/verdict.hpp"

namespace heddle {

// Thread safety: one thread counts; another process reads when that thread is at rest or gone.
class Tally {
 public:
  static constexpr std::size_t kMostOutcomes = 64;  // different ones; what is beyond is counted together
  static constexpr std::size_t kLongestText = 250;  // bytes; longer ones are cut, and may then be equal

  struct Unmap {
    void operator()(Tally* tally) const;
  };
  // In memory that is shared with child processes made later.
  // Errors: std::system_error where the system has no memory left.
  static std::unique_ptr<Tally, Unmap> make_shared();

  void add(std::string_view outcome);
  std::uint64_t rounds() const { return rounds_.load(std::memory_order_relaxed); }

  // When the first outcome that is not acceptable was seen; seconds, 0: none was.
  bool has_shown() const { return seconds_to_finding() > 0; }
  void shown_after(double seconds) { shown_after_.store(seconds, std::memory_order_relaxed); }
  double seconds_to_finding() const { return shown_after_.load(std::memory_order_relaxed); }

  // The listed outcomes in their order, seen or not, then the others in the order in which they were first
  // seen.
  std::vector<OutcomeCount> counts(std::span<const Outcome> listed) const;

 private:
  struct Entry {
    std::array<char, kLongestText> text{};
    std::size_t size = 0;
    std::atomic<std::uint64_t> count{0};  // the text stands before the first is counted

    std::string_view view() const { return {text.data(), size}; }
  };

  // Relaxed throughout: the reader waits until the counting process is dead or has answered through a pipe.
  std::atomic<std::uint64_t> rounds_{0};
  std::atomic<std::size_t> used_{0};
  std::array<Entry, kMostOutcomes> entries_{};
  std::atomic<std::uint64_t> further_{0};
  std::atomic<double> shown_after_{0};
};

}  // namespace heddle
