#include "sanitizers/relacy/limits.hpp"

namespace heddle::model {

std::vector<std::string> limits_of(const Features& used) {
  std::vector<std::string> limits;
  if (used.weak_memory) {
    limits.emplace_back("memory model: C++11 as in Relacy; loads return one of the last three values");
    limits.emplace_back("not modelled: load buffering (a load that sees a store which comes after it)");
    limits.emplace_back("not modelled: stores of one thread that take effect in another order (2+2W)");
    limits.emplace_back("not modelled: a compare-exchange that fails and returns an old value");
  }
  if (used.sequential)
    limits.emplace_back("sequential consistency beside weaker orders is approximate in Relacy");
  if (used.spurious_wakeup)
    limits.emplace_back("at most one spurious wake-up for each thread and condition variable");
  if (used.spurious_failure)
    limits.emplace_back(
        "at most one spurious failure of a try or a weak compare-exchange for each thread and object");
  if (used.yield)
    limits.emplace_back(
        "a loop that yields is gone through twice, and again when what it looked at has changed");
  return limits;
}

}  // namespace heddle::model
