// heddle exercise: the exercises, one by one: what there is, what comes next, what is wrong with an attempt.
#include <cerrno>  // program_invocation_name: heddle, as it was typed
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "commands.hpp"
#include "exercise_grade.hpp"
#include "exercise_watch.hpp"
#include "heddle/core/from_here.hpp"
#include "heddle/core/printable.hpp"
#include "heddle/core/shell_word.hpp"
#include "heddle/exercise/ctest_tree.hpp"
#include "heddle/exercise/exercise_book.hpp"
#include "heddle/exercise/judgement_text.hpp"
#include "heddle/report/text_style.hpp"
#include "progress.hpp"

namespace heddle {
namespace {

void print(const std::string& text) {
  std::fputs(text.c_str(), stdout);
  std::fflush(stdout);  // watch goes on after it
}

// For a student who begins: ctest judges too. Where it cannot, everything else goes on.
void offer_ctest(const ExerciseBook& book, const Exercise& exercise) {
  try {
    if (configure_ctest_tree(book))
      print("The same with ctest: ctest --test-dir " +
            printable(shell_word(from_here(book.toolkit().folder))) + " -L exercise -R " + exercise.number() +
            " --output-on-failure\n");
  } catch (const std::exception& error) {
    std::fprintf(stderr, "heddle: the exercises are no tests of ctest: %s\n", error.what());
  }
}

std::string progress_of(const ExerciseBook& book) {
  return std::to_string(book.solved()) + " of " + std::to_string(book.exercises().size());
}

// "16:55:10": tells a verdict from the one before.
std::string time_of_day() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  ::localtime_r(&now, &local);
  char text[sizeof "16:55:10"];
  std::strftime(text, sizeof text, "%T", &local);
  return text;
}

int exit_code_of(const Judgement& judgement) {
  if (judgement.passed()) return kDone;
  return judgement.is_undecided() ? kCouldNotRun : kFound;
}

// The one that is named, or the next to do; null where all are solved.
const Exercise* chosen(const ExerciseBook& book, const std::string& name) {
  return name.empty() ? book.next() : &book.named(name);
}

int all_solved(const ExerciseBook& book) {
  print(progress_of(book) + " solved: there is nothing left to do\n");
  return kDone;
}

int list() {
  const ExerciseBook book;
  const Exercise* const next = book.next();
  for (const Exercise& exercise : book.exercises()) {
    const char* const state = book.is_solved(exercise) ? "solved" : &exercise == next ? "next" : "";
    std::printf("%-30s %-7s %2d min  %s\n", exercise.name.c_str(), state, exercise.minutes,
                printable(exercise.title).c_str());
  }
  print(progress_of(book) + "\n");
  return kDone;
}

int show_next() {
  const ExerciseBook book;
  const Exercise* const exercise = book.next();
  if (exercise == nullptr) return all_solved(book);
  std::ifstream in(exercise->handed_out / kExerciseReadme);
  print(std::string{std::istreambuf_iterator<char>(in), {}} + "\n" + progress_of(book) +
        " solved\nNext: edit " + printable(from_here(exercise->edited())) + ", then " +
        printable(shell_word(program_invocation_name)) + " exercise run " + exercise->number() + "\n");
  offer_ctest(book, *exercise);
  return kDone;
}

int run_one(const ExerciseBook& book, const Exercise& exercise) {
  Judgement judgement;
  {
    Progress progress;
    progress.show("judging " + exercise.name);
    judgement = book.run(exercise);
  }
  std::string text = judgement_text(exercise, judgement, text_style_of(stdout), program_invocation_name);
  if (judgement.passed()) text += progress_of(book) + " solved\n";
  print(text);
  offer_ctest(book, exercise);
  return exit_code_of(judgement);
}

int run(const std::string& name) {
  const ExerciseBook book;
  const Exercise* const exercise = chosen(book, name);
  return exercise == nullptr ? all_solved(book) : run_one(book, *exercise);
}

int hint(const std::string& name) {
  const ExerciseBook book;
  const Exercise* const exercise = chosen(book, name);
  if (exercise == nullptr) return all_solved(book);
  const std::vector<std::string> hints = book.hint(*exercise);
  std::string text;
  for (std::size_t i = 0; i < hints.size(); ++i)
    text += "Hint " + std::to_string(i + 1) + " of " + std::to_string(exercise->hints.size()) + ": " +
            printable(hints[i]) + "\n";
  print(text);
  return kDone;
}

// Until Ctrl-C. Without a name it goes on with the next one when one is solved.
int watch(const std::string& name) {
  const ExerciseBook book;
  const Exercise* exercise = chosen(book, name);
  while (exercise != nullptr) {
    SaveWatch saved(exercise->edited());  // before the run: what is saved meanwhile is seen
    const int code = run_one(book, *exercise);
    if (name.empty() && code == kDone) {
      exercise = book.next();
      continue;
    }
    print("Watching " + printable(from_here(exercise->edited())) + "; Ctrl-C ends it\n");
    if (!saved.wait()) return kDone;
    print("\n" + time_of_day() + " " + exercise->file + " was saved\n");
  }
  return all_solved(book);
}

int reset(const std::string& name) {
  const ExerciseBook book;
  const Exercise& exercise = book.named(name);
  std::string text = exercise.name + " is as it was handed out\n";
  for (const std::filesystem::path& backup : book.reset(exercise))
    text += "yours is kept as " + from_here(backup) + "\n";
  print(text);
  return kDone;
}

int verify() {
  const ExerciseBook book;
  int worst = kDone;
  for (const Exercise& exercise : book.exercises()) {
    Judgement judgement;
    {
      Progress progress;
      progress.show("judging " + exercise.name);
      judgement = book.run(exercise);
    }
    print(exercise.name + ": " + judgement_line(judgement) + "\n");
    const int code = exit_code_of(judgement);
    if (code == kFound || worst == kDone) worst = code;
  }
  print(progress_of(book) + " solved\n");
  return worst;
}

}  // namespace

void add_exercise(CLI::App& program, int& exit_code) {
  CLI::App& command = *program.add_subcommand(
      "exercise",
      "Exercises: a file to repair, judged by tests, real threads, ThreadSanitizer and the explorer");
  command.require_subcommand(1);
  command.footer(
      "NAME is a number (03 or 3), a name (03_torn_line) or a part of one.\n"
      "The first next, run or watch makes them tests of ctest, too: ctest --test-dir build/exercises -L "
      "exercise\n"
      "Exit codes: 0 done, or passed; 1 an exercise does not pass; 2 wrong usage; 3 could not be judged.");

  const auto add = [&](const char* name, const char* description, const std::function<int()>& does) {
    CLI::App* const added = command.add_subcommand(name, description);
    added->callback([does, &exit_code] { exit_code = does(); });
    return added;
  };
  const auto add_named = [&](const char* name, const char* description, int (*does)(const std::string&)) {
    const auto named = std::make_shared<std::string>();
    CLI::App* const added = add(name, description, [named, does] { return does(*named); });
    return added->add_option("NAME", *named, "Which; the next that is not solved unless told");
  };
  add("list", "Which there are, and which are solved", list);
  add("next", "The next that is not solved: its story and its goal", show_next);
  add_named("run", "Judges your file: what broke, by which steps, and what to do next", run);
  add_named("hint", "One more hint; there are three, and each tells more", hint);
  add_named("watch", "Judges it again whenever you save it, until Ctrl-C", watch);
  add_named("reset", "Brings back what was handed out; your file is kept beside it", reset)
      ->required()
      ->description("Which");
  add("verify", "Judges all of them", verify);
  add_exercise_grade(command, exit_code);
}

}  // namespace heddle
