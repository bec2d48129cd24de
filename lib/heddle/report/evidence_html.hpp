// The evidence behind one verdict as HTML: the histogram of what came out, ThreadSanitizer's report cut to
// what matters, the picture of an execution, a proof with its count and its bounds.
#pragma once

#include <string>

#include "heddle/core/verdict.hpp"
#include "heddle/report/variant_json.hpp"

namespace heddle {

// <section id="ID">...</section> with a heading of this level, which says what the catalogue's table says.
// `id`: letters, digits and '-', the page's only one. Text of unknown origin is made printable and never
// becomes markup. Thread safety: any thread at any time.
std::string evidence_html(const VariantRecord& variant, const Verdict& verdict, const std::string& id,
                          int heading);

}  // namespace heddle
