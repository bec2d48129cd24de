#include "case_options.hpp"

#include <chrono>

namespace heddle {

void CaseOptions::add_to(CLI::App& command) {
  command
      .add_option(
          "--cases", folder,
          "The folder of the case programs; $HEDDLE_CASES unless told, or 'cases' beside the folder of "
          "this program")
      ->type_name("FOLDER");
  command
      .add_option("--timeout", timeout,
                  "Give up on a case program that gives no answer for so many seconds; never unless told")
      ->type_name("SECONDS")
      ->check(CLI::Range(1, 1'000'000));
}

CasePrograms CaseOptions::programs() const {
  return CasePrograms(folder, std::chrono::seconds(timeout));
}

}  // namespace heddle
