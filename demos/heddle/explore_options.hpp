// What heddle explore is asked to do.
#pragma once

#include <CLI/App.hpp>
#include <memory>
#include <string>
#include <vector>

#include "case_options.hpp"

namespace heddle {

struct ExploreOptions {
  std::string name;
  CaseOptions cases;
  int threads = 0;
  std::vector<std::string> search;  // for the explorer's program, as it understands them
  std::string replay;               // a token, and no search
  bool step = false;
  std::vector<std::string> merge;  // files with parts of a search, and no name
  std::string json;
  std::string trace;  // text, html, mermaid, json, or empty
  std::string trace_file;
};

// Adds them to the command. Errors of combinations are told by CLI11.
std::shared_ptr<ExploreOptions> add_explore_options(CLI::App& command);

}  // namespace heddle
