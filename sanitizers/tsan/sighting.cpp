#include "sanitizers/tsan/sighting.hpp"

#include <charconv>
#include <cstddef>
#include <stdexcept>

namespace heddle::tsan {
namespace {

// A field is its length in digits, a colon, and its bytes (the netstrings of D. J. Bernstein, 1997, without
// the comma).
void put(std::string& bytes, std::string_view field) {
  bytes += std::to_string(field.size()) + ':';
  bytes += field;
}

[[noreturn]] void refuse() {
  throw std::runtime_error("what a child of the ThreadSanitizer detector answered cannot be read");
}

std::size_t number(std::string_view digits) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) refuse();
  return value;
}

std::string take(std::string_view& bytes) {
  const std::size_t colon = bytes.find(':');
  if (colon == std::string_view::npos) refuse();
  const std::size_t size = number(bytes.substr(0, colon));
  bytes.remove_prefix(colon + 1);
  if (size > bytes.size()) refuse();
  std::string field(bytes.substr(0, size));
  bytes.remove_prefix(size);
  return field;
}

}  // namespace

Sighting sighting_of(const Report& report) {
  return {.finding = report.finding, .places = places_of(report), .text = text_of(report)};
}

std::string pack(const std::vector<Sighting>& sightings) {
  std::string bytes;
  for (const Sighting& sighting : sightings) {
    put(bytes, name_of(sighting.finding));
    put(bytes, sighting.text);
    put(bytes, std::to_string(sighting.places.size()));
    for (const Place& place : sighting.places) {
      put(bytes, place.file);
      put(bytes, std::to_string(place.line));
      put(bytes, place.function);
      put(bytes, place.what);
      put(bytes, place.thread);
    }
  }
  return bytes;
}

std::vector<Sighting> unpack(std::string_view bytes) {
  std::vector<Sighting> sightings;
  while (!bytes.empty()) {
    Sighting sighting;
    const auto finding = finding_named(take(bytes));
    if (!finding) refuse();
    sighting.finding = *finding;
    sighting.text = take(bytes);
    for (std::size_t places = number(take(bytes)); places > 0; --places) {
      Place place;
      place.file = take(bytes);
      place.line = static_cast<int>(number(take(bytes)));
      place.function = take(bytes);
      place.what = take(bytes);
      place.thread = take(bytes);
      sighting.places.push_back(std::move(place));
    }
    sightings.push_back(std::move(sighting));
  }
  return sightings;
}

}  // namespace heddle::tsan
