#include "sanitizers/relacy/state_hash.hpp"

#include <initializer_list>

namespace heddle::model {
namespace {

// The finalizer of splitmix64 (Steele, Lea and Flood, OOPSLA 2014).
constexpr std::uint64_t mixed(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15U;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31);
}

constexpr std::uint64_t hash_of(std::initializer_list<std::uint64_t> parts) {
  std::uint64_t hash = 0;
  for (const std::uint64_t part : parts) hash = mixed(hash ^ mixed(part));
  return hash;
}

// What a thread adds to the hash of the whole.
std::uint64_t share_of_thread(int thread, std::uint64_t hash) {
  return hash_of({1, static_cast<std::uint64_t>(thread), hash});
}

// The objects that an operation touches, by number. Sequentially consistent fences are in one order, as if
// they all changed one object. 0: none.
struct Touched {
  std::uint32_t object;
  std::uint32_t also;
};
constexpr std::uint32_t kFences = 1;

Touched touched_by(const Operation& operation) {
  const auto number = [](const Object* object) { return object != nullptr ? kFences + object->number() : 0; };
  return {operation.kind == Kind::kFence ? kFences : number(operation.object), number(operation.also)};
}

}  // namespace

StateHash::Past StateHash::Past::after(std::uint64_t event, bool only_looks) const {
  if (only_looks) return {changes, looks + mixed(event)};
  return {event, 0};
}

std::uint64_t StateHash::Past::share(std::uint32_t object) const {
  return hash_of({2, object, changes, looks});
}

void StateHash::clear() {
  threads_.fill(0);
  objects_.clear();
  last_ = 0;
  all_ = 0;
}

void StateHash::starts(int child, int parent) {
  set_thread(child,
             hash_of({3, static_cast<std::uint64_t>(child), threads_[static_cast<std::size_t>(parent)]}));
}

void StateHash::steps(int thread, const Operation& operation) {
  const std::uint64_t event = event_of(thread, operation);
  all_ = value_after(thread, operation);
  const auto [object, also] = touched_by(operation);
  for (const std::uint32_t touched : {object, also}) {
    if (touched == 0) continue;
    if (touched >= objects_.size()) objects_.resize(touched + 1);
    objects_[touched] = objects_[touched].after(event, only_looks(operation.kind));
  }
  threads_[static_cast<std::size_t>(thread)] = event;
  last_ = thread;
}

std::uint64_t StateHash::value_after(int thread, const Operation& operation) const {
  const std::uint64_t event = event_of(thread, operation);
  std::uint64_t all = all_ + share_of_thread(thread, event) -
                      share_of_thread(thread, threads_[static_cast<std::size_t>(thread)]);
  const auto [object, also] = touched_by(operation);
  for (const std::uint32_t touched : {object, also}) {
    if (touched == 0) continue;
    const Past past = past_of(touched);
    all += past.after(event, only_looks(operation.kind)).share(touched) - past.share(touched);
  }
  return all;
}

void StateHash::is_told(int answer) {
  set_thread(last_,
             hash_of({4, threads_[static_cast<std::size_t>(last_)], static_cast<std::uint64_t>(answer)}));
}

std::uint64_t StateHash::event_of(int thread, const Operation& operation) const {
  const auto [object, also] = touched_by(operation);
  std::uint64_t event = hash_of(
      {threads_[static_cast<std::size_t>(thread)], static_cast<std::uint64_t>(operation.kind), object, also});
  for (const std::uint32_t touched : {object, also}) {
    if (touched == 0) continue;
    const Past past = past_of(touched);
    event = hash_of({event, past.changes, only_looks(operation.kind) ? 0 : past.looks});
  }
  for (std::uint32_t awaited = operation.awaited; awaited != 0; awaited &= awaited - 1)
    event = hash_of({event, threads_[static_cast<std::size_t>(__builtin_ctz(awaited))]});
  return event;
}

StateHash::Past StateHash::past_of(std::uint32_t object) const {
  return object < objects_.size() ? objects_[object] : Past{};
}

void StateHash::set_thread(int thread, std::uint64_t hash) {
  std::uint64_t& known = threads_[static_cast<std::size_t>(thread)];
  all_ += share_of_thread(thread, hash) - share_of_thread(thread, known);
  known = hash;
}

}  // namespace heddle::model
