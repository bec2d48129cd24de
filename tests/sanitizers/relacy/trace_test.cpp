// The trace that a verdict shows: the shortest way there, with names, values and lines, what went wrong in a
// sentence, and what a race may come to.
#include <algorithm>
#include <string>
#include <vector>

#include "expect_verdict.hpp"

namespace heddle {
namespace {

using test::found;

// Switches away from a thread that has steps left.
int switches_before_the_end(const Trace& trace) {
  int switches = 0;
  for (std::size_t i = 1; i < trace.steps.size(); ++i) {
    const int before = trace.steps[i - 1].thread;
    if (before == trace.steps[i].thread) continue;
    switches += std::any_of(trace.steps.begin() + static_cast<std::ptrdiff_t>(i), trace.steps.end(),
                            [&](const Step& step) { return step.thread == before; });
  }
  return switches;
}

// "worker 0: load relaxed count 1" for what it got, and then "[0 -> 1]" for what it changed.
std::vector<std::string> as_lines(const Trace& trace) {
  std::vector<std::string> lines;
  for (const Step& step : trace.steps) {
    std::string line = (step.fault ? "! " : "") + trace.threads.at(static_cast<std::size_t>(step.thread)) +
                       ": " + step.operation;
    if (!step.object.empty()) line += " " + step.object;
    if (!step.value.empty()) line += " " + step.value;
    if (step.before != step.after) line += " [" + step.before + " -> " + step.after + "]";
    lines.push_back(line);
  }
  return lines;
}

// ---- the shortest

template <class Sync>
struct LostAtomicUpdate {
  static constexpr int kThreads = 2;
  static constexpr Findings kFindings{.model = Finding::kWrongOutcome};
  static constexpr Outcome kOutcomes[]{{"2", Grade::kAcceptable, ""},
                                       {"1", Grade::kInteresting, "one was lost"}};
  void thread(int) {
    const int seen = converted_.load();  // [loads]
    converted_.store(seen + 1);          // [stores]
  }
  std::string after() { return std::to_string(converted_.load()); }
  Atomic<Sync, int> converted_{"converted", 0};
};

TEST(Trace, OfALostUpdateHasOnePreemptionAndNoStepTooMany) {
  for (const char* scheduler : {"dpor", "full", "bound", "random"}) {
    const Verdict verdict = explore<LostAtomicUpdate>(test::with_scheduler(scheduler));
    ASSERT_TRUE(found(Finding::kWrongOutcome, verdict)) << scheduler;
    ASSERT_EQ(verdict.traces.size(), 1U);
    const Trace& trace = verdict.traces[0];
    EXPECT_EQ(switches_before_the_end(trace), 1) << verdict_text(verdict);
    ASSERT_EQ(trace.steps.size(), 5U) << verdict_text(verdict);
    EXPECT_EQ(as_lines(trace), (std::vector<std::string>{
                                   "worker 0: load seq_cst converted 0", "worker 1: load seq_cst converted 0",
                                   "worker 1: store seq_cst converted [0 -> 1]",
                                   "worker 0: store seq_cst converted", "main: load seq_cst converted 1"}))
        << scheduler;
    EXPECT_TRUE(trace.steps[1].preempts);
    EXPECT_EQ(trace.title, "the shortest way to it");
    EXPECT_EQ(trace.explanation,
              "worker 0 read 'converted' before worker 1 wrote it; one increment was lost");
    EXPECT_EQ(trace.steps[0].line, HEDDLE_LINE("loads"));
    EXPECT_EQ(trace.steps[2].line, HEDDLE_LINE("stores"));
    EXPECT_EQ(trace.steps[0].file, __FILE__);
    EXPECT_EQ(trace.outcome, "outcome \"1\": one was lost");
  }
}

// Found by reduced search with many detours on the way; it needs no preemption at all.
template <class Sync>
struct SecondComesFirst {
  static constexpr int kThreads = 3;
  static constexpr Outcome kOutcomes[]{{"", Grade::kAcceptable, ""}, {"yes", Grade::kForbidden, "seen"}};
  void thread(int index) {
    for (int i = 0; i < 3; ++i) noise_.fetch_add(1);
    if (index == 2) last_.store(true);
    if (index == 0 && last_.load()) seen_ = "yes";
  }
  std::string after() { return seen_; }
  Atomic<Sync, int> noise_{"noise", 0};
  Atomic<Sync, bool> last_{"last", false};
  const char* seen_ = "";
};
TEST(Trace, OfWhatNeedsNoPreemptionHasNone) {
  const Verdict verdict = explore<SecondComesFirst>();
  ASSERT_TRUE(found(Finding::kWrongOutcome, verdict));
  EXPECT_EQ(switches_before_the_end(verdict.traces.at(0)), 0) << verdict_text(verdict);
}

template <class Sync>
struct TwoOrders {
  static constexpr int kThreads = 2;
  void thread(int index) {
    const Lock<Sync> first(index == 0 ? left_ : right_);
    const Lock<Sync> second(index == 0 ? right_ : left_);
  }
  Mutex<Sync> left_{"left"};
  Mutex<Sync> right_{"right"};
};
TEST(Trace, OfADeadlockEndsWithTheStepsThatNobodyCanTake) {
  const Verdict verdict = explore<TwoOrders>();
  ASSERT_TRUE(found(Finding::kDeadlock, verdict));
  const Trace& trace = verdict.traces.at(0);
  ASSERT_EQ(trace.steps.size(), 4U) << verdict_text(verdict);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(trace.steps[i].fault, i >= 2) << verdict_text(verdict);
}

// ---- words

template <class Sync>
struct OneOfEach {
  static constexpr int kThreads = 1;
  static constexpr int kStartedThreads = 1;
  static constexpr Outcome kOutcomes[]{{"never", Grade::kAcceptable, ""}};
  void thread(int) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    number_.write(-3);
    letter_.write('x');
    share_.write(0.25);
    title_.with_mut([](std::string& title) { title = "ab"; });
    images_.with_mut([](std::vector<int>& images) { images.push_back(1); });
    images_.with([](const std::vector<int>&) {});
    flag_.store(true, std::memory_order_release);
    count_.fetch_add(2, std::memory_order_relaxed);
    count_.fetch_sub(5, std::memory_order_relaxed);
    pointer_.exchange(&number_, std::memory_order_acq_rel);
    std::uint8_t expected = 253;
    count_.compare_exchange_strong(expected, 7);
    count_.compare_exchange_strong(expected, 8);
    Sync::fence(std::memory_order_acquire);
    cells_.write(1, std::span<const char>("ab", 2));
    cells_.read(2);
    semaphore_.acquire();
    semaphore_.release();
    shared_.lock_shared();
    shared_.unlock_shared();
    latch_.count_down();
    latch_.wait();
    changed_.notify_all();
    sink_.append("line\n");
    Thread<Sync>("other", [this] { flag_.load(std::memory_order_acquire); }).join();
  }
  std::string after() { return "done"; }
  Shared<Sync, int> number_{"number", 0};
  Shared<Sync, char> letter_{"letter", 'a'};
  Shared<Sync, double> share_{"share", 0.5};
  Shared<Sync, std::string> title_{"title"};
  Shared<Sync, std::vector<int>> images_{"images"};
  Atomic<Sync, bool> flag_{"flag", false};
  Atomic<Sync, std::uint8_t> count_{"count", 0};
  Atomic<Sync, Shared<Sync, int>*> pointer_{"pointer", nullptr};
  SharedArray<Sync, char, 4> cells_{"cells"};
  Semaphore<Sync> semaphore_{"semaphore", 1};
  SharedMutex<Sync> shared_{"shared"};
  Latch<Sync> latch_{"latch", 1};
  ConditionVariable<Sync> changed_{"changed"};
  Sink<Sync> sink_{InMemory{"sink"}};
};
TEST(Trace, SaysEveryOperationInWordsWithItsValue) {
  const Verdict verdict = explore<OneOfEach>();
  ASSERT_TRUE(found(Finding::kWrongOutcome, verdict));
  EXPECT_EQ(as_lines(verdict.traces.at(0)),
            (std::vector<std::string>{"worker 0: write number [0 -> -3]",
                                      "worker 0: write letter ['a' -> 'x']",
                                      "worker 0: write share [0.5 -> 0.25]",
                                      "worker 0: write title [\"\" -> \"ab\"]",
                                      "worker 0: write images [empty -> 1 element]",
                                      "worker 0: read images 1 element",
                                      "worker 0: store release flag [false -> true]",
                                      "worker 0: fetch_add 2 relaxed count 0 [0 -> 2]",
                                      "worker 0: fetch_sub 5 relaxed count 2 [2 -> 253]",
                                      "worker 0: exchange acq_rel pointer null [null -> not null]",
                                      "worker 0: compare_exchange seq_cst count 253 [253 -> 7]",
                                      "worker 0: compare_exchange (fails) seq_cst count 7",
                                      "worker 0: fence acquire",
                                      "worker 0: write [1, 3) cells [\"\\x00\\x00\" -> \"ab\"]",
                                      "worker 0: read [2] cells \"b\"",
                                      "worker 0: acquire semaphore [1 permit -> no permit]",
                                      "worker 0: release semaphore [no permit -> 1 permit]",
                                      "worker 0: lock_shared shared [free -> held by worker 0 (shared)]",
                                      "worker 0: unlock_shared shared [held by worker 0 (shared) -> free]",
                                      "worker 0: count_down latch [1 -> 0]",
                                      "worker 0: wait latch",
                                      "worker 0: notify_all (nobody waits) changed",
                                      "worker 0: append \"line\\x0a\" sink [0 bytes -> 5 bytes]",
                                      "worker 0: start other",
                                      "other: begin",
                                      "other: load acquire flag true",
                                      "other: end",
                                      "worker 0: join other"}));
}

// ---- what a race may come to

template <class Sync>
struct LostUpdate {
  static constexpr int kThreads = 2;
  static constexpr Findings kFindings{.model = Finding::kDataRace};
  static constexpr Outcome kOutcomes[]{{"2", Grade::kAcceptable, ""},
                                       {"1", Grade::kInteresting, "one was lost"}};
  void thread(int) {
    const int seen = converted_.read();
    converted_.write(seen + 1);
  }
  std::string after() { return std::to_string(converted_.read()); }
  Shared<Sync, int> converted_{"converted", 0};
};
template <class Sync>
struct HarmlessRace {
  static constexpr int kThreads = 2;
  void thread(int) { same_.write(1); }
  Shared<Sync, int> same_{"same", 0};
};

TEST(Consequence, OfARaceIsShownBesideIt) {
  const Verdict verdict = explore<LostUpdate>();
  ASSERT_TRUE(found(Finding::kDataRace, verdict));
  ASSERT_EQ(verdict.traces.size(), 2U);
  const Trace& consequence = verdict.traces[1];
  EXPECT_NE(consequence.title.find("the standard promises nothing"), std::string::npos);
  EXPECT_EQ(consequence.outcome, "outcome \"1\": one was lost");
  EXPECT_EQ(switches_before_the_end(consequence), 1);
  EXPECT_EQ(as_lines(consequence),
            (std::vector<std::string>{"worker 0: read converted 0", "worker 1: read converted 0",
                                      "worker 1: write converted [0 -> 1]", "worker 0: write converted",
                                      "main: read converted 1"}));
  EXPECT_EQ(consequence.explanation,
            "worker 0 read 'converted' before worker 1 wrote it; one increment was lost");
}
TEST(Consequence, IsNotInventedWhereThereIsNone) {
  const Verdict verdict = explore<HarmlessRace>();
  ASSERT_TRUE(found(Finding::kDataRace, verdict));
  EXPECT_EQ(verdict.traces.size(), 1U);
}

}  // namespace
}  // namespace heddle
