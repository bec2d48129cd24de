#include "sample_catalogue.hpp"

#include <string>
#include <utility>

namespace heddle::test {
namespace {

VariantRecord variant(const std::string& case_name, const std::string& name, const std::string& story,
                      Findings expected, std::vector<VariantRecord::ListedOutcome> outcomes) {
  return {.case_name = case_name,
          .name = name,
          .story = story,
          .threads = 2,
          .max_threads = 2,
          .started_threads = 0,
          .expected = expected,
          .outcomes = std::move(outcomes)};
}

Verdict verdict(const std::string& detector, const VariantRecord& of, Verdict::Status status,
                const std::string& summary, std::uint64_t executions, Finding finding = Finding::kNone) {
  Verdict verdict;
  verdict.detector = detector;
  verdict.case_name = of.case_name;
  verdict.variant = of.name;
  verdict.status = status;
  verdict.finding = finding;
  verdict.summary = summary;
  verdict.executions = executions;
  verdict.seconds = 0.25;
  return verdict;
}

// counts: of the variant's outcomes, in their order.
Verdict histogram(const VariantRecord& of, const std::vector<std::uint64_t>& counts) {
  Verdict seen = verdict("stress", of, Verdict::Status::kNotFound, "a histogram", 0);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const auto& listed = of.outcomes[i];
    seen.outcomes.push_back({listed.text, listed.grade, listed.meaning, counts[i]});
    seen.executions += counts[i];
  }
  return seen;
}

Verdict nothing(const std::string& detector, const VariantRecord& of) {
  return verdict(detector, of, Verdict::Status::kNotFound, "not found in 64 rounds", 64);
}

Verdict found(const std::string& detector, const VariantRecord& of, Finding finding,
              const std::string& summary) {
  return verdict(detector, of, Verdict::Status::kFound, summary, 1, finding);
}

Verdict proved(const VariantRecord& of, std::uint64_t executions) {
  return verdict("relacy", of, Verdict::Status::kProved, "complete: all executions explored", executions);
}

}  // namespace

Catalogue declared_catalogue() {
  const std::string count =
      "Every worker adds the image that it converted to one count. Two that read the same count before "
      "either writes it back have counted one image between them.";
  const std::string locks = "One worker begins with the log, the other with the count.";
  const std::string flag = "Fences order the pixels before the flag.";
  const std::vector<VariantRecord::ListedOutcome> both{{"all", Grade::kAcceptable, "every image is counted"},
                                                       {"fewer", Grade::kInteresting, "an image was lost"}};
  const std::vector<VariantRecord::ListedOutcome> all{both[0]};
  Catalogue catalogue;
  for (const VariantRecord& record :
       {variant("lost_update", "racy", count,
                {.tsan = Finding::kDataRace, .model = Finding::kDataRace, .thread_safety = true}, both),
        variant("lost_update", "mutex", count, {}, all),
        variant("lock_order", "racy", locks, {.tsan = Finding::kLockOrder, .model = Finding::kDeadlock},
                {{"all", Grade::kAcceptable, "both are logged"},
                 {"hangs", Grade::kInteresting, "each waits for the other's lock"}}),
        variant("fences", "fences", flag, {.tsan = Finding::kDataRace, .model = Finding::kNone}, all)})
    catalogue.rows.push_back({.variant = record, .verdicts = {}});
  return catalogue;
}

Catalogue agreeing_catalogue() {
  Catalogue catalogue = declared_catalogue();
  auto& rows = catalogue.rows;
  const auto& racy = rows[0].variant;
  rows[0].verdicts = {histogram(racy, {1'986, 14}),
                      found("tsan", racy, Finding::kDataRace, "data race: a, b"),
                      found("relacy", racy, Finding::kDataRace, "data race on 'images'"),
                      found("static", racy, Finding::kMisuse, "writing 'images' requires its mutex")};
  const auto& mutex = rows[1].variant;
  rows[1].verdicts = {histogram(mutex, {2'000}), nothing("tsan", mutex), proved(mutex, 2),
                      nothing("static", mutex)};
  const auto& order = rows[2].variant;
  rows[2].verdicts = {histogram(order, {12, 1}),
                      found("tsan", order, Finding::kLockOrder, "lock order inversion: a, b"),
                      found("relacy", order, Finding::kDeadlock, "deadlock of worker 0 and worker 1"),
                      nothing("static", order)};
  const auto& fences = rows[3].variant;
  rows[3].verdicts = {histogram(fences, {2'000}),
                      found("tsan", fences, Finding::kDataRace, "data race: c, d"), proved(fences, 12'345),
                      nothing("static", fences)};
  return catalogue;
}

Catalogue differing_catalogue() {
  Catalogue catalogue = agreeing_catalogue();
  auto& rows = catalogue.rows;
  rows[0].verdicts[1] = nothing("tsan", rows[0].variant);
  rows[0].verdicts[3] = nothing("static", rows[0].variant);
  rows[1].verdicts[0] = verdict("stress", rows[1].variant, Verdict::Status::kFound,
                                "'fewer' was seen 3 times in 2,000 rounds", 2'000, Finding::kWrongOutcome);
  rows[1].verdicts[2] = verdict("relacy", rows[1].variant, Verdict::Status::kNotFound,
                                "not found in 1,000,000 executions; the search was cut off", 1'000'000);
  rows[2].verdicts[1] =
      verdict("tsan", rows[2].variant, Verdict::Status::kCouldNotRun,
              "/build/cases/tsan/lock_order: it ended with signal 11 (Segmentation fault)", 0);
  catalogue.undescribed.push_back(
      {.name = "torn_line", .why = "no program of the case 'torn_line' is built; build it with ci/build"});
  return catalogue;
}

}  // namespace heddle::test
