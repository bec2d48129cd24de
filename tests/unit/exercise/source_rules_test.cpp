// Every rule about a submission's text fires, names the line, and leaves alone what only looks like a
// violation.
#include "heddle/exercise/source_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace heddle {
namespace {

using testing::AllOf;
using testing::Contains;
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
  EXPECT_THAT(broken_rules({}, "#pragma once\nclass C {\n" + GetParam().line + "\n};"),
              ElementsAre(AllOf(StartsWith("line 3: "), HasSubstr(GetParam().told))));
}

INSTANTIATE_TEST_SUITE_P(
    , SourceRule,
    testing::Values(
        Violation{"usleep(10);", "usleep waits for time to pass"},
        Violation{"wait_for(lock, 10);", "waits for time to pass"},
        Violation{"spend<Sync>(10);", "waits for time to pass"},
        Violation{"if constexpr (std::is_same_v<Sync, int>) return;", "tells the detectors apart"},
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
        Violation{"#include <thread>", "#include <thread> is not allowed here; these are: \"heddle/"},
        Violation{"#include \"sanitizers/stress/stress.hpp\"", "is a detector's header"},
        Violation{"#include <gtest/gtest.h>", "is a detector's header"},
        Violation{"sl\\\neep(1);", "a backslash at its end joins two lines"},
        Violation{"std::system(\"true\");", "reaches out of the exercise"},
        Violation{"::fork();", "lies outside of Sync"},
        Violation{"printf(\"{}\");", "reaches out of the exercise"},
        Violation{"std::exit(0);", "ends the program"}, Violation{"_exit(0);", "ends the program"},
        Violation{"std::abort();", "ends the program"}, Violation{"std::atexit(f);", "ends the program"},
        Violation{"__attribute__((constructor)) void f() {}", "reserved for the compiler"},
        Violation{"[[gnu::used]] int n = 0;", "tells the detectors apart"},
        Violation{"_Pragma(\"GCC poison Lock\")", "reserved for the compiler"},
        Violation{"#pragma GCC poison Lock", "only #include and #pragma once are allowed"},
        Violation{"#define while if", "only #include and #pragma once are allowed"},
        Violation{"#undef NDEBUG", "only #include and #pragma once are allowed"},
        Violation{"#include LOCK", "is not allowed here"},
        Violation{"#include \"/etc/passwd\"", "is not allowed here"},
        Violation{"#include \"scenarios.hpp\"", "is not allowed here"},
        Violation{"#include <relacy/relacy.hpp>", "is a detector's header"},
        Violation{"/**/ #define Lock int", "the preprocessor could tell the detectors apart"},
        Violation{"int n; #define Lock int", "a '#' inside of a line"},
        Violation{"if (sizeof(Mutex<Sync>) > 8) return;", "tells the detectors apart"},
        Violation{"int n = requires { n; };", "tells the detectors apart"},
        Violation{"void* operator new(unsigned long);", "operator new and delete are"},
        Violation{"// all is well \\", "a backslash at its end joins two lines"},
        Violation{"// all is well \\  ", "a backslash at its end joins two lines"},
        Violation{"// all is well ?\?/", "is a trigraph"},
        Violation{"// all is well \r exits();", "it has \\x0d, which an editor does not show"},
        Violation{"// all is well \xE2\x80\xAE }", "it has \\xe2, which an editor does not show"},
        Violation{"\xEF\xBB\xBF", "a byte order mark"},
        Violation{"sl\\u0065ep(1);", "a backslash outside of a text"}));

struct AtNamespaceScope : SourceRule {};

TEST_P(AtNamespaceScope, FiresWithItsLine) {
  EXPECT_THAT(broken_rules({}, "namespace heddle::exercise {\n\n" + GetParam().line + "\n}\n"),
              ElementsAre(AllOf(StartsWith("line 3: "), HasSubstr(GetParam().told))));
}

INSTANTIATE_TEST_SUITE_P(
    , AtNamespaceScope,
    testing::Values(Violation{"int n = 0;", "lives outside of every class"},
                    Violation{"inline int n = report();", "lives outside of every class"},
                    Violation{"const int n{report()};", "lives outside of every class"},
                    Violation{"const int n(report());", "lives outside of every class"},
                    Violation{"template <class T> inline T n = 0;", "lives outside of every class"},
                    Violation{"struct Begin { Begin() {} } begin;", "lives outside of every class"},
                    Violation{"auto run = [] { return 0; }();", "lives outside of every class"},
                    Violation{"namespace std::chrono_ { struct S {}; }",
                              "namespace std::chrono_ is not yours"},
                    Violation{"template <> struct Mine<int> {};", "a specialisation for one type"}));

TEST(SourceRules, RefuseEveryNamespaceButTheExercises) {
  for (const char* const name : {"heddle", "heddle::model", "rl", "testing"})
    EXPECT_THAT(broken_rules({}, "\nnamespace " + std::string(name) + " { struct S {}; }"),
                Contains(AllOf(StartsWith("line 2: "), HasSubstr(" is not"))))
        << name;
  EXPECT_THAT(broken_rules({}, "int n = 0;"), ElementsAre(HasSubstr("lives outside of every class")));
  EXPECT_THAT(broken_rules({}, "template <> struct heddle::Shared<Mine, int> {};"),
              ElementsAre(HasSubstr("a specialisation for one type")));
}

TEST(SourceRules, LeaveAloneWhatAnExerciseIsMadeOf) {
  EXPECT_THAT(broken_rules({}, R"code(#pragma once
#include "heddle/sync/sync.hpp"
namespace heddle::exercise {
inline constexpr int kMost = 4;
constexpr std::array<int, 2> kBoth{1, 2};
enum class Kind { kOne, kTwo };
struct Node;
using Numbers = std::vector<int>;
template <class Sync, class T = std::vector<std::vector<int>>>
class Tray : public std::array<int, 2> {
 public:
  explicit Tray(int n) : n_{n} {}
  int n() const { return n_; }

 private:
  int n_ = 0;
};
namespace {
int twice(int n, int by = 2) { return n * by; }
auto thrice(int n) -> int { return 3 * n; }
constexpr int square(int n) { return n * n; }
}  // namespace
template <class Sync>
int Tray<Sync>::m() const noexcept {
  return 0;
}
}  // namespace heddle::exercise
)code"),
              IsEmpty());
}

TEST(SourceRules, LeaveAloneWhatOnlyLooksLikeAViolation) {
  EXPECT_THAT(broken_rules({}, R"code(// sleep(1); std::mutex
#pragma once
#include <array>
#include "heddle/sync/sync.hpp"  // and nothing else
class C {
/* static int n; */
static constexpr int kMost = 1'000'000;
const char* text = "std::mutex \" __x sleep";
const char quote = '"';
const char* raw = R"(exit(0); ")";
std::memory_order order = std::memory_order_release;
int sleeping = 0, is_static = 0, exits = 0;
};
)code"),
              IsEmpty());
}

TEST(SourceRules, AskForWhatAnExerciseAsksFor) {
  Exercise exercise;
  exercise.uses = {.names = {"Thread"}, .why = "keep it"};
  EXPECT_THAT(broken_rules(exercise, "// Thread\nclass Threads;"),
              ElementsAre("the file does not use Thread: keep it"));
  EXPECT_THAT(broken_rules(exercise, "class C { Thread<Sync> thread; };"), IsEmpty());
}

TEST(SourceRules, RefuseWhatAnExerciseDoesWithout) {
  Exercise exercise;
  exercise.avoids = {.names = {"Mutex", "Lock"}, .why = "it is to be lock-free"};
  EXPECT_THAT(broken_rules(exercise, "class C { Mutex<Sync> mutex;\nLock<Sync> lock(mutex); };"),
              ElementsAre("line 1: Mutex is not allowed in this exercise: it is to be lock-free",
                          "line 2: Lock is not allowed in this exercise: it is to be lock-free"));
}

TEST(SourceRules, SurviveTextThatEndsTooSoon) {
  for (const char* const text : {"\"", "'", "R\"(", "R\"", "/*", "#", "#include", "\\", "1'", "%:", "\"\\"})
    EXPECT_THAT(broken_rules({}, text), SizeIs(testing::Le(1U))) << text;
}

}  // namespace
}  // namespace heddle
