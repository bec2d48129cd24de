// What holds for every case: it is well declared, and what it declares is true of runs without interleaving.
#include "catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "heddle/core/source.hpp"
#include "heddle/sync/sync.hpp"
#include "one_at_a_time.hpp"

namespace heddle::test {
namespace {

const std::filesystem::path kLib = std::filesystem::path(HEDDLE_SOURCE) / "lib";

std::filesystem::path header_of(const Case& one) {
  return kLib / "heddle/cases" / (one.name + ".hpp");
}

std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  EXPECT_TRUE(in) << file;
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// The headers of ours that a file includes, "heddle/box/file.hpp", and those that these include.
void add_includes(const std::filesystem::path& file, std::set<std::string>& includes) {
  constexpr std::string_view kOpening = "#include \"heddle/";
  for (const std::string& line : lines_of(file)) {
    if (!line.starts_with(kOpening)) continue;
    const std::string name = line.substr(10, line.rfind('"') - 10);
    if (includes.insert(name).second) add_includes(kLib / name, includes);
  }
}

std::set<std::string> includes_of(const std::filesystem::path& file) {
  std::set<std::string> includes;
  add_includes(file, includes);
  return includes;
}

bool finds_anything(const Variant& variant) {
  return variant.expected.tsan != Finding::kNone || variant.expected.model != Finding::kNone ||
         variant.expected.thread_safety;
}

bool lists(const Variant& variant, Grade grade) {
  return std::ranges::any_of(variant.outcomes,
                             [=](const Outcome& outcome) { return outcome.grade == grade; });
}

class EveryCase : public testing::TestWithParam<Case> {};
INSTANTIATE_TEST_SUITE_P(Of, EveryCase, testing::ValuesIn(catalogue()),
                         [](const auto& one) { return one.param.name; });

TEST_P(EveryCase, IsAShortFile) {
  EXPECT_LT(lines_of(header_of(GetParam())).size(), 120U);
}

TEST_P(EveryCase, TellsAStory) {
  const std::string& story = GetParam().story;
  EXPECT_THAT(story, testing::EndsWith("."));
  EXPECT_THAT(story, testing::Not(testing::HasSubstr("  "))) << "two pieces of the text overlap";
  EXPECT_GT(story.size(), 40U);
}

TEST_P(EveryCase, BeginsWithWhatIsFoundAndGoesOnToWhatIsNot) {
  const std::vector<Variant>& variants = GetParam().native;
  EXPECT_TRUE(std::ranges::is_partitioned(variants, finds_anything));
  EXPECT_FALSE(finds_anything(variants.back())) << "no variant is right";
}

TEST_P(EveryCase, NamesItsVariantsOnce) {
  std::set<std::string_view> names;
  for (const Variant& variant : GetParam().native) {
    EXPECT_TRUE(names.insert(variant.name).second) << variant.name;
    EXPECT_THAT(std::string(variant.name), testing::MatchesRegex("[a-z][a-z_]*"));
  }
}

TEST_P(EveryCase, ListsEachOutcomeOnceAndSaysWhatItMeans) {
  for (const Variant& variant : GetParam().native) {
    SCOPED_TRACE(variant.full_name());
    EXPECT_FALSE(variant.outcomes.empty());
    std::set<std::string_view> texts;
    for (const Outcome& outcome : variant.outcomes) {
      EXPECT_TRUE(texts.insert(outcome.text).second) << outcome.text;
      EXPECT_FALSE(outcome.text.empty());
      EXPECT_FALSE(outcome.meaning.empty()) << outcome.text;
    }
  }
}

TEST_P(EveryCase, ListsTheOutcomesOfWhatItDeclares) {
  for (const Variant& variant : GetParam().native) {
    SCOPED_TRACE(variant.full_name());
    const Finding model = variant.expected.model;
    const bool hangs = model == Finding::kDeadlock || model == Finding::kSelfDeadlock;
    if (hangs) {
      EXPECT_TRUE(may_hang(variant.outcomes));
    }
    if (model == Finding::kWrongOutcome) {
      EXPECT_TRUE(lists(variant, Grade::kInteresting));
    }
    if (!finds_anything(variant)) {
      EXPECT_TRUE(lists(variant, Grade::kAcceptable));
      EXPECT_FALSE(lists(variant, Grade::kInteresting)) << "right, and yet interesting";
    }
  }
}

TEST_P(EveryCase, MarksLinesWhereAnythingIsToBeFound) {
  std::vector<std::filesystem::path> files{header_of(GetParam())};
  for (const std::string& name : includes_of(files[0])) files.push_back(kLib / name);
  const bool marked = std::ranges::any_of(
      files, [](const auto& file) { return std::ranges::any_of(lines_of(file), &is_marked); });
  EXPECT_EQ(marked, std::ranges::any_of(GetParam().native, finds_anything));
}

std::vector<int> first_order(const Variant& variant) {
  std::vector<int> order(static_cast<std::size_t>(variant.threads));
  std::iota(order.begin(), order.end(), 0);
  return order;
}

// The outcome of the threads one after the other, or nothing where one of them would wait.
std::optional<std::string> outcome_of(const Variant& variant, const std::vector<int>& order) {
  const std::unique_ptr<Subject> subject = variant.make(variant.threads);
  try {
    for (const int thread : order) subject->thread(thread);
  } catch (const WouldWait&) {
    return std::nullopt;
  }
  return subject->after();
}

std::string outcome_at_once(const Variant& variant) {
  const std::unique_ptr<Subject> subject = variant.make(variant.threads);
  {
    std::vector<Thread<NativeSync>> threads;
    for (const int own : first_order(variant))
      threads.emplace_back("thread", [&subject, own] { subject->thread(own); });
  }
  return subject->after();
}

TEST_P(EveryCase, ComesToAnAcceptableOutcomeInEveryOrderOfWholeThreads) {
  for (std::size_t i = 0; i < GetParam().native.size(); ++i) {
    const Variant& variant = GetParam().one_at_a_time[i];
    SCOPED_TRACE(variant.full_name());
    bool one_ended = false;
    if (variant.started_threads == 0) {
      std::vector<int> order = first_order(variant);
      do {
        const auto outcome = outcome_of(variant, order);
        if (!outcome) continue;
        EXPECT_EQ(graded(variant.outcomes, *outcome).grade, Grade::kAcceptable) << *outcome;
        one_ended = true;
      } while (std::ranges::next_permutation(order).found);
    }
    // Where each order has to wait for somebody, the threads run at once.
    if (!one_ended && !may_hang(variant.outcomes)) {
      const std::string outcome = outcome_at_once(GetParam().native[i]);
      EXPECT_EQ(graded(variant.outcomes, outcome).grade, Grade::kAcceptable) << outcome;
    }
  }
}

TEST_P(EveryCase, OfMoreThreadsComesToAnAcceptableOutcomeToo) {
  for (const Variant& variant : GetParam().one_at_a_time) {
    if (variant.max_threads == variant.threads) continue;
    SCOPED_TRACE(variant.full_name());
    Variant more = variant;
    more.threads = variant.max_threads;
    const auto outcome = outcome_of(more, first_order(more));
    ASSERT_TRUE(outcome);
    EXPECT_EQ(graded(variant.outcomes, *outcome).grade, Grade::kAcceptable) << *outcome;
  }
}

TEST(Catalogue, HasEveryHeaderOfItsFolderThatIsACase) {
  std::set<std::string> listed;
  for (const Case& one : catalogue()) listed.insert(one.name);
  for (const auto& entry : std::filesystem::directory_iterator(kLib / "heddle/cases")) {
    if (entry.path().extension() != ".hpp") continue;
    const auto lines = lines_of(entry.path());
    const bool is_case = std::ranges::any_of(lines, [](const std::string& line) {
      return line.starts_with("inline constexpr const char* kStory");
    });
    EXPECT_EQ(is_case, listed.contains(entry.path().stem())) << entry.path();
  }
}

// What the program runs is what is proved. What processes share lies outside the Sync policy; a log is
// checked and the sequential strategy runs without any thread.
TEST(Catalogue, HasEveryComponentThatTheProgramRuns) {
  std::set<std::string> used;
  for (const Case& one : catalogue())
    for (const std::string& name : includes_of(header_of(one))) used.insert(name);
  int components = 0;
  for (const char* file : {"shared_counter.cpp", "shared_logger.cpp", "run_batch.cpp"})
    for (const std::string& line : lines_of(kLib / "heddle/batch" / file)) {
      const testing::Matcher<std::string> component =
          testing::MatchesRegex("#include \"heddle/(count|log|work)/.*\"");
      if (!testing::Value(line, component)) continue;
      const std::string name = line.substr(10, line.rfind('"') - 10);
      if (name.find("/process_") != std::string::npos || name == "heddle/log/check.hpp" ||
          name == "heddle/work/sequential.hpp")
        continue;
      EXPECT_TRUE(used.contains(name)) << name << " is in no case";
      ++components;
    }
  EXPECT_EQ(components, 13) << "6 counters, 5 loggers, 2 strategies";
}

}  // namespace
}  // namespace heddle::test
