#include "sanitizers/stress/tally.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <new>
#include <string>
#include <system_error>

namespace heddle {

void Tally::Unmap::operator()(Tally* tally) const {
  ::munmap(tally, sizeof *tally);
}

std::unique_ptr<Tally, Tally::Unmap> Tally::make_shared() {
  void* const memory =
      ::mmap(nullptr, sizeof(Tally), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    throw std::system_error(errno, std::generic_category(), "cannot share memory with a child process");
  return std::unique_ptr<Tally, Unmap>(new (memory) Tally);
}

void Tally::add(std::string_view outcome) {
  const std::string_view text = outcome.substr(0, kLongestText);
  rounds_.fetch_add(1, std::memory_order_relaxed);
  const std::size_t used = used_.load(std::memory_order_relaxed);
  for (std::size_t i = 0; i < used; ++i)
    if (entries_[i].view() == text) {
      entries_[i].count.fetch_add(1, std::memory_order_relaxed);
      return;
    }
  if (used == kMostOutcomes) {
    further_.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  Entry& entry = entries_[used];
  std::ranges::copy(text, entry.text.begin());
  entry.size = text.size();
  entry.count.store(1, std::memory_order_relaxed);
  used_.store(used + 1, std::memory_order_relaxed);
}

std::vector<OutcomeCount> Tally::counts(std::span<const Outcome> listed) const {
  std::vector<OutcomeCount> counts;
  for (const Outcome& outcome : listed)
    counts.push_back({std::string(outcome.text), outcome.grade, std::string(outcome.meaning), 0});
  const std::size_t used = used_.load(std::memory_order_relaxed);
  for (std::size_t i = 0; i < used; ++i) {
    const std::uint64_t count = entries_[i].count.load(std::memory_order_relaxed);
    const auto known = std::ranges::find(counts, entries_[i].view(), &OutcomeCount::text);
    if (known != counts.end()) {
      known->count = count;
      continue;
    }
    const Outcome grade = graded(listed, entries_[i].view());
    counts.push_back({std::string(entries_[i].view()), grade.grade, std::string(grade.meaning), count});
  }
  if (const std::uint64_t further = further_.load(std::memory_order_relaxed); further > 0)
    counts.push_back({"(further outcomes)", listed.empty() ? Grade::kAcceptable : Grade::kForbidden,
                      "more different outcomes than are told apart", further});
  return counts;
}

}  // namespace heddle
