// Verdicts and variants survive the way through JSON, and what is no such document is refused in one line.
#include "heddle/report/verdict_json.hpp"

#include <gmock/gmock.h>

#include <array>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "heddle/report/variant_json.hpp"
#include "sample_verdicts.hpp"

namespace heddle {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string json_of(std::span<const Verdict> verdicts) {
  std::ostringstream out;
  write_json(out, verdicts);
  return out.str();
}

// Its own text, so that every field that is written is compared.
TEST(VerdictJson, EveryFieldSurvives) {
  auto verdicts = test::sample_verdicts();
  verdicts[1].evidence.clear();  // the bytes that are no UTF-8
  verdicts.push_back(test::deadlock_verdict());
  const std::string json = json_of(verdicts);
  const auto read = read_verdicts(json);
  ASSERT_EQ(read.size(), verdicts.size());
  EXPECT_EQ(json_of(read), json);
  const Trace& trace = read[0].traces[1];
  EXPECT_EQ(trace.token, "2.1.lost-update.9a0");
  EXPECT_EQ(trace.explanation, verdicts[0].traces[1].explanation);
  EXPECT_EQ(trace.steps[0].from, -1);
  EXPECT_EQ(trace.steps[4].from, 3);
  EXPECT_TRUE(trace.steps[1].preempts);
  EXPECT_EQ(trace.steps[2].before, "0");
  EXPECT_EQ(trace.steps[2].after, "1");
  EXPECT_EQ(read[2].outcomes[0].count, 19788U);
  EXPECT_EQ(read[0].finding, Finding::kDataRace);
  EXPECT_EQ(read[0].places[0].thread, "worker 1");
  EXPECT_EQ(read[0].seconds_to_finding, 0.0025);
  EXPECT_TRUE(read[4].unavailable);
  EXPECT_EQ(read[5].traces[0].steps[3].holds, std::vector<std::string>{"count mutex"});
}

TEST(VerdictJson, AnOlderDocumentIsRefusedByTheFieldThatItHasNot) {
  auto json = nlohmann::json::parse(json_of(std::array{test::found_verdict()}));
  json["heddle_format"] = 1;
  for (auto& trace : json["verdicts"][0]["traces"])
    for (auto& step : trace["steps"])
      for (const char* name : {"before", "after", "holds", "from", "preempts"}) step.erase(name);
  EXPECT_THROW(read_verdicts(json.dump()), std::runtime_error);
}

TEST(VerdictJson, ATokenAndTheStateAroundAStepSurvive) {
  std::array verdicts{test::found_verdict()};
  Trace& trace = verdicts[0].traces[0];
  trace.token = "1CA1QFBCC7ozn6Wnn4sLjXo4";
  trace.explanation = "both read the same";
  Step& step = trace.steps[1];
  step.before = "0";
  step.after = "1";
  step.holds = {"log", "queue"};
  step.from = 7;
  step.preempts = true;
  const Trace read = read_verdicts(json_of(verdicts)).at(0).traces.at(0);
  EXPECT_EQ(read.token, trace.token);
  EXPECT_EQ(read.explanation, trace.explanation);
  EXPECT_EQ(read.steps[1].before, "0");
  EXPECT_EQ(read.steps[1].after, "1");
  EXPECT_THAT(read.steps[1].holds, ElementsAre("log", "queue"));
  EXPECT_EQ(read.steps[1].from, 7);
  EXPECT_TRUE(read.steps[1].preempts);
  EXPECT_EQ(read.steps[0].from, -1);
}

TEST(VerdictJson, EveryFieldIsDocumented) {
  std::ifstream file(HEDDLE_DOCS_FOLDER "/trace.md");
  const std::string docs(std::istreambuf_iterator<char>(file), {});
  ASSERT_THAT(docs, HasSubstr("`heddle_format`, here " + std::to_string(kVerdictsFormat)));
  Verdict verdict = test::found_verdict();
  verdict.outcomes = test::not_found_verdict().outcomes;
  const auto json = nlohmann::json::parse(json_of(std::array{verdict}));
  const auto& first = json["verdicts"][0];
  const auto& trace = first["traces"][0];
  for (const auto& part : {json, first, first["places"][0], first["outcomes"][0], trace, trace["steps"][0]})
    for (const auto& [field, value] : part.items()) EXPECT_THAT(docs, HasSubstr("`" + field + "`"));
}

TEST(VerdictJson, NoVerdictIsADocumentToo) {
  EXPECT_TRUE(read_verdicts(json_of({})).empty());
}

TEST(VerdictJson, BytesThatAreNoUtf8DoNotBreakIt) {
  std::array<Verdict, 1> verdicts;
  verdicts[0].summary = "a \xff b";
  EXPECT_EQ(read_verdicts(json_of(verdicts)).at(0).summary, "a \xEF\xBF\xBD b");
}

std::string refusal(const std::string& json) {
  try {
    read_verdicts(json);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

// One good document, with one thing changed.
std::string with(const std::string& pointer, const nlohmann::json& value) {
  auto json = nlohmann::json::parse(json_of(std::array{test::proved_verdict()}));
  json[nlohmann::json::json_pointer(pointer)] = value;
  return json.dump();
}

TEST(VerdictJson, ANewerDocumentIsRefused) {
  EXPECT_EQ(refusal(with("/heddle_format", kVerdictsFormat + 1)),
            "the document has heddle_format 4, and this heddle reads 3 at most; use a newer heddle");
}

TEST(VerdictJson, AWrongDocumentIsRefusedInOneLine) {
  EXPECT_THAT(refusal(""), StartsWith("not JSON: parse error at line 1"));
  EXPECT_THAT(refusal("{\"a\": \n\x1b}"),
              AllOf(HasSubstr("not JSON"), Not(HasSubstr("\n")), Not(HasSubstr("\x1b"))));
  EXPECT_THAT(refusal("[]"), HasSubstr("the field 'heddle_format' is missing"));
  EXPECT_THAT(refusal("{}"), HasSubstr("the field 'heddle_format' is missing"));
  EXPECT_THAT(refusal(with("/heddle_format", 0)), HasSubstr("less than 1"));
  EXPECT_THAT(refusal(with("/kind", "run")), HasSubstr("of the kind 'run' and not 'verdicts'"));
  EXPECT_THAT(refusal(with("/verdicts", 3)), HasSubstr("the field 'verdicts' is not a list"));
  EXPECT_THAT(refusal(with("/verdicts/0", 3)), HasSubstr("is missing"));
  EXPECT_THAT(refusal(with("/verdicts/0/status", "perhaps")), HasSubstr("'status' cannot be 'perhaps'"));
  EXPECT_THAT(refusal(with("/verdicts/0/finding", "perhaps")), HasSubstr("'finding' cannot be 'perhaps'"));
  EXPECT_THAT(refusal(with("/verdicts/0/outcomes/0/grade", "good")), HasSubstr("'grade' cannot be 'good'"));
  EXPECT_THAT(refusal(with("/verdicts/0/executions", -1)),
              HasSubstr("'executions' is not a whole number from 0"));
  EXPECT_THAT(refusal(with("/verdicts/0/limits/0", 1)), HasSubstr("'limits' is not a list of texts"));
  EXPECT_THAT(refusal(with("/verdicts/0/places/0/line", 5'000'000'000)), HasSubstr("'file' is missing"));
  EXPECT_THAT(refusal(with("/verdicts/0/seconds", nullptr)), HasSubstr("'seconds' is not a number"));
}

TEST(VerdictJson, ANumberBeyondItsRangeIsRefused) {
  auto json = nlohmann::json::parse(json_of(std::array{test::found_verdict()}));
  for (const nlohmann::json& line : {nlohmann::json(5'000'000'000), nlohmann::json(-5'000'000'000),
                                     nlohmann::json(18'000'000'000'000'000'000U)}) {
    json["verdicts"][0]["places"][0]["line"] = line;
    EXPECT_EQ(refusal(json.dump()), "the field 'line' is out of range") << line;
  }
}

Verdict part() {
  Verdict verdict = test::proved_verdict();
  verdict.status = Verdict::Status::kNotFound;
  verdict.part = Part{.shard = {2, 4},
                      .complete = true,
                      .bounded = true,
                      .inequivalent = true,
                      .search = "partial order reduction, 3 threads",
                      .start = "0123456789abcdef",
                      .split = "fedcba9876543210"};
  return verdict;
}

TEST(VerdictJson, EveryFieldOfAPartSurvives) {
  const std::string json = json_of(std::array{part()});
  const auto read = read_verdicts(json);
  ASSERT_EQ(read.size(), 1U);
  EXPECT_EQ(json_of(read), json);
  ASSERT_TRUE(read[0].part.has_value());
  const Part& part = *read[0].part;
  EXPECT_EQ(part.shard.index, 2);
  EXPECT_EQ(part.shard.count, 4);
  EXPECT_TRUE(part.complete && part.bounded && part.inequivalent);
  EXPECT_EQ(part.search, "partial order reduction, 3 threads");
  EXPECT_EQ(part.start, "0123456789abcdef");
  EXPECT_EQ(part.split, "fedcba9876543210");
}

TEST(VerdictJson, AWholeVerdictHasNoPart) {
  const std::string json = json_of(std::array{test::proved_verdict()});
  EXPECT_THAT(json, Not(HasSubstr("\"part\"")));
  EXPECT_FALSE(read_verdicts(json).at(0).part.has_value());
}

TEST(VerdictJson, APartThatCannotBeIsRefused) {
  const auto with_part = [](const std::string& name, const nlohmann::json& value) {
    auto json = nlohmann::json::parse(json_of(std::array{part()}));
    json["verdicts"][0]["part"][name] = value;
    return refusal(json.dump());
  };
  EXPECT_EQ(with_part("index", 2), "");
  for (const int index : {0, -1, 5})
    EXPECT_EQ(with_part("index", index), "the field 'index' is out of range") << index;
  for (const int count : {0, -1, kMostShards + 1, 2'000'000'000})
    EXPECT_EQ(with_part("count", count), "the field 'count' is out of range") << count;
  EXPECT_EQ(with_part("count", 1), "the field 'index' is out of range");
  EXPECT_EQ(with_part("count", 5'000'000'000), "the field 'count' is out of range");
  EXPECT_THAT(with_part("index", "2"), HasSubstr("the field 'index' is not a whole number"));
  EXPECT_THAT(with_part("complete", 1), HasSubstr("the field 'complete' is not true or false"));
  EXPECT_THAT(with_part("split", nullptr), HasSubstr("the field 'split' is not a text"));
  EXPECT_THAT(refusal(with("/verdicts/0/part", 3)), HasSubstr("the field 'part' is not an object"));
  EXPECT_THAT(refusal(with("/verdicts/0/part", nlohmann::json::object())), HasSubstr("is missing"));
}

constexpr Outcome kOutcomes[]{{"2", Grade::kAcceptable, "both"}, {"1", Grade::kInteresting, "one lost"}};

TEST(VariantJson, EveryFieldSurvives) {
  const std::array variants{
      Variant{.case_name = "lost_update",
              .name = "racy",
              .story = "Two workers count.",
              .threads = 2,
              .max_threads = 4,
              .started_threads = 1,
              .expected = {.tsan = Finding::kDataRace, .model = Finding::kDeadlock, .thread_safety = true},
              .outcomes = kOutcomes}};
  std::ostringstream out;
  write_json(out, variants);
  const auto records = read_variants(out.str());
  ASSERT_EQ(records.size(), 1U);
  const VariantRecord& record = records[0];
  EXPECT_EQ(record.case_name, "lost_update");
  EXPECT_EQ(record.name, "racy");
  EXPECT_EQ(record.story, "Two workers count.");
  EXPECT_EQ(record.threads, 2);
  EXPECT_EQ(record.max_threads, 4);
  EXPECT_EQ(record.started_threads, 1);
  EXPECT_EQ(record.expected.tsan, Finding::kDataRace);
  EXPECT_EQ(record.expected.model, Finding::kDeadlock);
  EXPECT_TRUE(record.expected.thread_safety);
  ASSERT_EQ(record.outcomes.size(), 2U);
  EXPECT_EQ(record.outcomes[1].text, "1");
  EXPECT_EQ(record.outcomes[1].grade, Grade::kInteresting);
  EXPECT_EQ(record.outcomes[1].meaning, "one lost");
}

TEST(VariantJson, VerdictsAreNoVariants) {
  EXPECT_THROW(read_variants(json_of(test::sample_verdicts())), std::runtime_error);
}

}  // namespace
}  // namespace heddle
