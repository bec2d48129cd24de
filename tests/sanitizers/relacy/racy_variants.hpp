// The variants of the catalogue in which the explorer must find something, over its own primitives.
#pragma once

#include <vector>

#include "heddle/core/variant.hpp"

namespace heddle::test {

std::vector<Variant> racy_variants();

}  // namespace heddle::test
