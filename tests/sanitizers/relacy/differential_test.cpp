// Reduced search against full search: random programs of two or three threads must come to the same outcomes
// under both, and to a finding under both or neither. What the reduction leaves out wrongly, hardly any test
// by hand shows.
#include <array>
#include <cstdint>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "expect_verdict.hpp"

namespace heddle {
namespace {

using Sync = ModelSync;

enum class Do {
  kLoad,
  kStore,
  kAdd,
  kExchange,
  kCompareExchange,
  kCompareExchangeWeak,
  kFence,
  kLocked,
  kTryLock,
  kShared,
  kTryShared,
  kAcquire,
  kTryAcquire,
  kRelease,
  kWait,
  kNotifyOne,
  kNotifyAll,
  kCountDown,
  kAwait,
  kAppend,
  kMeet,
  kYield,
  kSpin,
  kSpinAndGiveUp,
};
constexpr int kKinds = static_cast<int>(Do::kSpinAndGiveUp) + 1;

struct Action {
  Do what;
  unsigned on;     // which object
  unsigned value;  // from 0 to 2
  unsigned order;
};
struct Program {
  std::vector<std::vector<Action>> threads;
  int permits = 0;
  int count = 0;  // of the latch

  std::string text() const {
    std::string text;
    for (const auto& thread : threads) {
      for (const Action& action : thread)
        text += std::to_string(static_cast<int>(action.what)) + "(" + std::to_string(action.on) + "," +
                std::to_string(action.value) + "," + std::to_string(action.order) + ") ";
      text += "\n";
    }
    return text;
  }
};

Program program_of(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto below = [&random](unsigned n) { return static_cast<unsigned>(random() % n); };
  Program program;
  program.threads.resize(below(3) == 0 ? 3 : 2);
  program.permits = static_cast<int>(below(2));
  // Few kinds in each program, so that threads meet on the same objects.
  std::array<Do, 3> kinds{};
  for (Do& kind : kinds) kind = static_cast<Do>(below(kKinds));
  for (auto& thread : program.threads)
    for (unsigned left = 1 + below(program.threads.size() == 3 ? 2 : 4); left > 0; --left) {
      thread.push_back(
          {below(2) == 0 ? static_cast<Do>(below(kKinds)) : kinds[below(3)], below(2), below(3), below(15)});
      program.count += thread.back().what == Do::kCountDown;
    }
  return program;
}

// The program that make() is to make: a variant has no room for it.
const Program* current = nullptr;

class Run final : public Subject {
 public:
  static std::unique_ptr<Subject> make(int) { return std::make_unique<Run>(); }

  void thread(int index) override {
    const auto i = static_cast<std::size_t>(index);
    // Each action has a line of its own, as if it were written down one by one.
    int line = 1;
    for (const Action& action : current->threads[i])
      run(action, index, seen_[i], Site{"program", "", line++});
  }
  std::string after() override {
    std::string all;
    for (const std::string& seen : seen_) all += seen + "/";
    return all + std::to_string(atomics_[0].load()) + std::to_string(atomics_[1].load()) + sink_.contents();
  }

 private:
  static constexpr std::array kLoads{std::memory_order_relaxed, std::memory_order_acquire,
                                     std::memory_order_seq_cst};
  static constexpr std::array kStores{std::memory_order_relaxed, std::memory_order_release,
                                      std::memory_order_seq_cst};
  static constexpr std::array kUpdates{std::memory_order_relaxed, std::memory_order_acquire,
                                       std::memory_order_release, std::memory_order_acq_rel,
                                       std::memory_order_seq_cst};

  void run(const Action& action, int index, std::string& seen, Site site) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    Atomic<Sync, int>& atomic = atomics_[action.on];
    Mutex<Sync>& mutex = mutexes_[action.on];
    const int value = static_cast<int>(action.value);
    const auto load = kLoads[action.order % 3];
    const auto update = kUpdates[action.order % 5];
    const auto see = [&seen](int number) { seen += std::to_string(number); };
    int expected = value;
    switch (action.what) {
      case Do::kLoad:
        return see(atomic.load(load));
      case Do::kStore:
        return atomic.store(value, kStores[action.order % 3]);
      case Do::kAdd:
        return see(atomic.fetch_add(1, update));
      case Do::kExchange:
        return see(atomic.exchange(value, update));
      case Do::kCompareExchange:
        see(atomic.compare_exchange_strong(expected, value + 1, update, load));
        return see(expected);
      case Do::kCompareExchangeWeak:
        see(atomic.compare_exchange_weak(expected, value + 1, update, load));
        return see(expected);
      case Do::kFence:
        return Sync::fence(update);
      case Do::kLocked:
        mutex.lock();
        plain_[action.on].write(plain_[action.on].read() + index + 1);
        see(atomic.load(load));
        return mutex.unlock();
      case Do::kTryLock:
        if (!mutex.try_lock()) return see(0);
        see(plain_[action.on].read());
        return mutex.unlock();
      case Do::kShared:
        shared_.lock_shared();
        see(atomic.load(load));
        return shared_.unlock_shared();
      case Do::kTryShared:
        if (!shared_.try_lock()) return see(0);
        see(1);
        return shared_.unlock();
      case Do::kAcquire:
        return semaphore_.acquire();
      case Do::kTryAcquire:
        return see(semaphore_.try_acquire());
      case Do::kRelease:
        return semaphore_.release();
      case Do::kWait:
        mutexes_[0].lock();
        changed_.wait(mutexes_[0]);
        return mutexes_[0].unlock();
      case Do::kNotifyOne:
        return changed_.notify_one();
      case Do::kNotifyAll:
        return changed_.notify_all();
      case Do::kCountDown:
        return latch_.count_down();
      case Do::kAwait:
        return latch_.wait();
      case Do::kAppend:
        sink_.append(std::string(1, static_cast<char>('a' + index)));
        return;
      case Do::kMeet:
        return barrier_.arrive_and_wait();
      case Do::kYield:
        return Sync::yield(site);
      case Do::kSpin:
        while (atomic.load(load) == 0) Sync::yield(site);
        return;
      case Do::kSpinAndGiveUp:
        for (int tries = 0; tries < 3 && atomic.load(load) < value; ++tries) {
          see(tries);
          Sync::yield(site);
        }
        return;
    }
  }

  Atomic<Sync, int> atomics_[2]{Atomic<Sync, int>("atomic 0"), Atomic<Sync, int>("atomic 1")};
  Mutex<Sync> mutexes_[2]{Mutex<Sync>("mutex 0"), Mutex<Sync>("mutex 1")};
  Shared<Sync, int> plain_[2]{Shared<Sync, int>("plain 0"), Shared<Sync, int>("plain 1")};
  SharedMutex<Sync> shared_{"shared"};
  Semaphore<Sync> semaphore_{"semaphore", current->permits};
  ConditionVariable<Sync> changed_{"changed"};
  Latch<Sync> latch_{"latch", current->count};
  Barrier<Sync> barrier_{"barrier", 2};
  Sink<Sync> sink_{InMemory{"sink"}};
  std::array<std::string, 3> seen_;
};

std::set<std::string> outcome_set(const Verdict& verdict) {
  std::set<std::string> outcomes;
  for (const auto& [text, count] : test::outcomes_of(verdict)) outcomes.insert(text);
  return outcomes;
}

Verdict look(const Program& program, const char* scheduler) {
  current = &program;
  Variant variant;
  variant.case_name = "random program";
  variant.name = scheduler;
  variant.threads = variant.max_threads = static_cast<int>(program.threads.size());
  variant.make = &Run::make;
  DetectorOptions options = test::with_scheduler(scheduler);
  options.max_executions = 20'000;
  return explore(variant, options);
}

TEST(ReducedSearch, OfRandomProgramsComesToWhatFullSearchComesTo) {
  constexpr std::uint64_t kPrograms = 600;
  std::uint64_t proofs = 0, findings = 0, executions = 0, reduced_executions = 0;
  for (std::uint64_t seed = 1; seed <= kPrograms; ++seed) {
    const Program program = program_of(seed);
    const Verdict full = look(program, "full");
    if (full.status == Verdict::Status::kNotFound) continue;  // too large to compare
    const Verdict reduced = look(program, "dpor");
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + program.text());
    ASSERT_EQ(name_of(reduced.status), name_of(full.status)) << verdict_text(full) << verdict_text(reduced);
    if (full.status == Verdict::Status::kFound) {
      ++findings;
      continue;
    }
    ++proofs;
    executions += full.executions;
    reduced_executions += reduced.executions;
    ASSERT_EQ(outcome_set(reduced), outcome_set(full));
  }
  // That there was something to compare, and something to reduce.
  EXPECT_GT(proofs, kPrograms / 2);
  EXPECT_GT(findings, kPrograms / 20);
  EXPECT_LT(20 * reduced_executions, executions);
}

}  // namespace
}  // namespace heddle
