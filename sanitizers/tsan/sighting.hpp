// A report as a verdict tells it, and its way from the child process that saw it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "heddle/core/finding.hpp"
#include "heddle/core/verdict.hpp"
#include "sanitizers/tsan/report.hpp"

namespace heddle::tsan {

struct Sighting {
  Finding finding = Finding::kNone;
  std::vector<Place> places;
  std::string text;
};

// Thread safety: pure functions.

Sighting sighting_of(const Report& report);

// As bytes and back. Errors of unpack: std::runtime_error for bytes that pack did not make.
std::string pack(const std::vector<Sighting>& sightings);
std::vector<Sighting> unpack(std::string_view bytes);

}  // namespace heddle::tsan
