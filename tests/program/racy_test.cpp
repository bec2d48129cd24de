// Racy ways, asked for by name: they end well or with what they lost in words, and the pictures are right.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <tuple>

#include "process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

using test::Ended;
using test::TemporaryFolder;
using testing::HasSubstr;

class Racy : public testing::Test {
 protected:
  Racy() {
    for (unsigned i = 0; i < 8; ++i)
      test::write_ppm(folder_ / ("in/" + std::to_string(i) + ".ppm"), 60, 400, i + 1);
    test::heddle({"gray", folder_ / "in", "-o", folder_ / "right", "--strategy", "sequential"});
    right_ = test::files_in(folder_ / "right", ".png");
  }

  TemporaryFolder folder_;
  test::Files right_;
};

TEST_F(Racy, AWayEndsWithItsLossesInWordsOrWithoutAny) {
  ASSERT_EQ(right_.size(), 8U);
  for (const auto& [counter, logger] : {std::tuple{"unsynchronized", "unsynchronized"},
                                        {"load-store", "semaphore-buffer"},
                                        {"unsynchronized", "mutex"},
                                        {"atomic", "unsynchronized"}})
    for (const char* strategy : {"threads", "pool"}) {
      SCOPED_TRACE(std::string(strategy) + " " + counter + " " + logger);
      const Ended ended = test::heddle({"gray", folder_ / "in", "-o", folder_ / "out", "--strategy", strategy,
                                        "--workers", "4", "--counter", counter, "--logger", logger,
                                        "--rows-per-line", "1", "--json", "-"});
      EXPECT_EQ(ended.signal, 0);
      EXPECT_EQ(test::files_in(folder_ / "out", ".png"), right_);
      const auto run = nlohmann::json::parse(ended.out).at("run");
      const std::string verdict = run.at("verdict");
      EXPECT_THAT(ended.err, HasSubstr("verdict: " + verdict + "\n"));
      if (run.at("correct")) {
        EXPECT_EQ(ended.exit_code, 0);
        EXPECT_EQ(verdict, "correct");
        continue;
      }
      EXPECT_EQ(ended.exit_code, 1);
      EXPECT_EQ(run.at("rows_counted") != run.at("rows"), verdict.find(" rows") != std::string::npos)
          << verdict;
      EXPECT_EQ(run.at("log").at("torn") > 0, verdict.find(" torn") != std::string::npos) << verdict;
      EXPECT_EQ(run.at("log").at("missing") > 0, verdict.find(" missing") != std::string::npos) << verdict;
      EXPECT_EQ(run.at("log").at("duplicated") > 0, verdict.find(" doubled") != std::string::npos) << verdict;
    }
}

TEST_F(Racy, WaysAreExpectedToLoseInAComparisonWhichIsDone) {
  const Ended ended = test::heddle({"compare", folder_ / "in", "-o", folder_ / "out", "--repeat", "2",
                                    "--workers", "4", "--rows-per-line", "1", "--strategies",
                                    "sequential,threads/unsynchronized/unsynchronized"});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  const auto json = nlohmann::json::parse(test::read_bytes(folder_ / "out/results.json"));
  const auto& racy = json.at("measurements").at(1);
  EXPECT_EQ(racy.at("expected_to_lose"), true);
  EXPECT_THAT(ended.out, HasSubstr(racy.at("verdict").get<std::string>()));
  EXPECT_EQ(racy.at("correct"), racy.at("verdict") == "racy, and nothing was lost this time");
}

}  // namespace
}  // namespace heddle
