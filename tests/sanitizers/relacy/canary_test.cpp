// The explorer's canary: it passes, and it is missed by an explorer that is disarmed in one way or another.
#include <string>

#include "expect_verdict.hpp"

namespace heddle {
namespace {

TEST(Canary, IsCaughtByTheExplorer) {
  EXPECT_EQ(relacy_canary(), "");
}

TEST(Canary, IsMissedByOneThatLooksAtOneExecution) {
  const Detector first_only{"relacy", [](const Variant& variant, DetectorOptions options) {
                              options.max_executions = 1;
                              return explore(variant, options);
                            }};
  const std::string reason = relacy_canary(first_only);
  EXPECT_NE(reason.find("the explorer is not armed: it missed its own wrong outcome"), std::string::npos)
      << reason;
  EXPECT_NE(reason.find("1 execution"), std::string::npos) << reason;
}

TEST(Canary, IsMissedByOneThatNeverSwitches) {
  const Detector no_switch{"relacy", [](const Variant& variant, DetectorOptions options) {
                             options.scheduler = "bound";
                             options.preemptions = 0;
                             return explore(variant, options);
                           }};
  EXPECT_NE(relacy_canary(no_switch), "");
}

TEST(Canary, IsMissedByOneThatStopsEarly) {
  const Detector few_steps{"relacy", [](const Variant& variant, DetectorOptions options) {
                             options.max_steps = 1;
                             return explore(variant, options);
                           }};
  EXPECT_NE(relacy_canary(few_steps), "");
}

// Each of the four is looked for: an explorer that is blind to one of them is told by its words.
TEST(Canary, TellsToWhichOfItsProgramsAnExplorerIsBlind) {
  for (Finding blind : {Finding::kDataRace, Finding::kWrongOutcome, Finding::kDeadlock}) {
    const Detector detector{"relacy", [blind](const Variant& variant, const DetectorOptions& options) {
                              Verdict verdict = explore(variant, options);
                              if (verdict.finding == blind) {
                                verdict.finding = Finding::kNone;
                                verdict.summary = "nothing";
                              }
                              return verdict;
                            }};
    EXPECT_EQ(relacy_canary(detector),
              "the explorer is not armed: it missed its own " + std::string(words_for(blind)) + " (nothing)");
  }
}

// One that knows the newest value of each atomic only: sequentially consistent in spite of what is asked for.
TEST(Canary, IsMissedByOneWithoutStaleValues) {
  const Detector no_stale{"relacy", [](const Variant& variant, const DetectorOptions& options) {
                            Verdict verdict = explore(variant, options);
                            for (const Trace& trace : verdict.traces)
                              for (const Step& step : trace.steps)
                                if (step.operation.find("stale") != std::string::npos)
                                  verdict.finding = Finding::kNone;
                            return verdict;
                          }};
  EXPECT_NE(relacy_canary(no_stale), "");
}

}  // namespace
}  // namespace heddle
