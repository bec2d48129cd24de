// One variant from two files that differ in their lines alone.
#pragma once

#include "heddle/core/variant.hpp"

namespace heddle::test {

Variant variant_here();
Variant variant_moved();

}  // namespace heddle::test
