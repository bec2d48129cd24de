#include "report_logs.hpp"

#include "heddle/batch/log_pair.hpp"
#include "heddle/log/compare.hpp"
#include "heddle/report/log_comparison_html.hpp"

namespace heddle {

std::optional<std::string> logs_section(const Experiment& experiment, const std::filesystem::path& folder) {
  const auto pair = log_pair_of(experiment, folder);
  if (!pair) return std::nullopt;
  LogComparison comparison = compare_logs(pair->racy, pair->clean);
  comparison.left.name = pair->racy.lexically_relative(folder).string();
  comparison.right.name = pair->clean.lexically_relative(folder).string();
  return logs_section_html(comparison, pair->is_of_the_experiment
                                           ? ""
                                           : "These logs are not of the runs above, among which there was no "
                                             "damaged log beside a clean one.");
}

}  // namespace heddle
