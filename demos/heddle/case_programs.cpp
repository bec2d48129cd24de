#include "case_programs.hpp"

#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <exception>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include "heddle/process/helper_program.hpp"
#include "heddle/report/verdict_json.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;

constexpr int kUsageExit = 2;

fs::path default_folder() {
  if (const char* const named = std::getenv("HEDDLE_CASES"); named != nullptr && *named != '\0') return named;
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  return self.parent_path().parent_path() / "cases";
}

bool is_program(const fs::path& path) {
  std::error_code unknown;
  return fs::is_regular_file(path, unknown) && access(path.c_str(), X_OK) == 0;
}

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

// What a program printed that was asked for JSON. Errors: std::runtime_error that says how it ended;
// std::invalid_argument where it says that it was asked wrongly.
std::string answer_of(const fs::path& program, const std::vector<std::string>& arguments,
                      std::chrono::seconds limit) {
  HelperAnswer answer = run_helper(program, arguments, limit);
  if (answer.end == HelperAnswer::End::kLate)
    throw std::runtime_error("it gave no answer in " + std::to_string(limit.count()) +
                             " s and was ended; --timeout waits longer");
  if (answer.end == HelperAnswer::End::kTooMuch)
    throw std::runtime_error("it printed more than " + std::to_string(kMostHelperBytes >> 20) +
                             " MiB and was ended");
  if (answer.exit_code == 0) return std::move(answer.out);

  const std::string said = first_line(answer.err);
  if (answer.exit_code == kUsageExit && !said.empty()) throw std::invalid_argument(said);
  std::string how = "exit code " + std::to_string(answer.exit_code);
  if (answer.signal != 0)  // NOLINTNEXTLINE(concurrency-mt-unsafe): the process has one thread
    how = "signal " + std::to_string(answer.signal) + " (" + strsignal(answer.signal) + ")";
  throw std::runtime_error("it ended with " + how +
                           (said.empty() ? "; run it by itself to see more" : ": " + said));
}

// Of a program that answers nonsense.
std::runtime_error stale(const std::string& what) {
  return std::runtime_error(what + "; build it again with ci/build");
}

std::vector<VariantRecord> described(const std::string& json, const std::string& case_name) {
  std::vector<VariantRecord> variants = read_variants(json);
  if (variants.empty()) throw stale("it describes no variant");
  for (const VariantRecord& variant : variants)
    if (variant.case_name != case_name) throw stale("it describes another case, '" + variant.case_name + "'");
  return variants;
}

Verdict only_verdict(const std::string& json, const std::string& detector, const VariantRecord& variant) {
  std::vector<Verdict> verdicts = read_verdicts(json);
  if (verdicts.size() != 1)
    throw stale("it gave " + std::to_string(verdicts.size()) + " verdicts of one variant");
  Verdict& verdict = verdicts.front();
  if (verdict.detector != detector || verdict.case_name != variant.case_name ||
      verdict.variant != variant.name)
    throw stale("it gave a verdict of something else, " + verdict.full_name() + " under " + verdict.detector);
  return std::move(verdict);
}

}  // namespace

CasePrograms::CasePrograms(fs::path folder, std::chrono::seconds limit)
    : folder_(folder.empty() ? default_folder() : std::move(folder)), limit_(limit) {}

fs::path CasePrograms::program(const std::string& detector, const std::string& case_name) const {
  return folder_ / detector / case_name;
}

std::vector<std::string> CasePrograms::names() const {
  std::ifstream list(folder_ / "list.txt");
  std::vector<std::string> names;
  for (std::string name; std::getline(list, name);)
    if (!name.empty()) names.push_back(name);
  if (names.empty())
    throw std::runtime_error("there is no list of cases in " + folder_.string() +
                             "; build them with ci/build, or name their folder with --cases");
  return names;
}

std::vector<VariantRecord> CasePrograms::variants(const std::string& case_name) const {
  std::string why;  // the first that could not describe it
  for (const char* const detector : {"relacy", "stress", "tsan", "static"}) {
    const fs::path path = program(detector, case_name);
    if (!is_program(path)) continue;
    try {
      return described(answer_of(path, {"--describe"}, limit_), case_name);
    } catch (const std::exception& error) {
      if (why.empty()) why = path.string() + ": " + error.what();
    }
  }
  if (why.empty())
    why = "no program of the case '" + case_name + "' is built in " + folder_.string() +
          "; build it with ci/build";
  throw std::runtime_error(why);
}

Verdict CasePrograms::look(const std::string& detector, const VariantRecord& variant,
                           const std::vector<std::string>& options) const {
  const fs::path path = program(detector, variant.case_name);
  if (!is_program(path)) return could_not_run(detector, variant, "it is not built; build it with ci/build");
  std::vector<std::string> arguments{"--json", variant.name};
  arguments.insert(arguments.end(), options.begin(), options.end());
  try {
    return only_verdict(answer_of(path, arguments, limit_), detector, variant);
  } catch (const std::invalid_argument& refused) {
    if (!options.empty()) throw;
    return could_not_run(detector, variant, refused.what());
  } catch (const std::exception& error) {
    return could_not_run(detector, variant, error.what());
  }
}

Verdict CasePrograms::could_not_run(const std::string& detector, const VariantRecord& variant,
                                    const std::string& why) const {
  Verdict verdict;
  verdict.detector = detector;
  verdict.case_name = variant.case_name;
  verdict.variant = variant.name;
  verdict.status = Verdict::Status::kCouldNotRun;
  verdict.summary = program(detector, variant.case_name).string() + ": " + why;
  return verdict;
}

}  // namespace heddle
