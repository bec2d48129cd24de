// The tags of HTML that this project writes, found without a parser: no attribute of it holds a '>'.
#pragma once

#include <string>
#include <vector>

namespace heddle::test {

// Every tag of the page, "<td class=...>", without its style sheet.
inline std::vector<std::string> tags_in(const std::string& page) {
  std::vector<std::string> tags;
  for (std::size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1)) {
    const std::size_t end = page.find('>', at);
    tags.push_back(page.substr(at, end - at + 1));
  }
  return tags;
}

inline std::string tag_name(const std::string& tag) {
  return tag.substr(1, tag.find_first_of(" >") - 1);
}

}  // namespace heddle::test
