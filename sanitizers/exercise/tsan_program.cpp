// Exercises under ThreadSanitizer.
#include "sanitizers/canary/tsan_canary.hpp"
#include "sanitizers/exercise/exercise_program.hpp"
#include "sanitizers/tsan/tsan.hpp"

int main(int argc, char** argv) {
  return heddle::exercise_program(argc, argv, heddle::tsan_detector(), [] { return heddle::tsan_canary(); });
}
