#include "random_program.hpp"

#include <array>
#include <memory>
#include <random>

#include "sanitizers/relacy/model_sync.hpp"
#include "sanitizers/relacy/search.hpp"

namespace heddle::test {
namespace {

constexpr std::array<const char*, kActs> kNames{
    "load relaxed",  "load acquire",   "load seq_cst",  "store relaxed", "store release",  "store seq_cst",
    "add relaxed",   "add acq_rel",    "add seq_cst",   "exchange",      "cas strong",     "cas weak",
    "fence acquire", "fence release",  "fence seq_cst", "locked",        "nested",         "try_lock",
    "shared lock",   "exclusive lock", "acquire",       "release",       "try_acquire",    "wait",
    "notify_one",    "notify_all",     "count_down",    "await latch",   "start and join", "yield"};

constexpr int kMostStarted = 2;  // threads that a program starts itself

const RandomProgram* running = nullptr;

int count_downs(const RandomProgram& program) {
  int count = 0;
  for (const auto& thread : program.threads)
    for (const Action& action : thread) count += action.act == Act::kCountDown ? 1 : 0;
  return count;
}

// What the threads of a program share, and what each of them has seen.
class Machine final : public Subject {
 public:
  void thread(int index) override {
    for (const Action& action : running->threads[static_cast<std::size_t>(index)]) perform(index, action);
  }
  std::string after() override {
    std::string text;
    for (std::size_t t = 0; t < running->threads.size(); ++t) text += seen_[t] + "|";
    for (auto& atomic : atomics_) text += std::to_string(atomic->load(std::memory_order_relaxed)) + " ";
    return text + std::to_string(plain_.read()) + " " + std::to_string(guarded_.read());
  }

 private:
  void saw(int thread, int value) { seen_[static_cast<std::size_t>(thread)] += std::to_string(value) + " "; }

  void perform(int thread, const Action& action) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    auto& atomic = *atomics_[static_cast<std::size_t>(action.object)];
    auto& mutex = action.object == 0 ? left_ : right_;
    auto& other = action.object == 0 ? right_ : left_;
    switch (action.act) {
      case Act::kLoadRelaxed:
        saw(thread, atomic.load(std::memory_order_relaxed));
        break;
      case Act::kLoadAcquire:
        saw(thread, atomic.load(std::memory_order_acquire));
        break;
      case Act::kLoadSeqCst:
        saw(thread, atomic.load());
        break;
      case Act::kStoreRelaxed:
        atomic.store(action.value, std::memory_order_relaxed);
        break;
      case Act::kStoreRelease:
        atomic.store(action.value, std::memory_order_release);
        break;
      case Act::kStoreSeqCst:
        atomic.store(action.value);
        break;
      case Act::kAddRelaxed:
        saw(thread, atomic.fetch_add(action.value, std::memory_order_relaxed));
        break;
      case Act::kAddAcqRel:
        saw(thread, atomic.fetch_add(action.value, std::memory_order_acq_rel));
        break;
      case Act::kAddSeqCst:
        saw(thread, atomic.fetch_add(action.value));
        break;
      case Act::kExchange:
        saw(thread, atomic.exchange(action.value, std::memory_order_acq_rel));
        break;
      case Act::kCompareExchangeStrong: {
        int expected = 0;
        saw(thread, atomic.compare_exchange_strong(expected, action.value, std::memory_order_release,
                                                   std::memory_order_relaxed));
        saw(thread, expected);
        break;
      }
      case Act::kCompareExchangeWeak: {
        int expected = 0;
        saw(thread, atomic.compare_exchange_weak(expected, action.value, std::memory_order_acquire,
                                                 std::memory_order_acquire));
        saw(thread, expected);
        break;
      }
      case Act::kFenceAcquire:
        ModelSync::fence(std::memory_order_acquire);
        break;
      case Act::kFenceRelease:
        ModelSync::fence(std::memory_order_release);
        break;
      case Act::kFenceSeqCst:
        ModelSync::fence(std::memory_order_seq_cst);
        break;
      case Act::kLocked: {
        const Lock<ModelSync> lock(left_);
        plain_.write(plain_.read() + action.value);
        saw(thread, plain_.read());
        break;
      }
      case Act::kNested: {
        const Lock<ModelSync> first(mutex);
        const Lock<ModelSync> second(other);
        plain_.write(plain_.read() + action.value);
        break;
      }
      case Act::kTryLock:
        saw(thread, left_.try_lock() ? 1 : 0);
        if (left_.holder() == model::Execution::current().thread()) left_.unlock();
        break;
      case Act::kSharedLock: {
        const SharedLock<ModelSync> lock(shared_mutex_);
        saw(thread, guarded_.read());
        break;
      }
      case Act::kExclusiveLock: {
        const ExclusiveLock<ModelSync> lock(shared_mutex_);
        guarded_.write(guarded_.read() + action.value);
        break;
      }
      case Act::kAcquire:
        semaphore_.acquire();
        break;
      case Act::kRelease:
        semaphore_.release();
        break;
      case Act::kTryAcquire:
        saw(thread, semaphore_.try_acquire());
        break;
      case Act::kWait: {
        const Lock<ModelSync> lock(left_);
        while (!flag_) condition_.wait(left_);
        break;
      }
      case Act::kNotifyOne:
      case Act::kNotifyAll: {
        {
          const Lock<ModelSync> lock(left_);
          flag_ = true;
        }
        if (action.act == Act::kNotifyOne)
          condition_.notify_one();
        else
          condition_.notify_all();
        break;
      }
      case Act::kCountDown:
        latch_.count_down();
        break;
      case Act::kAwaitLatch:
        latch_.wait();
        break;
      case Act::kStartAndJoin: {
        model::Thread child(
            "child", [&atomic, &action] { atomic.fetch_add(action.value, std::memory_order_relaxed); });
        child.join();
        break;
      }
      case Act::kYieldOnce:
        ModelSync::yield();
        break;
    }
  }

  std::array<std::unique_ptr<Atomic<ModelSync, int>>, 2> atomics_{
      std::make_unique<Atomic<ModelSync, int>>("x", 0), std::make_unique<Atomic<ModelSync, int>>("y", 0)};
  Mutex<ModelSync> left_{"left"};
  Mutex<ModelSync> right_{"right"};
  SharedMutex<ModelSync> shared_mutex_{"shared mutex"};
  ConditionVariable<ModelSync> condition_{"condition"};
  Semaphore<ModelSync> semaphore_{"semaphore", 1};
  Latch<ModelSync> latch_{"latch", count_downs(*running)};
  Shared<ModelSync, int> plain_{"plain", 0};
  Shared<ModelSync, int> guarded_{"guarded", 0};
  bool flag_ = false;  // under left_
  std::array<std::string, 4> seen_;
};

std::unique_ptr<Subject> make_machine(int) {
  return std::make_unique<Machine>();
}

}  // namespace

const char* name_of(Act act) {
  return kNames[static_cast<std::size_t>(act)];
}

std::string RandomProgram::text() const {
  std::string text;
  for (const auto& thread : threads) {
    for (const Action& action : thread)
      text += std::string(name_of(action.act)) + " " + std::to_string(action.object) + " " +
              std::to_string(action.value) + "; ";
    text += "|| ";
  }
  return text;
}

RandomProgram random_program(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto below = [&random](std::uint64_t bound) { return static_cast<int>((random() >> 11) % bound); };
  RandomProgram program;
  const int threads = below(10) < 7 ? 2 : below(10) < 8 ? 3 : 4;
  const int most = threads == 2 ? 4 : threads == 3 ? 2 : 1;
  // A program draws from a few kinds only, or its operations would hardly meet.
  std::vector<Act> palette;
  for (int i = 0; i < 4; ++i) palette.push_back(static_cast<Act>(below(kActs)));
  int started = 0;
  for (int t = 0; t < threads; ++t) {
    auto& actions = program.threads.emplace_back();
    for (int i = 1 + below(static_cast<std::uint64_t>(most)); i > 0; --i) {
      Act act = palette[static_cast<std::size_t>(below(palette.size()))];
      if (act == Act::kStartAndJoin && ++started > kMostStarted) act = Act::kAddRelaxed;
      actions.push_back({act, below(2), 1 + below(2)});
    }
  }
  return program;
}

Outcomes outcomes_of(const RandomProgram& program, model::Scheduler& scheduler,
                     std::uint64_t max_executions) {
  running = &program;
  const Variant variant{.case_name = "random",
                        .name = "program",
                        .story = "",
                        .threads = static_cast<int>(program.threads.size()),
                        .max_threads = static_cast<int>(program.threads.size()),
                        .started_threads = kMostStarted,
                        .expected = {},
                        .outcomes = {},
                        .make = &make_machine};
  Outcomes outcomes;
  while (!outcomes.complete && outcomes.executions < max_executions) {
    model::SearchSettings settings;
    settings.variant = &variant;
    settings.threads = variant.threads;
    settings.max_executions = max_executions - outcomes.executions;
    settings.max_steps = 1'000;
    settings.max_cut = 1;
    const model::SearchResult result = model::search(settings, scheduler);
    outcomes.executions += result.executions;
    outcomes.redundant += result.redundant;
    for (const OutcomeCount& outcome : result.outcomes) outcomes.all.insert(outcome.text);
    if (result.failure) outcomes.all.insert(std::string(words_for(result.failure->finding)));
    if (result.cut > 0) outcomes.all.insert("cut");
    outcomes.complete = result.exhausted;
  }
  return outcomes;
}

}  // namespace heddle::test
