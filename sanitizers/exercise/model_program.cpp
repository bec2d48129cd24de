// Exercises in the explorer.
#include "sanitizers/exercise/exercise_program.hpp"
#include "sanitizers/relacy/explore.hpp"

int main(int argc, char** argv) {
  return heddle::exercise_program(argc, argv, heddle::relacy_detector(),
                                  [] { return heddle::relacy_canary(); });
}
