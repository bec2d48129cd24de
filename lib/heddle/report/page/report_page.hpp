// The report as one HTML page, which needs no other file and no network.
#pragma once

#include <iosfwd>
#include <span>
#include <string>
#include <vector>

#include "heddle/report/page/chart.hpp"

namespace heddle {

// A part of the page as HTML that is made already: <section id="..."><h2>...</h2>...</section>.
struct Section {
  std::string id;
  std::string title;  // in the list of contents
  std::string html;
};

// The sections in their order, below a list of them. The page's policy (Content-Security-Policy, level 3)
// allows its own style sheets and scripts, by their hashes, and nothing else; the charts' data is JSON in the
// page. charts: those for which the sections have a canvas of the same name. Errors: those of the stream,
// which the caller checks.
void write_page(std::ostream& out, std::span<const Section> sections, std::span<const Chart> charts);

}  // namespace heddle
