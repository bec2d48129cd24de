#include "random_program.hpp"

#include <array>
#include <memory>
#include <random>

#include "heddle/core/finding.hpp"
#include "sanitizers/relacy/model_sync.hpp"
#include "sanitizers/relacy/search.hpp"

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
static_assert(kUpdates.size() == kOrders);

// The program that make() is to run: a variant has no room for it.
const RandomProgram* current = nullptr;

int count_downs(const RandomProgram& program) {
  int count = 0;
  for (const auto& thread : program.threads)
    for (const Action& action : thread) count += action.act == Act::kCountDown ? 1 : 0;
  return count;
}

class Run final : public Subject {
 public:
  static std::unique_ptr<Subject> make(int /*threads*/) { return std::make_unique<Run>(); }

  void thread(int index) override {
    const auto i = static_cast<std::size_t>(index);
    // Each action has a line of its own, as if they were written down one by one.
    int line = 1;
    for (const Action& action : current->threads[i])
      run(action, index, seen_[i], Site{"program", "", line++});
  }
  std::string after() override {
    std::string all;
    for (const std::string& seen : seen_) all += seen + "/";
    return all + std::to_string(atomics_[0].load()) + std::to_string(atomics_[1].load()) + " " +
           std::to_string(plain_.read()) + std::to_string(guarded_.read()) + " " + sink_.contents();
  }

 private:
  void run(const Action& action, int index, std::string& seen, Site site) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
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
        return changed_.wait(mutexes_[0]);
      }
      case Act::kWaitForFlag: {
        const Lock<Sync> lock(mutexes_[0]);
        while (!flag_.read()) changed_.wait(mutexes_[0]);
        return;
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
      case Act::kStartAndJoin:
        return Thread<Sync>("child", [&atomic, update] { atomic.fetch_add(1, update); }).join();
      case Act::kYield:
        return Sync::yield(site);
      case Act::kSpin:
        while (atomic.load(load) == 0) Sync::yield(site);
        return;
      case Act::kSpinAndGiveUp:
        for (int tries = 0; tries < 3 && atomic.load(load) < action.value; ++tries) {
          see(tries);
          Sync::yield(site);
        }
        return;
    }
  }

  Atomic<Sync, int> atomics_[2]{Atomic<Sync, int>("atomic 0"), Atomic<Sync, int>("atomic 1")};
  Mutex<Sync> mutexes_[2]{Mutex<Sync>("mutex 0"), Mutex<Sync>("mutex 1")};
  SharedMutex<Sync> shared_{"shared"};
  Semaphore<Sync> semaphore_{"semaphore", current->permits};
  ConditionVariable<Sync> changed_{"changed"};
  Latch<Sync> latch_{"latch", count_downs(*current)};
  Barrier<Sync> barrier_{"barrier", 2};
  Sink<Sync> sink_{InMemory{"sink"}};
  Shared<Sync, int> plain_{"plain", 0};      // under mutex 0, or under both
  Shared<Sync, int> guarded_{"guarded", 0};  // under the shared mutex
  Shared<Sync, bool> flag_{"flag", false};   // under mutex 0
  std::array<std::string, 4> seen_;
};

}  // namespace

std::string RandomProgram::text() const {
  std::string text = std::to_string(permits) + " permits\n";
  for (const auto& thread : threads) {
    for (const Action& action : thread)
      text += std::to_string(static_cast<int>(action.act)) + "(" + std::to_string(action.on) + "," +
              std::to_string(action.value) + "," + std::to_string(action.order) + ") ";
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
  RandomProgram program;
  const int kind = below(10);
  const int threads = kind < 6 ? 2 : kind < 9 ? 3 : 4;
  const int longest = threads == 2 ? 4 : threads == 3 ? 2 : 1;
  program.permits = below(2);
  // Few kinds in each program, or its threads would hardly meet.
  std::array<Act, 3> palette{};
  for (Act& act : palette) act = static_cast<Act>(below(kActs));
  int started = 0;
  for (int t = 0; t < threads; ++t) {
    auto& actions = program.threads.emplace_back();
    for (int left = 1 + below(longest); left > 0; --left) {
      Act act = below(2) == 0 ? static_cast<Act>(below(kActs)) : palette[static_cast<std::size_t>(below(3))];
      if (act == Act::kStartAndJoin && ++started > kMostStarted) act = Act::kAdd;
      actions.push_back({act, below(2), below(3), below(kOrders)});
    }
  }
  return program;
}

Variant as_variant(const RandomProgram& program) {
  current = &program;
  Variant variant;
  variant.case_name = "random";
  variant.name = "program";
  variant.threads = variant.max_threads = static_cast<int>(program.threads.size());
  variant.started_threads = kMostStarted;
  variant.make = &Run::make;
  return variant;
}

Outcomes outcomes_of(const RandomProgram& program, model::Scheduler& scheduler,
                     std::uint64_t max_executions) {
  const Variant variant = as_variant(program);
  Outcomes outcomes;
  while (outcomes.executions < max_executions) {
    model::SearchSettings settings;
    settings.variant = &variant;
    settings.threads = variant.threads;
    settings.max_executions = max_executions - outcomes.executions;
    settings.max_steps = 1'000;
    const model::SearchResult result = model::search(settings, scheduler);
    outcomes.executions += result.executions;
    outcomes.redundant += result.redundant;
    for (const OutcomeCount& outcome : result.outcomes) outcomes.all.insert(outcome.text);
    if (result.failure) outcomes.all.insert(std::string(words_for(result.failure->finding)));
    if (result.cut > 0) return outcomes;
    if (result.exhausted) {
      outcomes.complete = true;
      return outcomes;
    }
  }
  return outcomes;
}

}  // namespace heddle::test
