#include "sanitizers/relacy/random_search.hpp"

namespace heddle::model {

int RandomSearch::thread(const ThreadChoice& choice) {
  ThreadSet left = choice.candidates;
  for (int skip = below(__builtin_popcount(left)); skip > 0; --skip) left &= left - 1;
  return __builtin_ctz(left);
}

}  // namespace heddle::model
