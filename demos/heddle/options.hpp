// The options that gray and compare share.
#pragma once

#include <CLI/App.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "heddle/batch/run_batch.hpp"

namespace heddle {

struct SharedOptions {
  std::string format = "png";
  std::uint64_t max_pixels = std::uint64_t{1} << 28;
  std::vector<int> permits{2};
  std::vector<std::int64_t> critical_sections_us{0};
  std::size_t rows_per_line = 4;

  // One value for the permits and the critical section, or a comma-separated list of each.
  enum class Settings { kOne, kSweep };
  void add_to(CLI::App& command, Settings settings = Settings::kOne);

  // The part of a batch's options that they decide, with the first of each list. Errors:
  // std::invalid_argument for an unknown format.
  BatchOptions batch() const;
};

// How many workers a user who does not say gets: the cores that this process may use.
int default_workers();

// Refuses what is no number from 1 to 1,024.
CLI::Validator worker_count();

// "name: what it is", a line for each choice, for help texts.
template <class Choices>
std::string list_of(const Choices& choices) {
  std::string text;
  for (const auto& choice : choices)
    text += "\n  " + std::string(choice.name) + ": " + std::string(choice.summary);
  return text;
}

}  // namespace heddle
