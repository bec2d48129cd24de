#include "heddle/exercise/judge.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <utility>

#include "heddle/core/printable.hpp"
#include "heddle/exercise/compiler_words.hpp"
#include "heddle/exercise/nonce.hpp"
#include "heddle/exercise/proof.hpp"
#include "heddle/exercise/source_rules.hpp"
#include "heddle/process/helper_program.hpp"
#include "heddle/report/verdict_json.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;
using Seconds = std::chrono::duration<double>;

constexpr std::size_t kMostSourceBytes = 1U << 20;
constexpr std::uint64_t kMostFileBytes = std::uint64_t{256} << 20;  // of what a compiler or a look writes
constexpr std::size_t kMostWordsBytes = 300;                        // of what a process said before it died
constexpr int kKilled = 9;                                          // SIGKILL
constexpr int kProcessorLimit = 24;                                 // SIGXCPU

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error(file.string() + " cannot be read");
  std::string bytes(kMostSourceBytes + 1, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  if (bytes.size() > kMostSourceBytes) throw std::runtime_error(file.string() + " is larger than 1 MiB");
  return bytes;
}

// The tests in the student's folder that are not those that were handed out.
std::vector<std::string> edited_tests(const Exercise& exercise) {
  std::vector<std::string> edited;
  if (exercise.folder == exercise.handed_out) return edited;
  std::vector<std::string> fixed{std::string(kExerciseScenarios), std::string(kExerciseFunctionalTest),
                                 std::string(kExerciseMetadata)};
  if (!exercise.given.empty()) fixed.push_back(exercise.given);
  for (const std::string& name : fixed) {
    std::error_code unknown;
    if (!fs::exists(exercise.folder / name, unknown) ||
        bytes_of(exercise.folder / name) != bytes_of(exercise.handed_out / name))
      edited.push_back(
          name + " is not as it was handed out, and tests are not yours to change: heddle exercise reset " +
          exercise.number() + " brings it back");
  }
  return edited;
}

// Nothing where it is no document of verdicts.
std::vector<Verdict> verdicts_in(std::string_view json) {
  try {
    return read_verdicts(json);
  } catch (const std::runtime_error&) {
    return {};
  }
}

std::string last_line(std::string_view words) {
  while (words.ends_with('\n')) words.remove_suffix(1);
  return printable(words.substr(words.rfind('\n') + 1).substr(0, kMostWordsBytes));
}

// One program of the toolkit and what it asks of the module.
class Judging {
 public:
  Judging(const ExerciseToolkit& toolkit, const Exercise& exercise, const fs::path& submission,
          const fs::path& work, const JudgeLimits& limits)
      : toolkit_(toolkit),
        exercise_(exercise),
        submission_(fs::absolute(submission)),
        work_(fs::absolute(work)),
        limits_(limits) {}

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
    if (exercise_.is_proof()) {
      if (stop_)  // What is found in mutants, and in fences, is nothing that is wrong.
        std::erase_if(judgement_.verdicts,
                      [](const Verdict& verdict) { return verdict.detector != "functional"; });
      else
        judgement_.verdicts = verdicts_on_proof(exercise_, declared_, std::move(judgement_.verdicts));
    }
    std::vector<Verdict> in_order;
    for (const std::string_view detector : {"functional", "relacy", kMutants, "tsan", "stress"})
      for (const Verdict& verdict : judgement_.verdicts)
        if (verdict.detector == detector) in_order.push_back(verdict);
    judgement_.verdicts = std::move(in_order);
  }

  void look_with(const ExerciseProgram& program) try {
    const fs::path module = work_ / (program.name + ".so");
    const bool is_native = program.name == "native";
    compile(program, module, is_native);
    if (stop_) return;
    std::vector<std::string> scenarios;  // none: all
    if (exercise_.is_proof() && program.name != "model")
      scenarios = sound_scenarios(exercise_, declared_in(program, module));
    if (is_native) look(program, "functional", module, {"--functional", "--hang-seconds", "5"}, scenarios);
    if (stop_) return;
    look(program,
         is_native                 ? "stress"
         : program.name == "model" ? "relacy"
                                   : program.name,
         module, {}, scenarios);
  } catch (const std::exception& error) {
    const std::lock_guard lock(mutex_);
    if (stop_) return;  // it was cancelled
    stop();
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
    const HelperAnswer answer = run_confined(program.compile.front(), arguments, confinement(true));
    if (answer.end == HelperAnswer::End::kItsOwn && answer.exit_code == 0) return;
    if (answer.end == HelperAnswer::End::kCancelled) return;
    if (answer.err.find("precompiled header") != std::string::npos)
      throw std::runtime_error("heddle has changed since it was built; build it again with ci/build");
    const std::lock_guard lock(mutex_);
    stop();
    if (!judgement_.compiler_said.empty()) return;
    if (answer.end == HelperAnswer::End::kTooLarge)
      judgement_.compiler_said = "the compiler took more memory than it may, and was ended";
    else if (answer.end != HelperAnswer::End::kItsOwn || outlasted(answer) ||
             answer.err.find("Killed") != std::string::npos)  // a part of the compiler, as its driver tells
      judgement_.compiler_said = "the compiler was not done within its limit, and was ended";
    else
      judgement_.compiler_said = first_error(answer.err, toolkit_.source_root, submission_);
  }

  // With mutex_.
  void stop() {
    stop_ = true;
    looked_.notify_all();
  }
  bool has_explored() const {
    return std::ranges::find(judgement_.verdicts, "relacy", &Verdict::detector) != judgement_.verdicts.end();
  }

  HelperLimits confinement(bool bounds_addresses) const {
    return {.wall = limits_.wall,
            .processor = limits_.processor,
            .resident_bytes = limits_.memory_bytes,
            .address_bytes = bounds_addresses ? 2 * limits_.memory_bytes : 0,
            .file_bytes = kMostFileBytes,
            .cancelled = &stop_};
  }

  // Whether it was ended for the time it took; the memory that a process asks for and is not given is its own
  // to report.
  static bool outlasted(const HelperAnswer& answer) {
    return answer.end == HelperAnswer::End::kLate || answer.signal == kKilled ||
           answer.signal == kProcessorLimit || answer.exit_code == 128 + kKilled ||
           answer.exit_code == 128 + kProcessorLimit;
  }

  // How a program that loads the module ended, with what it printed under this nonce.
  HelperAnswer asked(const ExerciseProgram& program, const fs::path& module, const Nonce& nonce,
                     std::initializer_list<std::vector<std::string>> options) const {
    std::vector<std::string> command = program.launcher;
    command.push_back(program.program.string());
    command.insert(command.end(), {module.string(), submission_.string(), toolkit_.source_root.string()});
    for (const std::vector<std::string>& some : options)
      command.insert(command.end(), some.begin(), some.end());
    // ThreadSanitizer keeps shadows all over the addresses there are.
    return run_confined(command.front(), {command.begin() + 1, command.end()},
                        confinement(program.name != "tsan"), nonce.text() + "\n");
  }

  // What a proof declares of its scenarios.
  std::vector<VariantRecord> declared_in(const ExerciseProgram& program, const fs::path& module) {
    const Nonce nonce;
    const HelperAnswer answer = asked(program, module, nonce, {{"--describe"}});
    const auto whole = nonce.answer_in(answer.out);
    if (!nonce.begins(answer.out))
      throw std::runtime_error("the program did not say what the proof declares: " + last_line(answer.err));
    if (!whole) return {};  // as it died here, so it will in the looks, which say so
    std::vector<VariantRecord> declared = read_variants(*whole);
    const std::lock_guard lock(mutex_);
    declared_ = declared;
    return declared;
  }

  void look(const ExerciseProgram& program, const std::string& detector, const fs::path& module,
            const std::vector<std::string>& options, const std::vector<std::string>& scenarios) {
    const Nonce nonce;
    const HelperAnswer answer = asked(program, module, nonce, {{"--json"}, options, scenarios});
    if (answer.end == HelperAnswer::End::kCancelled) return;
    if (!nonce.begins(answer.out))
      throw std::runtime_error("the program did not come to look: " + last_line(answer.err));
    std::vector<Verdict> verdicts;
    const auto whole = nonce.answer_in(answer.out);
    if (whole && answer.end == HelperAnswer::End::kItsOwn && answer.exit_code == 0)
      verdicts = verdicts_in(*whole);
    if (verdicts.empty()) {
      Verdict& verdict = verdicts.emplace_back();
      verdict.detector = detector;
      verdict.case_name = exercise_.name;
      verdict.status = Verdict::Status::kFound;
      verdict.finding = outlasted(answer) ? Finding::kHang : Finding::kCrash;
      verdict.summary = without_answer(answer);
    }
    std::unique_lock lock(mutex_);
    const bool hangs = detector == "functional" && verdicts.front().finding == Finding::kHang;
    std::ranges::move(verdicts, std::back_inserter(judgement_.verdicts));
    looked_.notify_all();
    if (!hangs || !limits_.after_a_hang) return;
    if (!exercise_.is_proof())
      looked_.wait_for(lock, *limits_.after_a_hang, [&] { return has_explored() || stop_; });
    stop();
  }

  static std::string without_answer(const HelperAnswer& answer) {
    if (outlasted(answer)) return "it did not end within its limit of time, and was ended";
    if (answer.end == HelperAnswer::End::kTooLarge) return "it took more memory than it may, and was ended";
    if (answer.end == HelperAnswer::End::kTooMuch) return "it printed without an end, and was ended";
    return "the process ended without an answer" +
           (answer.err.empty() ? std::string() : ": " + last_line(answer.err));
  }

  const ExerciseToolkit& toolkit_;
  const Exercise& exercise_;
  const fs::path submission_;
  const fs::path work_;
  const JudgeLimits limits_;
  std::mutex mutex_;
  std::condition_variable looked_;  // another verdict, or stop_: both under mutex_
  std::atomic<bool> stop_{false};
  std::vector<VariantRecord> declared_;  // of a proof
  Judgement judgement_;
};

}  // namespace

Judgement judge(const ExerciseToolkit& toolkit, const Exercise& exercise, const fs::path& submission,
                const fs::path& work, const JudgeLimits& limits) {
  const auto start = std::chrono::steady_clock::now();
  Judgement judgement;
  try {
    judgement = Judging(toolkit, exercise, submission, work, limits).run();
  } catch (const std::exception& error) {
    judgement.exercise = exercise.name;
    judgement.could_not = error.what();
  }
  judgement.seconds = Seconds(std::chrono::steady_clock::now() - start).count();
  return judgement;
}

}  // namespace heddle
