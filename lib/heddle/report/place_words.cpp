#include "heddle/report/place_words.hpp"

#include "heddle/report/picture.hpp"

namespace heddle {

std::vector<Place> places_of(const Verdict& verdict) {
  if (!verdict.places.empty()) return verdict.places;
  std::vector<Place> places;
  for (const Trace& trace : verdict.traces)
    for (const Step& step : trace.steps)
      if (step.fault && !step.file.empty())
        places.push_back({.file = step.file,
                          .line = step.line,
                          .function = "",
                          .what = step.operation + " " + object_of(step),
                          .source = step.source});
  return places;
}

const std::string& words_of(const Place& place) {
  return place.what.empty() ? place.function : place.what;
}

std::string position_of(const Place& place) {
  return place.line > 0 && !place.file.empty() ? place.file + ":" + std::to_string(place.line) : place.file;
}

}  // namespace heddle
