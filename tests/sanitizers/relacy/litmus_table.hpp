// The litmus tests of the literature, what C++20 says of each, and where the explorer says otherwise. The
// table of docs/memory_model.md is made of these.
//
// Names are those of Alglave, Maranget and Tautschnig, "Herding cats", TOPLAS 2014. The answers follow from
// the rule that stands in each row, and agree with Batty, Owens, Sarkar, Sewell and Weber, "Mathematizing C++
// concurrency", POPL 2011, and Lahav, Vafeiadis, Kang, Hur and Dreyer, "Repairing sequential consistency in
// C/C++11", PLDI 2017, but for what C++20 has changed since.
#pragma once

#include <span>
#include <string_view>

namespace heddle::test {

// What sets the explorer apart from the standard, each with its line in docs/memory_model.md.
enum class Deviation {
  kNone,
  kLoadBuffering,
  kStoreOrder,
  kOneOrder,
  kReleaseSequence,
  kFencesSynchronise,
  kFailedExchange,
  kHistory,
  kWeakStores,
  kFencesAlone,
};

struct DeviationText {
  Deviation deviation;
  std::string_view name;
  std::string_view what;
  bool may_miss;  // an outcome is allowed and not shown; else it is forbidden and shown
};
std::span<const DeviationText> deviations();
const DeviationText& text_of(Deviation deviation);  // not for kNone

struct LitmusRow {
  std::string_view family;   // "store buffering (SB)"
  std::string_view threads;  // in the language of litmus.hpp
  std::string_view outcome;
  bool allowed;           // by C++20
  std::string_view rule;  // of C++20, that forbids it; empty: none does
  Deviation deviation = Deviation::kNone;

  bool is_shown() const { return (deviation == Deviation::kNone) == allowed; }
};
std::span<const LitmusRow> litmus_table();

}  // namespace heddle::test
