// What the command line says of itself: its help, and what is wrong with what was typed.
#pragma once

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <string>

namespace heddle {

// Help of 80 columns: descriptions are broken between words beside what they describe, and an option tells
// the kind of its value, not every bound of it. Lines of a description, or of a footer, stay lines, and keep
// the blanks that they begin with.
class HelpFormatter : public CLI::Formatter {
 public:
  HelpFormatter();

  std::string make_option(const CLI::Option* option, bool is_positional) const override;
  std::string make_option_opts(const CLI::Option* option) const override;
  std::string make_subcommand(const CLI::App* command) const override;
  std::string make_description(const CLI::App* command) const override;
  std::string make_footer(const CLI::App* command) const override;
};

// What is wrong with the command line, in one line: for an option that there is not, those that are near, and
// for everything else the help to ask for.
std::string words_for(const CLI::ParseError& error, const CLI::App& program);

}  // namespace heddle
