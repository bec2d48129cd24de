#include "fingerprints.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

#include "sanitizers/relacy/dependence.hpp"

namespace heddle::test {
namespace {

template <class Clock>
void join(Clock& clock, const Clock& other) {
  for (std::size_t t = 0; t < clock.size(); ++t) clock[t] = std::max(clock[t], other[t]);
}

// The last step of splitmix64 (Steele, Lea and Flood, OOPSLA 2014).
std::uint64_t mixed(std::uint64_t fingerprint, std::uint64_t more) {
  std::uint64_t z = fingerprint + more + 0x9e3779b97f4a7c15U;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31);
}

}  // namespace

void Fingerprints::begin() {
  events_.clear();
  for (Clock& clock : clocks_) clock.fill(0);
  identities_.fill(0);
  children_.fill(0);
  Forwarding::begin();
}

void Fingerprints::starts(int child, int parent) {
  const auto of_child = static_cast<std::size_t>(child);
  const auto of_parent = static_cast<std::size_t>(parent);
  join(clocks_[of_child], clocks_[of_parent]);
  identities_[of_child] = mixed(identities_[of_parent], ++children_[of_parent]);
  Forwarding::starts(child, parent);
}

int Fingerprints::thread(const model::ThreadChoice& choice) {
  const int chosen = Forwarding::thread(choice);
  if (chosen == kDiffers) return chosen;
  const auto number = static_cast<std::size_t>(chosen);
  const model::Operation& operation = (*choice.pending)[number];
  Clock& clock = clocks_[number];
  for (model::ThreadSet awaited = operation.awaited; awaited != 0; awaited &= awaited - 1)
    join(clock, clocks_[static_cast<std::size_t>(__builtin_ctz(awaited))]);
  for (const Event& event : events_)
    if (event.thread != number && model::are_dependent(event.operation, operation)) join(clock, event.clock);
  ++clock[number];
  events_.push_back({number, operation, clock, 0});
  return chosen;
}

int Fingerprints::value(int count, model::ValueChoice why) {
  const int answer = Forwarding::value(count, why);
  // Whether somebody wakes up for no reason is asked only where nobody else can go on. It shows in what
  // follows.
  if (why != model::ValueChoice::kWakesForNothing && !events_.empty())
    events_.back().values = mixed(events_.back().values, static_cast<std::uint64_t>(answer));
  return answer;
}

bool Fingerprints::end() {
  if (!is_redundant()) all.insert(fingerprint());
  return Forwarding::end();
}

// Thread by thread: a thread's events are in the same order in all executions that have the same ones.
std::uint64_t Fingerprints::fingerprint() const {
  std::array<std::size_t, model::kMaxThreads> threads{};
  std::iota(threads.begin(), threads.end(), std::size_t{0});
  std::ranges::sort(threads, {}, [&](std::size_t thread) { return std::pair(identities_[thread], thread); });
  std::uint64_t fingerprint = 0;
  for (const std::size_t thread : threads)
    for (const Event& event : events_) {
      if (event.thread != thread) continue;
      fingerprint = mixed(fingerprint, static_cast<std::uint64_t>(event.operation.kind));
      fingerprint = mixed(fingerprint, event.values);
      for (const std::size_t other : threads) fingerprint = mixed(fingerprint, event.clock[other]);
    }
  return fingerprint;
}

}  // namespace heddle::test
