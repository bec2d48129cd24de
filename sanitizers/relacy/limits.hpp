// What a verdict of the explorer is relative to, in words: what the model leaves out, and its bounds.
#pragma once

#include <string>
#include <vector>

#include "sanitizers/relacy/search.hpp"

namespace heddle::model {

// Only what concerns a variant that made use of these features.
std::vector<std::string> limits_of(const Features& used);

}  // namespace heddle::model
