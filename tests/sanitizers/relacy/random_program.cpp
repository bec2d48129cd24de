#include "random_program.hpp"

#include <array>
#include <deque>
#include <memory>
#include <random>

#include "sanitizers/relacy/model_sync.hpp"

namespace heddle::test {
namespace {

using Sync = ModelSync;

constexpr int kMostStarted = 2;  // threads that a program starts itself

constexpr std::array kLoads{std::memory_order_relaxed, std::memory_order_acquire, std::memory_order_relaxed,
                            std::memory_order_acquire, std::memory_order_seq_cst};
constexpr std::array kStores{std::memory_order_relaxed, std::memory_order_relaxed, std::memory_order_release,
                             std::memory_order_release, std::memory_order_seq_cst};
constexpr std::array kUpdates{std::memory_order_relaxed, std::memory_order_acquire, std::memory_order_release,
                              std::memory_order_acq_rel, std::memory_order_seq_cst};
constexpr std::array<std::string_view, kOrders> kOrderWords{"relaxed", "acquire", "release", "acq_rel",
                                                            "seq_cst"};
static_assert(kUpdates.size() == kOrders);

// Acts that have to do with each other. A program has acts of few families, or its threads would hardly meet.
enum class Family { kAtomics, kLocks, kReaders, kPermits, kNotices, kMeetings, kLoops, kPlain };
constexpr int kFamilies = static_cast<int>(Family::kPlain);  // but for kPlain

struct ActTraits {
  std::string_view words;
  Family family;
  bool has_order;
  int steps;     // scheduling points, about
  int accesses;  // of plain memory: steps too, where the program says so
  int branches;  // values that it may see or ways in which it may go, about
};
constexpr std::array<ActTraits, kActs> kTraits{{
    {"load", Family::kAtomics, true, 1, 0, 2},
    {"store", Family::kAtomics, true, 1, 0, 1},
    {"add", Family::kAtomics, true, 1, 0, 1},
    {"exchange", Family::kAtomics, true, 1, 0, 1},
    {"compare_exchange", Family::kAtomics, true, 1, 0, 1},
    {"compare_exchange_weak", Family::kAtomics, true, 1, 0, 2},
    {"fence", Family::kAtomics, true, 1, 0, 1},
    {"locked", Family::kLocks, true, 3, 2, 1},
    {"nested", Family::kLocks, false, 4, 2, 1},
    {"try_lock", Family::kLocks, true, 3, 0, 2},
    {"shared", Family::kReaders, false, 2, 1, 1},
    {"exclusive", Family::kReaders, false, 2, 2, 1},
    {"try_shared", Family::kReaders, false, 2, 1, 2},
    {"try_exclusive", Family::kReaders, false, 2, 0, 2},
    {"acquire", Family::kPermits, false, 1, 0, 1},
    {"try_acquire", Family::kPermits, false, 1, 0, 2},
    {"release", Family::kPermits, false, 1, 0, 1},
    {"wait", Family::kNotices, true, 5, 2, 2},
    {"wait_for_flag", Family::kNotices, false, 4, 3, 2},
    {"notify_one", Family::kNotices, false, 1, 0, 1},
    {"notify_all", Family::kNotices, false, 1, 0, 1},
    {"raise_flag", Family::kNotices, false, 3, 1, 1},
    {"count_down", Family::kMeetings, false, 1, 0, 1},
    {"await", Family::kMeetings, false, 1, 0, 1},
    {"meet", Family::kMeetings, false, 2, 0, 1},
    {"append", Family::kLoops, false, 1, 0, 1},
    {"start", Family::kAtomics, true, 4, 0, 3},
    {"join", Family::kAtomics, false, 1, 0, 1},
    {"yield", Family::kLoops, false, 1, 0, 1},
    {"spin", Family::kLoops, true, 4, 0, 1},
    {"spin_on_either", Family::kLoops, true, 6, 0, 1},
    {"spin_and_give_up", Family::kLoops, true, 5, 0, 2},
    {"read", Family::kPlain, false, 0, 1, 1},
    {"write", Family::kPlain, false, 0, 1, 1},
}};

const ActTraits& traits_of(Act act) {
  return kTraits[static_cast<std::size_t>(act)];
}

// The program that make() is to run: a variant has no room for it.
const RandomProgram* current = nullptr;

int count_of(const RandomProgram& program, Act act) {
  int count = 0;
  for (const auto& thread : program.threads)
    for (const Action& action : thread) count += action.act == act ? 1 : 0;
  return count;
}

class Run final : public Subject {
 public:
  static std::unique_ptr<Subject> make(int /*threads*/) { return std::make_unique<Run>(); }

  void thread(int index) override {
    const auto i = static_cast<std::size_t>(index);
    std::deque<Thread<Sync>> started;
    // Each action has a line of its own, as if they were written down one by one.
    int line = 1;
    for (const Action& action : current->threads[i])
      run(action, index, seen_[i], started, Site{"program", "", line++});
  }
  std::string after() override {
    std::string all;
    for (std::size_t t = 0; t < seen_.size(); ++t) {
      all += seen_[t];
      for (const std::string& child : children_saw_[t]) all += "+" + child;
      all += "/";
    }
    return all + std::to_string(atomics_[0].load()) + std::to_string(atomics_[1].load()) + " " +
           std::to_string(plain_.read()) + std::to_string(guarded_.read()) + " " + sink_.contents();
  }

 private:
  void run(const Action& action, int index, std::string& seen, std::deque<Thread<Sync>>& started,
           Site site) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    Atomic<Sync, int>& atomic = atomics_[action.on];
    Mutex<Sync>& mutex = mutexes_[action.on];
    const auto order = static_cast<std::size_t>(action.order);
    const auto load = kLoads[order];
    const auto update = kUpdates[order];
    const auto see = [&seen](int number) { seen += std::to_string(number); };
    int expected = action.value;
    switch (action.act) {
      case Act::kLoad:
        return see(atomic.load(load));
      case Act::kStore:
        return atomic.store(action.value, kStores[order]);
      case Act::kAdd:
        return see(atomic.fetch_add(1, update));
      case Act::kExchange:
        return see(atomic.exchange(action.value, update));
      case Act::kCompareExchange:
        see(atomic.compare_exchange_strong(expected, action.value + 1, update, load));
        return see(expected);
      case Act::kCompareExchangeWeak:
        see(atomic.compare_exchange_weak(expected, action.value + 1, update, load));
        return see(expected);
      case Act::kFence:
        return Sync::fence(update);
      case Act::kLocked: {
        const Lock<Sync> lock(mutexes_[0]);
        plain_.write(plain_.read() + index + 1);
        return see(atomic.load(load));
      }
      case Act::kNested: {
        const Lock<Sync> first(mutex);
        const Lock<Sync> second(mutexes_[1 - action.on]);
        return plain_.write(plain_.read() * 2 + index);
      }
      case Act::kTryLock:
        if (!mutex.try_lock()) return see(0);
        see(atomic.load(load));
        return mutex.unlock();
      case Act::kShared: {
        const SharedLock<Sync> lock(shared_);
        return see(guarded_.read());
      }
      case Act::kExclusive: {
        const ExclusiveLock<Sync> lock(shared_);
        return guarded_.write(guarded_.read() * 2 + index);
      }
      case Act::kTryShared:
        if (!shared_.try_lock_shared()) return see(0);
        see(1 + guarded_.read());
        return shared_.unlock_shared();
      case Act::kTryExclusive:
        if (!shared_.try_lock()) return see(0);
        see(1);
        return shared_.unlock();
      case Act::kAcquire:
        return semaphore_.acquire();
      case Act::kTryAcquire:
        return see(semaphore_.try_acquire());
      case Act::kRelease:
        return semaphore_.release();
      case Act::kWait: {
        const Lock<Sync> lock(mutexes_[0]);
        see(atomic.load(load));
        changed_.wait(mutexes_[0]);
        return plain_.write(plain_.read() * 2 + index);
      }
      case Act::kWaitForFlag: {
        const Lock<Sync> lock(mutexes_[0]);
        while (!flag_.read()) changed_.wait(mutexes_[0]);
        return plain_.write(plain_.read() * 2 + index);
      }
      case Act::kNotifyOne:
        return changed_.notify_one();
      case Act::kNotifyAll:
        return changed_.notify_all();
      case Act::kRaiseFlag: {
        {
          const Lock<Sync> lock(mutexes_[0]);
          flag_.write(true);
        }
        return changed_.notify_one();
      }
      case Act::kCountDown:
        return latch_.count_down();
      case Act::kAwait:
        return latch_.wait();
      case Act::kMeet:
        return barrier_.arrive_and_wait();
      case Act::kAppend:
        sink_.append(std::string(1, static_cast<char>('a' + index)));
        return;
      case Act::kStart: {
        std::string& child_saw = children_saw_[static_cast<std::size_t>(index)].emplace_back();
        started.emplace_back("child", [&atomic, &child_saw, update, load] {
          atomic.fetch_add(1, update);
          child_saw += std::to_string(atomic.load(load));
        });
        return;
      }
      case Act::kJoin:
        if (!started.empty()) started.pop_back();
        return;
      case Act::kYield:
        return Sync::yield(site);
      case Act::kSpin:
        while (atomic.load(load) == 0) Sync::yield(site);
        return;
      case Act::kSpinOnEither:
        while (atomic.load(load) == 0 && atomics_[1 - action.on].load(load) == 0) Sync::yield(site);
        return;
      case Act::kSpinAndGiveUp:
        for (int tries = 0; tries < 3 && atomic.load(load) < action.value; ++tries) {
          see(tries);
          Sync::yield(site);
        }
        return;
      case Act::kRead:
        return see(unguarded_.read());
      case Act::kWrite:
        return unguarded_.write(action.value);
    }
  }

  Atomic<Sync, int> atomics_[2]{Atomic<Sync, int>("atomic 0"), Atomic<Sync, int>("atomic 1")};
  Mutex<Sync> mutexes_[2]{Mutex<Sync>("mutex 0"), Mutex<Sync>("mutex 1")};
  SharedMutex<Sync> shared_{"shared"};
  Semaphore<Sync> semaphore_{"semaphore", current->permits};
  ConditionVariable<Sync> changed_{"changed"};
  Latch<Sync> latch_{"latch", count_of(*current, Act::kCountDown)};
  Barrier<Sync> barrier_{"barrier", 2};
  Sink<Sync> sink_{InMemory{"sink"}};
  Shared<Sync, int> plain_{"plain", 0};      // under mutex 0, or under both
  Shared<Sync, int> guarded_{"guarded", 0};  // under the shared mutex
  Shared<Sync, bool> flag_{"flag", false};   // under mutex 0
  Shared<Sync, int> unguarded_{"unguarded", 0};
  std::array<std::string, 4> seen_;
  std::array<std::deque<std::string>, 4> children_saw_;  // of each thread's children
};

std::vector<Act> acts_of(Family family) {
  std::vector<Act> acts;
  for (int act = 0; act < kActs; ++act)
    if (traits_of(static_cast<Act>(act)).family == family) acts.push_back(static_cast<Act>(act));
  return acts;
}

}  // namespace

std::string_view words_for(Act act) {
  return traits_of(act).words;
}
bool has_order(Act act) {
  return traits_of(act).has_order;
}

std::string RandomProgram::text() const {
  std::string text = std::to_string(permits) + " permits" +
                     (mode == model::Mode::kShow ? ", plain accesses are steps\n" : "\n");
  for (const auto& thread : threads) {
    for (const Action& action : thread) {
      text += std::string(words_for(action.act)) + "(" + std::to_string(action.on) + ", " +
              std::to_string(action.value);
      if (has_order(action.act))
        text += ", " + std::string(kOrderWords[static_cast<std::size_t>(action.order)]);
      text += ") ";
    }
    text += "\n";
  }
  return text;
}

RandomProgram random_program(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  // A plain remainder: the standard's distributions differ between libraries.
  const auto below = [&random](int bound) {
    return static_cast<int>((random() >> 11) % static_cast<unsigned>(bound));
  };
  // How many interleavings it may have, roughly.
  static constexpr std::array kSizes{400.0, 2'000.0, 6'000.0, 15'000.0};
  const double most = below(100) == 0 ? 60'000 : kSizes[static_cast<std::size_t>(below(4))];

  RandomProgram program;
  const int kind = below(10);
  const auto threads = static_cast<std::size_t>(kind < 5 ? 2 : kind < 8 ? 3 : 4);
  program.threads.resize(threads);
  program.permits = below(2);
  std::array families{static_cast<Family>(below(kFamilies)), static_cast<Family>(below(kFamilies)),
                      below(8) == 0 ? Family::kPlain : Family::kAtomics};
  if (below(3) == 0) families[1] = families[2] = families[0];
  if (families[2] == Family::kPlain && below(2) == 0) program.mode = model::Mode::kShow;

  double interleavings = 1;
  int all_steps = 0;
  std::array<int, 4> steps{};
  int started = 0;
  for (std::size_t tries = 0; tries < 20; ++tries) {
    // Each thread has one, if there is room; then anywhere.
    const std::size_t t =
        tries < threads ? tries : static_cast<std::size_t>(below(static_cast<int>(threads)));
    const auto acts = acts_of(families[static_cast<std::size_t>(below(3))]);
    const Act act = acts[static_cast<std::size_t>(below(static_cast<int>(acts.size())))];
    Action action{act, below(3) == 0 ? 1 : 0, below(3), below(kOrders)};
    // Of the fences only a sequentially consistent one is a step.
    if (act == Act::kFence && below(2) == 0) action.order = kOrders - 1;
    const ActTraits& traits = traits_of(act);
    const int more = traits.steps + (program.mode == model::Mode::kShow ? traits.accesses : 0);
    double with_it = interleavings * traits.branches;
    for (int i = 1; i <= more; ++i) with_it *= double(all_steps + i) / (steps[t] + i);
    if (with_it > most || (act == Act::kStart && started == kMostStarted)) continue;
    interleavings = with_it;
    all_steps += more;
    steps[t] += more;
    started += act == Act::kStart ? 1 : 0;
    program.threads[t].push_back(action);
  }
  return program;
}

Variant as_variant(const RandomProgram& program) {
  current = &program;
  Variant variant;
  variant.case_name = "random";
  variant.name = "program";
  variant.threads = variant.max_threads = static_cast<int>(program.threads.size());
  variant.started_threads = count_of(program, Act::kStart);
  variant.make = &Run::make;
  return variant;
}

Outcomes outcomes_of(const RandomProgram& program, model::Scheduler& scheduler,
                     std::uint64_t max_executions) {
  return every_outcome(as_variant(program), program.mode, scheduler, max_executions);
}

}  // namespace heddle::test
