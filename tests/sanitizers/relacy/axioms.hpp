// What the C++ standard lets a litmus test come to, worked out from its axioms: of all ways in which loads
// may read stores and stores may follow each other, those that no rule forbids.
#pragma once

#include <set>
#include <string>

#include "litmus.hpp"

namespace heddle::test {

enum class Axioms {
  // C++20, [intro.races] and [atomics.order], without consume. Sources: Lahav, Vafeiadis, Kang, Hur and
  // Dreyer,
  // "Repairing sequential consistency in C/C++11", PLDI 2017; P0668R5 (sequential consistency), P0982R1
  // (release sequences). Values out of thin air do not arise: the language has no arithmetic on what was
  // loaded.
  kStandard,
  // What the explorer claims to show: as above, with all steps in one order that agrees with the order of
  // each thread's steps, with loads after the stores that they read and with the order of the stores to each
  // atomic; release sequences of another kind; and sequential consistency told from that one order. See
  // docs/memory_model.md.
  kExplorer,
};

// Where an execution has a data race, kRace is among the outcomes.
std::set<std::string> outcomes_under(Axioms axioms, const Litmus& litmus);

}  // namespace heddle::test
