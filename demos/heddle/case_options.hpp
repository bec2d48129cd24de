// The options that explore and cases share: where the case programs are, and how long one may take.
#pragma once

#include <CLI/App.hpp>
#include <string>

#include "case_programs.hpp"

namespace heddle {

struct CaseOptions {
  std::string folder;  // empty: where the build leaves them
  int timeout = 0;     // seconds; 0: none

  void add_to(CLI::App& command);

  CasePrograms programs() const;
};

}  // namespace heddle
