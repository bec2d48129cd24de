#include "sanitizers/static/static.hpp"

#include <chrono>
#include <string_view>
#include <system_error>
#include <utility>

#include "sanitizers/static/canary.hpp"
#include "sanitizers/static/compiler.hpp"
#include "sanitizers/static/diagnostic.hpp"

namespace heddle {
namespace {

// Turns the name of a variant back into its type, which only the case's list can do.
constexpr std::string_view kInstantiation = R"source(
#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

template <class Named>
void instantiate() {
  if constexpr (Named::kName == HEDDLE_VARIANT)
    (void)heddle::variant_of<typename Named::template Over<heddle::NativeSync>>("case", HEDDLE_VARIANT);
}
template <class... Named>
void instantiate_one_of(heddle::VariantList<Named...>*) {
  static_assert(((Named::kName == HEDDLE_VARIANT) || ...), "the case has no variant of this name");
  (instantiate<Named>(), ...);
}
void instantiate_variant() { instantiate_one_of(static_cast<HEDDLE_VARIANTS*>(nullptr)); }
)source";

std::vector<std::string> command_for(const StaticBuild& build, std::string_view variant) {
  std::vector<std::string> command{build.compiler, "-std=c++20", "-fsyntax-only", "-ferror-limit=0"};
  for (const char* flag : {"-Wno-everything", "-Wthread-safety", "-fno-color-diagnostics",
                           "-fno-caret-diagnostics", "-fdiagnostics-absolute-paths"})
    command.emplace_back(flag);
  command.insert(command.end(), build.flags.begin(), build.flags.end());
  command.push_back("-DHEDDLE_VARIANTS=" + build.variants);
  command.push_back("-DHEDDLE_VARIANT=\"" + std::string(variant) + "\"");
  for (const char* flag : {"-x", "c++", "-"}) command.emplace_back(flag);
  return command;
}

Finding finding_of(const Diagnostic& warning) {
  const auto says = [&](std::string_view words) { return warning.message.find(words) != std::string::npos; };
  if (says("requires holding")) return Finding::kDataRace;
  if (says("already held") || says("while mutex")) return Finding::kSelfDeadlock;
  return Finding::kMisuse;
}

bool is_canary(const Diagnostic& warning) {
  return warning.file.ends_with(kStaticCanaryFile);
}

void note(Verdict& verdict, const Diagnostic& warning) {
  if (verdict.places.empty()) {
    verdict.finding = finding_of(warning);
    verdict.summary = warning.message;
  }
  for (const Place& place : verdict.places)
    if (place.file == warning.file && place.line == warning.line) return;
  verdict.places.push_back(
      {.file = warning.file, .line = warning.line, .function = "", .what = warning.message, .source = ""});
}

std::string why_not(const CompilerOutput& output, const std::vector<Diagnostic>& diagnostics) {
  bool canary_was_seen = false;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.is_error) {
      std::string why = "it does not compile: " + diagnostic.message;
      if (diagnostic.line > 0) why += " at " + diagnostic.file + ":" + std::to_string(diagnostic.line);
      return why;
    }
    canary_was_seen = canary_was_seen || (is_canary(diagnostic) && diagnostic.line == kStaticCanaryLine);
  }
  if (output.exit_status != 0)
    return "the compiler ended with status " + std::to_string(output.exit_status) + ": " +
           output.text.substr(0, output.text.find('\n'));
  if (!canary_was_seen)
    return "the compiler did not warn of the canary, which writes a guarded value without its mutex";
  return "";
}

void read(const CompilerOutput& output, Verdict& verdict) {
  const std::vector<Diagnostic> diagnostics = diagnostics_in(output.text);
  verdict.summary = why_not(output, diagnostics);
  if (!verdict.summary.empty()) return;

  for (const Diagnostic& diagnostic : diagnostics)
    if (diagnostic.group.starts_with("thread-safety") && !is_canary(diagnostic)) note(verdict, diagnostic);
  verdict.status = verdict.places.empty() ? Verdict::Status::kNotFound : Verdict::Status::kFound;
  if (verdict.places.empty()) {
    verdict.summary = "no warning of -Wthread-safety";
    verdict.limits.emplace_back("-Wthread-safety sees what is annotated, one function at a time: no proof");
  }
}

Verdict look(const StaticBuild& build, const Variant& variant) {
  Verdict verdict;
  verdict.detector = "static";
  verdict.case_name = variant.case_name;
  verdict.variant = variant.name;
  if (build.compiler.empty()) {
    verdict.unavailable = true;
    verdict.summary =
        "-Wthread-safety is clang's, and there is none on this machine; ci/setup installs clang";
    return verdict;
  }
  const auto begin = std::chrono::steady_clock::now();
  try {
    const std::string source = build.includes + std::string(kInstantiation) + std::string(kStaticCanary);
    read(run_compiler(command_for(build, variant.name), source), verdict);
  } catch (const std::system_error& error) {
    verdict.summary = error.what();
  }
  verdict.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return verdict;
}

}  // namespace

Detector static_detector(StaticBuild build) {
  return {.name = "static",
          .look = [build = std::move(build)](const Variant& variant, const DetectorOptions&) {
            return look(build, variant);
          }};
}

}  // namespace heddle
