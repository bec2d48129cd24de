// The catalogue in words: what each cell of its table says, and what has to be said beside it. Every writer
// of a catalogue has them from here, so that the terminal, the page and GitHub say the same. The words are as
// the records have them: each writer makes them safe for where it writes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "heddle/report/catalogue.hpp"

namespace heddle {

// Whether a detector has looked; else the catalogue says only what is declared.
bool has_looked(const Catalogue& catalogue);

// What is put before a cell that is not as declared; empty where it is.
std::string_view sign_of(Agreement agreement);

// The columns of the table, in their order.
std::vector<std::string> detectors_of(const Catalogue& catalogue);

// What a detector should see in a variant, in a word or two: "data race", "proved", "blind".
std::string expected_by(const VariantRecord& variant, std::string_view detector);

// What it saw: "data race", "proved, 1,200", "shown 2.50 %".
std::string seen_by(const VariantRecord& variant, const Verdict& verdict);

// "12.50 %", never rounded to none or to all. `all` is not 0.
std::string share_in_words(std::uint64_t part, std::uint64_t all);

// Whether the variant has a bug, as far as it declares: the explorer alone sees every kind. A report of
// another detector where it has nothing to find is a false alarm.
bool has_a_bug(const VariantRecord& variant);

// Why a verdict is no agreement, a text for each reason.
std::vector<std::string> reasons_of(const VariantRecord& variant, const Verdict& verdict);

// What the words of the table mean, as far as they are there.
struct WordMeaning {
  std::string word;
  std::string meaning;
};
std::vector<WordMeaning> legend_of(const Catalogue& catalogue);

// Everything that is no agreement. Variants of which a detector says the same stand together.
struct Remark {
  Agreement agreement = Agreement::kUndecided;
  std::string names;  // "case.variant, case.other"; of a case that could not be described, its own
  std::string words;  // what is said of them: " under tsan: declared: data race; seen: nothing"
};
std::vector<Remark> remarks_on(const Catalogue& catalogue);

// "3 of 4 variants as declared; 1 otherwise (!)"
std::string count_in_words(const Catalogue& catalogue);

}  // namespace heddle
