#include "sanitizers/relacy/recent_steps.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace heddle::model {

std::string RecentSteps::busiest() const {
  std::map<std::tuple<std::string, int, Kind, std::string>, int> counts;
  for (const Past& past : steps_) ++counts[{past.site.file, past.site.line, past.kind, past.name}];
  const auto most = std::max_element(counts.begin(), counts.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == counts.end()) return "";
  const auto& [file, line, kind, name] = most->first;
  return std::string(words_for(kind)) + (name.empty() ? "" : " of '" + name + "'") + " at " + file + ":" +
         std::to_string(line);
}

}  // namespace heddle::model
