// The lines that a finding is about, in words. They are as the records have them: each writer makes them safe
// for where it writes. Thread safety: any thread at any time.
#pragma once

#include <string>
#include <vector>

#include "heddle/core/verdict.hpp"

namespace heddle {

// Those of the verdict, the most telling first; of one without places, where its executions went wrong.
std::vector<Place> places_of(const Verdict& verdict);

// "write of 'rows'", or else the function; may be empty.
const std::string& words_of(const Place& place);

// "file.hpp:12", "file.hpp" where the line is unknown, and nothing where the file is.
std::string position_of(const Place& place);

}  // namespace heddle
