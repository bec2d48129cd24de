// The commands of the heddle program. Each adds itself to the program, and sets the exit code when it is run.
#pragma once

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace heddle {

// What the program's end says, the same for every command.
enum ExitCode : int {
  kDone = 0,
  kFound = 1,        // something was found, or failed and was named
  kUsage = 2,        // the command line was wrong
  kCouldNotRun = 3,  // could not run, or inconclusive
};

void add_gray(CLI::App& program, int& exit_code);
void add_compare(CLI::App& program, int& exit_code);
void add_check_log(CLI::App& program, int& exit_code);
void add_compare_logs(CLI::App& program, int& exit_code);
void add_explore(CLI::App& program, int& exit_code);
void add_cases(CLI::App& program, int& exit_code);
void add_exercise(CLI::App& program, int& exit_code);
void add_report(CLI::App& program, int& exit_code);

}  // namespace heddle
