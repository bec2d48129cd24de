#include "merge_files.hpp"

#include <cstddef>
#include <stdexcept>
#include <utility>

#include "files.hpp"
#include "heddle/core/merge_parts.hpp"
#include "heddle/report/verdict_json.hpp"

namespace heddle {
namespace {

constexpr std::size_t kMostBytes = std::size_t{64} << 20;  // a part has a few thousand

}  // namespace

std::vector<Verdict> merge_files(const std::vector<std::string>& files) {
  std::vector<Verdict> parts;
  for (const std::string& file : files) {
    const std::string text = read_file(file, kMostBytes);
    try {
      for (Verdict& part : read_verdicts(text)) parts.push_back(std::move(part));
    } catch (const std::runtime_error& error) {
      throw std::runtime_error(file + ": " + error.what());
    }
  }
  if (parts.empty()) throw std::runtime_error(files.front() + ": there is no verdict in it");
  return merge_parts(parts);
}

}  // namespace heddle
