// Weak memory, by the litmus tests of the literature (litmus_table.hpp) and by random ones: what the explorer
// shows is what it claims to show, and where that is not what the standard says, docs/memory_model.md says
// so.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "axioms.hpp"
#include "expect_verdict.hpp"
#include "litmus.hpp"
#include "litmus_table.hpp"
#include "sanitizers/relacy/dpor.hpp"
#include "sanitizers/relacy/tree_search.hpp"
#include "tests/support/golden.hpp"

namespace heddle {
namespace {

using test::Axioms;
using test::Deviation;
using test::has_line;
using test::Litmus;
using test::LitmusRow;

using Set = std::set<std::string>;

bool has_match(const Set& outcomes, std::string_view asked) {
  return std::any_of(outcomes.begin(), outcomes.end(),
                     [&](const std::string& outcome) { return test::matches(outcome, asked); });
}

Set shown(const Litmus& litmus) {
  model::Dpor dpor;
  return test::shown_outcomes(litmus, dpor);
}

// ---- the table

class LitmusTable : public testing::TestWithParam<LitmusRow> {};

TEST_P(LitmusTable, IsWhatTheStandardAndTheExplorerSay) {
  const LitmusRow& row = GetParam();
  SCOPED_TRACE(row.threads);
  const Litmus litmus = test::parse_litmus(row.threads);
  EXPECT_EQ(has_match(outcomes_under(Axioms::kStandard, litmus), row.outcome), row.allowed);

  const Set outcomes = shown(litmus);
  EXPECT_EQ(has_match(outcomes, row.outcome), row.is_shown());
  if (row.deviation == Deviation::kHistory) return;  // the axioms know no length of a history
  const Set explained = outcomes_under(Axioms::kExplorer, litmus);
  if (explained.count(std::string(test::kRace)) != 0) {
    EXPECT_EQ(outcomes.count(std::string(test::kRace)), 1U);
    return;
  }
  EXPECT_EQ(outcomes, explained);
  model::TreeSearch full;
  EXPECT_EQ(outcomes, test::shown_outcomes(litmus, full));
}

// "StoreBufferingSB_0"
std::string name_of(const testing::TestParamInfo<LitmusRow>& info) {
  std::string name;
  for (const char c : info.param.family)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) name += c;
  return name + "_" + std::to_string(info.index);
}
INSTANTIATE_TEST_SUITE_P(Rows, LitmusTable, testing::ValuesIn(test::litmus_table()), name_of);

// ---- its page

void write_code(std::ostream& out, std::string_view threads) {
  out << "`";
  for (std::size_t end = threads.find(" || "); end != std::string_view::npos; end = threads.find(" || ")) {
    out << threads.substr(0, end) << "` ‖ `";
    threads.remove_prefix(end + 4);
  }
  out << threads << "`";
}

void write_deviations(std::ostream& out) {
  out << "| deviation | what the explorer does |\n|---|---|\n";
  for (const auto& deviation : test::deviations())
    out << "| **" << deviation.name << "** | " << deviation.what
        << (deviation.may_miss ? " *Something may be missed.*" : " *A false alarm is possible.*") << " |\n";
}

void write_rows(std::ostream& out) {
  std::string_view family;
  for (const LitmusRow& row : test::litmus_table()) {
    if (row.family != family)
      out << (family.empty() ? "" : "\n") << "### " << row.family
          << "\n\n| threads | outcome | C++20 | explorer |\n|---|---|---|---|\n";
    family = row.family;
    out << "| ";
    write_code(out, row.threads);
    out << " | `" << row.outcome << "` | " << (row.allowed ? "allowed" : "forbidden, ") << row.rule << " | "
        << (row.is_shown() ? "shown" : "not shown");
    if (row.deviation != Deviation::kNone) out << ": **" << test::text_of(row.deviation).name << "**";
    out << " |\n";
  }
}

// Puts `part` between two marks: "<!-- name -->" and "<!-- end of name -->".
std::string with_part(const std::string& page, const std::string& name, const std::string& part) {
  const std::string begin = "<!-- " + name + " -->\n", end = "<!-- end of " + name + " -->\n";
  const std::size_t from = page.find(begin), to = page.find(end);
  EXPECT_TRUE(from != std::string::npos && to != std::string::npos) << name;
  if (from == std::string::npos || to == std::string::npos) return page;
  return page.substr(0, from + begin.size()) + part + page.substr(to);
}

TEST(LitmusTable, StandsInTheDocumentation) {
  const std::string path = HEDDLE_DOCS_FOLDER "/memory_model.md";
  std::ostringstream named, rows;
  write_deviations(named);
  write_rows(rows);
  const std::string page = test::text_of_file(path);
  test::expect_file(path, with_part(with_part(page, "deviations", named.str()), "litmus tests", rows.str()));
}

TEST(LitmusTable, ShowsEachDeviationThatItNames) {
  for (const auto& deviation : test::deviations()) {
    const auto rows = test::litmus_table();
    EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [&](const LitmusRow& row) {
      return row.deviation == deviation.deviation && row.allowed == deviation.may_miss;
    })) << deviation.name;
  }
}

// ---- at random

enum class Orders { kWeak, kMixed, kSequential };

// Two or three threads with up to four steps each, on two atomics with up to two stores each: a load can see
// every one of them.
std::string random_litmus(std::uint64_t seed, Orders orders) {
  std::mt19937_64 random(seed);
  const auto below = [&random](int bound) {
    return static_cast<int>((random() >> 11) % static_cast<unsigned>(bound));
  };
  const auto one_of = [&](const std::vector<std::string>& weak) {
    if (orders == Orders::kSequential || (orders == Orders::kMixed && below(3) == 0))
      return std::string("sc");
    return weak[static_cast<std::size_t>(below(static_cast<int>(weak.size())))];
  };
  const int threads = 2 + below(2);
  const int longest = threads == 2 ? 4 : 3;
  int stores[2] = {0, 0};
  const std::string names = "abcefghi";
  std::size_t loads = 0;
  std::string text;
  for (int t = 0; t < threads; ++t) {
    if (t > 0) text += " || ";
    for (int left = 1 + below(longest); left > 0; --left) {
      const int on = below(2);
      const std::string location(1, on == 0 ? 'x' : 'y');
      const bool may_load = loads < names.size(), may_store = stores[on] < 2;
      const int what = below(16);
      if (what < 6 && may_load) {
        text += names[loads++] + (" = " + location) + " " + one_of({"rlx", "acq"});
      } else if (what < 12 && may_store) {
        text += location + " = " + std::to_string(++stores[on]) + " " + one_of({"rlx", "rel"});
      } else if (what < 14 && may_load && may_store) {
        ++stores[on];
        const std::string update =
            what == 12 ? "++" : " cas " + std::to_string(below(3)) + " " + std::to_string(below(3));
        text += names[loads++];
        text += " = ";
        text += location;
        text += update;
        text += " ";
        text += one_of({"rlx", "acq", "rel", "ar"});
      } else {
        text += "fence " + one_of({"acq", "rel", "ar"});
      }
      if (left > 1) text += "; ";
    }
  }
  return text;
}

std::string listed(const Set& outcomes) {
  std::string text;
  for (const std::string& outcome : outcomes) text += "  " + outcome + "\n";
  return text;
}

// HEDDLE_PROGRAMS and HEDDLE_SEED try others.
class RandomLitmus : public testing::TestWithParam<Orders> {
 protected:
  static std::uint64_t number(const char* name, std::uint64_t otherwise) {
    const char* const text = std::getenv(name);
    return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
  }
};

TEST_P(RandomLitmus, ShowsWhatTheExplorersAxiomsAllow) {
  const std::uint64_t first = number("HEDDLE_SEED", 1) * 1'000'000'000,
                      programs = number("HEDDLE_PROGRAMS", 1'000);
  std::uint64_t outcomes = 0, forbidden = 0, missed = 0;
  for (std::uint64_t seed = first; seed < first + programs; ++seed) {
    const std::string text = random_litmus(seed, GetParam());
    const Litmus litmus = test::parse_litmus(text);
    const Set seen = shown(litmus);
    const Set explained = outcomes_under(Axioms::kExplorer, litmus);
    const Set allowed = outcomes_under(Axioms::kStandard, litmus);
    ASSERT_EQ(seen, explained) << "seed " << seed << ": " << text;
    outcomes += seen.size();
    for (const std::string& outcome : seen) forbidden += 1 - allowed.count(outcome);
    for (const std::string& outcome : allowed) missed += 1 - seen.count(outcome);
    // Sequential consistency is approximate beside weaker orders only.
    if (GetParam() != Orders::kMixed) {
      ASSERT_TRUE(std::includes(allowed.begin(), allowed.end(), seen.begin(), seen.end()))
          << "seed " << seed << ": " << text << "\nallowed:\n"
          << listed(allowed) << "shown:\n"
          << listed(seen);
    }
    if (GetParam() == Orders::kSequential) {
      ASSERT_EQ(seen, allowed) << "seed " << seed << ": " << text;
    }
  }
  std::cout << programs << " litmus tests from seed " << first << ": " << outcomes << " outcomes shown, "
            << forbidden << " of them forbidden by C++20, and " << missed << " allowed and not shown\n";
}

INSTANTIATE_TEST_SUITE_P(Orders, RandomLitmus,
                         testing::Values(Orders::kWeak, Orders::kMixed, Orders::kSequential),
                         [](const auto& orders) {
                           return std::string(orders.param == Orders::kWeak    ? "Weak"
                                              : orders.param == Orders::kMixed ? "Mixed"
                                                                               : "Sequential");
                         });

// ---- the language

TEST(Litmus, RefusesWhatIsNoStep) {
  for (const char* text : {"", "x", "x = 1", "x = 1 foo", "a = d rlx", "x = 12 rlx", "if x == 1", "fence",
                           "a = b rlx", "x cas 1 2 rlx", "a = x cas 1 rlx", "x = 1 rlx;", "|| x = 1 rlx"})
    EXPECT_THROW((void)test::parse_litmus(text), std::invalid_argument) << text;
  EXPECT_EQ(test::parse_litmus("x = 1 rlx || a = x acq; if a == 1; d = 2").threads.size(), 2U);
}

// ---- what is not shown, and is said

// Load buffering: each loads the other's and then stores its own.
template <class Sync>
struct LoadBuffering {
  static constexpr int kThreads = 2;
  void thread(int index) {
    (void)(index == 0 ? y_ : x_).load(std::memory_order_relaxed);
    (index == 0 ? x_ : y_).store(1, std::memory_order_relaxed);
  }
  Atomic<Sync, int> x_{"x", 0};
  Atomic<Sync, int> y_{"y", 0};
};
template <class Sync>
struct SequentialUpdates {
  static constexpr int kThreads = 2;
  void thread(int) { x_.fetch_add(1); }
  Atomic<Sync, int> x_{"x", 0};
};
TEST(Limits, NameWhatIsNotModelled) {
  const auto limits = explore<LoadBuffering>().limits;
  EXPECT_TRUE(has_line(limits, "load buffering"));
  EXPECT_TRUE(has_line(limits, "stores of one thread that take effect in another order"));
  EXPECT_TRUE(has_line(limits, "last three values"));
  EXPECT_TRUE(has_line(explore<SequentialUpdates>().limits, "sequential consistency"));
}

template <class Sync>
struct TwoUpdates {
  static constexpr int kThreads = 2;
  void thread(int) { x_.fetch_add(1, std::memory_order_relaxed); }
  Atomic<Sync, int> x_{"x", 0};
};
TEST(Limits, NameOnlyWhatAVariantUses) {
  const Verdict verdict = explore<TwoUpdates>();
  EXPECT_TRUE(has_line(verdict.limits, "memory model"));
  EXPECT_FALSE(has_line(verdict.limits, "spurious"));
  EXPECT_FALSE(has_line(verdict.limits, "yield"));
}

}  // namespace
}  // namespace heddle
