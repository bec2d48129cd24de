#include "heddle/batch/shared_counter.hpp"

#include <stdexcept>

#include "heddle/count/atomic_counter.hpp"
#include "heddle/count/load_store_counter.hpp"
#include "heddle/count/mutex_counter.hpp"
#include "heddle/count/per_worker_counter.hpp"
#include "heddle/count/process_counter.hpp"
#include "heddle/count/semaphore_counter.hpp"
#include "heddle/count/unsynchronized_counter.hpp"
#include "heddle/metrics/metered.hpp"

namespace heddle {
namespace {

template <class Counter>
class Erased final : public SharedCounter {
 public:
  template <class... Args>
  explicit Erased(Args... args) : counter_(args...) {}

  void start([[maybe_unused]] int worker, [[maybe_unused]] std::size_t job) override {
    if constexpr (requires { counter_.start(worker, job); }) counter_.start(worker, job);
  }
  void add(int worker, std::uint64_t n) override { counter_.add(worker, n); }
  void discard([[maybe_unused]] std::size_t job) override {
    if constexpr (requires { counter_.discard(job); }) counter_.discard(job);
  }
  std::uint64_t total() override { return counter_.total(); }

 private:
  Counter counter_;
};

}  // namespace

std::unique_ptr<SharedCounter> make_counter(CounterKind kind, const char* name, int workers,
                                            std::size_t jobs) {
  using Sync = Metered<NativeSync>;
  switch (kind) {
    case CounterKind::kUnsynchronized:
      return std::make_unique<Erased<UnsynchronizedCounter<Sync>>>(name, workers);
    case CounterKind::kLoadStore:
      return std::make_unique<Erased<LoadStoreCounter<Sync>>>(name, workers);
    case CounterKind::kMutex:
      return std::make_unique<Erased<MutexCounter<Sync>>>(name, workers);
    case CounterKind::kSemaphore:
      return std::make_unique<Erased<SemaphoreCounter<Sync>>>(name, workers);
    case CounterKind::kAtomic:
      return std::make_unique<Erased<AtomicCounter<Sync>>>(name, workers);
    case CounterKind::kPerWorker:
      return std::make_unique<Erased<PerWorkerCounter<Sync>>>(name, workers);
    case CounterKind::kProcess:
      return std::make_unique<Erased<ProcessCounter>>(name, workers, jobs);
  }
  throw std::logic_error("make_counter: unknown kind");
}

}  // namespace heddle
