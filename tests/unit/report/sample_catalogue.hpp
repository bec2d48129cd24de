// A catalogue made by hand: three cases, every way in which a detector may agree with a variant or not.
#pragma once

#include "heddle/report/catalogue.hpp"

namespace heddle::test {

// Nobody has looked yet.
Catalogue declared_catalogue();

// The same after all four detectors, each as declared.
Catalogue agreeing_catalogue();

// The same with differences, looks that came to nothing, and a case that could not be described.
Catalogue differing_catalogue();

}  // namespace heddle::test
