#include "heddle/work/process_workers.hpp"

#include <algorithm>
#include <cstring>
#include <deque>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <system_error>

#include "heddle/process/checkpoint.hpp"
#include "heddle/process/children.hpp"
#include "heddle/process/shared_queue.hpp"
#include "heddle/work/process_ledger.hpp"

namespace heddle {
namespace {

static_assert(WorkerDeath::kThrew == Children::kThrew);

// The parent's view of the workers: keeps as many alive as there is work for, and clears up after the dead.
class Crew {
 public:
  // work(worker): what a worker process does until it ends.
  Crew(int workers, JobLedger& ledger, const ProcessOptions& options, std::function<void(int)> work)
      : wanted_(std::min(static_cast<std::size_t>(workers), ledger.size())),
        most_numbers_(max_worker_numbers(workers, ledger.size())),
        ledger_(ledger),
        options_(options),
        work_(std::move(work)) {}

  // Starts all workers at first, later where some are missing. Returns false when there is nothing left to do
  // and nobody at it.
  bool staff() {
    // Every worker that is alive has one job at most and ends when no other is pending, so only a death or a
    // refused fork leaves fewer workers than unfinished jobs.
    const bool is_first = run_.workers_used == 0;
    while (children_.size() < wanted_ && (is_first || children_.size() < ledger_.unfinished())) {
      if (idle_deaths_ >= kMostIdleDeaths || run_.workers_used >= most_numbers_) {
        if (children_.size() > 0) break;
        throw std::runtime_error("worker processes die before they take a job (" +
                                 std::to_string(idle_deaths_) + " so far; the last: " + last_death_ +
                                 "); look for what kills them: memory or resource limits, an operator");
      }
      try {
        start(run_.workers_used);
      } catch (const std::system_error&) {
        if (children_.size() == 0) throw;
        break;  // the next end of a worker is the next occasion to try
      }
      ++run_.workers_used;
    }
    return children_.size() > 0;
  }

  struct Death {
    std::optional<std::size_t> to_do_again;
  };

  // Waits until a worker ended or `also` can be read. Puts the jobs of the dead back.
  std::vector<Death> wait(int also = -1) {
    std::vector<Death> deaths;
    for (const ChildExit& exit : children_.wait(also)) {
      const std::optional<std::size_t> job = ledger_.claimed_by(exit.number);
      if (exit.signal == 0 && exit.exit_status == 0 && !job) continue;  // came to its end
      const WorkerDeath death{exit.pid, exit.number, job, exit.signal, exit.exit_status};
      ++run_.deaths;
      last_death_ = death.describe();
      if (options_.on_death) options_.on_death(death);
      if (!job) ++idle_deaths_;
      const bool again = job && ledger_.put_back(*job, kMostDeathsPerJob);
      deaths.push_back({again ? job : std::nullopt});
    }
    return deaths;
  }

  ProcessRun result() && {
    for (std::size_t job = 0; job < ledger_.size(); ++job)
      if (ledger_.is_given_up(job)) run_.given_up.push_back(job);
    return std::move(run_);
  }

 private:
  void start(int number) {
    children_.start(number, [this, number] {
      if (number == 0 && options_.kill_worker_at > 0) die_at_checkpoint(options_.kill_worker_at);
      checkpoint();
      work_(number);
      checkpoint();
    });
  }

  const std::size_t wanted_;
  const int most_numbers_;
  JobLedger& ledger_;
  const ProcessOptions& options_;
  const std::function<void(int)> work_;
  ProcessRun run_;
  int idle_deaths_ = 0;
  std::string last_death_;
  Children children_;  // last: on the way out of an exception the workers go before what they use
};

void do_job(JobLedger& ledger, const ProcessTask& task, int worker, std::size_t job) {
  checkpoint();
  task(worker, job);
  checkpoint();
  ledger.finish(job);
  checkpoint();
}

void require_workers(int workers) {
  if (workers < 1)
    throw std::invalid_argument("the number of worker processes must be at least 1, not " +
                                std::to_string(workers));
}

}  // namespace

std::string WorkerDeath::describe() const {
  const std::string who = "worker " + std::to_string(worker) + " (pid " + std::to_string(pid) + ")";
  if (signal != 0) {
    const char* const name = ::sigdescr_np(signal);  // none for a real-time signal
    return who + " was killed by signal " + std::to_string(signal) + " (" +
           (name != nullptr ? name : "a real-time signal") + ")";
  }
  return who + " exited with status " + std::to_string(exit_status) +
         (exit_status == kThrew ? " (a task threw)" : "");
}

int max_worker_numbers(int workers, std::size_t jobs) {
  require_workers(workers);
  constexpr auto kMost = static_cast<std::size_t>(std::numeric_limits<int>::max());
  const std::size_t others = static_cast<std::size_t>(workers) + kMostIdleDeaths;
  if (others > kMost || jobs > (kMost - others) / kMostDeathsPerJob)
    throw std::length_error("too many jobs for worker processes: " + std::to_string(jobs));
  return static_cast<int>(others + jobs * kMostDeathsPerJob);
}

ProcessRun run_processes(int workers, std::size_t jobs, const ProcessTask& task,
                         const ProcessOptions& options) {
  require_workers(workers);
  JobLedger ledger(jobs);
  Crew crew(workers, ledger, options, [&](int worker) {
    std::size_t from = 0;
    while (const auto job = ledger.claim_next(from, worker)) {
      do_job(ledger, task, worker, *job);
      from = *job + 1;
    }
  });
  while (crew.staff()) crew.wait();
  return std::move(crew).result();
}

ProcessRun run_process_pool(int workers, std::size_t jobs, const ProcessTask& task,
                            const ProcessOptions& options) {
  require_workers(workers);
  JobLedger ledger(jobs);
  SharedQueue queue(std::min(options.queue_capacity, std::max<std::size_t>(jobs, 1)));
  Crew crew(workers, ledger, options, [&](int worker) {
    // An entry that is no longer pending is dropped: its worker died after the claim and before the entry
    // left the queue, and the parent has queued the job again since.
    const auto claim = [&](std::size_t job) { return ledger.claim(job, worker); };
    while (const auto job = queue.pop(claim)) do_job(ledger, task, worker, *job);
  });

  std::deque<std::size_t> to_push(jobs);
  std::iota(to_push.begin(), to_push.end(), std::size_t{0});
  bool is_closed = false;
  const auto feed = [&] {
    while (!to_push.empty() && queue.try_push(to_push.front())) to_push.pop_front();
    if (to_push.empty() && !is_closed) {
      queue.close();
      is_closed = true;
    }
  };

  feed();
  while (crew.staff()) {
    const auto deaths = crew.wait(queue.room());
    queue.clear_room();
    for (const auto& death : deaths) {
      if (death.to_do_again) {
        to_push.push_front(*death.to_do_again);
        if (is_closed) queue.open();
        is_closed = false;
      }
      queue.make_up_for_a_death();
    }
    feed();
  }
  return std::move(crew).result();
}

}  // namespace heddle
