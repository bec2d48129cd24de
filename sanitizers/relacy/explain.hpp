// What went wrong, in one sentence for people: worked out from an execution's steps, and from nothing else.
#pragma once

#include <string>

#include "heddle/core/finding.hpp"
#include "heddle/core/verdict.hpp"

namespace heddle::model {

// The sentence for a trace that ends in this finding: "worker 1 read 'converted' before worker 0 wrote it;
// one increment was lost". It says what the steps show. Where they fit no pattern that is known here, it is
// the trace's own outcome; empty where that is empty too. Patterns of unserializable accesses: Lu, Tucek, Qin
// and Zhou, "AVIO", ASPLOS 2006. Thread safety: a pure function.
std::string explain(const Trace& trace, Finding finding);

}  // namespace heddle::model
