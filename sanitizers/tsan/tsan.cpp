#include "sanitizers/tsan/tsan.hpp"

#include <chrono>
#include <exception>
#include <stdexcept>
#include <string>

#include "heddle/core/seconds_since.hpp"
#include "sanitizers/canary/tsan_canary.hpp"
#include "sanitizers/child/child.hpp"
#include "sanitizers/tsan/capture.hpp"
#include "sanitizers/tsan/look.hpp"
#include "sanitizers/tsan/miss_rate.hpp"

namespace heddle {
namespace {

std::string why_it_cannot_look(const Variant& variant, const TsanBuild& build) {
  if (!build.accesses)
    return "this program was not compiled with -fsanitize=thread, so ThreadSanitizer sees nothing of it: "
           "link "
           "heddle::tsan";
  if (variant.fences && !build.fences)
    return "this compiler does not tell ThreadSanitizer of fences (-Wtsan): use clang";
  if (!tsan::active()) return tsan_canary();
  return "";
}

Verdict look(const Variant& variant, const DetectorOptions& options, const TsanBuild& build) {
  const auto begin = std::chrono::steady_clock::now();
  const int threads = threads_for(variant, options);
  if (options.hang_seconds < 0) throw std::invalid_argument("hang_seconds must not be negative");
  Verdict verdict;
  verdict.detector = "tsan";
  verdict.case_name = variant.case_name;
  verdict.variant = variant.name;
  verdict.summary = why_it_cannot_look(variant, build);
  verdict.unavailable = build.accesses && variant.fences && !build.fences;
  if (verdict.summary.empty()) try {
      const std::uint64_t rounds =
          variant.expected.tsan == Finding::kNone ? kTsanRounds : tsan::kRoundsToFind;
      tsan::Look look(variant, threads, options.rounds > 0 ? options.rounds : rounds,
                      options.hang_seconds > 0 ? options.hang_seconds : kHangSeconds);
      look.run();
      look.write(verdict);
    } catch (const std::exception& error) {
      verdict.status = Verdict::Status::kCouldNotRun;
      verdict.summary = error.what();
    }
  verdict.limits.push_back("ThreadSanitizer judges what ran, in code compiled with -fsanitize=thread");
  if (variant.fences)
    verdict.limits.push_back("ThreadSanitizer does not know fences: it calls what they order a race");
  verdict.seconds = seconds_since(begin);
  if (verdict.status == Verdict::Status::kFound) verdict.seconds_to_finding = verdict.seconds;
  return verdict;
}

}  // namespace

Detector tsan_detector(TsanBuild build) {
  return {.name = "tsan", .look = [build](const Variant& variant, const DetectorOptions& options) {
            return look(variant, options, build);
          }};
}

}  // namespace heddle
