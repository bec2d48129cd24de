// Case programs that say and do whatever a test wants: a folder as the build makes it, with shell scripts in
// place of the programs.
#pragma once

#include <filesystem>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle::test {

// What a program says of a variant when it is asked with --describe.
struct Described {
  std::string name;
  std::string tsan = "none";
  std::string relacy = "none";
  bool thread_safety = false;
  int max_threads = 3;
};

nlohmann::json described(const std::string& case_name, const std::vector<Described>& variants);

// What a program answers that was asked to look at one variant, as a document.
nlohmann::json verdict(const std::string& detector, const std::string& case_name, const std::string& variant,
                       const std::string& status, const std::string& finding = "none");

class PuppetCases {
 public:
  // Writes the list of cases.
  explicit PuppetCases(const std::vector<std::string>& names);

  // A program of the case under the detector. It describes the variants; asked for JSON, it does what
  // `script` (sh) says.
  void add(const std::string& detector, const std::string& case_name, const std::vector<Described>& variants,
           const std::string& script);

  // The same, and the script is to print this document.
  void answer(const std::string& detector, const std::string& case_name,
              const std::vector<Described>& variants, const nlohmann::json& document);

  std::filesystem::path path(const std::string& detector, const std::string& case_name) const {
    return folder_ / detector / case_name;
  }
  std::string folder() const { return folder_.path(); }

 private:
  TemporaryFolder folder_;
};

}  // namespace heddle::test
