// SARIF as its standard has it (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html): what is a
// result and what is not, one thread flow for each thread, and nothing in a text that is more than text.
// Whether it is valid is said by Microsoft's multitool, where that is installed.
#include "heddle/report/sarif.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "node_modules.hpp"
#include "sample_catalogue.hpp"
#include "sample_verdicts.hpp"
#include "tests/support/golden.hpp"

namespace heddle {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

constexpr const char* kVersion = "1.2.3";

std::string sarif_text(const Catalogue& catalogue) {
  std::ostringstream out;
  write_sarif(out, catalogue, kVersion);
  return out.str();
}

json run_of(const Catalogue& catalogue) {
  return json::parse(sarif_text(catalogue)).at("runs").at(0);
}

Catalogue only(const Verdict& verdict, Findings expected = {}) {
  CatalogueRow row;
  row.variant.case_name = verdict.case_name;
  row.variant.name = verdict.variant;
  row.variant.expected = expected;
  row.verdicts = {verdict};
  return {.rows = {row}, .undescribed = {}};
}

json result_of(const Verdict& verdict, Findings expected = {}) {
  return run_of(only(verdict, expected)).at("results").at(0);
}

// A lock order inversion as ThreadSanitizer reports it: of each thread where it took its second lock, then
// where it took its first.
Verdict lock_order_by_tsan() {
  Verdict verdict;
  verdict.detector = "tsan";
  verdict.case_name = "lock_order";
  verdict.variant = "racy";
  verdict.status = Verdict::Status::kFound;
  verdict.finding = Finding::kLockOrder;
  verdict.summary = "lock order inversion: two mutexes";
  const std::string file = "lib/heddle/cases/lock_order.hpp";
  const std::string what = "a mutex is locked";
  verdict.places = {{file, 32, "log_and_count", what, "count", "worker 0"},
                    {file, 31, "log_and_count", what, "log", "worker 0"},
                    {file, 38, "count_and_log", what, "log", "worker 1"},
                    {file, 37, "count_and_log", what, "count", "worker 1"}};
  return verdict;
}

TEST(SarifGolden, IsAsItWasRead) {
  Catalogue catalogue = test::differing_catalogue();
  for (const Verdict& verdict : {test::found_verdict(), test::deadlock_verdict(), lock_order_by_tsan()}) {
    CatalogueRow row = only(verdict, {.model = Finding::kDataRace}).rows[0];
    catalogue.rows.push_back(row);
  }
  test::expect_golden("findings.sarif", [&](std::ostream& out) { write_sarif(out, catalogue, kVersion); });
}

TEST(Sarif, NamesTheToolAndARuleForEachFinding) {
  const json run = run_of(test::agreeing_catalogue());
  const json& driver = run.at("tool").at("driver");
  EXPECT_EQ(driver.at("name"), "heddle");
  EXPECT_EQ(driver.at("semanticVersion"), kVersion);
  std::set<std::string> ids;
  for (const json& rule : driver.at("rules")) ids.insert(rule.at("id"));
  for (const auto& named : finding_detail::kAll) {
    EXPECT_EQ(ids.count("heddle/" + std::string(named.name)), named.finding == Finding::kNone ? 0U : 1U)
        << named.name;
  }
  for (const json& result : run.at("results"))
    EXPECT_EQ(driver.at("rules").at(result.at("ruleIndex").get<std::size_t>()).at("id"), result.at("ruleId"));
}

TEST(Sarif, HasAResultForEachFindingAndForNothingElse) {
  // By hand, of the sample: 3 of lost_update.racy, 2 of lock_order.racy, 1 of fences.
  EXPECT_THAT(run_of(test::agreeing_catalogue()).at("results"), SizeIs(6));
  EXPECT_THAT(run_of(test::declared_catalogue()).at("results"), IsEmpty());
  EXPECT_THAT(run_of(only(test::proved_verdict())).at("results"), IsEmpty());
}

TEST(Sarif, IsANoteForWhatIsDeclaredAndAnErrorForEverythingElse) {
  EXPECT_EQ(result_of(test::deadlock_verdict(), {.model = Finding::kDeadlock}).at("level"), "note");
  EXPECT_EQ(result_of(test::deadlock_verdict()).at("level"), "error");
  EXPECT_EQ(result_of(test::deadlock_verdict(), {.model = Finding::kDataRace}).at("level"), "error");
}

TEST(Sarif, TellsALookThatCameToNothing) {
  const json clean = run_of(test::agreeing_catalogue()).at("invocations").at(0);
  EXPECT_EQ(clean.at("executionSuccessful"), true);
  EXPECT_THAT(clean.at("toolExecutionNotifications"), IsEmpty());

  const json mixed = run_of(test::differing_catalogue()).at("invocations").at(0);
  EXPECT_EQ(mixed.at("executionSuccessful"), false);
  std::vector<std::string> words;
  for (const json& notification : mixed.at("toolExecutionNotifications"))
    words.push_back(notification.at("message").at("text"));
  EXPECT_THAT(words, testing::Contains(StartsWith("tsan.lock_order.racy: could not run")));
  EXPECT_THAT(words, testing::Contains(StartsWith("torn_line: no program")));
}

TEST(Sarif, ACompilerThatCannotLookIsNoFailureOfTheRun) {
  Verdict verdict = test::could_not_run_verdict();
  ASSERT_TRUE(verdict.unavailable);
  EXPECT_EQ(run_of(only(verdict)).at("invocations").at(0).at("executionSuccessful"), true);
  verdict.unavailable = false;
  EXPECT_EQ(run_of(only(verdict)).at("invocations").at(0).at("executionSuccessful"), false);
}

TEST(Sarif, AnExecutionIsACodeFlowWithAThreadFlowForEachThread) {
  const Verdict verdict = test::deadlock_verdict();
  const json flows = result_of(verdict).at("codeFlows");
  ASSERT_THAT(flows, SizeIs(1));
  const json& threads = flows[0].at("threadFlows");
  ASSERT_THAT(threads, SizeIs(2));
  EXPECT_EQ(threads[0].at("message").at("text"), "worker 0");
  EXPECT_EQ(threads[1].at("message").at("text"), "worker 1");
  // Steps 1 and 3 are worker 0's, 2 and 4 worker 1's.
  EXPECT_EQ(threads[0].at("locations")[0].at("executionOrder"), 1);
  EXPECT_EQ(threads[1].at("locations")[0].at("executionOrder"), 2);
  EXPECT_EQ(threads[0].at("locations")[1].at("executionOrder"), 3);
  EXPECT_EQ(threads[1].at("locations")[1].at("executionOrder"), 4);
  EXPECT_EQ(threads[0].at("locations")[0].at("importance"), "important");
  EXPECT_EQ(threads[0].at("locations")[1].at("importance"), "essential");
  EXPECT_EQ(threads[0].at("locations")[1].at("nestingLevel"), 1);
  EXPECT_EQ(threads[0].at("locations")[0].at("state").at("log mutex").at("text"), "held by worker 0");
}

TEST(Sarif, EveryStepOfEveryExecutionIsInOneThreadFlow) {
  for (const Verdict& verdict : test::verdicts_with_traces()) {
    const json result = result_of(verdict);
    std::size_t at = 0;
    for (const Trace& trace : verdict.traces) {
      if (trace.steps.empty()) continue;
      std::multiset<int> order;
      std::set<std::string> ids;
      for (const json& flow : result.at("codeFlows").at(at++).at("threadFlows")) {
        EXPECT_TRUE(ids.insert(flow.at("id")).second);
        int last = 0;
        for (const json& location : flow.at("locations")) {
          const int number = location.at("executionOrder");
          EXPECT_GT(number, last);
          last = number;
          order.insert(number);
        }
      }
      EXPECT_EQ(order.size(), trace.steps.size());
      EXPECT_EQ(*order.begin(), 1);
      EXPECT_EQ(*order.rbegin(), static_cast<int>(trace.steps.size()));
    }
  }
}

TEST(Sarif, OfALongExecutionTheFirstAndTheLastStepsAreTold) {
  Verdict verdict = test::deadlock_verdict();
  verdict.traces[0].steps.resize(3'000, verdict.traces[0].steps[0]);
  std::size_t steps = 0;
  const json result = result_of(verdict);
  for (const json& flow : result.at("codeFlows").at(0).at("threadFlows"))
    steps += flow.at("locations").size();
  EXPECT_EQ(steps, 1'000U);
}

TEST(Sarif, ALockOrderHasOfEachThreadTheFirstLockBeforeTheSecondAndNoOrderBetweenThem) {
  const json threads = result_of(lock_order_by_tsan()).at("codeFlows").at(0).at("threadFlows");
  ASSERT_THAT(threads, SizeIs(2));
  for (const json& flow : threads) {
    std::vector<int> lines;
    for (const json& location : flow.at("locations")) {
      EXPECT_FALSE(location.contains("executionOrder"));
      lines.push_back(location.at("location").at("physicalLocation").at("region").at("startLine"));
    }
    if (flow.at("message").at("text") == "worker 0") {
      EXPECT_THAT(lines, ElementsAre(31, 32));
    } else {
      EXPECT_THAT(lines, ElementsAre(37, 38));
    }
  }
}

TEST(Sarif, PointsAtTheFirstPlaceAndRelatesTheOthers) {
  const json result = result_of(lock_order_by_tsan());
  const json& first = result.at("locations").at(0).at("physicalLocation");
  EXPECT_EQ(first.at("artifactLocation").at("uri"), "lib/heddle/cases/lock_order.hpp");
  EXPECT_EQ(first.at("artifactLocation").at("uriBaseId"), "SRCROOT");
  EXPECT_EQ(first.at("region").at("startLine"), 32);
  EXPECT_EQ(first.at("region").at("snippet").at("text"), "count");
  EXPECT_THAT(result.at("relatedLocations"), SizeIs(3));
}

TEST(Sarif, AFindingWithoutPlacesPointsAtWhereTheExecutionWentWrong) {
  ASSERT_THAT(test::deadlock_verdict().places, IsEmpty());
  const json locations = result_of(test::deadlock_verdict()).at("locations");
  EXPECT_EQ(locations.at(0).at("physicalLocation").at("region").at("startLine"), 32);
  Verdict nowhere = test::deadlock_verdict();
  nowhere.traces.clear();
  EXPECT_THAT(result_of(nowhere).at("locations"), IsEmpty());
}

TEST(Sarif, APathBecomesAUriAndNothingElse) {
  const auto artifact_of = [](const std::string& file) {
    Verdict verdict = lock_order_by_tsan();
    verdict.places[0].file = file;
    return result_of(verdict).at("locations").at(0).at("physicalLocation").at("artifactLocation");
  };
  EXPECT_EQ(artifact_of("a b/%41:c?#.hpp").at("uri"), "a%20b/%2541%3Ac%3F%23.hpp");
  EXPECT_EQ(artifact_of("\xff\n\"").at("uri"), "%FF%0A%22");
  EXPECT_EQ(artifact_of("Z\xC3\xA4hler.hpp").at("uri"), "Z%C3%A4hler.hpp");
  EXPECT_EQ(artifact_of("/usr/include/a.h").at("uri"), "file:///usr/include/a.h");
  EXPECT_FALSE(artifact_of("/usr/include/a.h").contains("uriBaseId"));
}

TEST(Sarif, AnUnknownLineHasNoRegion) {
  Verdict verdict = lock_order_by_tsan();
  for (const int line : {0, -1}) {
    verdict.places[0].line = line;
    EXPECT_FALSE(result_of(verdict).at("locations").at(0).at("physicalLocation").contains("region"));
  }
}

TEST(Sarif, NoTextIsALinkOrAPlaceholderOrReachesATerminal) {
  Verdict verdict = lock_order_by_tsan();
  verdict.summary = "[a](http://b) {0} \x1b[2J\\";
  EXPECT_EQ(result_of(verdict).at("message").at("text"),
            R"(tsan.lock_order.racy: \[a\](http://b) {{0}} \\x1b\[2J\\.)");
  const std::string hostile = sarif_text(only(test::hostile_verdict()));
  for (const char c : hostile) EXPECT_TRUE(c == '\n' || (c >= ' ' && c != 0x7F) || c < 0);
}

// https://www.npmjs.com/package/@microsoft/sarif-multitool
TEST(Sarif, MicrosoftsMultitoolFindsItValid) {
  const std::string tool = test::node_modules() + "/@microsoft/sarif-multitool-linux/Sarif.Multitool";
  if (::access(tool.c_str(), X_OK) != 0)
    GTEST_SKIP() << "the multitool is not there: " << tool << "; ci/setup --tests installs it";
  Catalogue all = test::differing_catalogue();
  for (const Verdict& verdict : test::verdicts_with_traces()) all.rows.push_back(only(verdict).rows[0]);
  all.rows.push_back(only(lock_order_by_tsan()).rows[0]);
  const std::string path = testing::TempDir() + "heddle_findings.sarif";
  const std::string found = testing::TempDir() + "heddle_findings_validated.sarif";
  for (const Catalogue& catalogue : {all, test::declared_catalogue(), Catalogue{}}) {
    std::ofstream(path, std::ios::binary) << sarif_text(catalogue);
    std::string command = "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1";
    for (const std::string& word : {tool, std::string("validate"), path, std::string("--output"), found}) {
      command += " '";
      command += word;
      command += '\'';
    }
    command += " --log ForceOverwrite > /dev/null 2>&1";
    ASSERT_NE(std::system(command.c_str()), -1);
    const json validation = json::parse(test::text_of_file(found), nullptr, false);
    ASSERT_FALSE(validation.is_discarded()) << "the multitool left no report";
    for (const json& result : validation.at("runs").at(0).value("results", json::array()))
      EXPECT_EQ(result.at("ruleId"), "SARIF2005") << result.dump(1);  // heddle has no page to point at
  }
}

}  // namespace
}  // namespace heddle
