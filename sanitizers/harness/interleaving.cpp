#include "sanitizers/harness/interleaving.hpp"

#include <chrono>
#include <exception>
#include <filesystem>
#include <vector>

#include "heddle/process/helper_program.hpp"
#include "heddle/report/picture_text.hpp"
#include "heddle/report/verdict_json.hpp"
#include "heddle/report/verdict_text.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kPatience{60};

std::string none(const std::string& why) {
  return "no interleaving: " + why + '\n';
}

}  // namespace

std::string interleaving_of(const Variant& variant, int threads) try {
  const fs::path self = fs::read_symlink("/proc/self/exe");
  const fs::path explorer = self.parent_path().parent_path() / "relacy" / self.filename();
  if (!fs::exists(explorer)) return none("this case has no program for the explorer, " + explorer.string());

  std::vector<std::string> arguments{"--json", variant.full_name()};
  if (threads > 0) arguments.insert(arguments.end(), {"--threads", std::to_string(threads)});
  const HelperAnswer answer = run_helper(explorer, arguments, kPatience);
  if (answer.end == HelperAnswer::End::kLate)
    return none("the explorer was not done after " + std::to_string(kPatience.count()) + " s");
  if (answer.exit_code != 0) return none(explorer.string() + " failed: " + answer.err);

  std::string text = "The explorer on the same variant:\n";
  const std::vector<Verdict> verdicts = read_verdicts(answer.out);
  for (const Verdict& verdict : verdicts)
    text += verdict.traces.empty() ? verdict_opening(verdict) : pictures_text(verdict, TextStyle{});
  return text;
} catch (const std::exception& error) {
  return none(error.what());
}

}  // namespace heddle
