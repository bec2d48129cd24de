// What the detector says of variants whose fault is known: it finds the declared one on its line, stays
// silent where there is none, and tells what keeps it from either.
#include <gmock/gmock.h>
#include <pthread.h>

#include <csignal>
#include <stdexcept>
#include <string>

#include "sanitizers/tsan/capture.hpp"
#include "sanitizers/tsan/miss_rate.hpp"
#include "sanitizers/tsan/tsan.hpp"

namespace heddle {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using Status = Verdict::Status;

template <class T>
Variant variant() {
  return variant_of<T>("test", "variant");
}
template <class T>
Verdict look(const DetectorOptions& options = {}) {
  return tsan_detector().look(variant<T>(), options);
}

template <class Sync>
struct Racy {
  static constexpr int kThreads = 2;
  static constexpr int kMaxThreads = 3;
  static constexpr Findings kFindings{.tsan = Finding::kDataRace};
  explicit Racy(int) {}
  void thread(int) { count_.write(count_.read() + 1); }
  static constexpr int kLine = __LINE__ - 1;
  Shared<Sync, int> count_{"count", 0};
};

TEST(TsanDetector, FindsTheDeclaredRaceOnItsLine) {
  const Verdict verdict = look<Racy<TsanSync>>();
  EXPECT_EQ(verdict.status, Status::kFound) << verdict.summary;
  EXPECT_EQ(verdict.finding, Finding::kDataRace);
  EXPECT_EQ(verdict.detector, "tsan");
  EXPECT_EQ(verdict.case_name, "test");
  EXPECT_EQ(verdict.variant, "variant");
  ASSERT_THAT(verdict.places, SizeIs(2));
  for (const Place& place : verdict.places) {
    EXPECT_EQ(place.line, Racy<TsanSync>::kLine);
    EXPECT_EQ(place.file, __FILE__);
    EXPECT_THAT(place.function, HasSubstr("thread"));
    EXPECT_THAT(place.what, testing::MatchesRegex("(write|read) of 4 bytes by worker [01]"));
  }
  EXPECT_NE(verdict.places[0].what.back(), verdict.places[1].what.back()) << "two workers";
  EXPECT_THAT(verdict.evidence, Contains(HasSubstr("data race (data-race)")));
  EXPECT_GE(verdict.executions, 1U);
  EXPECT_LE(verdict.executions, static_cast<std::uint64_t>(tsan::kTries));
}

TEST(TsanDetector, FindsItAgainInTheSameProcess) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(look<Racy<TsanSync>>().status, Status::kFound);
}

TEST(TsanDetector, RunsWithAsManyThreadsAsItIsAskedFor) {
  EXPECT_EQ(look<Racy<TsanSync>>({.threads = 3}).status, Status::kFound);
  EXPECT_THROW(look<Racy<TsanSync>>({.threads = 1}), std::invalid_argument);
  EXPECT_THROW(look<Racy<TsanSync>>({.threads = 4}), std::invalid_argument);
  EXPECT_THROW(look<Racy<TsanSync>>({.hang_seconds = -1}), std::invalid_argument);
}

template <class Sync>
struct Undeclared : Racy<Sync> {
  static constexpr Findings kFindings{};
  using Racy<Sync>::Racy;
};

TEST(TsanDetector, TellsARaceThatIsNotDeclared) {
  const Verdict verdict = look<Undeclared<TsanSync>>();
  EXPECT_EQ(verdict.status, Status::kFound);
  EXPECT_EQ(verdict.finding, Finding::kDataRace);
}

template <class Sync>
struct Locked {
  static constexpr int kThreads = 2;
  void thread(int) {
    const Lock<Sync> lock(mutex_);
    count_.write(count_.read() + 1);
  }
  Mutex<Sync> mutex_{"mutex"};
  Shared<Sync, int> count_{"count", 0};
};

TEST(TsanDetector, IsSilentWhereALockOrdersAndDoesNotCallThatAProof) {
  const Verdict verdict = look<Locked<TsanSync>>({.rounds = 50});
  EXPECT_EQ(verdict.status, Status::kNotFound) << verdict.summary;
  EXPECT_EQ(verdict.finding, Finding::kNone);
  EXPECT_EQ(verdict.executions, 50U);
  EXPECT_THAT(verdict.limits, Contains(HasSubstr("not found in 50 rounds of real threads: no proof")));
}

template <class Sync>
struct DeclaredAndAbsent : Locked<Sync> {
  static constexpr Findings kFindings{.tsan = Finding::kDataRace};
};

TEST(TsanDetector, SaysWithWhatChanceItMissesWhatIsDeclared) {
  const Verdict verdict = look<DeclaredAndAbsent<TsanSync>>({.rounds = 30});
  EXPECT_EQ(verdict.status, Status::kNotFound);
  EXPECT_EQ(verdict.executions, 30U);
  EXPECT_THAT(verdict.limits, Contains(HasSubstr("30 rounds all with p^k = 5e-01")));  // 0.98^30 = 0.545
}

template <class Sync>
struct BothOrders {
  static constexpr int kThreads = 2;
  static constexpr Findings kFindings{.tsan = Finding::kLockOrder};
  static constexpr Outcome kOutcomes[]{{"done", Grade::kAcceptable, ""}, {kHangs, Grade::kInteresting, ""}};
  void thread(int index) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    count_.write(index);  // a race comes first, and is not what was declared
    const Lock<Sync> outer(index == 0 ? first_ : second_);
    const Lock<Sync> inner(index == 0 ? second_ : first_);
  }
  static constexpr int kFirstLock = __LINE__ - 3;
  static constexpr int kSecondLock = __LINE__ - 3;
  Shared<Sync, int> count_{"count", 0};
  Mutex<Sync> first_{"first"};
  Mutex<Sync> second_{"second"};
};

TEST(TsanDetector, PrefersTheDeclaredFindingAndKeepsTheEvidenceOfOthers) {
  const Verdict verdict = look<BothOrders<TsanSync>>();
  EXPECT_EQ(verdict.status, Status::kFound) << verdict.summary;
  EXPECT_EQ(verdict.finding, Finding::kLockOrder);
  EXPECT_THAT(verdict.places,
              Contains(Field(&Place::line, testing::AllOf(testing::Ge(BothOrders<TsanSync>::kFirstLock),
                                                          testing::Le(BothOrders<TsanSync>::kSecondLock)))));
  EXPECT_THAT(verdict.evidence, Contains(HasSubstr("data race")));
  EXPECT_GT(verdict.seconds_to_finding, 0);
  EXPECT_LE(verdict.seconds_to_finding, verdict.seconds);
}

TEST(TsanDetector, TellsWhichThreadTookWhichLockFirst) {
  const Verdict verdict = look<BothOrders<TsanSync>>();
  ASSERT_EQ(verdict.finding, Finding::kLockOrder) << verdict.summary;
  ASSERT_EQ(verdict.places.size(), 4U);
  for (const std::size_t second : {0U, 2U}) {  // where a thread took its second lock; its first comes after
    EXPECT_EQ(verdict.places[second].line, BothOrders<TsanSync>::kSecondLock);
    EXPECT_EQ(verdict.places[second + 1].line, BothOrders<TsanSync>::kFirstLock);
    EXPECT_EQ(verdict.places[second].thread, verdict.places[second + 1].thread);
  }
  EXPECT_THAT((std::vector<std::string>{verdict.places[0].thread, verdict.places[2].thread}),
              testing::UnorderedElementsAre("worker 0", "worker 1"));
}

template <class Sync>
struct LocksTwice {
  static constexpr int kThreads = 1;
  static constexpr Findings kFindings{.tsan = Finding::kHang};
  static constexpr Outcome kOutcomes[]{{kHangs, Grade::kInteresting, ""}};
  void thread(int) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    mutex_.lock();
    mutex_.lock();
  }
  static constexpr int kLine = __LINE__ - 2;
  Mutex<Sync> mutex_{"log mutex"};
};

TEST(TsanDetector, TellsWhereAHangIs) {
  const Verdict verdict = look<LocksTwice<TsanSync>>();
  EXPECT_EQ(verdict.status, Status::kFound) << verdict.summary;
  EXPECT_EQ(verdict.finding, Finding::kHang);
  EXPECT_THAT(verdict.places,
              Contains(AllOf(Field(&Place::line, LocksTwice<TsanSync>::kLine), Field(&Place::file, __FILE__),
                             Field(&Place::what, HasSubstr("worker 0 waits in lock of 'log mutex'")))));
  EXPECT_EQ(verdict.executions, 1U);
}

template <class Sync>
struct MayHang : LocksTwice<Sync> {
  static constexpr Findings kFindings{};
};
template <class Sync>
struct MustNotHang : LocksTwice<Sync> {
  static constexpr Findings kFindings{};
  static constexpr Outcome kOutcomes[]{{"done", Grade::kAcceptable, ""}};
};

TEST(TsanDetector, TakesAHangThatIsListedForNoFinding) {
  const Verdict verdict = look<MayHang<TsanSync>>();
  EXPECT_EQ(verdict.status, Status::kNotFound) << verdict.summary;
  EXPECT_THAT(verdict.summary, HasSubstr("hung, as the variant lists"));
}

TEST(TsanDetector, FindsAHangThatIsNotListed) {
  const Verdict verdict = look<MustNotHang<TsanSync>>();
  EXPECT_EQ(verdict.status, Status::kFound) << verdict.summary;
  EXPECT_EQ(verdict.finding, Finding::kHang);
}

// Reported, and then hung before the round was over.
template <class Sync>
struct RacesThenHangs {
  static constexpr int kThreads = 2;
  static constexpr Findings kFindings{.tsan = Finding::kDataRace};
  static constexpr Outcome kOutcomes[]{{kHangs, Grade::kInteresting, ""}};
  void thread(int index) HEDDLE_NO_THREAD_SAFETY_ANALYSIS {
    count_.write(index);
    if (index == 0) mutex_.lock();
    mutex_.lock();
  }
  Shared<Sync, int> count_{"count", 0};
  Mutex<Sync> mutex_{"mutex"};
};

TEST(TsanDetector, DoesNotLoseWhatWasReportedBeforeAHang) {
  const Verdict verdict = look<RacesThenHangs<TsanSync>>();
  EXPECT_EQ(verdict.status, Status::kFound) << verdict.summary;
  EXPECT_EQ(verdict.finding, Finding::kDataRace);
  EXPECT_THAT(verdict.places, SizeIs(2));
}

template <class Sync>
struct Throws {
  static constexpr int kThreads = 2;
  void thread(int index) {
    if (index == 1) throw std::runtime_error("no rows left");
  }
};
template <class Sync>
struct ThrowsAfter {
  static constexpr int kThreads = 1;
  void thread(int) {}
  std::string after() { throw 1; }
};

TEST(TsanDetector, TellsAnExceptionThatLeavesTheVariant) {
  const Verdict verdict = look<Throws<TsanSync>>();
  EXPECT_EQ(verdict.status, Status::kFound) << verdict.summary;
  EXPECT_EQ(verdict.finding, Finding::kException);
  EXPECT_THAT(verdict.summary, HasSubstr("no rows left"));
  EXPECT_EQ(look<ThrowsAfter<TsanSync>>().finding, Finding::kException);
}

template <class Sync>
struct Crashes {
  static constexpr int kThreads = 1;
  void thread(int) { std::raise(SIGSEGV); }
};

TEST(TsanDetector, TellsACrash) {
  const Verdict verdict = look<Crashes<TsanSync>>();
  EXPECT_EQ(verdict.status, Status::kFound) << verdict.summary;
  EXPECT_EQ(verdict.finding, Finding::kCrash);
  EXPECT_THAT(verdict.summary, HasSubstr("signal 11"));
}

template <class Sync>
struct Fenced : Locked<Sync> {
  static constexpr bool kFences = true;
};

TEST(TsanDetector, CouldNotRunWhatFencesOrderWhereTheCompilerHidesThem) {
  const Variant fenced = variant<Fenced<TsanSync>>();
  const Verdict hidden = tsan_detector({.accesses = true, .fences = false}).look(fenced, {.rounds = 1});
  EXPECT_EQ(hidden.status, Status::kCouldNotRun);
  EXPECT_THAT(hidden.summary, HasSubstr("use clang"));
  const Verdict shown = tsan_detector({.accesses = true, .fences = true}).look(fenced, {.rounds = 1});
  EXPECT_EQ(shown.status, Status::kNotFound);
  EXPECT_THAT(shown.limits, Contains(HasSubstr("does not know fences")));
}

TEST(TsanDetector, KnowsThatThisFileIsInstrumented) {
  EXPECT_TRUE(kTsanBuildOfThisFile.accesses);
#if defined(__clang__)
  EXPECT_TRUE(kTsanBuildOfThisFile.fences);
#else
  EXPECT_FALSE(kTsanBuildOfThisFile.fences);
#endif
}

TEST(TsanDetector, LeavesNoReportForItsCaller) {
  tsan::Capture capture;
  look<Racy<TsanSync>>();
  look<RacesThenHangs<TsanSync>>();
  EXPECT_THAT(capture.findings(), IsEmpty());
}

}  // namespace
}  // namespace heddle
