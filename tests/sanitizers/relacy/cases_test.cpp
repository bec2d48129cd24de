// The traces of every racy variant of the catalogue: they are the shortest there are, their steps fit
// together, and each is explained by a sentence of its own that is true of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "every_failure.hpp"
#include "expect_verdict.hpp"
#include "racy_variants.hpp"
#include "sanitizers/relacy/shortest.hpp"
#include "sound_steps.hpp"

namespace heddle {
namespace {

using test::racy_variants;

// Worked out from the sources of the cases. A race first, and then what it may come to.
const std::map<std::string, std::vector<std::string>> kSentences{
    {"lost_update.racy",
     {"worker 1 read 'images converted' while nothing orders it after the write by worker 0: neither held a "
      "lock",
      "worker 0 read 'images converted' before worker 1 wrote it; one increment was lost"}},
    {"lost_update_atomic.racy",
     {"worker 0 read 'images converted' before worker 1 wrote it; one increment was lost"}},
    {"torn_line.racy",
     {"worker 1 read 'log bytes used' while nothing orders it after the write by worker 0: neither held a "
      "lock",
      "worker 0 read 'log bytes used' before worker 1 wrote it, and then wrote over what worker 1 had "
      "written"}},
    {"semaphore_is_not_a_mutex.racy",
     {"worker 1 read 'log bytes used' while nothing orders it after the write by worker 0: both had a permit "
      "of 'log "
      "permits'",
      "worker 0 read 'log bytes used' before worker 1 wrote it, and then wrote over what worker 1 had "
      "written"}},
    {"check_then_act.racy",
     {"worker 0 read 'conversions', let go of 'conversions mutex' and wrote it later; worker 1 wrote it in "
      "between"}},
    {"wrong_lock.racy",
     {"worker 1 read 'images' while nothing orders it after the write by worker 0: worker 0 held 'count "
      "mutex', worker "
      "1 'log mutex'",
      "worker 0 read 'images' before worker 1 wrote it; one increment was lost"}},
    {"lock_order.racy",
     {"worker 0 holds 'log mutex' and waits for 'count mutex'; worker 1 holds 'count mutex' and waits for "
      "'log "
      "mutex'"}},
    {"self_deadlock.racy", {"worker 1 locks 'log mutex', which it holds already"}},
    {"lost_wakeup.racy",
     {"worker 1 notified 'image loaded' before worker 0 waited for it; nobody notifies again"}},
    {"if_instead_of_while.racy",
     {"worker 1 notified 'image loaded', and before worker 0 woke up worker 1 changed 'images' to 0"}},
    {"unsafe_publication.racy",
     {"worker 1 read 'pixels' while nothing orders it after the write by worker 0: 'image is loaded' is "
      "relaxed"}},
    {"unsafe_publication.plain_flag",
     {"worker 1 read 'image is loaded' while nothing orders it after the write by worker 0: neither held a "
      "lock"}},
    {"unsafe_publication_atomic.racy",
     {"worker 1 saw the old 0 in 'pixels' though worker 0 had stored 255: 'image is loaded', which it had "
      "seen, is "
      "relaxed"}},
    {"double_checked_locking.racy",
     {"worker 0 wrote 'table is made' while nothing orders it after the read by worker 1: worker 1 held no "
      "lock, "
      "worker 0 'table mutex'"}},
    {"double_checked_locking.relaxed_flag",
     {"worker 1 read 'gamma table' while nothing orders it after the write by worker 0: 'table is made' is "
      "relaxed"}},
    {"queue_shutdown.racy",
     {"worker 0 read 'queue closed' while nothing orders it after the write by worker 1: worker 1 held no "
      "lock, worker "
      "0 'queue mutex'"}},
    {"queue_shutdown.notify_one",
     {"worker 2 notified one of those who waited for 'queue not empty', and not worker 1; nobody notifies "
      "again"}},
    {"work_index.racy",
     {"worker 1 read 'next job' while nothing orders it after the write by worker 0: neither held a lock",
      "worker 0 read 'next job' before worker 1 wrote it; one increment was lost"}},
};

std::vector<std::string> sentences_of(const Verdict& verdict) {
  std::vector<std::string> sentences;
  for (const Trace& trace : verdict.traces) sentences.push_back(trace.explanation);
  return sentences;
}

TEST(Cases, AreEachExplainedByASentenceOfTheirOwn) {
  for (const Variant& variant : racy_variants()) {
    const Verdict verdict = explore(variant);
    ASSERT_TRUE(test::found(variant.expected.model, verdict));
    const auto known = kSentences.find(variant.full_name());
    if (known == kSentences.end()) {
      ADD_FAILURE() << "add to kSentences what is true of " << variant.full_name() << ":\n"
                    << verdict_text(verdict);
      continue;
    }
    EXPECT_EQ(sentences_of(verdict), known->second) << verdict_text(verdict);
  }
}

TEST(Cases, AreShownInTheirShortestWay) {
  for (const Variant& variant : racy_variants()) {
    const Verdict verdict = explore(variant);
    for (const Trace& trace : verdict.traces) {
      EXPECT_THAT(trace.title, testing::HasSubstr("the shortest way")) << variant.full_name();
      EXPECT_THAT(trace.title, testing::Not(testing::HasSubstr("that was found"))) << variant.full_name();
    }
  }
}

// Against brute force, where that comes to an end.
TEST(Cases, AreShownInNoLongerWayThanBruteForceFinds) {
  constexpr std::uint64_t kMostExecutions = 30'000;
  int compared = 0;
  for (const Variant& variant : racy_variants()) {
    model::SearchSettings settings;
    settings.variant = &variant;
    settings.threads = variant.threads;
    settings.stop_at_interesting = variant.expected.model == Finding::kWrongOutcome;
    settings.max_steps = 1'000;
    for (const model::Mode mode : {model::Mode::kCheck, model::Mode::kShow}) {
      settings.mode = mode;
      const test::Failures all = test::every_failure(settings, kMostExecutions);
      if (!all.complete) continue;
      for (const auto& [finding, shortest] : all.shortest) {
        if (finding == Finding::kWrongOutcome && variant.outcomes.size() > 2)
          continue;  // the author's first is shown
        const model::Shortest found = model::find_shortest(settings, finding, shortest.first);
        ASSERT_TRUE(found.result) << variant.full_name();
        EXPECT_TRUE(found.is_proved) << variant.full_name();
        EXPECT_EQ(found.result->steps, shortest.second) << variant.full_name();
        EXPECT_FALSE(model::find_shortest(settings, finding, shortest.first - 1).result)
            << variant.full_name();
        ++compared;
      }
    }
  }
  EXPECT_GE(compared, 12);
}

// With as many threads as each can have.
TEST(Cases, WithMoreThreadsAreShownInTheirShortestWayToo) {
  int shown = 0;
  for (const Variant& variant : racy_variants())
    for (int threads = variant.threads + 1; threads <= variant.max_threads; ++threads) {
      const Verdict verdict = explore(variant, {.threads = threads});
      ASSERT_TRUE(test::found(variant.expected.model, verdict));
      const Trace& trace = verdict.traces.at(0);
      EXPECT_EQ(trace.title, "the shortest way to it") << variant.full_name() << " with " << threads;
      EXPECT_NE(trace.explanation, trace.outcome) << variant.full_name() << " with " << threads;
      ++shown;
    }
  EXPECT_GE(shown, 6);
}

// ---- the steps fit together

TEST(Cases, HaveStepsThatFitTogether) {
  for (const Variant& variant : racy_variants()) {
    SCOPED_TRACE(variant.full_name());
    for (const Trace& trace : explore(variant).traces) test::expect_sound_steps(trace);
  }
}

TEST(Cases, WithADataRaceEndWithTheTwoAccessesThatRace) {
  int races = 0;
  for (const Variant& variant : racy_variants()) {
    if (variant.expected.model != Finding::kDataRace) continue;
    SCOPED_TRACE(variant.full_name());
    const Trace trace = explore(variant).traces.at(0);
    const Step& second = trace.steps.back();
    EXPECT_TRUE(second.fault);
    ASSERT_GE(second.from, 0);
    const Step& first = trace.steps[static_cast<std::size_t>(second.from)];
    EXPECT_EQ(first.object, second.object);
    EXPECT_NE(first.thread, second.thread);
    EXPECT_TRUE(first.operation.starts_with("write") || second.operation.starts_with("write"));
    EXPECT_EQ(std::ranges::count_if(trace.steps, &Step::fault), 1);
    ++races;
  }
  EXPECT_GE(races, 9);
}

}  // namespace
}  // namespace heddle
