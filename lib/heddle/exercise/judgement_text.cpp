#include "heddle/exercise/judgement_text.hpp"

#include <fmt/format.h>

#include <sstream>

#include "heddle/core/from_here.hpp"
#include "heddle/core/printable.hpp"
#include "heddle/core/shell_word.hpp"
#include "heddle/report/picture_text.hpp"

namespace heddle {
namespace {

// The sentence of a finding: the explorer has one for the patterns that it knows.
std::string sentence_of(const Verdict& verdict) {
  if (!verdict.traces.empty() && !verdict.traces.back().explanation.empty())
    return verdict.traces.back().explanation;
  return verdict.summary;
}

// The explorer goes through all executions, unless some of them never end.
std::string not_proved(const Verdict& verdict) {
  return "not proved: the explorer found nothing, but did not see the end of every execution (" +
         printable(verdict.summary) +
         "); a loop that waits for another thread has to wait on a condition variable, or to call "
         "Sync::yield() each time round";
}

std::string heading(const Judgement& judgement, std::string_view word) {
  return fmt::format("{}: {} ({:.1f} s)\n", judgement.exercise, word, judgement.seconds);
}

// After a data race the last trace shows what it may come to, which says more to a reader than the race.
std::string picture_of(const Verdict& verdict, const TextStyle& style) {
  if (verdict.traces.empty()) return {};
  Trace trace = verdict.traces.back();
  trace.token.clear();  // of no use: `heddle explore` knows cases alone
  Verdict shown = verdict;
  shown.traces = {std::move(trace)};
  return pictures_text(shown, style);
}

std::string places_of(const Verdict& verdict) {
  std::string text;
  for (const Place& place : verdict.places)
    if (!place.file.empty())
      text += fmt::format("  {}:{}  {}\n", printable(place.file), place.line,
                          printable(place.source.empty() ? place.what : place.source));
  return text;
}

std::string next_command(const Exercise& exercise, bool passed, const std::string& program) {
  const std::string heddle = printable(shell_word(program));
  if (passed) return fmt::format("Next: {} exercise next\n", heddle);
  return fmt::format("Next: edit {}, then {} exercise run {}; or {} exercise hint {}\n",
                     printable(from_here(exercise.edited())), heddle, exercise.number(), heddle,
                     exercise.number());
}

std::string passed_text(const Judgement& judgement) {
  std::string text = heading(judgement, "PASSED");
  for (const Verdict& verdict : judgement.verdicts)
    text += fmt::format("  {:<11} {}{}\n", verdict.detector,
                        verdict.variant.empty() ? "" : verdict.variant + ": ", printable(verdict.summary));
  return text;
}

}  // namespace

std::string judgement_line(const Judgement& judgement) {
  if (!judgement.could_not.empty()) return "could not be judged: " + printable(judgement.could_not);
  if (!judgement.broken_rules.empty()) return "refused: " + printable(judgement.broken_rules.front());
  if (!judgement.compiler_said.empty())
    return "does not compile: " +
           printable(judgement.compiler_said.substr(0, judgement.compiler_said.find('\n')));
  if (const Verdict* const finding = judgement.finding())
    return finding->detector + ": " + printable(sentence_of(*finding));
  if (judgement.passed()) return "passed";
  if (const Verdict* const unproved = judgement.unproved()) return not_proved(*unproved);
  for (const Verdict& verdict : judgement.verdicts)
    if (verdict.status == Verdict::Status::kCouldNotRun)
      return "undecided: " + verdict.detector + ": " + printable(verdict.summary);
  return "undecided: not every detector has looked; judge it again";
}

std::string judgement_text(const Exercise& exercise, const Judgement& judgement, const TextStyle& style,
                           const std::string& heddle) {
  const bool passed = judgement.passed();
  if (passed) return passed_text(judgement) + next_command(exercise, true, heddle);
  if (judgement.is_undecided()) return heading(judgement, "UNDECIDED") + judgement_line(judgement) + "\n";
  std::string text;
  const Verdict* const finding = judgement.finding();
  if (!judgement.broken_rules.empty()) {
    text = heading(judgement, "REFUSED");
    for (const std::string& rule : judgement.broken_rules) text += printable(rule) + "\n";
  } else if (!judgement.compiler_said.empty()) {
    text = heading(judgement, "DOES NOT COMPILE");
    std::istringstream lines(judgement.compiler_said);
    for (std::string line; std::getline(lines, line);) text += printable(line) + "\n";
    text += fmt::format("What there is and how it is written: {}\n",
                        from_here(exercise.folder.parent_path() / kExerciseReadme));
  } else if (judgement.unproved() != nullptr) {
    text = heading(judgement, "NOT YET") + "\n  " + judgement_line(judgement) + "\n\n";
  } else if (finding != nullptr) {
    text = heading(judgement, "NOT YET") + "\n";
    if (finding->traces.empty())
      text += "  " + finding->detector + ": " + printable(finding->summary) + "\n" + places_of(*finding);
    else
      text += picture_of(*finding, style);
    text += "\n";
  }
  return text + next_command(exercise, false, heddle);
}

}  // namespace heddle
