#include "heddle/report/replay_command.hpp"

#include "heddle/core/shell_word.hpp"

namespace heddle {
std::string replay_command(const Verdict& verdict, const Trace& trace) {
  if (trace.token.empty()) return "";
  return "heddle explore " + shell_word(verdict.full_name()) + " --replay " + shell_word(trace.token);
}

std::string look_command(const Verdict& verdict) {
  const std::string name = shell_word(verdict.full_name());
  if (verdict.detector == "relacy") return "heddle explore " + name;
  return "heddle cases " + name + " --detectors " + shell_word(verdict.detector);
}

}  // namespace heddle
