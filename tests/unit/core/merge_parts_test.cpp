// What parts of a search say together: a proof only where nothing is missing, double, different or
// incomplete.
#include "heddle/core/merge_parts.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace heddle {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

// Part `index` of `count`, complete, with as many executions as its index says.
Verdict part(int index, int count = 3) {
  Verdict verdict;
  verdict.detector = "relacy";
  verdict.case_name = "counter";
  verdict.variant = "mutex";
  verdict.status = Verdict::Status::kNotFound;
  verdict.summary = "part: complete";
  verdict.outcomes = {{"2", Grade::kAcceptable, "both", static_cast<std::uint64_t>(index)}};
  verdict.executions = static_cast<std::uint64_t>(index);
  verdict.seconds = 0.5;
  verdict.part = Part{.shard = {index, count},
                      .complete = true,
                      .bounded = false,
                      .inequivalent = true,
                      .search = "partial order reduction, 2 threads",
                      .start = "0123",
                      .split = "4567"};
  return verdict;
}

Verdict incomplete(int index, int count = 3) {
  Verdict verdict = part(index, count);
  verdict.part->complete = false;
  verdict.part->split = "";
  return verdict;
}

Verdict found(int index, int count = 3) {
  Verdict verdict = incomplete(index, count);
  verdict.status = Verdict::Status::kFound;
  verdict.finding = Finding::kDeadlock;
  verdict.summary = "deadlock in part " + std::to_string(index);
  verdict.traces = {{"the way to it", {"worker 0"}, {}, "so"}};
  return verdict;
}

Verdict merged(const std::vector<Verdict>& parts) {
  const auto verdicts = merge_parts(parts);
  EXPECT_THAT(verdicts, SizeIs(1));
  return verdicts.at(0);
}

TEST(MergeParts, ProvesWhereAllAreThereOnceAndComplete) {
  for (const auto& parts : {std::vector{part(1), part(2), part(3)}, std::vector{part(3), part(1), part(2)}}) {
    const Verdict verdict = merged(parts);
    EXPECT_EQ(verdict.status, Verdict::Status::kProved);
    EXPECT_EQ(
        verdict.summary,
        "complete: all 6 inequivalent executions explored in 3 parts (partial order reduction, 2 threads)");
    EXPECT_EQ(verdict.executions, 6U);
    EXPECT_EQ(verdict.seconds, 1.5);
    EXPECT_EQ(verdict.detector + " " + verdict.full_name(), "relacy counter.mutex");
    EXPECT_FALSE(verdict.part.has_value()) << "it is the whole";
  }
  EXPECT_EQ(merged({part(1, 1)}).status, Verdict::Status::kProved);
}

TEST(MergeParts, AddsOutcomesAndUnitesLimits) {
  Verdict one = part(1);
  Verdict two = part(2);
  Verdict three = part(3);
  two.outcomes.push_back({"1", Grade::kInteresting, "one lost", 7});
  one.limits = {"memory model"};
  two.limits = {"memory model", "yields"};
  const Verdict verdict = merged({one, two, three});
  ASSERT_THAT(verdict.outcomes, SizeIs(2));
  EXPECT_EQ(verdict.outcomes[0].text, "2");
  EXPECT_EQ(verdict.outcomes[0].count, 6U);
  EXPECT_EQ(verdict.outcomes[1].text, "1");
  EXPECT_EQ(verdict.outcomes[1].count, 7U);
  EXPECT_EQ(verdict.outcomes[1].meaning, "one lost");
  EXPECT_THAT(verdict.limits, ElementsAre("memory model", "yields"));
}

TEST(MergeParts, NamesWhatIsMissing) {
  const Verdict one = merged({part(1), part(3)});
  EXPECT_EQ(one.status, Verdict::Status::kNotFound);
  EXPECT_EQ(one.summary,
            "not found in 4 executions in 2 parts (partial order reduction, 2 threads); not proved: part 2 "
            "is missing");
  EXPECT_THAT(merged({part(2, 5)}).summary, HasSubstr("parts 1, 3, 4 and 5 are missing"));
  EXPECT_THAT(merged({part(2, 1'000)}).summary,
              HasSubstr("parts 1, 3, 4, 5, 6, 7, 8, 9 and 991 others are missing"));
}

TEST(MergeParts, NamesWhatIsIncomplete) {
  const Verdict verdict = merged({part(1), incomplete(2), part(3)});
  EXPECT_EQ(verdict.status, Verdict::Status::kNotFound);
  EXPECT_THAT(verdict.summary, HasSubstr("; not proved: part 2 is incomplete"));
  EXPECT_THAT(merged({incomplete(1), incomplete(3)}).summary,
              HasSubstr("part 2 is missing, parts 1 and 3 are incomplete"));
}

TEST(MergeParts, APartThatCouldNotRunIsIncompleteWhateverElseItSays) {
  for (const auto status : {Verdict::Status::kCouldNotRun, Verdict::Status::kProved}) {
    Verdict odd = part(2);
    odd.status = status;
    const Verdict verdict = merged({part(1), odd, part(3)});
    EXPECT_EQ(verdict.status, Verdict::Status::kNotFound);
    EXPECT_THAT(verdict.summary, HasSubstr("part 2 is incomplete"));
  }
}

TEST(MergeParts, NamesWhatIsDouble) {
  const Verdict verdict = merged({part(1), part(2), part(2), part(2), part(3)});
  EXPECT_EQ(verdict.status, Verdict::Status::kCouldNotRun);
  EXPECT_EQ(verdict.summary, "the parts do not fit together: part 2 is there more than once");
  EXPECT_THAT(merged({part(1), part(3), part(3), part(1)}).summary,
              HasSubstr("parts 1 and 3 are there more than once"));
}

TEST(MergeParts, NamesWhatDiffers) {
  const auto refusal = [](const auto& change) {
    Verdict other = part(2);
    change(*other.part);
    const Verdict verdict = merged({part(1), other, part(3)});
    EXPECT_EQ(verdict.status, Verdict::Status::kCouldNotRun) << verdict.summary;
    EXPECT_THAT(verdict.summary, HasSubstr("the parts do not fit together: "));
    return verdict.summary;
  };
  EXPECT_THAT(refusal([](Part& part) { part.shard = {2, 4}; }),
              HasSubstr("part 1 of 3 is of another splitting than part 2 of 4"));
  EXPECT_THAT(
      refusal([](Part& part) { part.search = "full search, 2 threads"; }),
      HasSubstr("part 1 of 3 is of 'partial order reduction, 2 threads', and part 2 of 3 of 'full search, 2 "
                "threads'"));
  EXPECT_THAT(refusal([](Part& part) { part.inequivalent = false; }), HasSubstr("part 2 of 3"));
  EXPECT_THAT(refusal([](Part& part) { part.start = "other"; }),
              HasSubstr("part 1 of 3 and part 2 of 3 are of different code: their first executions differ"));
  EXPECT_THAT(refusal([](Part& part) { part.split = "other"; }),
              HasSubstr("part 1 of 3 and part 2 of 3 are of different code: their executions begin"));
}

TEST(MergeParts, AnIncompletePartHasNoSplitToCompare) {
  EXPECT_EQ(merged({incomplete(1), part(2), part(3)}).status, Verdict::Status::kNotFound);
}

TEST(MergeParts, ABoundedSearchProvesNothing) {
  Verdict bounded = part(2);
  bounded.part->bounded = true;
  const Verdict verdict = merged({part(1), bounded, part(3)});
  EXPECT_EQ(verdict.status, Verdict::Status::kNotFound);
  EXPECT_EQ(verdict.summary, "not found in 6 executions in 3 parts (partial order reduction, 2 threads)");
}

TEST(MergeParts, FoundByOneIsFoundWhateverTheOthersAre) {
  for (const auto& others : {std::vector{part(1), part(3)}, std::vector{incomplete(1)},
                             std::vector<Verdict>{}, std::vector{part(2)}}) {
    std::vector<Verdict> parts = others;
    parts.push_back(found(2));
    const Verdict verdict = merged(parts);
    EXPECT_EQ(verdict.status, Verdict::Status::kFound);
    EXPECT_EQ(verdict.finding, Finding::kDeadlock);
    EXPECT_EQ(verdict.summary, "deadlock in part 2");
    EXPECT_THAT(verdict.traces, SizeIs(1));
    EXPECT_THAT(verdict.evidence, testing::Contains("found by part 2 of 3"));
    EXPECT_FALSE(verdict.part.has_value());
  }
  EXPECT_EQ(merged({found(3), found(2), part(1)}).summary, "deadlock in part 2") << "the first that found it";
}

TEST(MergeParts, AFindingAmongPartsThatDoNotFitTogetherSaysSo) {
  EXPECT_THAT(merged({found(2), part(1, 4)}).evidence,
              testing::Contains(HasSubstr("the parts do not fit together: ")));
  EXPECT_THAT(merged({found(2), part(1)}).evidence, Not(testing::Contains(HasSubstr("fit together"))));
}

TEST(MergeParts, AWholeVerdictIsNoPart) {
  Verdict whole = part(1);
  whole.part.reset();
  whole.status = Verdict::Status::kProved;
  const Verdict verdict = merged({whole, part(2), part(3)});
  EXPECT_EQ(verdict.status, Verdict::Status::kCouldNotRun);
  EXPECT_THAT(verdict.summary, HasSubstr("one of them is no part, but of a search without --shard"));
  EXPECT_EQ(merged({whole}).status, Verdict::Status::kCouldNotRun);

  whole.status = Verdict::Status::kCouldNotRun;
  whole.summary = "it is not built";
  EXPECT_THAT(merged({whole, part(2)}).summary, HasSubstr("one of them could not run: it is not built"));
}

TEST(MergeParts, EachVariantHasItsOwnVerdict) {
  Verdict other = part(2);
  other.variant = "atomic";
  const auto verdicts = merge_parts(std::vector{part(1, 1), other});
  ASSERT_THAT(verdicts, SizeIs(2));
  EXPECT_EQ(verdicts[0].variant, "mutex");
  EXPECT_EQ(verdicts[0].status, Verdict::Status::kProved);
  EXPECT_EQ(verdicts[1].variant, "atomic");
  EXPECT_THAT(verdicts[1].summary, HasSubstr("parts 1 and 3 are missing"));
  EXPECT_THAT(merge_parts({}), IsEmpty());
}

TEST(MergeParts, CountsDoNotOverflow) {
  Verdict huge = part(1);
  huge.executions = huge.outcomes[0].count = std::numeric_limits<std::uint64_t>::max();
  const Verdict verdict = merged({huge, part(2), part(3)});
  EXPECT_EQ(verdict.executions, std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(verdict.outcomes[0].count, std::numeric_limits<std::uint64_t>::max());
}

}  // namespace
}  // namespace heddle
