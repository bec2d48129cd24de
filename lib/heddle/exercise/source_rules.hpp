// What a submitted file may not do, read from its text: sleep, tell the detectors apart, bring primitives of
// its own, or include what is not its business. The detectors judge what is left. This keeps a student from
// fooling themselves; it is no sandbox against malice.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "heddle/exercise/exercise.hpp"

namespace heddle {

// A sentence for each rule that is broken, with its line: "line 12: sleep_for waits for time to pass; ...".
// Thread safety: any thread.
std::vector<std::string> broken_rules(const Exercise& exercise, std::string_view source);

// The headers that a submission may include, as they are spelled.
const std::vector<std::string_view>& allowed_includes();

}  // namespace heddle
