#include "sanitizers/exercise/functional.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <sstream>
#include <string>
#include <string_view>

#include "sanitizers/child/child.hpp"

namespace heddle {
namespace {

// Before the name of a test on standard error, so that of a child that died its last words say in which.
constexpr std::string_view kInTest = "\x1ein test ";

// Keeps the first failure. GoogleTest's own words would go to standard output, where the verdict goes.
class FirstFailure final : public testing::EmptyTestEventListener {
 public:
  explicit FirstFailure(std::string& answer) : answer_(answer) {}

  void OnTestStart(const testing::TestInfo& test) override {
    test_ = test.name();
    std::fprintf(stderr, "%.*s%s\n", static_cast<int>(kInTest.size()), kInTest.data(), test_.c_str());
    child_progress();
  }
  void OnTestPartResult(const testing::TestPartResult& result) override {
    if (!result.failed() || !answer_.empty()) return;
    std::ostringstream text;
    text << (result.file_name() == nullptr ? "" : result.file_name()) << '\n'
         << result.line_number() << '\n'
         << test_ << '\n'
         << result.message();
    answer_ = text.str();
  }

 private:
  std::string& answer_;
  std::string test_;  // GoogleTest holds its lock while it tells of a failure, and cannot be asked then
};

// In the child. Empty: all passed.
std::string failure_of_tests() {
  std::string answer;
  testing::TestEventListeners& listeners = testing::UnitTest::GetInstance()->listeners();
  delete listeners.Release(listeners.default_result_printer());
  listeners.Append(new FirstFailure(answer));
  const int failed = RUN_ALL_TESTS();
  if (failed != 0 && answer.empty()) return "\n0\n\na test failed without a word";
  return answer;
}

std::string last_test(const ChildResult& child) {
  const std::size_t at = child.last_words.rfind(kInTest);
  if (at == std::string::npos) return "the functional tests";
  const std::size_t begin = at + kInTest.size();
  return child.last_words.substr(begin, child.last_words.find('\n', begin) - begin);
}

Verdict found(Verdict verdict, Finding finding, std::string summary) {
  verdict.status = Verdict::Status::kFound;
  verdict.finding = finding;
  verdict.summary = std::move(summary);
  return verdict;
}

// file, line, test and message, as FirstFailure has them.
Verdict failed(Verdict verdict, const std::string& answer) {
  std::istringstream lines(answer);
  Place place;
  std::string number;
  std::string test;
  std::getline(lines, place.file);
  std::getline(lines, number);
  std::getline(lines, test);
  std::string message;
  for (std::string line; std::getline(lines, line);) {
    verdict.evidence.push_back(line);
    // GoogleTest puts the test's own explanation last.
    if (!line.empty()) message = line;
  }
  place.line = std::stoi(number);
  place.what = message;
  verdict.places.push_back(std::move(place));
  return found(std::move(verdict), Finding::kWrongOutcome, test + ": " + message);
}

Verdict look(const Variant& variant, const DetectorOptions& options) {
  Verdict verdict;
  verdict.detector = "functional";
  verdict.case_name = variant.case_name;
  verdict.variant = variant.name;
  const int tests = testing::UnitTest::GetInstance()->total_test_count();
  if (tests == 0) {
    verdict.summary = "the exercise has no functional tests";
    return verdict;
  }
  const ChildResult child =
      run_in_child(failure_of_tests, options.hang_seconds > 0 ? options.hang_seconds : kHangSeconds);
  switch (child.end) {
    case ChildResult::End::kHung:
      return found(
          std::move(verdict), Finding::kHang,
          last_test(child) +
              ": no progress, and it was ended: a loop without an end, or a wait for what never comes");
    case ChildResult::End::kDied:
      return found(std::move(verdict), Finding::kCrash,
                   last_test(child) + ": it ended with " + cause_of_death(child));
    case ChildResult::End::kAnswered:
      break;
  }
  if (!child.answer.empty()) return failed(std::move(verdict), child.answer);
  verdict.status = Verdict::Status::kNotFound;
  verdict.executions = static_cast<std::uint64_t>(tests);
  verdict.summary =
      std::to_string(tests) + (tests == 1 ? " functional test passed" : " functional tests passed");
  return verdict;
}

}  // namespace

Detector functional_detector() {
  return {.name = "functional", .look = look};
}

}  // namespace heddle
