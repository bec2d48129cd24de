#include "heddle/exercise/source_rules.hpp"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <set>

#include "heddle/core/printable.hpp"
#include "heddle/exercise/source_scopes.hpp"
#include "heddle/exercise/source_tokens.hpp"

namespace heddle {
namespace {

using Tokens = std::vector<SourceToken>;

bool is_any_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

constexpr std::string_view kNoTime =
    " waits for time to pass; that makes a race rarer and repairs none: wait for what has to happen";
constexpr std::string_view kOneSource =
    " tells the detectors apart; the same source runs under each of them: use only Sync";
constexpr std::string_view kOutside =
    " lies outside of Sync, so that the explorer would not see it: use the primitives of "
    "heddle/sync/sync.hpp";
constexpr std::string_view kReserved = " is a name reserved for the compiler: choose another";
constexpr std::string_view kHidden =
    " keeps state from one run to the next; the explorer runs a scenario many times: use members";
constexpr std::string_view kEnds = " ends the program instead of the work: return, or throw";
constexpr std::string_view kWorld =
    " reaches out of the exercise, to files, processes or raw memory: a solution needs none of them";
constexpr std::string_view kTestsOwn = " belongs to the tests, which are not yours to change";

// Why no submission may use the name; empty where it may.
std::string_view refusal_of(std::string_view name) {
  if (is_any_of(name, {"sleep", "usleep", "nanosleep", "clock_nanosleep", "sleep_for", "sleep_until",
                       "wait_for", "wait_until", "chrono", "this_thread", "spend", "Clock"}))
    return kNoTime;
  if (is_any_of(name, {"NativeSync",
                       "StressSync",
                       "TsanSync",
                       "ModelSync",
                       "Watched",
                       "Metered",
                       "is_same",
                       "is_same_v",
                       "same_as",
                       "typeid",
                       "source_location",
                       "no_sanitize",
                       "no_sanitize_thread",
                       "disable_sanitizer_instrumentation",
                       "gnu",
                       "requires",
                       "concept",
                       "sizeof",
                       "void_t",
                       "enable_if",
                       "enable_if_t",
                       "reinterpret_cast",
                       "bit_cast"}))
    return kOneSource;
  if (is_any_of(name, {"asm", "extern", "syscall", "fork", "dlopen", "dlsym", "volatile", "import"}) ||
      name.starts_with("pthread_") || name.starts_with("sem_"))
    return kOutside;
  if (is_any_of(name, {"system",  "popen",       "vfork",  "execl",  "execv",     "execve",    "execvp",
                       "execlp",  "posix_spawn", "getenv", "setenv", "putenv",    "environ",   "fopen",
                       "freopen", "fdopen",      "fwrite", "printf", "fprintf",   "puts",      "fputs",
                       "putchar", "stdout",      "stderr", "stdin",  "cout",      "cerr",      "mmap",
                       "munmap",  "mprotect",    "ptrace", "prctl",  "setrlimit", "sigaction", "sigprocmask",
                       "setjmp",  "longjmp",     "memcpy", "memmove"}))
    return kWorld;
  if (name.find("__") != std::string_view::npos ||
      (name.size() > 1 && name[0] == '_' && name[1] >= 'A' && name[1] <= 'Z'))
    return kReserved;
  if (name == "thread_local") return kHidden;
  if (is_any_of(name, {"exit", "_exit", "quick_exit", "atexit", "at_quick_exit", "set_terminate", "abort",
                       "terminate", "raise", "kill"}))
    return kEnds;
  if (is_any_of(name, {"testing", "Scenarios", "VariantList", "heddle_exercise", "HEDDLE_EXERCISE_MODULE"}) ||
      name.starts_with("EXPECT_") || name.starts_with("ASSERT_") || name == "TEST")
    return kTestsOwn;
  return {};
}

// Of namespace std: what synchronises behind the explorer's back.
bool is_std_primitive(std::string_view name) {
  return is_any_of(name, {"mutex",
                          "recursive_mutex",
                          "timed_mutex",
                          "shared_mutex",
                          "shared_timed_mutex",
                          "lock",
                          "lock_guard",
                          "unique_lock",
                          "scoped_lock",
                          "shared_lock",
                          "atomic",
                          "atomic_ref",
                          "atomic_flag",
                          "atomic_int",
                          "atomic_bool",
                          "atomic_thread_fence",
                          "atomic_signal_fence",
                          "thread",
                          "jthread",
                          "condition_variable",
                          "condition_variable_any",
                          "counting_semaphore",
                          "binary_semaphore",
                          "barrier",
                          "latch",
                          "async",
                          "future",
                          "promise",
                          "packaged_task",
                          "call_once",
                          "once_flag",
                          "stop_source",
                          "stop_token"});
}

// What an editor does not show as a compiler reads it: lines that are spliced (C++20 [lex.phases]),
// trigraphs, which C++14 still had, letters that are not to be seen. Told once for each line.
std::vector<std::string> hidden_text(std::string_view source) {
  std::vector<std::string> findings;
  int number = 1;
  for (std::string_view rest = source; !rest.empty(); ++number) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    const auto say = [&](std::string_view what) {
      findings.push_back("line " + std::to_string(number) + ": " + std::string(what));
    };
    std::string_view last = line;
    while (last.ends_with(' ') || last.ends_with('\t')) last.remove_suffix(1);
    if (last.ends_with('\\')) {
      say("a backslash at its end joins two lines, which hides what is in them: write one line");
    } else if (line.find("?\?/") != std::string_view::npos) {
      say("'?\?/' is a trigraph, a backslash in disguise: leave it out");
    } else if (line.starts_with("\xEF\xBB\xBF")) {
      say("it begins with a byte order mark: save the file as plain UTF-8");
    } else {
      while (!line.empty()) {
        const std::size_t size = line.front() == '\t' ? 1 : printable_character(line);
        if (size == 0) {
          say("it has " + hex_escape(line.front()) + ", which an editor does not show: leave it out");
          break;
        }
        line.remove_prefix(size);
      }
    }
  }
  return findings;
}

class Reader {
 public:
  Reader(const Exercise& exercise, std::string_view source)
      : exercise_(exercise), tokens_(source_tokens(source)) {}

  std::vector<std::string> findings() {
    for (at_ = 0; at_ < tokens_.size(); ++at_) {
      const SourceToken& token = tokens_[at_];
      if (token.kind == SourceToken::Kind::kDirective)
        directive(token.text);
      else if (token.kind == SourceToken::Kind::kName)
        name(token.text);
      else if (token.text == "\\")
        say("a backslash outside of a text: write the line, or the letter, as it is");
      else if (token.text == "#")
        say("a '#' inside of a line: only #include and #pragma once are allowed, at its beginning");
    }
    for (const ScopeFinding& scope : scope_findings(tokens_))
      findings_.push_back("line " + std::to_string(scope.line) + ": " + printable(scope.what));
    for (const std::string& name : exercise_.uses.names)
      if (!used_.contains(name))
        findings_.push_back("the file does not use " + name + ": " + exercise_.uses.why);
    return std::move(findings_);
  }

 private:
  void say(std::string_view what) {
    findings_.push_back("line " + std::to_string(tokens_[at_].line) + ": " + printable(what));
  }

  std::string_view next(std::size_t ahead = 1) const {
    return at_ + ahead < tokens_.size() ? std::string_view(tokens_[at_ + ahead].text) : std::string_view();
  }

  void directive(const std::string& text) {
    if (text == "#pragma once") return;
    if (!text.starts_with("#include"))
      return say(
          "'" + text +
          "': the preprocessor could tell the detectors apart; only #include and #pragma once are allowed");
    std::string_view header = std::string_view(text).substr(std::string_view("#include").size());
    while (header.starts_with(' ')) header.remove_prefix(1);
    if (std::ranges::find(allowed_includes(), header) != allowed_includes().end()) return;
    if (header.find("sanitizers/") != std::string_view::npos ||
        header.find("gtest") != std::string_view::npos || header.find("relacy") != std::string_view::npos)
      return say("#include " + std::string(header) +
                 " is a detector's header, and no part of a solution: leave it out");
    std::string allowed;
    for (const std::string_view one : allowed_includes()) allowed += " " + std::string(one);
    say("#include " + std::string(header) + " is not allowed here; these are:" + allowed);
  }

  void name(const std::string& name) {
    used_.insert(name);
    if (const std::string_view why = refusal_of(name); !why.empty()) return say(name + std::string(why));
    if (std::ranges::find(exercise_.avoids.names, name) != exercise_.avoids.names.end())
      return say(name + " is not allowed in this exercise: " + exercise_.avoids.why);
    if (name == "static" && next() != "constexpr") return say(name + std::string(kHidden));
    if (name == "std" && next() != "::")
      return say("std is used under its own name here: write std:: in front of what you use");
    if (name == "std" && is_std_primitive(next(2)))
      say("std::" + std::string(next(2)) + std::string(kOutside));
  }

  const Exercise& exercise_;
  const Tokens tokens_;
  std::size_t at_ = 0;
  std::set<std::string> used_;
  std::vector<std::string> findings_;
};

}  // namespace

std::vector<std::string> broken_rules(const Exercise& exercise, std::string_view source) {
  std::vector<std::string> broken = hidden_text(source);
  // What a compiler reads differently cannot be held to the other rules.
  if (broken.empty()) broken = Reader(exercise, source).findings();
  return broken;
}

const std::vector<std::string_view>& allowed_includes() {
  static const std::vector<std::string_view> kAllowed{"\"heddle/core/variant.hpp\"",
                                                      "\"heddle/sync/sync.hpp\"",
                                                      "<algorithm>",
                                                      "<array>",
                                                      "<cstddef>",
                                                      "<cstdint>",
                                                      "<deque>",
                                                      "<functional>",
                                                      "<limits>",
                                                      "<memory>",
                                                      "<optional>",
                                                      "<span>",
                                                      "<string>",
                                                      "<string_view>",
                                                      "<utility>",
                                                      "<vector>"};
  return kAllowed;
}

}  // namespace heddle
