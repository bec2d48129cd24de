#include "sanitizers/exercise/exercise_program.hpp"

#include <dlfcn.h>

#include <cstdio>
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

}  // namespace

int exercise_program(int argc, char** argv, const Detector& detector,
                     const std::function<std::string()>& canary) {
  if (argc <= kOwnArguments) {
    std::fprintf(stderr, "usage: %s MODULE SOURCE ROOT [OPTION...]; heddle exercise run starts it\n",
                 argv[0]);
    return kWrongUsage;
  }
  const CaseProgram program{.detector = detector,
                            .canary = canary,
                            .variants = scenarios_of(argv[1]),
                            .sources = {argv[2]},
                            .roots = {argv[3]}};
  if (program.variants.empty()) return kCouldNotRun;
  argv[kOwnArguments] = argv[0];
  return case_program(argc - kOwnArguments, argv + kOwnArguments, program);
}

}  // namespace heddle
