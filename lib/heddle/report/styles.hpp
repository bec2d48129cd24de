// The style sheets of what this box writes. A page has kPageStyle first, and of the others those of its
// sections.
#pragma once

#include "heddle/report/asset.hpp"

namespace heddle {

extern const Asset kPageStyle;       // page.css: pages and pictures
extern const Asset kFiguresStyle;    // figures.css: tables of figures, over kPageStyle
extern const Asset kLogStyle;        // log_comparison.css, over both
extern const Asset kDetectorsStyle;  // detectors.css, over both

}  // namespace heddle
