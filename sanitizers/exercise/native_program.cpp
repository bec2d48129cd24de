// Exercises on real threads: --functional for their functional tests, else stress.
#include <algorithm>
#include <string_view>

#include "sanitizers/canary/stress_canary.hpp"
#include "sanitizers/exercise/exercise_program.hpp"
#include "sanitizers/exercise/functional.hpp"
#include "sanitizers/stress/stress.hpp"

int main(int argc, char** argv) {
  char** const end = argv + argc;
  char** const functional = std::find(argv, end, std::string_view("--functional"));
  if (functional == end)
    return heddle::exercise_program(argc, argv, heddle::stress_detector(),
                                    [] { return heddle::stress_canary(); });
  std::rotate(functional, functional + 1, end);
  return heddle::exercise_program(argc - 1, argv, heddle::functional_detector(),
                                  [] { return std::string(); });
}
