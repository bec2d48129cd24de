#include "heddle/exercise/judge.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <fstream>
#include <iterator>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <utility>

#include "heddle/exercise/source_rules.hpp"
#include "heddle/process/helper_program.hpp"
#include "heddle/report/verdict_json.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;
using Seconds = std::chrono::duration<double>;

constexpr std::size_t kMostCompilerLines = 8;
constexpr std::size_t kMostSourceBytes = 1U << 20;
constexpr int kLooksFailedToLoad = 3;

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error(file.string() + " cannot be read");
  std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (bytes.size() > kMostSourceBytes) throw std::runtime_error(file.string() + " is larger than 1 MiB");
  return bytes;
}

// The tests in the student's folder that are not those that were handed out.
std::vector<std::string> edited_tests(const Exercise& exercise) {
  std::vector<std::string> edited;
  if (exercise.folder == exercise.handed_out) return edited;
  for (const std::string_view name : {kExerciseScenarios, kExerciseFunctionalTest, kExerciseMetadata}) {
    std::error_code unknown;
    if (!fs::exists(exercise.folder / name, unknown) ||
        bytes_of(exercise.folder / name) != bytes_of(exercise.handed_out / name))
      edited.push_back(
          std::string(name) +
          " is not as it was handed out, and tests are not yours to change: heddle exercise reset " +
          exercise.number() + " brings it back");
  }
  return edited;
}

// The compiler's first error, with what it shows of the place; paths relative to the source root.
std::string first_error(const std::string& said, const fs::path& root) {
  std::istringstream lines(said);
  std::string text;
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line) && count < kMostCompilerLines;) {
    const bool is_error = line.find("error: ") != std::string::npos;
    if (count == 0 ? !is_error : is_error || line.find(" generated.") != std::string::npos) {
      if (count > 0) break;
      continue;
    }
    for (const std::string prefix = root.string() + "/"; line.find(prefix) != std::string::npos;)
      line.erase(line.find(prefix), prefix.size());
    text += line + "\n";
    ++count;
  }
  return text.empty() ? "the compiler failed without naming an error:\n" + said.substr(0, 500) : text;
}

// One program of the toolkit and what it asks of the module.
class Judging {
 public:
  Judging(const ExerciseToolkit& toolkit, const Exercise& exercise, const fs::path& submission,
          const fs::path& work)
      : toolkit_(toolkit),
        exercise_(exercise),
        submission_(fs::absolute(submission)),
        work_(fs::absolute(work)) {}

  Judgement run() {
    judgement_.exercise = exercise_.name;
    judgement_.broken_rules = edited_tests(exercise_);
    for (std::string& rule : heddle::broken_rules(exercise_, bytes_of(submission_)))
      judgement_.broken_rules.push_back(exercise_.file + ", " + std::move(rule));
    if (judgement_.broken_rules.empty()) look_with_all();
    return std::move(judgement_);
  }

 private:
  // On two threads: to compile takes one core each.
  void look_with_all() {
    fs::create_directories(work_);
    std::atomic<std::size_t> taken{0};
    const auto work_off = [&] {
      for (std::size_t i = taken++; i < toolkit_.programs.size() && !stop_; i = taken++)
        look_with(toolkit_.programs[i]);
    };
    std::thread other(work_off);
    work_off();
    other.join();
    std::vector<Verdict> in_order;
    for (const std::string_view detector : {"functional", "relacy", "tsan", "stress"})
      for (const Verdict& verdict : judgement_.verdicts)
        if (verdict.detector == detector) in_order.push_back(verdict);
    judgement_.verdicts = std::move(in_order);
  }

  void look_with(const ExerciseProgram& program) try {
    const fs::path module = work_ / (program.name + ".so");
    const bool is_native = program.name == "native";
    compile(program, module, is_native);
    if (stop_) return;
    if (is_native) look(program, "functional", module, {"--functional", "--hang-seconds", "5"});
    look(program, is_native ? "stress" : program.name == "model" ? "relacy" : program.name, module, {});
  } catch (const std::exception& error) {
    const std::lock_guard lock(mutex_);
    stop_ = true;
    judgement_.could_not = program.name + ": " + error.what();
  }

  void compile(const ExerciseProgram& program, const fs::path& module, bool with_functional_test) {
    const fs::path unit = work_ / (program.name + ".cpp");
    std::ofstream out(unit);
    out << "#include \"" << submission_.string() << "\"\n"
        << "#include \"" << (exercise_.handed_out / kExerciseScenarios).string() << "\"\n";
    if (with_functional_test)
      out << "#include \"" << (exercise_.handed_out / kExerciseFunctionalTest).string() << "\"\n";
    out << "HEDDLE_EXERCISE_MODULE(" << program.sync << ", \"" << exercise_.name << "\")\n";
    out.close();
    if (!out) throw std::runtime_error(unit.string() + " cannot be written");
    std::error_code none;
    fs::remove(module, none);

    std::vector<std::string> arguments(program.compile.begin() + 1, program.compile.end());
    arguments.insert(arguments.end(), {unit.string(), "-o", module.string()});
    const HelperAnswer answer = run_helper(program.compile.front(), arguments, kJudgePatience);
    if (answer.end == HelperAnswer::End::kItsOwn && answer.exit_code == 0) return;
    if (answer.err.find("precompiled header") != std::string::npos)
      throw std::runtime_error("heddle has changed since it was built; build it again with ci/build");
    const std::lock_guard lock(mutex_);
    stop_ = true;
    if (answer.end == HelperAnswer::End::kLate)
      judgement_.compiler_said = "the compiler was not done after 60 s";
    else if (judgement_.compiler_said.empty())
      judgement_.compiler_said = first_error(answer.err, toolkit_.source_root);
  }

  void look(const ExerciseProgram& program, const std::string& detector, const fs::path& module,
            const std::vector<std::string>& options) {
    std::vector<std::string> command = program.launcher;
    command.push_back(program.program.string());
    command.insert(command.end(),
                   {module.string(), submission_.string(), toolkit_.source_root.string(), "--json"});
    command.insert(command.end(), options.begin(), options.end());
    const HelperAnswer answer =
        run_helper(command.front(), {command.begin() + 1, command.end()}, kJudgePatience);
    std::vector<Verdict> verdicts;
    if (answer.end == HelperAnswer::End::kItsOwn && answer.exit_code == 0) {
      verdicts = read_verdicts(answer.out);
    } else if (answer.end == HelperAnswer::End::kItsOwn && answer.exit_code == kLooksFailedToLoad) {
      throw std::runtime_error(answer.err.substr(0, answer.err.find('\n')));
    } else {
      Verdict& verdict = verdicts.emplace_back();
      verdict.detector = detector;
      verdict.case_name = exercise_.name;
      verdict.status = Verdict::Status::kFound;
      const bool is_late = answer.end == HelperAnswer::End::kLate;
      verdict.finding = is_late ? Finding::kHang : Finding::kCrash;
      verdict.summary =
          is_late ? "it did not end within 60 s and was ended"
                  : "the process ended without an answer: " + answer.err.substr(0, answer.err.find('\n'));
    }
    const std::lock_guard lock(mutex_);
    std::ranges::move(verdicts, std::back_inserter(judgement_.verdicts));
  }

  const ExerciseToolkit& toolkit_;
  const Exercise& exercise_;
  const fs::path submission_;
  const fs::path work_;
  std::mutex mutex_;
  std::atomic<bool> stop_{false};
  Judgement judgement_;
};

}  // namespace

Judgement judge(const ExerciseToolkit& toolkit, const Exercise& exercise, const fs::path& submission,
                const fs::path& work) {
  const auto start = std::chrono::steady_clock::now();
  Judgement judgement;
  try {
    judgement = Judging(toolkit, exercise, submission, work).run();
  } catch (const std::exception& error) {
    judgement.exercise = exercise.name;
    judgement.could_not = error.what();
  }
  judgement.seconds = Seconds(std::chrono::steady_clock::now() - start).count();
  return judgement;
}

}  // namespace heddle
