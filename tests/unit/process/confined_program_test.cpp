// A confined program is ended at each of its limits, and leaves nothing running.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <thread>

#include "heddle/process/group_memory.hpp"
#include "heddle/process/helper_program.hpp"

namespace heddle {
namespace {

using testing::HasSubstr;
using End = HelperAnswer::End;

HelperAnswer shell(const std::string& script, const HelperLimits& limits, std::string_view input = {}) {
  return run_confined("/bin/sh", {"-c", script}, limits, input);
}

TEST(ConfinedProgram, ReadsItsInputAndAnswers) {
  const HelperAnswer answer =
      shell("read -r word; echo \"$word to you\"; echo oh >&2; exit 3", {}, "peace\n");
  EXPECT_EQ(answer.end, End::kItsOwn);
  EXPECT_EQ(answer.exit_code, 3);
  EXPECT_EQ(answer.out, "peace to you\n");
  EXPECT_EQ(answer.err, "oh\n");
}

TEST(ConfinedProgram, TakesArgumentsAsTheyAre) {
  EXPECT_EQ(run_confined("/bin/echo", {"$HOME", "`id`", "a  b", "\"';"}, {}).out, "$HOME `id` a  b \"';\n");
}

TEST(ConfinedProgram, ThatIsNotThereEndsAsInAShell) {
  EXPECT_EQ(run_confined("/nowhere/at/all", {}, {}).exit_code, 127);
}

TEST(ConfinedProgram, RefusesAnInputThatAPipeMayNotHold) {
  EXPECT_THROW(shell("true", {}, std::string(4097, 'x')), std::invalid_argument);
}

TEST(ConfinedProgram, IsEndedAtItsProcessorTime) {
  const HelperAnswer answer = shell("while :; do :; done", {.processor = std::chrono::seconds(1)});
  EXPECT_EQ(answer.end, End::kItsOwn);
  EXPECT_NE(answer.signal, 0);
}

TEST(ConfinedProgram, IsEndedWhereItWaitsForever) {
  // It holds its own input open, and reads what never comes.
  EXPECT_EQ(shell("exec tail -f /dev/null", {.wall = std::chrono::seconds(1)}).end, End::kLate);
}

TEST(ConfinedProgram, IsEndedWhereItTakesTooMuchMemory) {
  const HelperAnswer answer =
      shell("x=0123456789abcdef; while :; do x=$x$x; done",
            {.processor = std::chrono::seconds(60), .resident_bytes = std::uint64_t{128} << 20});
  EXPECT_EQ(answer.end, End::kTooLarge);
}

TEST(ConfinedProgram, IsGivenNoMoreAddressesThanItMay) {
  const HelperAnswer answer =
      shell("x=0123456789abcdef; while :; do x=$x$x; done",
            {.processor = std::chrono::seconds(60), .address_bytes = std::uint64_t{64} << 20});
  EXPECT_EQ(answer.end, End::kItsOwn);
  EXPECT_NE(answer.exit_code, 0);
}

TEST(ConfinedProgram, WritesNoLargerFilesThanItMay) {
  EXPECT_EQ(shell("ulimit -f", {.file_bytes = 1U << 20}).out, std::to_string((1U << 20) / 512) + "\n");
}

TEST(ConfinedProgram, IsEndedWhereNobodyWantsItAnyMore) {
  std::atomic<bool> cancelled{true};
  EXPECT_EQ(shell("exec tail -f /dev/null", {.cancelled = &cancelled}).end, End::kCancelled);
}

TEST(ConfinedProgram, LeavesNothingRunning) {
  // The shell ends, and what it started would not.
  const HelperAnswer answer = shell("tail -f /dev/null & echo $!", {});
  EXPECT_EQ(answer.end, End::kItsOwn);
  const pid_t left = std::stoi(answer.out);
  // It was killed; who adopted it reaps it at a time of its own.
  while (::kill(left, 0) == 0 && resident_bytes_of_group(::getpgid(left)) > 0) std::this_thread::yield();
  SUCCEED();
}

TEST(GroupMemory, IsThatOfTheGroupAlone) {
  EXPECT_GT(resident_bytes_of_group(::getpgrp()), 0U);
  EXPECT_EQ(resident_bytes_of_group(-1), 0U);
}

}  // namespace
}  // namespace heddle
