// How many executions a scheduler needs until it catches SafeStack (safe_stack.hpp): the median over seeds,
// with Relacy's own random scheduler on the same algorithm in the same run. The promise: the best of ours
// needs at most as many as Relacy's; the aim: a tenth.
//
// safe_stack_bench [SEEDS [CAP [FIRST_SEED]]]: 50 seeds from 1, and a run that has found nothing after
// 200,000 executions counts as one of 200,000. It takes some minutes. At the end comes the shortest way to
// the failure that the explorer found.
#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "heddle/core/numbers.hpp"
#include "heddle/core/source.hpp"
#include "heddle/report/verdict_text.hpp"
#include "relacy_peer.hpp"
#include "safe_stack.hpp"
#include "sanitizers/relacy/explore.hpp"
#include "sanitizers/relacy/guided.hpp"
#include "sanitizers/relacy/model_sync.hpp"
#include "sanitizers/relacy/pct.hpp"
#include "sanitizers/relacy/pos.hpp"
#include "sanitizers/relacy/random_search.hpp"
#include "sanitizers/relacy/search.hpp"

namespace heddle::bench {
namespace {

using relacy_peer::SafeStackRun;

struct Plan {
  std::uint64_t seeds = 50;
  std::uint64_t cap = 200'000;
  std::uint64_t first_seed = 1;
};

using Run = std::function<SafeStackRun(std::uint64_t seed, std::uint64_t cap)>;

Variant safe_stack(bool weak) {
  using std::memory_order;
  return weak ? variant_of<SafeStack<memory_order::acquire, memory_order::release>::Over<ModelSync>>(
                    "safe_stack", "weak")
              : variant_of<SafeStack<memory_order::seq_cst, memory_order::seq_cst>::Over<ModelSync>>(
                    "safe_stack", "sc");
}

template <class MakeScheduler>
Run ours(bool weak, MakeScheduler make_scheduler) {
  return [weak, make_scheduler](std::uint64_t seed, std::uint64_t cap) {
    const Variant variant = safe_stack(weak);
    const std::unique_ptr<model::Scheduler> scheduler = make_scheduler(seed);
    model::SearchSettings settings;
    settings.variant = &variant;
    settings.threads = kSafeStackThreads;
    settings.max_executions = cap;
    settings.max_cut = cap;
    settings.max_steps = 2'000;
    const model::SearchResult result = model::search(settings, *scheduler);
    return SafeStackRun{std::min(cap, result.executions + result.cut), result.cut,
                        result.failure.has_value()};
  };
}

template <class Scheduler>
Run ours(bool weak) {
  return ours(weak, [](std::uint64_t seed) { return std::make_unique<Scheduler>(seed); });
}
Run our_pct(bool weak, int depth) {
  return ours(weak, [depth](std::uint64_t seed) { return std::make_unique<model::Pct>(seed, depth); });
}

// Prints a row, and returns the median.
std::uint64_t measure(const Plan& plan, const std::string& name, const Run& run) {
  std::vector<std::uint64_t> executions;
  std::uint64_t cut = 0;
  std::uint64_t missed = 0;
  for (std::uint64_t i = 0; i < plan.seeds; ++i) {
    const SafeStackRun one = run(plan.first_seed + i, plan.cap);
    executions.push_back(one.executions);
    cut += one.cut;
    missed += one.found ? 0 : 1;
  }
  std::sort(executions.begin(), executions.end());
  const auto at = [&](std::size_t quarter) {
    return with_commas(executions[std::min(executions.size() - 1, quarter * executions.size() / 4)]);
  };
  std::printf("%-34s %10s %10s %10s %10s %9s %6s\n", name.c_str(), at(2).c_str(), at(1).c_str(),
              at(3).c_str(), at(4).c_str(), with_commas(missed).c_str(), with_commas(cut).c_str());
  std::fflush(stdout);
  return executions[executions.size() / 2];
}

void compare(const Plan& plan, bool weak) {
  std::printf("SafeStack, %s; %s, at most %s executions\n",
              weak ? "loads acquire, stores release" : "all seq_cst",
              quantity(plan.seeds, "seed", "seeds").c_str(), with_commas(plan.cap).c_str());
  std::printf("%-34s %10s %10s %10s %10s %9s %6s\n", "executions to the first failure", "median", "quartile",
              "quartile", "most", "not found", "cut");
  const auto relacy = [weak](bool yields) {
    return [weak, yields](std::uint64_t seed, std::uint64_t cap) {
      return relacy_peer::safe_stack(weak, yields, seed, cap);
    };
  };
  std::uint64_t peer = measure(plan, "Relacy random, loops yield", relacy(true));
  peer = std::min(peer, measure(plan, "Relacy random, loops spin", relacy(false)));
  std::uint64_t best = measure(plan, "guided", ours<model::Guided>(weak));
  best = std::min(best, measure(plan, "pos", ours<model::Pos>(weak)));
  best = std::min(best, measure(plan, "random", ours<model::RandomSearch>(weak)));
  for (const int depth : {3, 5, 7, 15})
    best = std::min(best, measure(plan, "pct --depth " + std::to_string(depth), our_pct(weak, depth)));
  const double ratio = static_cast<double>(best) / static_cast<double>(peer);
  std::printf(
      "the best of ours needs %.3fx of Relacy's better one, promised at most 1x: %s; aim 0.1x: %s\n\n", ratio,
      ratio <= 1 ? "kept" : "NOT KEPT", ratio <= 0.1 ? "reached" : "not reached");
}

bool parse(const char* text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text, text + std::strlen(text), number);
  return error == std::errc() && *end == '\0' && number > 0 && number < 1'000'000'000;
}

}  // namespace
}  // namespace heddle::bench

int main(int argc, char** argv) {
  heddle::bench::Plan plan;
  std::uint64_t* const numbers[]{&plan.seeds, &plan.cap, &plan.first_seed};
  for (int i = 1; i < argc; ++i) {
    if (i <= 3 && heddle::bench::parse(argv[i], *numbers[i - 1])) continue;
    std::fprintf(stderr, "safe_stack_bench: '%s' is not expected; it takes [SEEDS [CAP [FIRST_SEED]]]\n",
                 argv[i]);
    return 2;
  }
  for (const bool weak : {false, true}) heddle::bench::compare(plan, weak);
  heddle::DetectorOptions guided;
  guided.scheduler = "guided";
  guided.seed = plan.first_seed;
  guided.max_executions = plan.cap;
  heddle::Verdict verdict = heddle::explore(heddle::bench::safe_stack(false), guided);
  heddle::Sources({HEDDLE_SOURCE_ROOT}).complete(verdict);
  std::puts(heddle::verdict_text(verdict).c_str());
}
