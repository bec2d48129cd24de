// Pictures of executions as one HTML page, which needs no other file and no network.
#pragma once

#include <iosfwd>
#include <span>
#include <string>

#include "heddle/core/verdict.hpp"

namespace heddle {

// A section for each verdict: its first lines, and a table for each trace, with a column for each thread and
// a row for each step. Of more than 1,000 steps the first 200 and the last 800 are shown. The page has no
// script; its policy (Content-Security-Policy, level 3) allows its own style sheet, by its hash, and nothing
// else. Text of unknown origin is made printable and never becomes markup. Errors: those of the stream, which
// the caller checks.
void write_html(std::ostream& out, std::span<const Verdict> verdicts);

// One picture of such a page, for a page of another kind: a heading of this level, the table, and what is
// said around it; its style is kPageStyle. `id` begins the names of its steps: letters, digits and '-', the
// page's only one.
void write_picture(std::ostream& out, const Verdict& verdict, const Trace& trace, const std::string& id,
                   int heading);

}  // namespace heddle
