// Tokens of real executions: they lead there again from another build and from moved lines, and where the
// code has changed the first step that differs is named.
#include <gmock/gmock.h>

#include <cstdint>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "expect_verdict.hpp"
#include "moved_variant.hpp"
#include "sanitizers/relacy/token.hpp"

namespace heddle {
namespace {

using test::found;
using testing::AllOf;
using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

template <template <class> class Case>
std::string token(std::size_t trace = 0) {
  const Verdict verdict = explore<Case>();
  EXPECT_EQ(verdict.status, Verdict::Status::kFound) << verdict_text(verdict);
  return verdict.traces.at(trace).token;
}

std::vector<std::string> as_lines(const Trace& trace) {
  std::vector<std::string> lines;
  for (const Step& step : trace.steps)
    lines.push_back(std::to_string(step.thread) + " " + step.operation + " " + step.object + " " +
                    step.value + " " + std::to_string(step.line) + (step.fault ? " fault" : ""));
  return lines;
}

// ---- the same again

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
// One outcome that must not be, by a stale load.
template <class Sync>
struct RelaxedHandover {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{{"0", Grade::kForbidden, "sent and not there"},
                                       {"1", Grade::kAcceptable, ""},
                                       {"none", Grade::kAcceptable, ""}};
  static constexpr std::memory_order kSends = std::memory_order_relaxed;
  void thread(int index) {
    if (index == 0) {
      box_.store(1, std::memory_order_relaxed);
      sent_.store(true, std::memory_order_relaxed);
    } else if (sent_.load(std::memory_order_acquire)) {
      got_ = std::to_string(box_.load(std::memory_order_relaxed));
    }
  }
  std::string after() { return got_; }
  Atomic<Sync, int> box_{"box", 0};
  Atomic<Sync, bool> sent_{"sent", false};
  std::string got_ = "none";
};
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
// Only the one of three waiters that is notified can go on.
template <class Sync>
struct NotifiesOne {
  static constexpr int kThreads = 4;
  void thread(int index) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    mutex_.lock();
    if (index < 3) {
      while (!ready_.read()) changed_.wait(mutex_);
    } else {
      ready_.write(true);
      changed_.notify_one();
    }
    mutex_.unlock();
  }
  Mutex<Sync> mutex_{"mutex"};
  ConditionVariable<Sync> changed_{"changed"};
  Shared<Sync, bool> ready_{"ready", false};
};
template <class Sync>
struct TryFails {
  static constexpr int kThreads = 1;
  static constexpr Outcome kOutcomes[]{{"taken", Grade::kAcceptable, ""}};
  void thread(int) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    if (!mutex_.try_lock()) return;
    taken_ = "taken";
    mutex_.unlock();
  }
  std::string after() { return taken_; }
  Mutex<Sync> mutex_{"mutex"};
  std::string taken_ = "not taken";
};
template <class Sync>
struct Throws {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 1 && value_.load() == 1) throw std::runtime_error("one");
    if (index == 0) value_.store(1);
  }
  Atomic<Sync, int> value_{"value", 0};
};
template <class Sync>
struct Unlocks {
  static constexpr int kThreads = 2;
  void thread(int index) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    if (index == 0) flag_.store(true);
    if (index == 1 && flag_.load()) mutex_.unlock();
  }
  Atomic<Sync, bool> flag_{"flag", false};
  Mutex<Sync> mutex_{"mutex"};
};
template <class Sync>
struct YieldsForEver {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) set_.store(true);
    if (index == 1 && !set_.load())
      while (!never_.load()) Sync::yield();
  }
  Atomic<Sync, bool> set_{"set", false};
  Atomic<Sync, bool> never_{"never", false};
};
template <class Sync>
struct Leaks {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) flag_.store(true);
    if (index == 1 && flag_.load()) last_ = new int(7);
  }
  Atomic<Sync, bool> flag_{"flag", false};
  int* volatile last_ = nullptr;
};

template <template <class> class Case>
void expect_the_same_again(Finding finding, std::size_t traces = 1) {
  SCOPED_TRACE(name_of(finding));
  const Verdict verdict = explore<Case>();
  ASSERT_TRUE(found(finding, verdict));
  ASSERT_EQ(verdict.traces.size(), traces) << verdict_text(verdict);
  const Trace& trace = verdict.traces[0];
  ASSERT_NE(trace.token, "");
  EXPECT_LT(trace.token.size(), 80U);
  const Verdict again = replay<Case>(trace.token);
  ASSERT_TRUE(found(finding, verdict.summary, again)) << trace.token;
  ASSERT_EQ(again.traces.size(), 1U);
  EXPECT_EQ(as_lines(again.traces[0]), as_lines(trace));
  EXPECT_EQ(again.traces[0].token, trace.token);
  EXPECT_EQ(again.executions, 1U);
  ASSERT_EQ(again.places.size(), verdict.places.size());
  for (std::size_t i = 0; i < again.places.size(); ++i)
    EXPECT_EQ(again.places[i].line, verdict.places[i].line);
}

TEST(Replay, OfATokenEndsInTheSameFailureByTheSameSteps) {
  expect_the_same_again<LostUpdate>(Finding::kDataRace, 2);
  expect_the_same_again<RelaxedHandover>(Finding::kWrongOutcome);
  expect_the_same_again<TwoOrders>(Finding::kDeadlock);
  expect_the_same_again<NotifiesOne>(Finding::kDeadlock);
  expect_the_same_again<TryFails>(Finding::kWrongOutcome);
  expect_the_same_again<Throws>(Finding::kException);
  expect_the_same_again<Unlocks>(Finding::kMisuse);
  expect_the_same_again<YieldsForEver>(Finding::kLivelock);
  expect_the_same_again<Leaks>(Finding::kMemoryLeak);
}

TEST(Replay, OfBothTracesOfADataRaceIsInTheModeOfEach) {
  const Verdict verdict = explore<LostUpdate>();
  ASSERT_THAT(verdict.traces, SizeIs(2));
  EXPECT_EQ(model::token_from(verdict.traces[0].token).mode, model::Mode::kCheck);
  EXPECT_EQ(model::token_from(verdict.traces[1].token).mode, model::Mode::kShow);
  const Verdict shown = replay<LostUpdate>(verdict.traces[1].token);
  ASSERT_TRUE(found(Finding::kWrongOutcome, "outcome \"1\": one was lost", shown));
  EXPECT_EQ(as_lines(shown.traces.at(0)), as_lines(verdict.traces[1]));
  EXPECT_THAT(verdict.traces[1].title, StartsWith(shown.traces.at(0).title));
}

TEST(Replay, IsWhatExploreDoesWithATokenAmongItsOptions) {
  DetectorOptions options;
  options.replay = token<LostUpdate>();
  EXPECT_EQ(explore<LostUpdate>(options).traces.at(0).token, options.replay);
  options.replay = "nonsense";
  EXPECT_THROW(static_cast<void>(explore<LostUpdate>(options)), std::invalid_argument);
}

TEST(Replay, DoesNotCareWhichSearchFoundTheToken) {
  for (const char* const scheduler : {"full", "bound", "random"})
    EXPECT_EQ(explore<RelaxedHandover>(test::with_scheduler(scheduler)).traces.at(0).token,
              token<RelaxedHandover>())
        << scheduler;
}

template <class Sync>
struct OfTwoToFour {
  static constexpr int kThreads = 2;
  static constexpr int kMaxThreads = 4;
  explicit OfTwoToFour(int threads) : threads_(threads) {}
  static constexpr Outcome kOutcomes[]{{"not last", Grade::kAcceptable, ""}, {"last", Grade::kForbidden, ""}};
  void thread(int index) {
    if (index == threads_ - 1 && value_.fetch_add(1) == 0 && index == 3) outcome_ = "last";
  }
  std::string after() { return outcome_; }
  const int threads_;
  Atomic<Sync, int> value_{"value", 0};
  std::string outcome_ = "not last";
};
TEST(Replay, HasTheThreadsAndTheBoundOfStepsOfItsToken) {
  DetectorOptions options;
  options.threads = 4;
  options.max_steps = 77;
  const Verdict verdict = explore<OfTwoToFour>(options);
  ASSERT_TRUE(found(Finding::kWrongOutcome, verdict));
  const std::string& token = verdict.traces.at(0).token;
  EXPECT_EQ(model::token_from(token).threads, 4);
  EXPECT_EQ(model::token_from(token).max_steps, 77U);
  EXPECT_TRUE(found(Finding::kWrongOutcome, replay<OfTwoToFour>(token)));
}

// ---- what does not matter

TEST(Token, IsTheSameFromAFileWhoseLinesHaveMoved) {
  const Verdict first = explore(test::variant_here());
  const Verdict moved = explore(test::variant_moved());
  ASSERT_TRUE(found(Finding::kDataRace, first));
  ASSERT_THAT(first.traces, SizeIs(2));
  ASSERT_THAT(moved.traces, SizeIs(2));
  EXPECT_NE(first.traces[0].steps.at(0).file, moved.traces[0].steps.at(0).file);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_NE(first.traces[i].steps.at(0).line, moved.traces[i].steps.at(0).line);
    EXPECT_EQ(first.traces[i].token, moved.traces[i].token);
  }
  EXPECT_TRUE(found(Finding::kDataRace, replay(test::variant_moved(), first.traces[0].token)));
}

// Computed from the description in token.hpp by another program, for the steps that every build has to take.
template <class Sync>
struct LostAtomicUpdate {
  static constexpr int kThreads = 2;
  static constexpr Findings kFindings{.model = Finding::kWrongOutcome};
  static constexpr Outcome kOutcomes[]{{"2", Grade::kAcceptable, ""}, {"1", Grade::kInteresting, ""}};
  void thread(int) { converted_.store(converted_.load() + 1); }
  std::string after() { return std::to_string(converted_.load()); }
  Atomic<Sync, int> converted_{"converted", 0};
};
TEST(Token, IsTheSameFromEveryCompilerAndEveryBuild) {
  EXPECT_EQ(token<LostAtomicUpdate>(), "1CA1QFBCC7ozn6Wnn4sLjXo4");
}

// ---- what has changed

// Worker 0 stores, stores and adds, worker 1 looks; it must not see the second store before the third is
// done.
struct AsItWas {
  static constexpr const char* kBox = "box";
  static constexpr bool kExchanges = false;
  static constexpr bool kLooksTwice = false;
  static constexpr int kWriter = 0;
  static constexpr bool kStopsEarly = false;
};
template <class Sync, class Code>
struct Written {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{{"whole", Grade::kAcceptable, ""}, {"half", Grade::kForbidden, ""}};
  void thread(int index) {
    if (index != Code::kWriter) {
      if (begun_.load() && count_.load() == 0) seen_ = "half";
      return;
    }
    if constexpr (Code::kLooksTwice) count_.load();
    if constexpr (Code::kExchanges)
      box_.exchange(1);
    else
      box_.store(1);
    if constexpr (Code::kStopsEarly) return;
    begun_.store(true);
    count_.fetch_add(1);
  }
  std::string after() { return seen_; }
  Atomic<Sync, int> box_{Code::kBox, 0};
  Atomic<Sync, bool> begun_{"begun", false};
  Atomic<Sync, int> count_{"count", 0};
  const char* seen_ = "whole";
};
template <class Sync>
using Original = Written<Sync, AsItWas>;

struct WithAnotherName : AsItWas {
  static constexpr const char* kBox = "crate";
};
struct WithAnotherOperation : AsItWas {
  static constexpr bool kExchanges = true;
};
struct WithOneStepMore : AsItWas {
  static constexpr bool kLooksTwice = true;
};
struct WithAnotherThread : AsItWas {
  static constexpr int kWriter = 1;
};
struct WithFewerSteps : AsItWas {
  static constexpr bool kStopsEarly = true;
};

template <class Code>
Verdict replayed_with(const std::string& token) {
  return replay(variant_of<Written<ModelSync, Code>>("case", "variant"), token);
}

// The steps of the failure: store of the box, store of begun, load of begun, load of count.
TEST(Replay, OfChangedCodeNamesTheFirstStepThatDiffersAndWhatIsThereNow) {
  const Verdict verdict = explore<Original>();
  ASSERT_TRUE(found(Finding::kWrongOutcome, verdict));
  const std::string token = verdict.traces.at(0).token;
  ASSERT_EQ(verdict.traces.at(0).steps.at(0).object, "box") << verdict_text(verdict);

  const auto expect_first = [&](const Verdict& now, std::size_t step, const std::string& what) {
    EXPECT_EQ(now.status, Verdict::Status::kCouldNotRun) << verdict_text(now);
    EXPECT_THAT(now.summary, StartsWith("the code has changed: step " + std::to_string(step) + " is now '" +
                                        what + "', and the token was made of another one"));
    ASSERT_EQ(now.traces.size(), 1U);
    ASSERT_EQ(now.traces[0].steps.size(), step);
    for (std::size_t i = 0; i < step; ++i) EXPECT_EQ(now.traces[0].steps[i].fault, i + 1 == step);
    EXPECT_EQ(now.traces[0].token, "");
    ASSERT_EQ(now.places.size(), 1U);
    EXPECT_EQ(now.places[0].line, now.traces[0].steps.back().line);
  };
  expect_first(replayed_with<WithAnotherName>(token), 1, "worker 0: store seq_cst of 'crate'");
  expect_first(replayed_with<WithAnotherOperation>(token), 1, "worker 0: exchange seq_cst of 'box'");
  expect_first(replayed_with<WithOneStepMore>(token), 1, "worker 0: load seq_cst of 'count'");
  expect_first(replayed_with<WithAnotherThread>(token), 1, "worker 0: load seq_cst of 'begun'");
  const Verdict shorter = replayed_with<WithFewerSteps>(token);
  expect_first(shorter, 2, "worker 1: load seq_cst of 'begun'");
  EXPECT_THAT(shorter.summary, HasSubstr("; the step before it agrees; nothing is found in what runs now"));
}

template <class Sync>
struct EndsAfterTwo {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 0) converted_.load();
    if (index == 1) converted_.load();
  }
  Atomic<Sync, int> converted_{"converted", 0};
};
TEST(Replay, OfCodeThatEndsEarlierSaysSo) {
  const Verdict now = replay<EndsAfterTwo>(token<LostAtomicUpdate>());
  EXPECT_EQ(now.status, Verdict::Status::kCouldNotRun);
  EXPECT_EQ(now.summary,
            "the code has changed: the execution now ends after 2 steps, and the token is of 5; nothing is "
            "found in what runs now");
}

template <class Sync>
struct OrderedHandover : RelaxedHandover<Sync> {
  void thread(int index) {
    if (index == 0) {
      this->box_.store(1, std::memory_order_relaxed);
      this->sent_.store(true, std::memory_order_release);
    } else if (this->sent_.load(std::memory_order_acquire)) {
      this->got_ = std::to_string(this->box_.load(std::memory_order_relaxed));
    }
  }
};
TEST(Replay, OfAStaleValueThatOrderForbidsNowNamesItsLoad) {
  const Verdict now = replay<OrderedHandover>(token<RelaxedHandover>());
  EXPECT_EQ(now.status, Verdict::Status::kCouldNotRun) << verdict_text(now);
  EXPECT_EQ(
      now.summary,
      "the code has changed: step 4, 'worker 1: load relaxed of 'box'', cannot come out as the token has "
      "it any more; the 3 before it agree; nothing is found in what runs now");
}

TEST(Replay, OfChangedCodeTellsWhatItEndsWithNow) {
  const Verdict now = replay<LostUpdate>(token<LostAtomicUpdate>());
  EXPECT_EQ(now.status, Verdict::Status::kCouldNotRun);
  EXPECT_EQ(now.finding, Finding::kNone);
  EXPECT_THAT(now.summary,
              AllOf(StartsWith("the code has changed: step 1 is now 'worker 0: read of 'converted''"),
                    HasSubstr("what runs now ends with: read of 'converted' by worker 1, and write")));
}

template <class Sync>
struct OfThree : LostUpdate<Sync> {
  static constexpr int kThreads = 3;
};
TEST(Replay, OfAVariantWithAnotherNumberOfThreadsSaysSo) {
  const Verdict now = replay<OfThree>(token<LostUpdate>());
  EXPECT_EQ(now.status, Verdict::Status::kCouldNotRun);
  EXPECT_EQ(now.summary, "the code has changed: the token is of 2 threads, and case.variant runs with 3 now");
}

// ---- what is fixed

template <class Sync, int Permits>
struct Permitted {
  static constexpr int kThreads = 2;
  void thread(int) {
    permits_.acquire();
    permits_.acquire();
    permits_.release();
    permits_.release();
  }
  Semaphore<Sync> permits_{"permits", Permits};
};
template <class Sync>
using TooFew = Permitted<Sync, 2>;
template <class Sync>
using Enough = Permitted<Sync, 3>;
TEST(Replay, OfTheSameStepsThatEndWellNowSaysThatItIsFixed) {
  const Verdict before = explore<TooFew>();
  ASSERT_TRUE(found(Finding::kDeadlock, before));
  const Verdict now = replay<Enough>(before.traces.at(0).token);
  EXPECT_TRUE(test::not_found(now));
  EXPECT_THAT(now.summary, StartsWith("all 2 steps of the token agree, and this execution ends well now"));
  EXPECT_EQ(now.traces.at(0).steps.size(), 8U);
  EXPECT_EQ(now.traces.at(0).token, "");
}

// The first operation is the same, and then somebody spins.
template <class Sync>
struct Spins {
  static constexpr int kThreads = 1;
  static constexpr Outcome kOutcomes[]{{"never", Grade::kAcceptable, ""}};
  void thread(int) { value_.load(); }
  std::string after() {
    value_.load();
    return "bad";
  }
  Atomic<Sync, int> value_{"value", 0};
};
template <class Sync>
struct SpinsForEver : Spins<Sync> {
  std::string after() {
    while (this->value_.load() == 0) {
    }
    return "never";
  }
};
TEST(Replay, OfWhatDoesNotEndAnyMoreIsNoSuccess) {
  const Verdict now = replay<SpinsForEver>(token<Spins>());
  EXPECT_EQ(now.status, Verdict::Status::kCouldNotRun);
  EXPECT_THAT(now.summary, AllOf(StartsWith("all 2 steps of the token agree"),
                                 HasSubstr("not followed beyond 2,000 steps")));
}

template <class Sync>
struct AnotherFailure : LostAtomicUpdate<Sync> {
  std::string after() {
    this->converted_.load();
    throw std::runtime_error("after all");
  }
};
TEST(Replay, OfTheSameStepsThatEndInAnotherFailureFindsThatOne) {
  EXPECT_TRUE(found(Finding::kException, replay<AnotherFailure>(token<LostAtomicUpdate>())));
}

// ---- what is refused

TEST(Replay, OfATokenOfAnotherVariantIsRefused) {
  try {
    static_cast<void>(replay<LostUpdate>(token<LostUpdate>(), "other"));
    FAIL();
  } catch (const std::invalid_argument& error) {
    EXPECT_STREQ(
        error.what(),
        "the replay token is of another variant than other.variant; name the variant that it came with");
  }
}

template <class Sync>
struct OtherEachTime : LostUpdate<Sync> {
  void thread(int index) {
    static int times = 0;
    if (++times % 3 == 0) other_.store(1);
    LostUpdate<Sync>::thread(index);
  }
  Atomic<Sync, int> other_{"other", 0};
};
TEST(Replay, OfAVariantThatDoesNotDoTheSameTwiceSaysThatAndNotThatItHasChanged) {
  EXPECT_TRUE(found(Finding::kNondeterminism, replay<OtherEachTime>(token<LostUpdate>())));
}

// Well formed, of this variant, and made up.
template <template <class> class Case>
void survives_made_up_tokens(std::mt19937_64& random, const std::string& real) {
  const auto below = [&](std::uint64_t end) { return random() % end; };
  for (int i = 0; i < 1500; ++i) {
    model::Token token = model::token_from(real);
    token.mode = below(2) == 0 ? model::Mode::kCheck : model::Mode::kShow;
    if (below(10) == 0) token.threads = static_cast<int>(1 + below(8));
    if (below(3) == 0) token.max_steps = 1 + below(100);
    token.choices.clear();
    std::uint64_t turn = 0;
    for (std::uint64_t left = below(6); left > 0; --left) {
      turn += 1 + below(4);
      token.choices.push_back({turn, below(3), static_cast<std::uint8_t>(below(8))});
    }
    if (below(2) == 0) {
      token.marks.steps = below(300);
      token.marks.each.clear();
      for (std::uint64_t left = model::Marks::count(token.marks.steps); left > 0; --left)
        token.marks.each.push_back(static_cast<std::uint16_t>(below(64)));
    }
    const std::string text = text_of(token);
    const Verdict verdict = replay<Case>(text);
    ASSERT_FALSE(verdict.summary.empty()) << text;
    ASSERT_FALSE(verdict_text(verdict).empty()) << text;
  }
}
TEST(Replay, OfMadeUpTokensHurtsNobody) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  survives_made_up_tokens<LostUpdate>(random, token<LostUpdate>());
  survives_made_up_tokens<RelaxedHandover>(random, token<RelaxedHandover>());
  survives_made_up_tokens<TwoOrders>(random, token<TwoOrders>());
  survives_made_up_tokens<NotifiesOne>(random, token<NotifiesOne>());
  survives_made_up_tokens<YieldsForEver>(random, token<YieldsForEver>());
}

}  // namespace
}  // namespace heddle
