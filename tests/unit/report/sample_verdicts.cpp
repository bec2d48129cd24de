#include "sample_verdicts.hpp"

namespace heddle::test {

namespace {

Verdict found_by_the_explorer(const char* case_name, Finding finding, const char* summary) {
  Verdict verdict;
  verdict.detector = "relacy";
  verdict.case_name = case_name;
  verdict.variant = "racy";
  verdict.status = Verdict::Status::kFound;
  verdict.finding = finding;
  verdict.summary = summary;
  verdict.executions = 1;
  return verdict;
}

}  // namespace

Verdict found_verdict() {
  const std::string file = "lib/heddle/cases/lost_update.hpp";
  const std::string read = "const int seen = converted_.read();  // [race]";
  const std::string write = "converted_.write(seen + 1);  // [race]";
  const std::string rows = "rows converted";
  Verdict verdict = found_by_the_explorer("lost_update", Finding::kDataRace,
                                          "data race on 'rows converted', in execution 1 of a full search");
  verdict.places = {{file, 24, "thread", "write of 'rows converted' by worker 1", write, "worker 1"},
                    {file, 23, "thread", "read of 'rows converted' by worker 0", read, "worker 0"}};
  Trace race{.title = "the race",
             .threads = {"main", "worker 0", "worker 1"},
             .steps = {},
             .outcome = "two accesses to 'rows converted' that nothing orders, one of them a write",
             .explanation = "worker 1 writes what worker 0 reads, and nothing puts one before the other.",
             .token = "2.1.lost-update.8fz"};
  Trace lost{
      .title = "the shortest bad outcome, as if each access were indivisible; the standard promises nothing",
      .threads = race.threads,
      .steps = {},
      .outcome = "1: one image was lost",
      .explanation =
          "worker 1 wrote 1 between worker 0's read of 0 and its write of 1, so that one of "
          "the two additions is lost.",
      .token = "2.1.lost-update.9a0"};
  const Step first{.thread = 1,
                   .operation = "read",
                   .object = rows,
                   .value = "0",
                   .file = file,
                   .line = 23,
                   .source = read,
                   .before = "0",
                   .after = "0"};
  Step second = first;
  second.thread = 2;
  second.preempts = true;
  Step third{.thread = 2,
             .operation = "write",
             .object = rows,
             .value = "1",
             .file = file,
             .line = 24,
             .source = write,
             .before = "0",
             .after = "1"};
  Step fourth = third;
  fourth.thread = 1;
  fourth.before = "1";
  const Step last{.thread = 0,
                  .operation = "read",
                  .object = rows,
                  .value = "1",
                  .file = file,
                  .line = 29,
                  .source = "std::string after() { return std::to_string(converted_.read()); }",
                  .fault = true,
                  .before = "1",
                  .after = "1",
                  .from = 3};
  lost.steps = {first, second, third, fourth, last};
  third.fault = true;
  third.from = 0;
  race.steps = {first, second, third};
  verdict.traces = {race, lost};
  verdict.limits = {"the memory model of Relacy: no load buffering, sequential consistency approximate"};
  verdict.seconds = 0.0125;
  verdict.seconds_to_finding = 0.0025;
  return verdict;
}

Verdict deadlock_verdict() {
  const std::string file = "lib/heddle/cases/lock_order.hpp";
  Verdict verdict = found_by_the_explorer("lock_order", Finding::kDeadlock,
                                          "every thread that is left waits for a lock that another holds");
  Trace trace{.title = "the shortest way to it that was found",
              .threads = {"main", "worker 0", "worker 1"},
              .steps = {},
              .outcome = "hangs: each waits for the other's lock",
              .explanation =
                  "worker 0 holds 'log mutex' and waits for 'count mutex'; worker 1 holds 'count "
                  "mutex' and waits for 'log mutex'.",
              .token = "2.1.lock-order.1c"};
  trace.steps = {{.thread = 1,
                  .operation = "lock",
                  .object = "log mutex",
                  .value = "",
                  .file = file,
                  .line = 31,
                  .source = "const Lock<Sync> log(log_mutex_);",
                  .before = "free",
                  .after = "held by worker 0",
                  .holds = {"log mutex"}},
                 {.thread = 2,
                  .operation = "lock",
                  .object = "count mutex",
                  .value = "",
                  .file = file,
                  .line = 37,
                  .source = "const Lock<Sync> count(count_mutex_);",
                  .before = "free",
                  .after = "held by worker 1",
                  .holds = {"count mutex"},
                  .preempts = true},
                 {.thread = 1,
                  .operation = "waits: lock",
                  .object = "count mutex",
                  .value = "",
                  .file = file,
                  .line = 32,
                  .source = "const Lock<Sync> count(count_mutex_);  // [race]",
                  .fault = true,
                  .before = "held by worker 1",
                  .after = "held by worker 1",
                  .holds = {"log mutex"}},
                 {.thread = 2,
                  .operation = "waits: lock",
                  .object = "log mutex",
                  .value = "",
                  .file = file,
                  .line = 38,
                  .source = "const Lock<Sync> log(log_mutex_);  // [race]",
                  .fault = true,
                  .before = "held by worker 0",
                  .after = "held by worker 0",
                  .holds = {"count mutex"}}};
  verdict.traces = {trace};
  return verdict;
}

Verdict lost_wakeup_verdict() {
  const std::string file = "lib/heddle/cases/lost_wakeup.hpp";
  Verdict verdict = found_by_the_explorer("lost_wakeup", Finding::kDeadlock,
                                          "every thread that is left waits: worker 0 for a notification of "
                                          "'image loaded'");
  Trace trace{.title = "the shortest way to it that was found",
              .threads = {"main", "worker 0", "worker 1"},
              .steps = {},
              .outcome = "hangs: the converter sleeps on",
              .explanation =
                  "worker 1 notified 'image loaded' before worker 0 waited for it, and nobody "
                  "notifies it again.",
              .token = "2.1.lost-wakeup.7"};
  trace.steps = {{.thread = 1,
                  .operation = "load seq_cst",
                  .object = "image is loaded",
                  .value = "false",
                  .file = file,
                  .line = 28,
                  .source = "while (!is_loaded_.load()) {  // [race]",
                  .before = "false",
                  .after = "false"},
                 {.thread = 1,
                  .operation = "lock",
                  .object = "image mutex",
                  .value = "",
                  .file = file,
                  .line = 29,
                  .source = "const Lock<Sync> lock(mutex_);",
                  .before = "free",
                  .after = "held by worker 0",
                  .holds = {"image mutex"}},
                 {.thread = 2,
                  .operation = "store seq_cst",
                  .object = "image is loaded",
                  .value = "true",
                  .file = file,
                  .line = 35,
                  .source = "is_loaded_.store(true);",
                  .before = "false",
                  .after = "true",
                  .preempts = true},
                 {.thread = 2,
                  .operation = "notify_one (nobody waits)",
                  .object = "image loaded",
                  .value = "",
                  .file = file,
                  .line = 36,
                  .source = "loaded_.notify_one();  // [race]",
                  .before = "nobody waits",
                  .after = "nobody waits"},
                 {.thread = 1,
                  .operation = "wait",
                  .object = "image loaded",
                  .value = "",
                  .file = file,
                  .line = 30,
                  .source = "loaded_.wait(mutex_);  // [race]",
                  .before = "nobody waits",
                  .after = "worker 0 waits"},
                 {.thread = 1,
                  .operation = "waits for a notification",
                  .object = "image loaded",
                  .value = "",
                  .file = file,
                  .line = 30,
                  .source = "loaded_.wait(mutex_);  // [race]",
                  .fault = true,
                  .before = "worker 0 waits",
                  .after = "worker 0 waits"}};
  verdict.traces = {trace};
  return verdict;
}

Verdict four_threads_verdict() {
  const std::string file = "lib/heddle/cases/lock_ring.hpp";
  Verdict verdict = found_by_the_explorer("lock_ring", Finding::kDeadlock,
                                          "every thread that is left waits for a lock that another holds");
  Trace trace{.title = "the shortest way to it that was found",
              .threads = {"main", "worker 0", "worker 1", "worker 2", "worker 3"},
              .steps = {},
              .outcome = "hangs: each waits for its neighbour's lock",
              .explanation = "Each worker holds one lock of the ring and waits for the next.",
              .token = "2.1.lock-ring.33b"};
  const auto lock_name = [](int number) { return "lock " + std::to_string(number); };
  const auto lock = [&](int worker, int number, int from, bool preempts) {
    trace.steps.push_back({.thread = worker + 1,
                           .operation = "lock",
                           .object = lock_name(number),
                           .value = "",
                           .file = file,
                           .line = 18,
                           .source = "const Lock<Sync> first(locks_[static_cast<std::size_t>(worker)]);",
                           .before = "free",
                           .after = "held by worker " + std::to_string(worker),
                           .holds = {lock_name(number)},
                           .from = from,
                           .preempts = preempts});
  };
  const auto unlock = [&](int worker, int number) {
    trace.steps.push_back({.thread = worker + 1,
                           .operation = "unlock",
                           .object = lock_name(number),
                           .value = "",
                           .file = file,
                           .line = 20,
                           .source = "}",
                           .before = "held by worker " + std::to_string(worker),
                           .after = "free"});
  };
  const auto count = [&](int worker, int before, int from, std::vector<std::string> holds) {
    trace.steps.push_back({.thread = worker + 1,
                           .operation = "fetch_add 1 acq_rel",
                           .object = "turns",
                           .value = std::to_string(before),
                           .file = file,
                           .line = 19,
                           .source = "turns_.fetch_add(1, std::memory_order_acq_rel);",
                           .before = std::to_string(before),
                           .after = std::to_string(before + 1),
                           .holds = std::move(holds),
                           .from = from});
  };
  lock(0, 3, -1, false);
  count(0, 0, -1, {"lock 3"});
  unlock(0, 3);
  lock(0, 0, -1, false);
  lock(3, 3, 2, true);  // from worker 0, past 1 and 2
  count(3, 1, 1, {"lock 3"});
  lock(2, 2, -1, true);
  count(2, 2, 5, {"lock 2"});  // from worker 3, to the left
  lock(1, 1, -1, true);
  const std::string next = "const Lock<Sync> second(locks_[static_cast<std::size_t>(worker + 1) % 4]);";
  for (const int worker : {0, 1, 2, 3}) {
    const int number = (worker + 1) % 4;
    const std::string held = "held by worker " + std::to_string(number);
    trace.steps.push_back({.thread = worker + 1,
                           .operation = "waits: lock",
                           .object = lock_name(number),
                           .value = "",
                           .file = file,
                           .line = 21,
                           .source = next,
                           .fault = true,
                           .before = held,
                           .after = held,
                           .holds = {lock_name(worker)}});
  }
  verdict.traces = {trace};
  return verdict;
}

Verdict eight_threads_verdict() {
  Verdict verdict = found_by_the_explorer("token_ring", Finding::kWrongOutcome, "outcome \"late\"");
  Trace trace{.title = "",
              .threads = {"main"},
              .steps = {},
              .outcome = "late",
              .explanation = "",
              .token = "2.1.token-ring.8"};
  for (int worker = 0; worker < 8; ++worker) {
    trace.threads.push_back("worker " + std::to_string(worker));
    trace.steps.push_back({.thread = worker + 1,
                           .operation = "exchange acq_rel",
                           .object = "token",
                           .value = std::to_string(worker),
                           .file = "ring.hpp",
                           .line = 9,
                           .source = "const int mine = token_.exchange(next, std::memory_order_acq_rel);",
                           .before = std::to_string(worker),
                           .after = std::to_string(worker + 1),
                           .from = worker - 1});
  }
  trace.steps.push_back({.thread = 1,
                         .operation = "load acquire",
                         .object = "token",
                         .value = "8",
                         .file = "ring.hpp",
                         .line = 11,
                         .source = "return token_.load();",
                         .fault = true,
                         .before = "8",
                         .after = "8",
                         .from = 7});
  verdict.traces = {trace};
  return verdict;
}

Verdict hostile_verdict() {
  const std::string html = "<script>alert(1)</script>&amp;\"'><!--";
  const std::string mermaid = "x; end #35; %%{init: {}}%% style a:#1; $$y$$ <br/>";
  const std::string markdown = "[a](b) `c` *d* _e_ | # f ``` <b>";
  const std::string terminal = "\x1b[2J\x1b]0;t\x07\r\n\t\xff\xe2\x80\xae";
  const std::string unicode = "Zähler ✓";
  Verdict verdict;
  verdict.detector = html;
  verdict.case_name = "a b'; rm -rf ~ #";
  verdict.variant = html;
  verdict.status = Verdict::Status::kFound;
  verdict.finding = Finding::kDataRace;
  verdict.summary = html + terminal + markdown;
  Trace trace{.title = html + terminal,
              .threads = {mermaid, html, unicode, terminal, markdown},
              .steps = {},
              .outcome = markdown + html,
              .explanation = markdown + terminal + html,
              .token = "$(reboot)`reboot`'\""};
  int number = 0;
  for (const std::string& text : {html, mermaid, markdown, terminal, unicode}) {
    trace.steps.push_back({.thread = number,
                           .operation = text,
                           .object = text,
                           .value = text,
                           .file = text,
                           .line = number - 1,
                           .source = text,
                           .fault = number == 3,
                           .before = text,
                           .after = number % 2 == 0 ? text : text + "2",
                           .holds = {text, text},
                           .from = number == 0 ? 5 : number - 1,
                           .preempts = true});
    ++number;
  }
  trace.steps.push_back({.thread = 2'000'000'000,
                         .operation = "",
                         .object = "",
                         .value = "",
                         .file = "",
                         .line = -2'000'000'000,
                         .source = "",
                         .from = 2'000'000'000});
  trace.steps.push_back({.thread = -5,
                         .operation = "",
                         .object = "",
                         .value = "",
                         .file = "/",
                         .line = 7,
                         .source = "",
                         .from = -7});
  verdict.traces = {trace, Trace{}};
  return verdict;
}

Verdict verdict_of_two_files() {
  const std::string gray = "lib/heddle/work/thread_pool.hpp";
  const std::string log = "lib/heddle/log/semaphore_buffer_logger.hpp";
  Verdict verdict = found_by_the_explorer(
      "queue_shutdown", Finding::kDeadlock,
      "worker 0 and worker 1 wait for each other for good, while the pool's queue is being closed and "
      "nobody is left to wake them");
  verdict.places = {{gray, 57, "", "worker 0 waits in wait of 'queue filled'", ""}, {log, 0, "", "", ""}};
  Trace trace{.title = "", .threads = {"worker 0"}, .steps = {}, .outcome = ""};
  for (int i = 0; i < 70; ++i)
    trace.steps.push_back({.thread = i % 2,
                           .operation = i % 2 == 0 ? "lock" : "compare_exchange_strong acq_rel",
                           .object = i % 2 == 0 ? "queue mutex" : "a name that is much longer than a column",
                           .value = "held",
                           .file = i % 3 == 0 ? log : gray,
                           .line = i + 1,
                           .source = i % 3 == 0 ? "" : "filled_.wait(mutex_);",
                           .fault = i == 69,
                           .preempts = i % 5 == 4});
  verdict.traces = {trace};
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

std::vector<Verdict> verdicts_with_traces() {
  return {found_verdict(),         deadlock_verdict(),     lost_wakeup_verdict(), four_threads_verdict(),
          eight_threads_verdict(), verdict_of_two_files(), hostile_verdict()};
}

}  // namespace heddle::test
