#include "axioms.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <stdexcept>
#include <utility>
#include <vector>

namespace heddle::test {
namespace {

constexpr std::size_t kMostEvents = 24;

struct Event {
  int thread = -1;  // -1: the first value of a location
  Order order = Order::kPlain;
  char location = 0;  // 0: a fence
  bool reads = false;
  bool writes = false;
  bool reads_newest = false;  // as a compare-exchange that fails does in the explorer
  int read = 0;
  int written = 0;

  bool is_fence() const { return location == 0; }
  bool is_sequential() const { return order == Order::kSeqCst; }
};

// A relation between events: row a holds a bit for each b that a is related to.
class Relation {
 public:
  explicit Relation(std::size_t size) : size_(size) {}

  void add(std::size_t a, std::size_t b) { rows_[a] |= 1U << b; }
  bool has(std::size_t a, std::size_t b) const { return (rows_[a] >> b & 1) != 0; }
  std::size_t size() const { return size_; }

  Relation& operator|=(const Relation& other) {
    for (std::size_t a = 0; a < size_; ++a) rows_[a] |= other.rows_[a];
    return *this;
  }
  friend Relation operator|(Relation a, const Relation& b) { return a |= b; }
  // First this one, then the other.
  Relation then(const Relation& other) const {
    Relation both(size_);
    for (std::size_t a = 0; a < size_; ++a)
      for (std::size_t b = 0; b < size_; ++b)
        if (has(a, b)) both.rows_[a] |= other.rows_[b];
    return both;
  }
  Relation closed() const {
    Relation all = *this;
    for (std::size_t via = 0; via < size_; ++via)
      for (std::size_t a = 0; a < size_; ++a)
        if (all.has(a, via)) all.rows_[a] |= all.rows_[via];
    return all;
  }
  Relation or_same() const {
    Relation all = *this;
    for (std::size_t a = 0; a < size_; ++a) all.add(a, a);
    return all;
  }
  bool is_irreflexive() const {
    for (std::size_t a = 0; a < size_; ++a)
      if (has(a, a)) return false;
    return true;
  }
  bool is_acyclic() const { return closed().is_irreflexive(); }

 private:
  std::size_t size_;
  std::array<std::uint32_t, kMostEvents> rows_{};
};

// One thread's way through its steps, if its loads saw these values.
struct Path {
  std::vector<Event> events;
  std::map<char, int> results;
};

using ValuesOf = std::map<char, std::set<int>>;

void add_paths(const std::vector<Instruction>& steps, std::size_t at, int thread, const ValuesOf& values,
               const Path& path, std::vector<Path>& paths) {
  if (at == steps.size()) {
    paths.push_back(path);
    return;
  }
  const Instruction& step = steps[at];
  const auto go_on = [&](const Path& longer) { add_paths(steps, at + 1, thread, values, longer, paths); };
  if (step.does == Instruction::Does::kIf) {
    if (path.results.at(step.result) == step.value)
      go_on(path);
    else
      paths.push_back(path);
    return;
  }
  Event event{.thread = thread, .order = step.order, .location = step.location};
  event.writes = step.does == Instruction::Does::kStore || step.does == Instruction::Does::kAdd;
  event.written = step.value;
  event.reads = step.does != Instruction::Does::kStore && step.does != Instruction::Does::kFence;
  if (!event.reads) {
    Path longer = path;
    longer.events.push_back(event);
    go_on(longer);
    return;
  }
  for (const int value : values.at(step.location)) {
    Path longer = path;
    event.read = value;
    if (step.does == Instruction::Does::kAdd) event.written = value + 1;
    if (step.does == Instruction::Does::kCompareExchange) {
      const bool succeeds = value == step.value;
      event.writes = succeeds;
      event.written = step.desired;
      event.order = succeeds ? step.order : failure_order(step.order);
      event.reads_newest = !succeeds;
    }
    longer.events.push_back(event);
    if (step.result != 0) longer.results[step.result] = value;
    go_on(longer);
  }
}

// Every value that a location may ever hold.
ValuesOf values_of(const Litmus& litmus) {
  ValuesOf values;
  for (const char location : litmus.locations()) values[location] = {0};
  std::map<char, int> adds;
  for (const auto& thread : litmus.threads)
    for (const Instruction& step : thread) {
      if (step.does == Instruction::Does::kStore) values[step.location].insert(step.value);
      if (step.does == Instruction::Does::kCompareExchange) values[step.location].insert(step.desired);
      if (step.does == Instruction::Does::kAdd) ++adds[step.location];
    }
  for (const auto& [location, count] : adds) {
    const std::set<int> stored = values[location];
    for (const int value : stored)
      for (int added = 1; added <= count; ++added) values[location].insert(value + added);
  }
  return values;
}

// One candidate: the events, which store each load reads, and in which order the stores to each location
// come.
class Candidate {
 public:
  Candidate(const std::vector<Event>& events, const std::vector<std::size_t>& read_from,
            const std::vector<std::vector<std::size_t>>& stores)
      : events_(events), sb_(events.size()), rf_(sb_), mo_(sb_), next_(sb_), rb_(sb_) {
    for (std::size_t b = 0; b < events.size(); ++b)
      for (std::size_t a = 0; a < b; ++a)
        if (events[a].thread < 0 ? events[b].thread >= 0 : events[a].thread == events[b].thread)
          sb_.add(a, b);
    for (const auto& order : stores)
      for (std::size_t i = 0; i < order.size(); ++i) {
        if (i + 1 < order.size()) next_.add(order[i], order[i + 1]);
        for (std::size_t k = i + 1; k < order.size(); ++k) mo_.add(order[i], order[k]);
      }
    for (std::size_t load = 0; load < events.size(); ++load) {
      if (!events[load].reads) continue;
      rf_.add(read_from[load], load);
      for (std::size_t store = 0; store < events.size(); ++store)
        if (store != load && mo_.has(read_from[load], store)) rb_.add(load, store);
    }
    eco_ = (rf_ | mo_ | rb_).closed();
  }

  bool is_allowed(Axioms axioms) {
    // [atomics.order]/10: a read-modify-write reads the value before its own.
    for (std::size_t a = 0; a < size(); ++a)
      for (std::size_t b = 0; b < size(); ++b)
        if (events_[b].reads && events_[b].writes && rf_.has(a, b) && !next_.has(a, b)) return false;
    return axioms == Axioms::kStandard ? is_standard() : is_explored();
  }

  // [intro.races]/21, of the happens-before that allowed it.
  bool has_race() const {
    for (std::size_t a = 0; a < size(); ++a)
      for (std::size_t b = a + 1; b < size(); ++b)
        if (events_[a].thread >= 0 && events_[a].location == events_[b].location && !events_[a].is_fence() &&
            events_[a].order == Order::kPlain && (events_[a].writes || events_[b].writes) && !hb_.has(a, b) &&
            !hb_.has(b, a))
          return true;
    return false;
  }

 private:
  std::size_t size() const { return events_.size(); }
  Relation none() const { return Relation(size()); }

  // Release sequences. [intro.races]/5: the head and read-modify-writes that follow it directly.
  Relation release_sequences(Axioms axioms) const {
    Relation step = none();
    for (std::size_t a = 0; a < size(); ++a)
      for (std::size_t b = 0; b < size(); ++b)
        if (next_.has(a, b) && ((events_[b].reads && events_[b].writes) ||
                                (axioms == Axioms::kExplorer && events_[a].thread == events_[b].thread)))
          step.add(a, b);
    return step.closed().or_same();
  }

  // [atomics.order]/2 and [atomics.fences]/2 to 4.
  Relation synchronizes(Axioms axioms) const {
    const Relation read_of_sequence = release_sequences(axioms).then(rf_);
    Relation sw = none();
    for (std::size_t store = 0; store < size(); ++store)
      for (std::size_t load = 0; load < size(); ++load) {
        if (events_[store].thread < 0 || !read_of_sequence.has(store, load)) continue;
        if (events_[store].order == Order::kPlain) continue;
        for (std::size_t from = 0; from < size(); ++from) {
          const bool from_fence = events_[from].is_fence() && sb_.has(from, store);
          if (!(from == store || from_fence) || !releases(events_[from].order)) continue;
          for (std::size_t to = 0; to < size(); ++to) {
            const bool to_fence = events_[to].is_fence() && sb_.has(load, to);
            if ((to == load || to_fence) && acquires(events_[to].order)) sw.add(from, to);
          }
        }
      }
    return sw;
  }

  // [intro.races]/15 to 18: coherence in its four forms.
  bool is_coherent() const { return hb_.is_irreflexive() && hb_.then(eco_).is_irreflexive(); }

  bool is_standard() {
    const Relation sw = synchronizes(Axioms::kStandard);
    hb_ = (sb_ | sw).closed();
    return is_coherent() && has_single_order(sw);
  }

  // [atomics.order]/4: whether all sequentially consistent operations fit into one order.
  bool has_single_order(const Relation& sw) const {
    Relation strong = sb_ | sb_.then(hb_).then(sb_);  // [intro.races]/12
    for (std::size_t a = 0; a < size(); ++a)
      for (std::size_t b = 0; b < size(); ++b)
        if (sw.has(a, b) && events_[a].is_sequential() && events_[b].is_sequential()) strong.add(a, b);
    strong = strong.closed();

    const Relation hb_or_same = hb_.or_same();
    Relation single = none();
    const auto is_fence = [&](std::size_t e) { return events_[e].is_fence() && events_[e].is_sequential(); };
    for (std::size_t x = 0; x < size(); ++x)
      for (std::size_t y = 0; y < size(); ++y) {
        if (x == y || !events_[x].is_sequential() || !events_[y].is_sequential()) continue;
        if (strong.has(x, y)) single.add(x, y);
        for (std::size_t a = 0; a < size(); ++a)
          for (std::size_t b = 0; b < size(); ++b)
            if (eco_.has(a, b) && (a == x || (is_fence(x) && hb_or_same.has(x, a))) &&
                (b == y || (is_fence(y) && hb_or_same.has(b, y))))
              single.add(x, y);
      }
    return single.is_acyclic();
  }

  bool is_explored() {
    std::vector<std::size_t> fences;
    for (std::size_t e = 0; e < size(); ++e)
      if (events_[e].is_fence() && events_[e].is_sequential()) fences.push_back(e);
    Relation steps = sb_ | rf_ | mo_;
    // A sequentially consistent load sees no older value than the last sequentially consistent store.
    for (std::size_t load = 0; load < size(); ++load)
      for (std::size_t store = 0; store < size(); ++store)
        if (rb_.has(load, store) &&
            (events_[load].reads_newest || (events_[load].is_sequential() && events_[store].is_sequential())))
          steps.add(load, store);
    const Relation sw = synchronizes(Axioms::kExplorer);
    // A sequentially consistent fence synchronises with all that come after it.
    do {
      Relation fence_order = none();
      for (std::size_t i = 0; i < fences.size(); ++i)
        for (std::size_t k = i + 1; k < fences.size(); ++k) fence_order.add(fences[i], fences[k]);
      hb_ = (sb_ | sw | fence_order).closed();
      if ((steps | fence_order).is_acyclic() && is_coherent()) return true;
    } while (std::next_permutation(fences.begin(), fences.end()));
    return false;
  }

  const std::vector<Event>& events_;
  Relation sb_;    // sequenced before; first values come before everything
  Relation rf_;    // is read by
  Relation mo_;    // modification order
  Relation next_;  // the next in it
  Relation rb_;    // reads what came before
  Relation eco_{0};
  Relation hb_{0};
};

class Enumeration {
 public:
  Enumeration(Axioms axioms, const Litmus& litmus) : axioms_(axioms), litmus_(litmus) {}

  std::set<std::string> run() {
    const ValuesOf values = values_of(litmus_);
    std::vector<std::vector<Path>> paths(litmus_.threads.size());
    for (std::size_t t = 0; t < paths.size(); ++t)
      add_paths(litmus_.threads[t], 0, static_cast<int>(t), values, {}, paths[t]);
    std::vector<Event> first;
    for (const char location : litmus_.locations())
      first.push_back({.order = Order::kPlain, .location = location, .writes = true});
    choose_paths(paths, 0, first, {});
    return std::move(outcomes_);
  }

 private:
  void choose_paths(const std::vector<std::vector<Path>>& paths, std::size_t thread,
                    const std::vector<Event>& events, const std::map<char, int>& results) {
    if (thread == paths.size()) {
      if (events.size() > kMostEvents) throw std::length_error("the litmus test has too many steps");
      events_ = events;
      results_ = results;
      read_from_.assign(events_.size(), 0);
      choose_reads(0);
      return;
    }
    for (const Path& path : paths[thread]) {
      std::vector<Event> more = events;
      more.insert(more.end(), path.events.begin(), path.events.end());
      std::map<char, int> all = results;
      all.insert(path.results.begin(), path.results.end());
      choose_paths(paths, thread + 1, more, all);
    }
  }

  void choose_reads(std::size_t load) {
    while (load < events_.size() && !events_[load].reads) ++load;
    if (load == events_.size()) {
      stores_.clear();
      choose_store_orders(litmus_.locations());
      return;
    }
    for (std::size_t store = 0; store < events_.size(); ++store) {
      if (store == load || !events_[store].writes || events_[store].location != events_[load].location ||
          events_[store].written != events_[load].read)
        continue;
      read_from_[load] = store;
      choose_reads(load + 1);
    }
  }

  void choose_store_orders(std::set<char> locations) {
    if (locations.empty()) {
      check();
      return;
    }
    const char location = *locations.begin();
    locations.erase(locations.begin());
    std::vector<std::size_t> order;
    for (std::size_t e = 0; e < events_.size(); ++e)
      if (events_[e].writes && events_[e].location == location) order.push_back(e);
    // The first value is the first of the events.
    do {
      stores_.push_back(order);
      choose_store_orders(locations);
      stores_.pop_back();
    } while (std::next_permutation(order.begin() + 1, order.end()));
  }

  void check() {
    Values results, last;
    for (const char result : litmus_.results()) {
      const auto found = results_.find(result);
      results.emplace_back(result, found == results_.end() ? -1 : found->second);
    }
    for (const auto& order : stores_)
      last.emplace_back(events_[order.back()].location, events_[order.back()].written);
    const std::string text = outcome_text(results, last);
    if (outcomes_.count(text) != 0 && !may_race()) return;
    Candidate candidate(events_, read_from_, stores_);
    if (!candidate.is_allowed(axioms_)) return;
    outcomes_.insert(candidate.has_race() ? std::string(kRace) : text);
  }

  bool may_race() const { return litmus_.locations().count('d') != 0; }

  const Axioms axioms_;
  const Litmus& litmus_;
  std::set<std::string> outcomes_;

  std::vector<Event> events_;
  std::map<char, int> results_;
  std::vector<std::size_t> read_from_;            // for each load
  std::vector<std::vector<std::size_t>> stores_;  // of each location, in their order
};

}  // namespace

std::set<std::string> outcomes_under(Axioms axioms, const Litmus& litmus) {
  return Enumeration(axioms, litmus).run();
}

}  // namespace heddle::test
