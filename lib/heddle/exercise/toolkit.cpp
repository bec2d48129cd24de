#include "heddle/exercise/toolkit.hpp"

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <system_error>

#include "heddle/core/printable.hpp"

namespace heddle {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

constexpr int kToolkitFormat = 1;

fs::path path_in(const Json& json, const char* name) {
  return json.at(name).get<std::string>();
}

}  // namespace

ExerciseToolkit read_toolkit(const fs::path& folder) {
  const fs::path file = folder / "toolkit.json";
  std::ifstream in(file);
  if (!in)
    throw std::runtime_error(file.string() +
                             " cannot be read: exercises are not built; build them with ci/build");
  try {
    const Json json = Json::parse(in);
    if (json.at("kind") != "exercise_toolkit" || json.at("heddle_format") > kToolkitFormat)
      throw std::runtime_error("it is of another kind, or of a newer heddle");
    ExerciseToolkit toolkit{.folder = folder,
                            .source_root = path_in(json, "source_root"),
                            .exercises = path_in(json, "exercises"),
                            .solutions = path_in(json, "solutions"),
                            .programs = {},
                            .configure = json.at("configure")};
    for (const Json& program : json.at("programs"))
      toolkit.programs.push_back({.name = program.at("name"),
                                  .sync = program.at("sync"),
                                  .program = path_in(program, "program"),
                                  .launcher = program.at("launcher"),
                                  .compile = program.at("compile")});
    return toolkit;
  } catch (const std::exception& error) {
    throw std::runtime_error(file.string() + ": " + printable(error.what()) +
                             "; build it again with ci/build");
  }
}

fs::path default_toolkit_folder() {
  if (const char* const named = std::getenv("HEDDLE_EXERCISES"); named != nullptr && *named != '\0')
    return named;
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  return self.parent_path().parent_path() / "exercises";
}

}  // namespace heddle
