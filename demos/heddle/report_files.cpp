#include "report_files.hpp"

#include <cstddef>
#include <ostream>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

#include "files.hpp"
#include "heddle/report/catalogue_json.hpp"
#include "heddle/report/json.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = std::size_t{1} << 30;

// What read(text) makes of the whole file. Errors: std::runtime_error with the path.
template <class Read>
auto read_document_of(const fs::path& file, Read read) {
  const std::string text = read_file(file, kMostBytes);
  try {
    return read(text);
  } catch (const std::runtime_error& error) {
    throw std::runtime_error(file.string() + ": " + error.what());
  }
}

// Nothing where there is no such file.
template <class Read>
auto read_if_there(const fs::path& file, Read read) -> std::optional<decltype(read(std::string()))> {
  std::error_code error;
  if (!fs::exists(file, error) && !error) return std::nullopt;
  return read_document_of(file, read);
}

}  // namespace

std::optional<Experiment> results_in(const fs::path& folder) {
  return read_if_there(folder / kResultsFile, [](const std::string& text) { return read_experiment(text); });
}

std::optional<Catalogue> catalogue_in(const fs::path& folder) {
  return read_if_there(folder / kCatalogueFile, [](const std::string& text) { return read_catalogue(text); });
}

Timings kept_timings(const fs::path& folder, const Catalogue& catalogue) {
  const fs::path file = folder / kTimingsFile;
  Timings last =
      read_if_there(file, [](const std::string& text) { return read_timings(text); }).value_or(Timings());
  std::vector<TestTiming> now = timings_of(catalogue);
  if (now.empty()) return {};  // a catalogue without a look is no run, and leaves what is kept
  const Timings kept = next_timings(std::move(last), std::move(now));
  write_file(file, [&](std::ostream& out) { write_json(out, kept); });
  return kept;
}

}  // namespace heddle
