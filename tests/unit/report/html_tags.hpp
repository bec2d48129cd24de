// The tags of HTML that this project writes, found without a parser: no attribute of it holds a '>'.
#pragma once

#include <set>
#include <string>
#include <vector>

namespace heddle::test {

// Every tag, "<td class=...>".
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

// The first tag that closes another one than was opened last, or the last that is never closed; empty where
// each is closed in turn.
inline std::string tag_out_of_turn(const std::string& html) {
  const std::set<std::string> alone{"!doctype", "br", "meta"};
  std::vector<std::string> open;
  for (const std::string& tag : tags_in(html)) {
    const std::string name = tag_name(tag);
    if (alone.count(name) != 0 || tag.ends_with("/>")) continue;
    if (!name.starts_with('/'))
      open.push_back(name);
    else if (open.empty() || "/" + open.back() != name)
      return tag;
    else
      open.pop_back();
  }
  return open.empty() ? "" : open.back();
}

}  // namespace heddle::test
