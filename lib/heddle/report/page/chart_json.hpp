// Charts as JSON that may stand inside a script element of a page.
#pragma once

#include <span>
#include <string>

#include "heddle/report/page/chart.hpp"

namespace heddle {

// A list with an object for each chart, with its fields' names; a point that was not measured is null. Text
// is made printable. It holds none of < > & and so ends no element that it stands in.
std::string charts_json(std::span<const Chart> charts);

}  // namespace heddle
