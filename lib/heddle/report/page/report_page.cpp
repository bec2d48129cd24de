#include "heddle/report/page/report_page.hpp"

#include <array>
#include <ostream>

#include "heddle/report/html.hpp"
#include "heddle/report/page/assets.hpp"
#include "heddle/report/page/chart_json.hpp"
#include "heddle/report/styles.hpp"

namespace heddle {

void write_page(std::ostream& out, std::span<const Section> sections, std::span<const Chart> charts) {
  const std::array styles{kPageStyle, kFiguresStyle, kReportStyle, kLogStyle, kDetectorsStyle};
  out << "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src";
  for (const Asset& style : styles) out << " '" << style.source << '\'';
  out << "; script-src '" << kChartScript.source << "' '" << kReportScript.source
      << "'; base-uri 'none'; form-action 'none'\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"heddle-format\" content=\"1\">\n"
         "<title>Report - heddle</title>\n";
  for (const Asset& style : styles) out << "<style>" << style.text << "</style>\n";
  out << "</head>\n<body>\n<header>\n<h1>What heddle measured</h1>\n<nav "
         "aria-label=\"Contents\"><ul>\n";
  for (const Section& section : sections)
    out << "<li><a href=\"#" << html_escaped(section.id) << "\">" << html_escaped(section.title)
        << "</a></li>\n";
  out << "</ul></nav>\n</header>\n<main>\n";
  for (const Section& section : sections) out << section.html;
  out << "</main>\n<script type=\"application/json\" id=\"charts\">" << charts_json(charts)
      << "</script>\n<script>" << kChartScript.text << "</script>\n<script>" << kReportScript.text
      << "</script>\n</body>\n</html>\n";
}

}  // namespace heddle
