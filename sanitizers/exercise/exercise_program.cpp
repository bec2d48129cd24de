#include "sanitizers/exercise/exercise_program.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <iostream>
#include <vector>

#include "sanitizers/exercise/module.hpp"
#include "sanitizers/harness/case_program.hpp"

namespace heddle {
namespace {

constexpr int kWrongUsage = 2;
constexpr int kCouldNotRun = 3;
constexpr int kOwnArguments = 3;  // MODULE SOURCE ROOT

// The module's scenarios; none, and why on standard error, where it is no module. It stays loaded.
std::vector<Variant> scenarios_of(const char* module) {
  std::vector<Variant> scenarios;
  void* const loaded = dlopen(module, RTLD_NOW | RTLD_LOCAL);
  void* const entry = loaded == nullptr ? nullptr : dlsym(loaded, kExerciseEntry);
  if (entry == nullptr)
    std::fprintf(stderr, "cannot load the exercise: %s\n", dlerror());  // NOLINT(concurrency-mt-unsafe)
  else
    reinterpret_cast<ExerciseEntry*>(entry)(scenarios);
  return scenarios;
}

// Where the answer goes: the standard output that this process began with, to which nobody else prints.
std::FILE* take_standard_output() {
  const int answers = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  std::FILE* const file = answers < 0 ? nullptr : ::fdopen(answers, "w");
  if (file == nullptr || ::dup2(STDERR_FILENO, STDOUT_FILENO) < 0) return nullptr;
  return file;
}

}  // namespace

int exercise_program(int argc, char** argv, const Detector& detector,
                     const std::function<std::string()>& canary) {
  if (argc <= kOwnArguments) {
    std::fprintf(stderr, "usage: %s MODULE SOURCE ROOT [OPTION...]; heddle exercise run starts it\n",
                 argv[0]);
    return kWrongUsage;
  }
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  std::string nonce;
  std::getline(std::cin, nonce);
  std::FILE* const answers = take_standard_output();
  if (answers == nullptr) {
    std::perror("cannot prepare standard output");
    return kCouldNotRun;
  }
  std::fprintf(answers, "%s begins\n", nonce.c_str());
  std::fflush(answers);
  const CaseProgram program{.detector = detector,
                            .canary = canary,
                            .variants = scenarios_of(argv[1]),
                            .sources = {argv[2]},
                            .roots = {argv[3]},
                            .out = answers};
  if (program.variants.empty()) return kCouldNotRun;
  argv[kOwnArguments] = argv[0];
  const int code = case_program(argc - kOwnArguments, argv + kOwnArguments, program);
  std::fprintf(answers, "%s ends\n", nonce.c_str());
  if (std::fflush(answers) != 0) return kCouldNotRun;
  return code;
}

}  // namespace heddle
