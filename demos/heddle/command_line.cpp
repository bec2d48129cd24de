#include "command_line.hpp"

#include <algorithm>
#include <cstddef>
#include <sstream>
#include <vector>

#include "heddle/core/near_names.hpp"
#include "heddle/report/columns.hpp"

namespace heddle {
namespace {

constexpr std::size_t kColumns = 80;
constexpr std::size_t kIndent = 2;  // of the names
constexpr std::size_t kDescriptions = 28;

// The lines of a text, each broken into lines of kColumns, `indent` further right. What goes on from a line
// that begins with blanks, as in a list, stands below its text and not below its beginning.
std::string wrapped(const std::string& text, std::size_t indent) {
  std::string out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t blanks = std::min(line.find_first_not_of(' '), line.size());
    const std::string broken = paragraph(line, indent + 2 * blanks, kColumns);
    out += broken.empty() ? "\n" : broken.substr(blanks);
  }
  return out;
}

// A name, and its description beside it, or below where the name is too long.
std::string entry(const std::string& name, const std::string& description) {
  const std::string first = std::string(kIndent, ' ') + name;
  const std::string text = wrapped(description, kDescriptions);
  if (text.empty() || width_of(first) + 1 >= kDescriptions) return first + '\n' + text;
  return first + text.substr(width_of(first));
}

// The command whose options were being read.
const CLI::App& innermost(const CLI::App& program) {
  const CLI::App* command = &program;
  while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
  return *command;
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

}  // namespace

HelpFormatter::HelpFormatter() {
  label("INT", "N");
  label("UINT", "N");
}

std::string HelpFormatter::make_option(const CLI::Option* option, bool is_positional) const {
  return entry(make_option_name(option, is_positional) + make_option_opts(option), make_option_desc(option));
}

std::string HelpFormatter::make_option_opts(const CLI::Option* option) const {
  if (option->get_positional() || option->get_type_size() == 0) return "";  // nothing to tell of a flag
  std::string text;
  const std::string type = option->get_type_name();  // "INT:INT in [1 - 1024]"
  if (const std::string kind = type.substr(0, type.find(':')); !kind.empty()) text += " " + get_label(kind);
  if (!option->get_default_str().empty()) text += "=" + option->get_default_str();
  if (option->get_required()) text += " (required)";
  return text;
}

std::string HelpFormatter::make_subcommand(const CLI::App* command) const {
  return entry(command->get_name(), command->get_description());
}

std::string HelpFormatter::make_description(const CLI::App* command) const {
  return wrapped(command->get_description(), 0) + '\n';
}

std::string HelpFormatter::make_footer(const CLI::App* command) const {
  return wrapped(command->get_footer(), 0);
}

std::string words_for(const CLI::ParseError& error, const CLI::App& program) {
  const CLI::App& command = innermost(program);
  std::string text = error.what();
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    const std::vector<std::string> extras = program.remaining(true);
    const auto option =
        std::ranges::find_if(extras, [](const auto& extra) { return extra.size() > 1 && extra[0] == '-'; });
    if (option != extras.end())
      text = no_such_name("option", option->substr(0, option->find('=')), option_names(command));
    else if (!extras.empty())
      text = "'" + extras.front() + "' is one argument too many";
  }
  if (text.ends_with("?")) return text;  // "did you mean"
  std::string path;
  for (const CLI::App* at = &command; at != &program; at = at->get_parent())
    path.insert(0, " " + at->get_name());
  return text + "; see " + program.get_name() + path + " --help";
}

}  // namespace heddle
