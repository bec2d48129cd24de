#include "sanitizers/harness/case_program.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "heddle/core/near_names.hpp"
#include "heddle/report/variant_json.hpp"
#include "heddle/report/verdict_json.hpp"
#include "heddle/report/verdict_text.hpp"
#include "sanitizers/harness/command_line.hpp"
#include "sanitizers/harness/interleaving.hpp"
#include "sanitizers/harness/looker.hpp"

namespace heddle {
namespace {

constexpr int kFound = 1;
constexpr int kWrongUsage = 2;
constexpr int kCouldNotRun = 3;  // or write

int print(std::string_view text, std::FILE* out) {
  if (std::fwrite(text.data(), 1, text.size(), out) == text.size() && std::fflush(out) == 0) return 0;
  std::perror("cannot write to standard output");
  return kCouldNotRun;
}

// Whether real threads found something: it happened, and how may be anybody's guess.
bool is_hunch(const Verdict& verdict) {
  return verdict.status == Verdict::Status::kFound &&
         (verdict.detector == "stress" || verdict.detector == "tsan");
}

// One variant, seen or not seen as declared.
class VariantTest : public testing::Test {
 public:
  VariantTest(Looker& looker, const Variant& variant, const DetectorOptions& options)
      : looker_(looker), variant_(variant), options_(options) {}

  void TestBody() override {
    const Verdict verdict = looker_.look(variant_, options_);
    const std::vector<std::string> differences = looker_.differences(variant_, verdict);
    RecordProperty("verdict", in_short(verdict));
    RecordProperty("summary", verdict.summary);
    if (verdict.status == Verdict::Status::kCouldNotRun && verdict.unavailable)
      GTEST_SKIP() << "could not run: " << verdict.summary;
    if (differences.empty()) {
      std::fputs(verdict_opening(verdict).c_str(), stdout);
      for (const std::string& limit : verdict.limits) std::printf("  relative to: %s\n", limit.c_str());
      return;
    }
    std::string text = "\n" + verdict_text(verdict);
    for (const std::string& difference : differences) text += "\n" + difference;
    if (is_hunch(verdict)) text += "\n\n" + interleaving_of(variant_, options_.threads);
    ADD_FAILURE() << text;
  }

 private:
  Looker& looker_;
  const Variant& variant_;
  const DetectorOptions options_;
};

int run_tests(const CaseProgram& program, const DetectorOptions& options, Looker& looker) {
  const std::string file = program.sources.empty() ? "" : program.sources[0];
  for (const Variant& variant : program.variants)
    testing::RegisterTest(std::string(variant.case_name).c_str(), std::string(variant.name).c_str(), nullptr,
                          nullptr, file.c_str(), 1, [&looker, &variant, options]() -> testing::Test* {
                            return new VariantTest(looker, variant, options);
                          });
  return RUN_ALL_TESTS();
}

// By full name or by the variant's own. Errors: std::invalid_argument with the near names.
const Variant& variant_named(const CaseProgram& program, const std::string& name) {
  std::vector<std::string> names;
  for (const Variant& variant : program.variants) {
    if (name == variant.name || name == variant.full_name()) return variant;
    names.push_back(variant.full_name());
  }
  throw std::invalid_argument(no_such_name("variant", name, names));
}

std::string verdicts(const CaseProgram& program, const CommandLine& line, Looker& looker) {
  std::vector<const Variant*> variants;
  for (const std::string& name : line.variants) variants.push_back(&variant_named(program, name));
  if (line.variants.empty())
    for (const Variant& variant : program.variants) variants.push_back(&variant);

  std::vector<Verdict> seen;
  for (const Variant* variant : variants) seen.push_back(looker.look(*variant, line.options));
  std::ostringstream out;
  write_json(out, seen);
  return out.str();
}

// One execution in words. Returns the exit code.
int replay(const CaseProgram& program, const CommandLine& line, Looker& looker) {
  const Verdict verdict = looker.look(variant_named(program, line.variants.at(0)), line.options);
  if (const int failed = print(verdict_text(verdict), program.out); failed != 0) return failed;
  if (verdict.status == Verdict::Status::kCouldNotRun) return kCouldNotRun;
  return verdict.status == Verdict::Status::kFound ? kFound : 0;
}

std::string description(const CaseProgram& program) {
  std::ostringstream out;
  write_json(out, program.variants);
  return out.str();
}

}  // namespace

int case_program(int argc, char** argv, const CaseProgram& program) {
  // Asked before GoogleTest, which would answer with its own flags only.
  for (int i = 1; i < argc; ++i)
    if (std::string_view(argv[i]) == "--help" || std::string_view(argv[i]) == "-h")
      return print(kCaseProgramHelp, program.out);

  testing::InitGoogleTest(&argc, argv);
  try {
    const CommandLine line = parse_command_line(argc, argv);
    if (!line.options.replay.empty() && program.detector.name != "relacy")
      throw std::invalid_argument("--replay is of the model; " + program.detector.name + " cannot replay");
    Looker looker(program);
    switch (line.task) {
      case CommandLine::Task::kTest:
        return run_tests(program, line.options, looker);
      case CommandLine::Task::kJson:
        return print(verdicts(program, line, looker), program.out);
      case CommandLine::Task::kReplay:
        return replay(program, line, looker);
      case CommandLine::Task::kDescribe:
        return print(description(program), program.out);
      case CommandLine::Task::kHelp:
        break;
    }
    return print(kCaseProgramHelp, program.out);
  } catch (const std::invalid_argument& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return kWrongUsage;
  }
}

}  // namespace heddle
