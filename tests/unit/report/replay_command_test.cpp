// The command is what a shell has to be told, and nothing else.
#include "heddle/report/replay_command.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string>

#include "sample_verdicts.hpp"

namespace heddle {
namespace {

// The words that /bin/sh makes of a command, a line each.
std::string words_in_a_shell(const std::string& command) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> shell(
      ::popen(("printf '%s\\n' " + command).c_str(), "r"), ::pclose);
  std::string words;
  for (std::array<char, 256> buffer{}; std::fgets(buffer.data(), buffer.size(), shell.get()) != nullptr;)
    words += buffer.data();
  return words;
}

TEST(ReplayCommand, NeedsNoQuotesForPlainNames) {
  const Verdict verdict = test::found_verdict();
  EXPECT_EQ(replay_command(verdict, verdict.traces[1]),
            "heddle explore lost_update.racy --replay 2.1.lost-update.9a0");
}

TEST(ReplayCommand, IsNoneWithoutAToken) {
  EXPECT_EQ(replay_command(test::found_verdict(), Trace{}), "");
}

TEST(ReplayCommand, OfAWholeLookNamesTheDetector) {
  EXPECT_EQ(look_command(test::proved_verdict()), "heddle explore lost_update.mutex");
  EXPECT_EQ(look_command(test::not_found_verdict()),
            "heddle cases lost_update_atomic.racy --detectors stress");
}

TEST(ReplayCommand, AShellReadsEachHostileNameAsOneWord) {
  Verdict verdict;
  Trace trace;
  for (const char* name : {"a b", "$(echo x)", "`echo x`", "a'b\"c", "$HOME", "~", "*", "a;b", "a&b|c", "#a",
                           "!x", "<x>y", "\\", "{a,b}"}) {
    verdict.case_name = name;
    verdict.variant = name;
    trace.token = name;
    EXPECT_EQ(words_in_a_shell(replay_command(verdict, trace)),
              "heddle\nexplore\n" + std::string(name) + "." + name + "\n--replay\n" + name + "\n");
    verdict.detector = name;
    EXPECT_EQ(words_in_a_shell(look_command(verdict)),
              "heddle\ncases\n" + std::string(name) + "." + name + "\n--detectors\n" + name + "\n");
  }
}

}  // namespace
}  // namespace heddle
