// The programs that look at the cases, one for each case and detector. They are built with their detector's
// own flags, so that this program runs them and reads their JSON.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "heddle/core/verdict.hpp"
#include "heddle/report/variant_json.hpp"

namespace heddle {

// The detectors that have programs, in the order in which they are shown.
inline constexpr const char* kDetectors[] = {"stress", "tsan", "relacy", "static"};

class CasePrograms {
 public:
  // folder: as heddle_add_case leaves it, with a folder for each detector; empty: HEDDLE_CASES of the
  // environment, or `cases` beside the folder of this program. limit: of one answer; 0: however long it
  // takes.
  explicit CasePrograms(std::filesystem::path folder, std::chrono::seconds limit = {});

  // The names of all cases, as the build listed them. Errors: std::runtime_error where there is no list, with
  // what to build.
  std::vector<std::string> names() const;

  // What the case declares: at least one variant, all of this case. Errors: std::runtime_error in one line.
  std::vector<VariantRecord> variants(const std::string& case_name) const;

  // Lets a detector look at one variant with further options of the command line. Never throws: a program
  // that is missing, fails, hangs or answers nonsense is a verdict, "could not run". std::invalid_argument
  // where it does not like its options.
  Verdict look(const std::string& detector, const VariantRecord& variant,
               const std::vector<std::string>& options) const;

  // The verdict of a look that came to nothing; why: after the name of the program.
  Verdict could_not_run(const std::string& detector, const VariantRecord& variant,
                        const std::string& why) const;

 private:
  std::filesystem::path program(const std::string& detector, const std::string& case_name) const;

  std::filesystem::path folder_;
  std::chrono::seconds limit_;
};

}  // namespace heddle
