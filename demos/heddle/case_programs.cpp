#include "case_programs.hpp"

#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include "heddle/report/verdict_json.hpp"
#include "helper_program.hpp"

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

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

Verdict could_not_run(const std::string& detector, const std::string& case_name, const std::string& variant,
                      const std::string& why) {
  Verdict verdict;
  verdict.detector = detector;
  verdict.case_name = case_name;
  verdict.variant = variant;
  verdict.summary = why;
  return verdict;
}

std::string how_it_ended(const fs::path& program, const HelperAnswer& answer) {
  std::string text = program.string() + " ended with " +
                     (answer.signal != 0 ? "signal " + std::to_string(answer.signal)
                                         : "exit code " + std::to_string(answer.exit_code));
  if (const std::string said = first_line(answer.err); !said.empty()) text += ": " + said;
  return text;
}

}  // namespace

CasePrograms::CasePrograms(fs::path folder)
    : folder_(folder.empty() ? default_folder() : std::move(folder)) {}

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
  std::string missing;
  for (const char* const detector : {"relacy", "stress", "tsan"}) {
    const fs::path path = program(detector, case_name);
    if (access(path.c_str(), X_OK) != 0) continue;
    const HelperAnswer answer = run_helper(path, {"--describe"});
    if (answer.exit_code == 0) return read_variants(answer.out);
    missing = how_it_ended(path, answer);
  }
  throw std::runtime_error(missing.empty() ? "no program of the case '" + case_name + "' is built in " +
                                                 folder_.string() + "; build it with ci/build"
                                           : missing);
}

Verdict CasePrograms::look(const std::string& detector, const std::string& case_name,
                           const std::string& variant, const std::vector<std::string>& options) const {
  const fs::path path = program(detector, case_name);
  if (access(path.c_str(), X_OK) != 0)
    return could_not_run(detector, case_name, variant,
                         path.string() + " is not built; build it with ci/build");
  std::vector<std::string> arguments{"--json", variant};
  arguments.insert(arguments.end(), options.begin(), options.end());
  try {
    const HelperAnswer answer = run_helper(path, arguments);
    if (answer.exit_code == kUsageExit) throw std::invalid_argument(first_line(answer.err));
    if (answer.exit_code != 0) return could_not_run(detector, case_name, variant, how_it_ended(path, answer));
    std::vector<Verdict> verdicts = read_verdicts(answer.out);
    if (verdicts.size() == 1) return std::move(verdicts.front());
    return could_not_run(
        detector, case_name, variant,
        path.string() + " gave " + std::to_string(verdicts.size()) + " verdicts for one variant");
  } catch (const std::invalid_argument&) {
    throw;
  } catch (const std::exception& error) {
    return could_not_run(detector, case_name, variant, error.what());
  }
}

}  // namespace heddle
