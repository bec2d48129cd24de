// The canary of stress: seen by the detector as it is, missed by one that was disarmed.
#include "sanitizers/canary/stress_canary.hpp"

#include <gmock/gmock.h>

namespace heddle {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(StressCanary, IsSeenByTheDetector) {
  EXPECT_THAT(stress_canary(), IsEmpty());
}

TEST(StressCanary, IsMissedByADetectorWhoseThreadsTakeTurns) {
  const Detector one_after_the_other{"turns", [](const Variant& variant, const DetectorOptions&) {
                                       const auto subject = variant.make(variant.threads);
                                       for (int i = 0; i < variant.threads; ++i) subject->thread(i);
                                       Verdict verdict;
                                       verdict.status = Verdict::Status::kNotFound;
                                       verdict.executions = 1;
                                       verdict.outcomes = {{subject->after(), Grade::kAcceptable, "", 1}};
                                       return verdict;
                                     }};
  EXPECT_THAT(stress_canary(one_after_the_other),
              HasSubstr("the canary of turns, which loses updates, lost none"));
}

TEST(StressCanary, IsMissedByADetectorThatCannotRun) {
  const Detector broken{"broken", [](const Variant&, const DetectorOptions&) {
                          Verdict verdict;
                          verdict.summary = "no threads left";
                          return verdict;
                        }};
  EXPECT_THAT(stress_canary(broken), HasSubstr("no threads left"));
}

}  // namespace
}  // namespace heddle
