// A look: the canary before it, the source lines after it.
#include "sanitizers/harness/looker.hpp"

#include <gmock/gmock.h>

#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

class LookerTest : public testing::Test {
 protected:
  LookerTest() { test::write_bytes(folder_ / "case.hpp", "x = 1;  // [race]\ny = 2;\n"); }

  CaseProgram program() {
    return {.detector = {"tsan",
                         [this](const Variant&, const DetectorOptions&) {
                           ++looks_;
                           return verdict_;
                         }},
            .canary =
                [this] {
                  ++canaries_;
                  return why_not_;
                },
            .variants = {},
            .sources = {},
            .roots = {folder_.path().string()}};
  }

  static Verdict race_at(const std::string& file, int line) {
    Verdict verdict;
    verdict.detector = "tsan";
    verdict.status = Verdict::Status::kFound;
    verdict.finding = Finding::kDataRace;
    verdict.places = {{file, line, "", "", ""}};
    return verdict;
  }

  test::TemporaryFolder folder_;
  Verdict verdict_;
  std::string why_not_;
  int looks_ = 0;
  int canaries_ = 0;
  Variant variant_{.case_name = "case",
                   .name = "v",
                   .story = "",
                   .expected = {.tsan = Finding::kDataRace},
                   .outcomes = {}};
};

TEST_F(LookerTest, AsksTheCanaryOnceBeforeTheFirstLook) {
  const CaseProgram program = this->program();
  Looker looker(program);
  EXPECT_EQ(canaries_, 0);
  looker.look(variant_, {});
  looker.look(variant_, {});
  EXPECT_EQ(canaries_, 1);
  EXPECT_EQ(looks_, 2);
}

TEST_F(LookerTest, WhereTheCanaryWasMissedNobodyLooks) {
  why_not_ = "missed";
  const CaseProgram program = this->program();
  Looker looker(program);
  const Verdict verdict = looker.look(variant_, {});
  EXPECT_EQ(looks_, 0);
  EXPECT_EQ(verdict.status, Verdict::Status::kCouldNotRun);
  EXPECT_EQ(verdict.summary, "missed");
  EXPECT_EQ(verdict.detector, "tsan");
  EXPECT_EQ(verdict.variant, "v");
  EXPECT_THAT(looker.differences(variant_, verdict), SizeIs(1));
}

TEST_F(LookerTest, ADetectorWithoutACanaryCouldNotRun) {
  CaseProgram program = this->program();
  program.canary = nullptr;
  EXPECT_EQ(Looker(program).look(variant_, {}).status, Verdict::Status::kCouldNotRun);
}

TEST_F(LookerTest, AReportPointsAtAMarkedLineWhereItsFileHasMarks) {
  const CaseProgram program = this->program();
  Looker looker(program);
  verdict_ = race_at((folder_ / "case.hpp").string(), 1);
  EXPECT_THAT(looker.differences(variant_, looker.look(variant_, {})), IsEmpty());
  verdict_ = race_at((folder_ / "case.hpp").string(), 2);
  EXPECT_THAT(looker.differences(variant_, looker.look(variant_, {})), SizeIs(1));
}

TEST_F(LookerTest, AReportPointsAtAMarkedLineWhereTheCaseHasMarks) {
  CaseProgram program = this->program();
  verdict_ = race_at("/elsewhere.hpp", 2);
  EXPECT_THAT(Looker(program).differences(variant_, verdict_), IsEmpty());
  program.sources = {(folder_ / "case.hpp").string()};
  EXPECT_THAT(Looker(program).differences(variant_, verdict_), SizeIs(1));
}

}  // namespace
}  // namespace heddle
