// Pictures of executions as Markdown with Mermaid sequence diagrams, which GitHub shows in job summaries,
// issues and pull requests.
#pragma once

#include <iosfwd>
#include <span>
#include <string>
#include <string_view>

#include "heddle/core/verdict.hpp"

namespace heddle {

// A heading for each verdict, and a diagram for each trace: a participant for each thread, a note for each
// step, an arrow where something passes from thread to thread, an activation for each lock that is held, a
// red rectangle around a fault. Steps in the middle of a long execution are left out and counted, since
// GitHub shows no diagram of more than 50,000 characters. Text of unknown origin is made printable, and
// neither Markdown nor Mermaid finds syntax in it. Errors: those of the stream, which the caller checks.
void write_mermaid(std::ostream& out, std::span<const Verdict> verdicts);

// The text with everything that Mermaid, or the fence around the diagram, could take for syntax as an entity
// ("#59;", https://mermaid.js.org/syntax/sequenceDiagram.html), cut to so many characters.
std::string mermaid_text(std::string_view text, std::size_t most);

}  // namespace heddle
