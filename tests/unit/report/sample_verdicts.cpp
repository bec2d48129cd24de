#include "sample_verdicts.hpp"

namespace heddle::test {

Verdict found_verdict() {
  const std::string file = "lib/heddle/cases/lost_update.hpp";
  const std::string read = "const int seen = converted_.read();  // [race]";
  const std::string write = "converted_.write(seen + 1);  // [race]";
  Verdict verdict;
  verdict.detector = "relacy";
  verdict.case_name = "lost_update";
  verdict.variant = "racy";
  verdict.status = Verdict::Status::kFound;
  verdict.finding = Finding::kDataRace;
  verdict.summary = "data race on 'rows converted', in execution 1 of a full search";
  verdict.places = {{file, 24, "thread", "write of 'rows converted' by worker 1", write},
                    {file, 23, "thread", "read of 'rows converted' by worker 0", read}};
  verdict.traces = {
      {"the race",
       {"worker 0", "worker 1"},
       {{0, "read", "rows converted", "0", file, 23, read, false},
        {1, "read", "rows converted", "0", file, 23, read, false},
        {1, "write", "rows converted", "1", file, 24, write, true}},
       "two accesses to 'rows converted' that nothing orders, one of them a write"},
      {"the shortest bad outcome, as if each access were indivisible; the standard promises nothing",
       {"worker 0", "worker 1"},
       {{0, "read", "rows converted", "0", file, 23, read, false},
        {1, "read", "rows converted", "0", file, 23, read, false},
        {1, "write", "rows converted", "1", file, 24, write, false},
        {0, "write", "rows converted", "1", file, 24, write, false},
        {-1, "after", "", "1", "", 0, "", true}},
       "1: one image was lost"}};
  verdict.executions = 1;
  verdict.limits = {"the memory model of Relacy: no load buffering, sequential consistency approximate"};
  verdict.seconds = 0.0125;
  return verdict;
}

Verdict verdict_of_two_files() {
  const std::string gray = "lib/heddle/work/thread_pool.hpp";
  const std::string log = "lib/heddle/log/semaphore_buffer_logger.hpp";
  Verdict verdict;
  verdict.detector = "relacy";
  verdict.case_name = "queue_shutdown";
  verdict.variant = "racy";
  verdict.status = Verdict::Status::kFound;
  verdict.finding = Finding::kDeadlock;
  verdict.summary =
      "worker 0 and worker 1 wait for each other for good, while the pool's queue is being closed and "
      "nobody is left to wake them";
  verdict.places = {{gray, 57, "", "worker 0 waits in wait of 'queue filled'", ""}, {log, 0, "", "", ""}};
  verdict.traces = {{"", {"worker 0"}, {}, ""}};
  for (int i = 0; i < 70; ++i)
    verdict.traces[0].steps.push_back(
        {i % 2, i % 2 == 0 ? "lock" : "compare_exchange_strong acq_rel",
         i % 2 == 0 ? "queue mutex" : "a name that is much longer than a column", "held",
         i % 3 == 0 ? log : gray, i + 1, i % 3 == 0 ? "" : "filled_.wait(mutex_);", i == 69});
  verdict.evidence = {"worker 0 waits in wait of 'queue filled'", "hostile \x1b[31mred\x1b[0m and \xff"};
  return verdict;
}

Verdict not_found_verdict() {
  Verdict verdict;
  verdict.detector = "stress";
  verdict.case_name = "lost_update_atomic";
  verdict.variant = "racy";
  verdict.status = Verdict::Status::kNotFound;
  verdict.summary = "no forbidden outcome in 20,000 rounds; an interesting one was seen 212 times";
  verdict.outcomes = {{"2", Grade::kAcceptable, "both images were counted", 19788},
                      {"1", Grade::kInteresting, "one image was lost", 211},
                      {"", Grade::kInteresting, "nothing at all was written", 1},
                      {"hangs", Grade::kForbidden, "a worker waits for good", 0}};
  verdict.executions = 20000;
  verdict.limits = {"real threads on this machine: an interleaving that did not happen says nothing"};
  verdict.seconds = 0.5;
  return verdict;
}

Verdict proved_verdict() {
  Verdict verdict;
  verdict.detector = "relacy";
  verdict.case_name = "lost_update";
  verdict.variant = "mutex";
  verdict.status = Verdict::Status::kProved;
  verdict.summary = "complete: all 2,520 executions explored";
  verdict.outcomes = {{"2", Grade::kAcceptable, "both images were counted", 2520}};
  verdict.executions = 2520;
  verdict.limits = {"the memory model of Relacy: no load buffering, sequential consistency approximate",
                    "at most 2 spurious wakeups for each wait"};
  verdict.seconds = 1.25;
  return verdict;
}

Verdict could_not_run_verdict() {
  Verdict verdict;
  verdict.detector = "tsan";
  verdict.case_name = "fences";
  verdict.variant = "release_acquire";
  verdict.status = Verdict::Status::kCouldNotRun;
  verdict.unavailable = true;
  verdict.summary = "gcc does not instrument fences; build with clang";
  return verdict;
}

std::vector<Verdict> sample_verdicts() {
  return {found_verdict(), verdict_of_two_files(), not_found_verdict(), proved_verdict(),
          could_not_run_verdict()};
}

}  // namespace heddle::test
