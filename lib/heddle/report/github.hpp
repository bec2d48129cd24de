// What GitHub Actions shows of a run: the summary of a job, and annotations beside the lines that they are
// about.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>

#include "heddle/report/catalogue.hpp"

namespace heddle {

// GitHub's limits: a step's summary has 1 MiB, and shows ten annotations of each kind.
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
inline constexpr std::size_t kMostSummaryBytes = std::size_t{1} << 20;
inline constexpr std::size_t kMostAnnotations = 10;

// Markdown: the matrix of cases against detectors, everything that is not as declared, and a Mermaid diagram
// of each execution that was found, the undeclared ones first, as far as there is room; what is left out is
// counted. most: bytes. Text of unknown origin is made printable, and neither Markdown nor Mermaid finds
// syntax in it. Errors: those of the stream, which the caller checks.
void write_job_summary(std::ostream& out, const Catalogue& catalogue, std::size_t most = kMostSummaryBytes);

// Workflow commands, a line each: an error for each verdict that is not what the variant declares, a warning
// for each that is undecided. Of more than ten of a kind the last says how many more there are. Nothing in a
// text can end a command or begin another.
std::string github_annotations(const Catalogue& catalogue);

}  // namespace heddle
