// The program that runs one case under one detector: a GoogleTest program with one test for each variant,
// which is green where the detector saw what the variant declares; or, asked with options of its own, a
// program that says what it saw as JSON. heddle_add_case() generates the few lines that call it.
#pragma once

#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "heddle/core/detector.hpp"
#include "heddle/core/variant.hpp"

namespace heddle {

struct CaseProgram {
  Detector detector;
  // Whether the detector catches its own known-bad program in this process: empty, or why not. Asked once,
  // before the first look. Where it says why not, every look "could not run".
  std::function<std::string()> canary;
  std::vector<Variant> variants;
  std::vector<std::string> sources;  // of the case
  std::vector<std::string> roots;    // that paths are told relative to
  std::FILE* out = stdout;           // where answers go, other than those of GoogleTest
};

// What main() returns. GoogleTest's flags do what they always do. Further options:
//   --json [VARIANT...]   looks, and prints {"heddle_format": ..., "kind": "verdicts", ...}
//   --replay TOKEN VARIANT   replays the execution of a failure's token and prints what it came to
//   --describe            prints what the variants declare, as JSON
//   --help                prints all of them: those that say how hard to look go with tests and with --json
// Exit codes: 0 done or green, 1 a test failed or --replay found something, 2 wrong usage, 3 --replay could
// not run (the code has changed), or the output could not be written. Thread safety: to be called in a
// process of one thread, which looks may fork.
int case_program(int argc, char** argv, const CaseProgram& program);

}  // namespace heddle
