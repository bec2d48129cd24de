// Outcomes: which are findings, how often each came, and what is said of them.
#include <string>

#include "expect_verdict.hpp"

namespace heddle {
namespace {

using test::found;
using test::outcomes_of;
using test::proved;

// Two loads and two stores: one addition may be lost.
template <class Sync>
struct Adders {
  void add() {
    const int seen = value_.load();
    value_.store(seen + 1);
  }
  std::string after() { return std::to_string(value_.load()); }
  Atomic<Sync, int> value_{"value", 0};
};

template <class Sync>
struct Undeclared : Adders<Sync> {
  static constexpr int kThreads = 2;
  void thread(int) { this->add(); }
};
template <class Sync>
struct InterestingAndExpected : Adders<Sync> {
  static constexpr int kThreads = 2;
  static constexpr Findings kFindings{.model = Finding::kWrongOutcome};
  static constexpr Outcome kOutcomes[]{{"2", Grade::kAcceptable, "both"},
                                       {"1", Grade::kInteresting, "one was lost"}};
  void thread(int) { this->add(); }
};
template <class Sync>
struct InterestingOnly : Adders<Sync> {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{{"2", Grade::kAcceptable, "both"},
                                       {"1", Grade::kInteresting, "one was lost"}};
  void thread(int) { this->add(); }
};
template <class Sync>
struct ForbiddenOne : Adders<Sync> {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{{"2", Grade::kAcceptable, ""},
                                       {"1", Grade::kForbidden, "one was lost"}};
  void thread(int) { this->add(); }
};
template <class Sync>
struct UnlistedOne : Adders<Sync> {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{{"2", Grade::kAcceptable, ""}};
  void thread(int) { this->add(); }
};

TEST(WrongOutcome, IsAForbiddenOne) {
  EXPECT_TRUE(found(Finding::kWrongOutcome, "outcome \"1\": one was lost", explore<ForbiddenOne>()));
}
TEST(WrongOutcome, IsOneThatIsNotListed) {
  EXPECT_TRUE(
      found(Finding::kWrongOutcome, "outcome \"1\": not listed, and so forbidden", explore<UnlistedOne>()));
}
TEST(WrongOutcome, IsAnInterestingOneOnlyWhereItIsExpected) {
  EXPECT_TRUE(
      found(Finding::kWrongOutcome, "outcome \"1\": one was lost", explore<InterestingAndExpected>()));
  const Verdict silent = explore<InterestingOnly>();
  EXPECT_TRUE(proved(silent));
  EXPECT_EQ(outcomes_of(silent).count("1"), 1U) << "seen all the same";
  EXPECT_EQ(silent.outcomes.front().grade == Grade::kInteresting ||
                silent.outcomes.back().grade == Grade::kInteresting,
            true);
}
TEST(WrongOutcome, IsNoneWhereNothingIsListed) {
  const Verdict verdict = explore<Undeclared>();
  EXPECT_TRUE(proved(verdict));
  EXPECT_EQ(outcomes_of(verdict).size(), 2U);
}

template <class Sync>
struct SaysNothing {
  static constexpr int kThreads = 1;
  static constexpr Outcome kOutcomes[]{{"", Grade::kAcceptable, "nothing"}};
  void thread(int) {}
  std::string after() { return ""; }
};
template <class Sync>
struct SaysALot {
  static constexpr int kThreads = 1;
  void thread(int) {}
  std::string after() { return std::string(1'000'000, 'x'); }
};
template <class Sync>
struct NamesNothing {
  static constexpr int kThreads = 2;
  static constexpr int kStartedThreads = 1;
  void thread(int index) {
    if (index == 0) const Thread<Sync> other("", [this] { const Lock<Sync> lock(mutex_); });
    value_.fetch_add(1);
  }
  Atomic<Sync, int> value_{"", 0};
  Mutex<Sync> mutex_{""};
};

TEST(Outcomes, MayBeEmptyOrLarge) {
  EXPECT_TRUE(proved(explore<SaysNothing>()));
  const Verdict verdict = explore<SaysALot>();
  EXPECT_TRUE(proved(verdict));
  EXPECT_EQ(verdict.outcomes.at(0).text.size(), 1'000'000U);
}
TEST(Outcomes, ComeFromObjectsWithEmptyNamesToo) {
  EXPECT_TRUE(proved(explore<NamesNothing>()));
}

}  // namespace
}  // namespace heddle
