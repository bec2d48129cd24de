#include "heddle/core/near_names.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

#include "heddle/core/listed.hpp"
#include "heddle/core/printable.hpp"

namespace heddle {
namespace {

// Longer names than this are no typing mistakes, and would take long to compare.
constexpr std::size_t kLongestName = 200;

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);  // distances of the part of a so far to each beginning of b
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::vector<std::string> near_names(std::string_view wanted, std::span<const std::string> names,
                                    std::size_t most) {
  if (wanted.empty() || wanted.size() > kLongestName) return {};
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const std::string& name : names) {
    if (name.size() > kLongestName) continue;
    const std::size_t distance = edit_distance(wanted, name);
    const bool part = wanted.size() >= 3 &&
                      (name.find(wanted) != std::string::npos || wanted.find(name) != std::string_view::npos);
    if (distance <= std::max<std::size_t>(2, wanted.size() / 4) || part) near.emplace_back(distance, name);
  }
  std::ranges::sort(near);  // by distance, then by name
  std::vector<std::string> nearest;
  for (auto& [distance, name] : near)
    if (nearest.size() < most) nearest.push_back(std::move(name));
  return nearest;
}

std::string no_such_name(std::string_view what, std::string_view wanted, std::span<const std::string> names) {
  const std::string text = "no " + std::string(what) + " '" + printable(wanted) + "'";
  const auto near = near_names(wanted, names);
  if (!near.empty()) return text + "; did you mean " + listed(near, " or ") + "?";
  return text + "; there are " + listed(names, " and ");
}

}  // namespace heddle
