// Which of several failures is shown.
#pragma once

#include <algorithm>
#include <cstddef>

#include "sanitizers/relacy/search.hpp"

namespace heddle::model {

// Where the variant lists the outcome of this execution; others come last. Of several bad outcomes the
// author's first is shown.
inline std::size_t rank_of(const SearchSettings& settings, const SearchResult& result) {
  const auto listed = settings.variant->outcomes;
  return static_cast<std::size_t>(
      std::find_if(listed.begin(), listed.end(),
                   [&](const Outcome& outcome) { return outcome.text == result.outcome; }) -
      listed.begin());
}

}  // namespace heddle::model
