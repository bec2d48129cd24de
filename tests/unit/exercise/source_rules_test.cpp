// Every rule about a submission's text fires, names the line, and leaves alone what only looks like a
// violation.
#include "heddle/exercise/source_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace heddle {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

struct Violation {
  std::string line;
  std::string told;
};

void PrintTo(const Violation& violation, std::ostream* out) {
  *out << violation.line;
}

class SourceRule : public testing::TestWithParam<Violation> {};

TEST_P(SourceRule, FiresWithItsLine) {
  EXPECT_THAT(broken_rules({}, "#pragma once\n\n" + GetParam().line + "\n"),
              ElementsAre(AllOf(StartsWith("line 3: "), HasSubstr(GetParam().told))));
}

INSTANTIATE_TEST_SUITE_P(
    , SourceRule,
    testing::Values(Violation{"usleep(10);", "usleep waits for time to pass"},
                    Violation{"wait_for(lock, 10);", "waits for time to pass"},
                    Violation{"spend<Sync>(10);", "waits for time to pass"},
                    Violation{"if constexpr (std::is_same_v<Sync, int>) return;",
                              "tells the detectors apart"},
                    Violation{"struct Mine<ModelSync> {};", "tells the detectors apart"},
                    Violation{"[[clang::no_sanitize(\"thread\")]] void f();", "tells the detectors apart"},
                    Violation{"std::mutex mutex;", "std::mutex lies outside of Sync"},
                    Violation{"std :: /* it */ atomic<int> count;", "std::atomic lies outside of Sync"},
                    Violation{"::std::thread thread;", "std::thread lies outside of Sync"},
                    Violation{"using namespace std;", "std is used under its own name"},
                    Violation{"namespace other = std;", "std is used under its own name"},
                    Violation{"pthread_mutex_lock(&mutex);", "lies outside of Sync"},
                    Violation{"asm(\"\");", "lies outside of Sync"},
                    Violation{"volatile int flag;", "lies outside of Sync"},
                    Violation{"int n = __atomic_load_n(&m, 0);", "reserved for the compiler"},
                    Violation{"int _Count = 0;", "reserved for the compiler"},
                    Violation{"thread_local int n = 0;", "keeps state from one run to the next"},
                    Violation{"static int n = 0;", "keeps state from one run to the next"},
                    Violation{"exit(0);", "ends the program"},
                    Violation{"using Scenarios = int;", "belongs to the tests"},
                    Violation{"EXPECT_EQ(1, 1);", "belongs to the tests"},
                    Violation{"#define Lock int", "the preprocessor could tell the detectors apart"},
                    Violation{"%:ifdef RACE", "the preprocessor could tell the detectors apart"},
                    Violation{"#include <thread>",
                              "#include <thread> is not allowed here; these are: \"heddle/sync/sync.hpp\""},
                    Violation{"#include \"sanitizers/stress/stress.hpp\"", "is a detector's header"},
                    Violation{"#include <gtest/gtest.h>", "is a detector's header"},
                    Violation{"sl\\\neep(1);", "a backslash outside of a text"},
                    Violation{"sl\\u0065ep(1);", "a backslash outside of a text"}));

TEST(SourceRules, LeaveAloneWhatOnlyLooksLikeAViolation) {
  EXPECT_THAT(broken_rules({}, R"code(// sleep(1); std::mutex
#pragma once
#include <array>
#include "heddle/sync/sync.hpp"  // and nothing else
/* static int n; */
static constexpr int kMost = 1'000'000;
const char* text = "std::mutex \" __x sleep";
const char quote = '"';
const char* raw = R"(exit(0); ")";
std::memory_order order = std::memory_order_release;
int sleeping = 0, is_static = 0, exits = 0;
)code"),
              IsEmpty());
}

TEST(SourceRules, AskForWhatAnExerciseAsksFor) {
  Exercise exercise;
  exercise.uses = {.names = {"Thread"}, .why = "keep it"};
  EXPECT_THAT(broken_rules(exercise, "// Thread\nint Threads;"),
              ElementsAre("the file does not use Thread: keep it"));
  EXPECT_THAT(broken_rules(exercise, "Thread<Sync> thread;"), IsEmpty());
}

TEST(SourceRules, RefuseWhatAnExerciseDoesWithout) {
  Exercise exercise;
  exercise.avoids = {.names = {"Mutex", "Lock"}, .why = "it is to be lock-free"};
  EXPECT_THAT(broken_rules(exercise, "Mutex<Sync> mutex;\nLock<Sync> lock(mutex);"),
              ElementsAre("line 1: Mutex is not allowed in this exercise: it is to be lock-free",
                          "line 2: Lock is not allowed in this exercise: it is to be lock-free"));
}

TEST(SourceRules, SurviveTextThatEndsTooSoon) {
  for (const char* const text : {"\"", "'", "R\"(", "R\"", "/*", "#", "#include", "\\", "1'", "%:", "\"\\"})
    EXPECT_THAT(broken_rules({}, text), SizeIs(testing::Le(1U))) << text;
}

}  // namespace
}  // namespace heddle
