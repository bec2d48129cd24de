// A job's failure fits into shared memory, and still says which file and why.
#include "heddle/batch/job_result.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace heddle {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

TEST(JobResult, KeepsAFailureThatFits) {
  for (const std::size_t size : {0U, 1U, 598U, 599U}) {
    JobResult result;
    result.fail(std::string(size, 'x'));
    EXPECT_EQ(result.state, JobResult::State::kFailed);
    EXPECT_EQ(std::string(result.failure.data()), std::string(size, 'x'));
  }
}

TEST(JobResult, OfALongPathTheCauseIsNotCutOff) {
  for (const std::size_t size : {580U, 600U, 4096U}) {
    JobResult result;
    result.fail("/photos" + std::string(size, 'x') + ": the file is empty");
    const std::string failure = result.failure.data();
    EXPECT_LT(failure.size(), result.failure.size());
    EXPECT_THAT(failure, AllOf(StartsWith("/photosxxx"), EndsWith("xxx: the file is empty")));
    if (size > 600) {
      EXPECT_THAT(failure, HasSubstr(" ... "));
    }
  }
}

}  // namespace
}  // namespace heddle
