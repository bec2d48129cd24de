// The section of the report's page about the detectors: the matrix of cases against detectors as it was
// measured, and the evidence behind each of its cells.
#pragma once

#include <string>

#include "heddle/report/catalogue.hpp"

namespace heddle {

// <section id="detectors">...</section>, empty where there is no variant. Every cell links to its evidence on
// the same page, and each name in the page begins with "evidence-". Without a look the matrix says what is
// expected. Text of unknown origin is made printable and never becomes markup. No script is needed, and no
// style beside kPageStyle, kFiguresStyle and kDetectorsStyle. Thread safety: any thread at any time.
std::string detectors_section_html(const Catalogue& catalogue);

}  // namespace heddle
