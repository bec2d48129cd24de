// A case program of the harness whose detector sees what each variant's name says. Its first argument may
// disarm the canary.
#include <stdexcept>
#include <string>
#include <string_view>

#include "sanitizers/harness/case_program.hpp"

namespace heddle {
namespace {

constexpr Outcome kOutcomes[]{{"done", Grade::kAcceptable, "it \"ended\""}};

Variant variant(std::string_view name, Findings expected) {
  return {.case_name = "puppet",
          .name = name,
          .story = "A puppet does as it is told.",
          .expected = expected,
          .outcomes = kOutcomes};
}

constexpr int kMarkedLine = __LINE__;  // [race]
constexpr int kPlainLine = __LINE__;

Verdict look(const Variant& variant, const DetectorOptions& options) {
  if (options.threads > 2) throw std::invalid_argument("puppet runs with 1 to 2 threads");
  Verdict verdict;
  verdict.detector = "tsan";
  verdict.case_name = variant.case_name;
  verdict.variant = variant.name;
  verdict.summary = "as told, seed " + std::to_string(options.seed);
  verdict.executions = options.rounds;
  verdict.status = Verdict::Status::kNotFound;
  if (variant.name == "found" || variant.name == "not_declared" || variant.name == "wrong_line") {
    verdict.status = Verdict::Status::kFound;
    verdict.finding = Finding::kDataRace;
    const int line = variant.name == "wrong_line" ? kPlainLine : kMarkedLine;
    verdict.places = {{__FILE__, line, "look", "write of 'rows'", ""}};
  }
  if (variant.name == "could_not_run" || variant.name == "unavailable")
    verdict.status = Verdict::Status::kCouldNotRun;
  verdict.unavailable = variant.name == "unavailable";
  return verdict;
}

}  // namespace
}  // namespace heddle

int main(int argc, char** argv) {
  using namespace heddle;
  std::string why_not;
  if (argc > 1 && std::string_view(argv[1]) == "disarmed") {
    why_not = "the canary was missed";
    argv[1] = argv[0];
    --argc;
    ++argv;
  }
  constexpr Findings kRace{.tsan = Finding::kDataRace};
  return case_program(
      argc, argv,
      {.detector = {"tsan", look},
       .canary = [why_not] { return why_not; },
       .variants = {variant("found", kRace), variant("silent", {}), variant("not_found", kRace),
                    variant("not_declared", {}), variant("wrong_line", kRace), variant("could_not_run", {}),
                    variant("unavailable", {})},
       .sources = {__FILE__},
       .roots = {std::string(__FILE__).substr(0, std::string_view(__FILE__).rfind("/tests/"))}});
}
