// What a user can choose: every name is understood, and what does not go together says what does.
#include "heddle/batch/choices.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <stdexcept>
#include <string>

namespace heddle {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

template <class F>
std::string refusal(F&& f) {
  try {
    f();
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "nothing was refused";
}

bool is_one_line(const std::string& text) {
  return !text.empty() && text.find('\n') == std::string::npos;
}

TEST(Choices, EveryNameParsesBackAndHasASummary) {
  std::set<std::string_view> names;
  for (const auto& choice : strategies()) {
    EXPECT_EQ(parse_strategy(choice.name), choice.kind);
    EXPECT_EQ(name_of(choice.kind), choice.name);
    EXPECT_FALSE(choice.summary.empty());
    EXPECT_TRUE(names.insert(choice.name).second);
  }
  names.clear();
  for (const auto& choice : counters()) {
    EXPECT_EQ(parse_counter(choice.name), choice.kind);
    EXPECT_EQ(name_of(choice.kind), choice.name);
    EXPECT_FALSE(choice.summary.empty());
    EXPECT_TRUE(names.insert(choice.name).second);
  }
  names.clear();
  for (const auto& choice : loggers()) {
    EXPECT_EQ(parse_logger(choice.name), choice.kind);
    EXPECT_EQ(name_of(choice.kind), choice.name);
    EXPECT_FALSE(choice.summary.empty());
    EXPECT_TRUE(names.insert(choice.name).second);
  }
}

TEST(Choices, AnUnknownNameIsToldWhatThereIs) {
  const std::string strategy = refusal([] { parse_strategy("fibres"); });
  EXPECT_THAT(strategy, AllOf(HasSubstr("'fibres'"), HasSubstr("strategy")));
  for (const auto& choice : strategies()) EXPECT_THAT(strategy, HasSubstr(std::string(choice.name)));
  const std::string counter = refusal([] { parse_counter(""); });
  for (const auto& choice : counters()) EXPECT_THAT(counter, HasSubstr(std::string(choice.name)));
  const std::string logger = refusal([] { parse_logger("Mutex"); });
  for (const auto& choice : loggers()) EXPECT_THAT(logger, HasSubstr(std::string(choice.name)));
}

TEST(Choices, AStrategyAloneIsAWayWithItsDefaults) {
  for (const auto& choice : strategies()) {
    const Way way = parse_way(choice.name);
    EXPECT_EQ(way.strategy, choice.kind);
    EXPECT_EQ(why_illegal(way), std::nullopt);
    EXPECT_FALSE(is_racy(way, 2)) << choice.name;
  }
}

TEST(Choices, AWayNamesStrategyCounterAndLogger) {
  const Way way = parse_way("threads/load-store/semaphore-buffer");
  EXPECT_EQ(way.strategy, StrategyKind::kThreads);
  EXPECT_EQ(way.counter, CounterKind::kLoadStore);
  EXPECT_EQ(way.logger, LoggerKind::kSemaphoreBuffer);
}

TEST(Choices, AWayThatIsMisspeltSaysHowToWriteIt) {
  EXPECT_THAT(refusal([] { parse_way("threads/mutex"); }), HasSubstr("strategy/counter/logger"));
  EXPECT_THAT(refusal([] { parse_way(""); }), HasSubstr("strategy"));
  EXPECT_THAT(refusal([] { parse_way("threads//"); }), HasSubstr("counter"));
  EXPECT_THAT(refusal([] { parse_way("threads/mutex/mutex/mutex"); }), HasSubstr("logger"));
  EXPECT_THAT(refusal([] { parse_way("processes/mutex/process"); }), HasSubstr("'process'"));
}

TEST(Choices, ProcessesGoWithWhatLiesInSharedMemoryAndNothingElse) {
  for (const auto& strategy : strategies())
    for (const auto& counter : counters())
      for (const auto& logger : loggers()) {
        const auto reason = why_illegal({strategy.kind, counter.kind, logger.kind});
        const bool shared = counter.kind == CounterKind::kProcess && logger.kind == LoggerKind::kProcess;
        EXPECT_EQ(reason.has_value(), uses_processes(strategy.kind) && !shared);
        if (!reason) continue;
        EXPECT_TRUE(is_one_line(*reason));
        const bool is_counter = counter.kind != CounterKind::kProcess;
        EXPECT_THAT(*reason, AllOf(HasSubstr(std::string(strategy.name)),
                                   HasSubstr(std::string(is_counter ? counter.name : logger.name)),
                                   HasSubstr(is_counter ? "use counter 'process'" : "use logger 'process'")));
      }
}

TEST(Choices, OnePermitMakesTheSharedBufferSafe) {
  const Way way{StrategyKind::kThreads, CounterKind::kAtomic, LoggerKind::kSemaphoreBuffer};
  EXPECT_FALSE(is_racy(way, 1));
  EXPECT_TRUE(is_racy(way, 2));
  const Way racy_counter{StrategyKind::kThreads, CounterKind::kLoadStore, LoggerKind::kSemaphoreBuffer};
  EXPECT_TRUE(is_racy(racy_counter, 1));
}

TEST(Choices, TheRacyOnesAreThoseThatTheDesignNames) {
  std::set<std::string> racy;
  for (const auto& choice : counters())
    if (choice.racy) racy.insert("counter " + std::string(choice.name));
  for (const auto& choice : loggers())
    if (choice.racy) racy.insert("logger " + std::string(choice.name));
  EXPECT_THAT(racy, testing::ElementsAre("counter load-store", "counter unsynchronized",
                                         "logger semaphore-buffer", "logger unsynchronized"));
}

TEST(Choices, TheLessonsBeginWithTheYardstickAndAreLegal) {
  ASSERT_FALSE(lessons().empty());
  EXPECT_EQ(lessons().front().strategy, StrategyKind::kSequential);
  std::set<StrategyKind> seen;
  for (const Way& way : lessons()) {
    EXPECT_EQ(why_illegal(way), std::nullopt);
    seen.insert(way.strategy);
  }
  EXPECT_EQ(seen.size(), strategies().size());
}

}  // namespace
}  // namespace heddle
