// The comparison as sections of the page: sentences, places for the charts, and the same figures as tables.
#pragma once

#include <span>
#include <string>

#include "heddle/core/experiment.hpp"
#include "heddle/report/page/chart.hpp"

namespace heddle {

// <section id="comparison">. charts: those of the comparison; the page's script draws them. Text of unknown
// origin never becomes markup.
std::string comparison_section_html(const Experiment& experiment, std::span<const Chart> charts);

// <section id="sweep">: the settings that were measured at more than one value.
std::string sweep_section_html(const Experiment& experiment, std::span<const Chart> charts);

}  // namespace heddle
