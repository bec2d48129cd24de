// heddle explore --trace: the executions that were found, in each format, where a user asks for them. The
// programs of the cases are scripts here, which answer what was written down before.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "heddle/core/variant.hpp"
#include "heddle/report/variant_json.hpp"
#include "heddle/report/verdict_json.hpp"
#include "process.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/report/sample_verdicts.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;
using test::Ended;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

// A folder of case programs with the one case "lost_update", which has a racy variant and a proved one.
class Cases {
 public:
  Cases() {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): the process has one thread
    ::setenv("LC_ALL", "C", 1);  // in ASCII
    test::write_bytes(folder_ / "list.txt", "lost_update\n");
    std::ostringstream variants;
    write_json(variants, std::array{Variant{.case_name = "lost_update",
                                            .name = "racy",
                                            .story = "",
                                            .threads = 2,
                                            .expected = {},
                                            .outcomes = {}},
                                    Variant{.case_name = "lost_update",
                                            .name = "mutex",
                                            .story = "",
                                            .threads = 2,
                                            .expected = {},
                                            .outcomes = {}}});
    test::write_bytes(folder_ / "relacy/describe.json", variants.str());
    for (const Verdict& verdict : {test::found_verdict(), test::proved_verdict()}) {
      std::ostringstream json;
      write_json(json, std::array{verdict});
      test::write_bytes(folder_ / "relacy" / (verdict.variant + ".json"), json.str());
    }
    const fs::path program = folder_ / "relacy/lost_update";
    test::write_bytes(program,
                      "#!/bin/sh\n"
                      "cd \"${0%/*}\"\n"
                      "case \"$1\" in\n"
                      "--describe) cat describe.json ;;\n"
                      "--json) cat \"$2.json\" ;;\n"
                      "*) exit 2 ;;\n"
                      "esac\n");
    fs::permissions(program, fs::perms::owner_all);
  }

  std::vector<std::string> explore(const std::string& name, std::vector<std::string> options) const {
    std::vector<std::string> arguments{"explore", name, "--cases", folder_ / ""};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return arguments;
  }

  fs::path operator/(const std::string& name) const { return folder_ / name; }

 private:
  const test::TemporaryFolder folder_;
};

std::vector<std::string> with_environment(std::vector<std::string> variables,
                                          std::vector<std::string> arguments) {
  variables.insert(variables.begin(),
                   {"-u", "LC_ALL", "-u", "LC_CTYPE", "-u", "LANG", "-u", "COLUMNS", "-u", "NO_COLOR"});
  variables.push_back(HEDDLE_PROGRAM);
  variables.insert(variables.end(), arguments.begin(), arguments.end());
  return variables;
}

// The same program without a terminal, in a known environment.
Ended run_in(const std::vector<std::string>& variables, const std::vector<std::string>& arguments) {
  return test::run({.arguments = with_environment(variables, arguments), .program = "env"});
}

// What it writes to a terminal of this width.
std::string written_to_terminal(unsigned short columns, const std::vector<std::string>& variables,
                                const std::vector<std::string>& arguments) {
  std::vector<std::string> words = with_environment(variables, arguments);
  words.insert(words.begin(), "env");
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const winsize size{.ws_row = 24, .ws_col = columns, .ws_xpixel = 0, .ws_ypixel = 0};
  int terminal = -1;
  const pid_t child = ::forkpty(&terminal, nullptr, nullptr, &size);
  if (child < 0) throw std::runtime_error("cannot make a terminal");
  if (child == 0) {
    ::execvp("env", pointers.data());
    ::_exit(126);
  }
  std::string text;
  std::array<char, 4096> buffer;
  for (ssize_t got = 0; (got = ::read(terminal, buffer.data(), buffer.size())) > 0;)
    text.append(buffer.data(), static_cast<std::size_t>(got));
  ::close(terminal);
  ::waitpid(child, nullptr, 0);
  return text;
}

TEST(Trace, AsTextIsThePictureInPlaceOfTheVerdict) {
  const Cases cases;
  const Ended ended = test::heddle(cases.explore("lost_update.racy", {"--trace", "text"}));
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.err, IsEmpty());
  EXPECT_THAT(ended.out, StartsWith("lost_update.racy under relacy: FOUND data race"));
  EXPECT_THAT(ended.out, HasSubstr("heddle explore lost_update.racy --replay 2.1.lost-update.9a0\n"));
  EXPECT_THAT(ended.out, Not(HasSubstr("1 execution in")));
}

TEST(Trace, IsInTheVerdictThatIsPrintedWithoutIt) {
  const Cases cases;
  const Ended ended = test::heddle(cases.explore("lost_update.racy", {}));
  EXPECT_THAT(ended.out, AllOf(HasSubstr("X write 'rows converted': 0 -> 1"), HasSubstr("1 execution in")));
}

TEST(Trace, AsHtmlIsOnePageWithEveryVariant) {
  const Cases cases;
  const Ended ended = test::heddle(cases.explore("lost_update", {"--trace", "html"}));
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.out, AllOf(StartsWith("<!doctype html>"), HasSubstr("<section id=\"v2\">"),
                               testing::EndsWith("</html>\n"), HasSubstr("complete: all 2,520")));
  EXPECT_EQ(ended.out.find("<!doctype", 1), std::string::npos);
}

TEST(Trace, AsMermaidIsMarkdownWithAHeadingForEachVariant) {
  const Cases cases;
  const Ended ended = test::heddle(cases.explore("lost_update", {"--trace", "mermaid"}));
  EXPECT_THAT(ended.out,
              AllOf(StartsWith("### lost\\_update\\.racy"), HasSubstr("\n```mermaid\nsequenceDiagram\n"),
                    HasSubstr("\n### lost\\_update\\.mutex under relacy\\: proved\n")));
}

TEST(Trace, AsJsonIsTheDocumentOfTheVerdicts) {
  const Cases cases;
  const Ended ended = test::heddle(cases.explore("lost_update", {"--trace", "json"}));
  const auto json = nlohmann::json::parse(ended.out);
  EXPECT_EQ(json.at("kind"), "verdicts");
  ASSERT_EQ(json.at("verdicts").size(), 2U);
  EXPECT_EQ(json.at("verdicts")[0].at("traces")[1].at("steps")[4].at("from"), 3);
}

TEST(Trace, OfSeveralVariantsAsTextSaysOfEachWhatWasFound) {
  const Cases cases;
  const Ended ended = test::heddle(cases.explore("lost_update", {"--trace", "text"}));
  EXPECT_THAT(ended.out, HasSubstr("\n\nlost_update.mutex under relacy: PROVED\n"));
}

TEST(Trace, InAFileLeavesTheVerdictWhereItWas) {
  const Cases cases;
  const fs::path page = cases / "page.html";
  const Ended ended =
      test::heddle(cases.explore("lost_update.racy", {"--trace", "html", "--trace-file", page}));
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(test::read_bytes(page), StartsWith("<!doctype html>"));
  EXPECT_THAT(ended.out, AllOf(HasSubstr("FOUND data race"), HasSubstr("1 execution in")));
}

TEST(Trace, GoesWithJsonWhereEachHasAPlaceOfItsOwn) {
  const Cases cases;
  const fs::path page = cases / "page.html";
  const Ended ended = test::heddle(
      cases.explore("lost_update.racy", {"--trace", "html", "--trace-file", page, "--json", "-"}));
  EXPECT_EQ(nlohmann::json::parse(ended.out).at("kind"), "verdicts");
  EXPECT_THAT(ended.err, HasSubstr("FOUND data race"));
  EXPECT_TRUE(fs::exists(page));
}

TEST(Trace, AFileThatCannotBeWrittenIsNamedAndTheVerdictIsStillTold) {
  const Cases cases;
  const fs::path page = cases / "nowhere/page.html";
  const Ended ended =
      test::heddle(cases.explore("lost_update.racy", {"--trace", "html", "--trace-file", page}));
  EXPECT_EQ(ended.exit_code, 3);
  EXPECT_THAT(ended.err, AllOf(StartsWith("heddle: "), HasSubstr(page.string())));
  EXPECT_THAT(ended.out, HasSubstr("FOUND data race"));
}

TEST(Trace, WhatIsWrongOnTheCommandLineIsToldInOneLine) {
  const Cases cases;
  const std::vector<std::pair<std::vector<std::string>, std::string>> mistakes{
      {{"--trace", "pdf"}, "--trace"},
      {{"--trace-file", "page.html"}, "--trace-file requires --trace"},
      {{"--trace", "text", "--json", "-"}, "name a file with --trace-file"},
      {{"--trace", "text", "--trace-file", "-", "--json", "-"}, "name a file with --trace-file"}};
  for (const auto& [options, named] : mistakes) {
    const Ended ended = test::heddle(cases.explore("lost_update.racy", options));
    EXPECT_EQ(ended.exit_code, 2) << named;
    EXPECT_THAT(ended.err, AllOf(StartsWith("heddle: "), HasSubstr(named)));
    EXPECT_THAT(ended.out, IsEmpty());
  }
}

TEST(Trace, IsInBoxDrawingWhereTheLocaleIsUtf8AndInAsciiElsewhere) {
  const Cases cases;
  const auto arguments = cases.explore("lost_update.racy", {"--trace", "text"});
  EXPECT_THAT(run_in({"LC_ALL=C.UTF-8"}, arguments).out, HasSubstr("✗ write 'rows converted': 0 → 1"));
  const std::string ascii = run_in({"LC_ALL=C", "LANG=C.UTF-8"}, arguments).out;
  EXPECT_THAT(ascii, HasSubstr("X write 'rows converted': 0 -> 1"));
  for (const char c : ascii) EXPECT_LT(static_cast<unsigned char>(c), 0x80);
}

TEST(Trace, IsPlainWhereNoTerminalIs) {
  const Cases cases;
  const auto arguments = cases.explore("lost_update.racy", {"--trace", "text"});
  EXPECT_THAT(run_in({"TERM=xterm"}, arguments).out, Not(HasSubstr("\x1b")));
}

TEST(Trace, IsInColourOnATerminalUnlessTheUserWantsNone) {
  const Cases cases;
  const auto arguments = cases.explore("lost_update.racy", {"--trace", "text"});
  EXPECT_THAT(written_to_terminal(80, {"TERM=xterm"}, arguments), HasSubstr("\x1b[1;31mX"));
  EXPECT_THAT(written_to_terminal(80, {"TERM=xterm", "NO_COLOR=1"}, arguments),
              Not(testing::ContainsRegex("\x1b\\[[0-9;]*m")));
  EXPECT_THAT(written_to_terminal(80, {"TERM=dumb"}, arguments), Not(HasSubstr("\x1b")));
}

// The whole source line needs 4 + 45 columns for each of two threads, behind the 7 of the numbers.
TEST(Trace, IsAsWideAsTheTerminal) {
  const Cases cases;
  const auto arguments = cases.explore("lost_update.racy", {"--trace", "text"});
  const std::string source = "23  const int seen = converted_.read(); // [race]";
  EXPECT_THAT(written_to_terminal(160, {"TERM=dumb"}, arguments), HasSubstr(source));
  EXPECT_THAT(written_to_terminal(80, {"TERM=dumb"}, arguments), Not(HasSubstr(source)));
  EXPECT_THAT(written_to_terminal(160, {"TERM=dumb", "COLUMNS=80"}, arguments), Not(HasSubstr(source)));
}

TEST(Trace, InAFileHasNoColourThoughTheVerdictHas) {
  const Cases cases;
  const fs::path file = cases / "picture.txt";
  const std::string shown = written_to_terminal(
      80, {"TERM=xterm"}, cases.explore("lost_update.racy", {"--trace", "text", "--trace-file", file}));
  EXPECT_THAT(shown, HasSubstr("\x1b["));
  EXPECT_THAT(test::read_bytes(file), AllOf(HasSubstr("X write"), Not(HasSubstr("\x1b"))));
}

}  // namespace
}  // namespace heddle
