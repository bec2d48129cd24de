// A path as a person types it.
#pragma once

#include <filesystem>
#include <string>

namespace heddle {

// Relative to the current folder where that is shorter. Thread safety: any thread at any time.
std::string from_here(const std::filesystem::path& whole);

}  // namespace heddle
