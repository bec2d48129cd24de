// What of a compiler's words a student needs.
#pragma once

#include <filesystem>
#include <string>

namespace heddle {

// The compiler's first error, with what it shows of the place, in a few lines; paths are told relative to the
// submission's folder and to the source root. Where it names no error, the beginning of what it said.
// Thread safety: any thread.
std::string first_error(const std::string& said, const std::filesystem::path& root,
                        const std::filesystem::path& submission);

}  // namespace heddle
