// Verdicts as JSON, and back: how a program that looks hands what it saw to one that reports.
#pragma once

#include <iosfwd>
#include <span>
#include <string_view>
#include <vector>

#include "heddle/core/verdict.hpp"

namespace heddle {

inline constexpr int kVerdictsFormat = 3;

// {"heddle_format": 3, "kind": "verdicts", "verdicts": [...]}, every field of each: docs/trace.md has their
// meaning; "part" only of a part. Text that is not UTF-8 is written with U+FFFD in place of what is not.
// Errors: those of the stream, which the caller checks.
void write_json(std::ostream& out, std::span<const Verdict> verdicts);

// Errors: std::runtime_error in one line for what is no such document, or a newer one.
std::vector<Verdict> read_verdicts(std::string_view json);

}  // namespace heddle
