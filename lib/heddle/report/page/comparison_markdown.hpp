// The comparison in Markdown, for the summary of a job on GitHub.
#pragma once

#include <cstddef>
#include <string>

#include "heddle/core/experiment.hpp"

namespace heddle {

// A heading, the sentences of comparison_words, and a row for each configuration with the main settings,
// within so many bytes: rows that find no room are counted. Text of unknown origin is made printable, and
// Markdown finds no syntax in it. Thread safety: any thread at any time.
std::string comparison_markdown(const Experiment& experiment, std::size_t most_bytes = std::size_t{1} << 18);

}  // namespace heddle
