// Every case of the list, for the tests of the catalogue itself.
#pragma once

#include <string>
#include <vector>

#include "heddle/core/variant.hpp"

namespace heddle::test {

struct Case {
  std::string name;
  std::string story;
  // The same variants, in the same order.
  std::vector<Variant> native;
  std::vector<Variant> one_at_a_time;
};

const std::vector<Case>& catalogue();

}  // namespace heddle::test
