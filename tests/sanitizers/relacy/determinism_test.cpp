// The same options give the same executions: twice in one process, and with every compiler and optimisation.
// A golden file holds, for a dozen small programs and each scheduler, how many executions there are and a
// fingerprint of all their steps. What the counts have to be where theory says it stands in search_test.cpp.
#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "forwarding.hpp"
#include "heddle/core/finding.hpp"
#include "sanitizers/relacy/dpor.hpp"
#include "sanitizers/relacy/model_sync.hpp"
#include "sanitizers/relacy/random_search.hpp"
#include "sanitizers/relacy/search.hpp"
#include "sanitizers/relacy/tree_search.hpp"
#include "tests/support/golden.hpp"

namespace heddle {
namespace {

constexpr std::uint64_t kMaxExecutions = 5'000;

// Asks another scheduler, and keeps a fingerprint of its answers and of what they were about.
class Fingerprinted final : public test::Forwarding {
 public:
  using Forwarding::Forwarding;

  std::uint64_t fingerprint() const { return hash_; }

  void begin() override {
    add("begin");
    Forwarding::begin();
  }
  int thread(const model::ThreadChoice& choice) override {
    const int chosen = Forwarding::thread(choice);
    if (chosen == kDiffers) return chosen;
    const model::Operation& operation = (*choice.pending)[static_cast<std::size_t>(chosen)];
    add(words_for(operation.kind));
    if (operation.object != nullptr) add(operation.object->name());
    add(std::to_string(chosen) + " of " + std::to_string(choice.candidates));
    return chosen;
  }
  int value(int count, model::ValueChoice why) override {
    const int answer = Forwarding::value(count, why);
    add(std::to_string(answer) + " of " + std::to_string(count));
    return answer;
  }

 private:
  void add(std::string_view text) {
    for (const char c : text) hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 1099511628211U;
    hash_ *= 1099511628211U;
  }

  std::uint64_t hash_ = 14695981039346656037U;  // FNV-1a
};

// ---- the programs

template <class Sync>
struct LockedTwice {
  static constexpr int kThreads = 3;
  void thread(int) {
    for (int i = 0; i < 2; ++i) {
      const Lock<Sync> lock(mutex_);
      count_.write(count_.read() + 1);
    }
  }
  std::string after() { return std::to_string(count_.read()); }
  Mutex<Sync> mutex_{"mutex"};
  Shared<Sync, int> count_{"count", 0};
};
template <class Sync>
struct OppositeLocks {
  static constexpr int kThreads = 2;
  void thread(int index) {
    const Lock<Sync> first(mutexes_[index]);
    const Lock<Sync> second(mutexes_[1 - index]);
  }
  Mutex<Sync> mutexes_[2]{Mutex<Sync>("left"), Mutex<Sync>("right")};
};
template <class Sync>
struct RelaxedMessage {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) {
      data_.store(1, std::memory_order_relaxed);
      flag_.store(1, std::memory_order_relaxed);
    } else {
      const int flag = flag_.load(std::memory_order_relaxed);
      seen_ = std::to_string(flag) + std::to_string(data_.load(std::memory_order_relaxed));
    }
  }
  std::string after() { return seen_; }
  Atomic<Sync, int> data_{"data", 0};
  Atomic<Sync, int> flag_{"flag", 0};
  std::string seen_;
};
template <class Sync>
struct FencedBuffers {
  static constexpr int kThreads = 2;
  void thread(int index) {
    buffers_[index].store(1, std::memory_order_relaxed);
    Sync::fence(std::memory_order_seq_cst);
    seen_[index] = static_cast<char>('0' + buffers_[1 - index].load(std::memory_order_relaxed));
  }
  std::string after() { return seen_; }
  Atomic<Sync, int> buffers_[2]{Atomic<Sync, int>("x", 0), Atomic<Sync, int>("y", 0)};
  char seen_[3] = "..";
};
template <class Sync>
struct WeakExchanges {
  static constexpr int kThreads = 2;
  void thread(int) {
    int expected = 0;
    while (!value_.compare_exchange_weak(expected, expected + 1)) {
    }
  }
  std::string after() { return std::to_string(value_.load()); }
  Atomic<Sync, int> value_{"value", 0};
};
template <class Sync>
struct WaitsForNews {
  static constexpr int kThreads = 3;
  void thread(int index) {
    const Lock<Sync> lock(mutex_);
    if (index == 0) {
      news_.write(2);
      changed_.notify_all();
    } else {
      while (news_.read() == 0) changed_.wait(mutex_);
      news_.write(news_.read() + 1);
    }
  }
  std::string after() { return std::to_string(news_.read()); }
  Mutex<Sync> mutex_{"mutex"};
  ConditionVariable<Sync> changed_{"changed"};
  Shared<Sync, int> news_{"news", 0};
};
template <class Sync>
struct LosesAWakeup {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) return changed_.notify_one();
    const Lock<Sync> lock(mutex_);
    changed_.wait(mutex_);
  }
  Mutex<Sync> mutex_{"mutex"};
  ConditionVariable<Sync> changed_{"changed"};
};
template <class Sync>
struct ReadersAndAWriter {
  static constexpr int kThreads = 3;
  void thread(int index) {
    if (index == 0) {
      const ExclusiveLock<Sync> lock(mutex_);
      value_.write(1);
    } else {
      const SharedLock<Sync> lock(mutex_);
      seen_[index - 1] = static_cast<char>('0' + value_.read());
    }
  }
  std::string after() { return seen_; }
  SharedMutex<Sync> mutex_{"mutex"};
  Shared<Sync, int> value_{"value", 0};
  char seen_[3] = "..";
};
template <class Sync>
struct Permits {
  static constexpr int kThreads = 3;
  void thread(int) {
    if (!semaphore_.try_acquire()) return;
    taken_.fetch_add(1);
    semaphore_.release();
  }
  std::string after() { return std::to_string(taken_.load()); }
  Semaphore<Sync> semaphore_{"semaphore", 1};
  Atomic<Sync, int> taken_{"taken", 0};
};
template <class Sync>
struct MeetsAndCounts {
  static constexpr int kThreads = 2;
  void thread(int index) {
    barrier_.arrive_and_wait();
    sink_.append(index == 0 ? "a" : "b");
    latch_.count_down();
    latch_.wait();
  }
  std::string after() { return sink_.contents(); }
  Barrier<Sync> barrier_{"barrier", 2};
  Latch<Sync> latch_{"latch", 2};
  Sink<Sync> sink_{InMemory{"sink"}};
};
template <class Sync>
struct StartsAChild {
  static constexpr int kThreads = 1;
  static constexpr int kStartedThreads = 1;
  void thread(int) {
    Thread<Sync> child("child", [this] { value_.store(1); });
    seen_ = std::to_string(value_.load());
    child.join();
  }
  std::string after() { return seen_; }
  Atomic<Sync, int> value_{"value", 0};
  std::string seen_;
};
template <class Sync>
struct SpinsForAFlag {
  static constexpr int kThreads = 3;
  void thread(int index) {
    if (index == 0)
      flag_.store(true, std::memory_order_release);
    else
      while (!flag_.load(std::memory_order_acquire)) Sync::yield();
  }
  Atomic<Sync, bool> flag_{"flag", false};
};
template <class Sync>
struct SpinsForEver {
  static constexpr int kThreads = 2;
  void thread(int index) {
    while (flags_[index].load() == 0) Sync::yield();
    flags_[1 - index].store(1);
  }
  Atomic<Sync, int> flags_[2]{Atomic<Sync, int>("first", 0), Atomic<Sync, int>("second", 0)};
};
template <class Sync>
struct RacesOnPlainMemory {
  static constexpr int kThreads = 2;
  void thread(int) { value_.write(value_.read() + 1); }
  Shared<Sync, int> value_{"value", 0};
};

std::vector<Variant> programs() {
  return {variant_of<LockedTwice<ModelSync>>("model", "locked_twice"),
          variant_of<OppositeLocks<ModelSync>>("model", "opposite_locks"),
          variant_of<RelaxedMessage<ModelSync>>("model", "relaxed_message"),
          variant_of<FencedBuffers<ModelSync>>("model", "fenced_buffers"),
          variant_of<WeakExchanges<ModelSync>>("model", "weak_exchanges"),
          variant_of<WaitsForNews<ModelSync>>("model", "waits_for_news"),
          variant_of<LosesAWakeup<ModelSync>>("model", "loses_a_wakeup"),
          variant_of<ReadersAndAWriter<ModelSync>>("model", "readers_and_a_writer"),
          variant_of<Permits<ModelSync>>("model", "permits"),
          variant_of<MeetsAndCounts<ModelSync>>("model", "meets_and_counts"),
          variant_of<StartsAChild<ModelSync>>("model", "starts_a_child"),
          variant_of<SpinsForAFlag<ModelSync>>("model", "spins_for_a_flag"),
          variant_of<SpinsForEver<ModelSync>>("model", "spins_for_ever"),
          variant_of<RacesOnPlainMemory<ModelSync>>("model", "races_on_plain_memory")};
}

std::vector<std::pair<std::string, std::unique_ptr<model::Scheduler>>> schedulers() {
  std::vector<std::pair<std::string, std::unique_ptr<model::Scheduler>>> all;
  all.emplace_back("dpor", std::make_unique<model::Dpor>());
  all.emplace_back("full", std::make_unique<model::TreeSearch>());
  all.emplace_back("bound", std::make_unique<model::TreeSearch>(2));
  all.emplace_back("random", std::make_unique<model::RandomSearch>(1));
  return all;
}

// "model.permits random 5000 executions, 0 redundant, fingerprint 1f...", and the finding, if there is one.
void write_line(std::ostream& out, const Variant& variant, const std::string& name,
                model::Scheduler& scheduler) {
  Fingerprinted fingerprinted(scheduler);
  model::SearchSettings settings;
  settings.variant = &variant;
  settings.threads = variant.threads;
  settings.max_executions = kMaxExecutions;
  settings.max_steps = 1'000;
  const model::SearchResult result = model::search(settings, fingerprinted);
  out << variant.name << " " << name << ": " << result.executions << " executions, " << result.redundant
      << " redundant, fingerprint " << std::hex << fingerprinted.fingerprint() << std::dec;
  if (result.failure) out << ", " << words_for(result.failure->finding);
  out << "\n";
}

void write_executions(std::ostream& out) {
  for (const Variant& variant : programs())
    for (const auto& [name, scheduler] : schedulers()) write_line(out, variant, name, *scheduler);
}

TEST(Executions, AreTheSameTwiceInOneProcess) {
  std::ostringstream first, second;
  write_executions(first);
  write_executions(second);
  EXPECT_TRUE(first.str() == second.str()) << test::first_difference(first.str(), second.str());
}
TEST(Executions, AreTheSameInEveryBuild) {
  test::expect_golden("executions.txt", write_executions);
}

}  // namespace
}  // namespace heddle
