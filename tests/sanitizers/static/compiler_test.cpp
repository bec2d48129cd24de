// Running a compiler: its input, its output, its end.
#include "sanitizers/static/compiler.hpp"

#include <gtest/gtest.h>

#include <string>
#include <system_error>

namespace heddle {
namespace {

TEST(Compiler, ReadsTheSourceAndSaysOnBothOutputs) {
  const CompilerOutput output = run_compiler({"sh", "-c", "cat; echo out; echo err >&2; exit 3"}, "source\n");
  EXPECT_EQ(output.text, "source\nout\nerr\n");
  EXPECT_EQ(output.exit_status, 3);
}

// More than any pipe holds, in both directions at once.
TEST(Compiler, MayReadAndSayALot) {
  const std::string source(3'000'000, 'x');
  EXPECT_EQ(run_compiler({"cat"}, source).text, source);
}

TEST(Compiler, MayIgnoreItsSource) {
  EXPECT_EQ(run_compiler({"true"}, std::string(3'000'000, 'x')).exit_status, 0);
}

TEST(Compiler, EndedByASignalTellsWhich) {
  EXPECT_EQ(run_compiler({"sh", "-c", "kill -9 $$"}, "").exit_status, 128 + 9);
}

TEST(Compiler, GetsArgumentsAsTheyAre) {
  EXPECT_EQ(run_compiler({"printf", "%s", "a b\"c'$HOME"}, "").text, "a b\"c'$HOME");
}

TEST(Compiler, ThatIsNotThereIsNamed) {
  try {
    run_compiler({"/nowhere/clang++"}, "");
    FAIL() << "no error";
  } catch (const std::system_error& error) {
    EXPECT_EQ(error.code(), std::errc::no_such_file_or_directory);
    EXPECT_NE(std::string(error.what()).find("/nowhere/clang++"), std::string::npos);
  }
}

}  // namespace
}  // namespace heddle
