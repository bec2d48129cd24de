#include "heddle/core/from_here.hpp"

#include <system_error>

namespace heddle {

std::string from_here(const std::filesystem::path& whole) {
  std::error_code error;
  const std::filesystem::path relative = std::filesystem::proximate(whole, error);
  return (error || relative.native().size() >= whole.native().size() ? whole : relative).string();
}

}  // namespace heddle
