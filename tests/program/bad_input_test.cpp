// Bad input of every kind: one line that names the file and the cause, the rest is converted, nothing is left
// half written.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;
using test::Ended;
using test::TemporaryFolder;
using test::write_bytes;
using test::write_ppm;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class BadInput : public testing::Test {
 protected:
  BadInput() {
    write_ppm(folder_ / "in/good1.ppm", 20, 20, 1);
    write_ppm(folder_ / "in/good2.ppm", 30, 10, 2);
  }

  // Converts the folder by threads and by processes. Expects one line on standard error, about `name` and the
  // cause, and the two good images.
  void expect_one_line(const std::string& name, const std::string& cause,
                       std::vector<std::string> more = {}) {
    for (const char* strategy : {"pool", "processes"}) {
      SCOPED_TRACE(strategy);
      std::vector<std::string> arguments{"gray",          folder_ / "in", "-o",
                                         folder_ / "out", "--strategy",   strategy};
      arguments.insert(arguments.end(), more.begin(), more.end());
      const Ended ended = test::heddle(arguments);
      EXPECT_EQ(ended.exit_code, 1);
      EXPECT_THAT(ended.err, AllOf(StartsWith("heddle: "), HasSubstr(name), HasSubstr(cause)));
      EXPECT_EQ(std::count(ended.err.begin(), ended.err.end(), '\n'), 1) << ended.err;
      EXPECT_THAT(ended.out, AllOf(HasSubstr("2/2 images"), HasSubstr("verdict: 1 image failed\n")));
      expect_good_outputs();
    }
  }

  void expect_good_outputs() {
    std::vector<std::string> names;
    for (const auto& [name, bytes] : test::files_in(folder_ / "out", ".png")) names.push_back(name);
    EXPECT_THAT(names, testing::ElementsAre("good1.png", "good2.png"));
    EXPECT_EQ(test::unfinished_in(folder_ / "out"), 0U);
    fs::remove_all(folder_ / "out");
  }

  TemporaryFolder folder_;
};

TEST_F(BadInput, AnEmptyFile) {
  write_bytes(folder_ / "in/bad.png", "");
  expect_one_line("in/bad.png", "empty");
}

TEST_F(BadInput, ACorruptFile) {
  write_bytes(folder_ / "in/bad.jpg", "\xff\xd8\xff\xe0 and then nothing that makes sense");
  expect_one_line("in/bad.jpg", ": ");
}

TEST_F(BadInput, AFileThatIsNoImage) {
  write_bytes(folder_ / "in/bad.png", "this is a text");
  expect_one_line("in/bad.png", ": ");
}

TEST_F(BadInput, ATruncatedFile) {
  write_ppm(folder_ / "in/bad.ppm", 50, 50);
  fs::resize_file(folder_ / "in/bad.ppm", 4000);
  expect_one_line("in/bad.ppm", ": ");
}

TEST_F(BadInput, AnOversizedFile) {
  write_ppm(folder_ / "in/bad.ppm", 100, 100);
  expect_one_line("in/bad.ppm", "more than the limit of 9999", {"--max-pixels", "9999"});
}

TEST_F(BadInput, AHeaderThatClaimsMoreThanThereIsMemory) {
  write_bytes(folder_ / "in/bad.ppm", "P6\n2000000000 2000000000\n255\nabc");
  expect_one_line("in/bad.ppm", ": ");
}

TEST_F(BadInput, AFolderWhereTheOutputShouldBe) {
  write_ppm(folder_ / "in/taken.ppm", 8, 8);
  for (const char* strategy : {"pool", "process-pool"}) {
    fs::create_directories(folder_ / "out/taken.png");
    const Ended ended = test::heddle({"gray", folder_ / "in", "-o", folder_ / "out", "--strategy", strategy});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.err, AllOf(HasSubstr("out/taken.png: "), HasSubstr("directory")));
    EXPECT_THAT(ended.out, HasSubstr("verdict: 1 image failed\n"));
    expect_good_outputs();
  }
}

TEST_F(BadInput, AnUnreadableFile) {
  // Nothing is forbidden to root, and only another user could be refused.
  if (::geteuid() == 0 && !test::nobody_can_run_it())
    GTEST_SKIP() << "root may read everything, and nobody cannot start the program here";
  write_ppm(folder_ / "in/bad.ppm", 8, 8);
  fs::permissions(folder_ / "in/bad.ppm", fs::perms::none);
  fs::permissions(folder_.path(), fs::perms::all);
  const Ended ended =
      test::run({.arguments = {"gray", folder_ / "in", "-o", folder_ / "out"}, .as_nobody = true});
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.err, AllOf(HasSubstr("in/bad.ppm: "), HasSubstr("Permission denied")));
  EXPECT_EQ(std::count(ended.err.begin(), ended.err.end(), '\n'), 1) << ended.err;
  expect_good_outputs();
}

TEST_F(BadInput, AnUnreadableFolder) {
  // Nothing is forbidden to root, and only another user could be refused.
  if (::geteuid() == 0 && !test::nobody_can_run_it())
    GTEST_SKIP() << "root may read everything, and nobody cannot start the program here";
  write_ppm(folder_ / "in/closed/a.ppm", 8, 8);
  fs::permissions(folder_ / "in/closed", fs::perms::none);
  fs::permissions(folder_.path(), fs::perms::all);
  const Ended ended =
      test::run({.arguments = {"gray", folder_ / "in", "-o", folder_ / "out"}, .as_nobody = true});
  fs::permissions(folder_ / "in/closed", fs::perms::owner_all);
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.err, AllOf(HasSubstr("in/closed: "), HasSubstr("Permission denied")));
  expect_good_outputs();
}

TEST_F(BadInput, AnOutputFolderThatMayNotBeWritten) {
  // Nothing is forbidden to root, and only another user could be refused.
  if (::geteuid() == 0 && !test::nobody_can_run_it())
    GTEST_SKIP() << "root may write everything, and nobody cannot start the program here";
  fs::permissions(folder_.path(), fs::perms::all);
  fs::create_directories(folder_ / "out");
  fs::permissions(folder_ / "out", fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read |
                                       fs::perms::others_exec);
  const Ended ended =
      test::run({.arguments = {"gray", folder_ / "in", "-o", folder_ / "out", "--log", folder_ / "log"},
                 .as_nobody = true});
  EXPECT_EQ(ended.exit_code, 1);
  for (const char* name : {"out/good1.png: ", "out/good2.png: "})
    EXPECT_THAT(ended.err, AllOf(HasSubstr(name), HasSubstr("Permission denied")));
  EXPECT_EQ(std::count(ended.err.begin(), ended.err.end(), '\n'), 2) << ended.err;
}

TEST_F(BadInput, TwoInputsWithOneOutputName) {
  write_ppm(folder_ / "in/good1.pgm", 9, 9);
  const Ended ended = test::heddle({"gray", folder_ / "in", "-o", folder_ / "out"});
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.err, AllOf(HasSubstr("in/good1.ppm: "), HasSubstr("in/good1.pgm")));
  EXPECT_EQ(std::count(ended.err.begin(), ended.err.end(), '\n'), 1) << ended.err;
  expect_good_outputs();
}

TEST_F(BadInput, AnOutputThatWouldBeWrittenOverAnInput) {
  const fs::path photo = write_ppm(folder_ / "photo.pgm", 9, 9);
  const std::string before = test::read_bytes(photo);
  const Ended ended = test::heddle({"gray", photo, "-o", folder_.path(), "--format", "pgm"});
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.err, AllOf(HasSubstr("photo.pgm: "), HasSubstr("written over")));
  EXPECT_EQ(test::read_bytes(photo), before);
}

TEST_F(BadInput, ALogThatWouldBeWrittenOverAnInput) {
  const std::string before = test::read_bytes(folder_ / "in/good1.ppm");
  const Ended ended =
      test::heddle({"gray", folder_ / "in", "-o", folder_ / "out", "--log", folder_ / "in/good1.ppm"});
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_EQ(test::read_bytes(folder_ / "in/good1.ppm"), before);
}

TEST_F(BadInput, ALogThatIsStandardInputOrADevice) {
  for (const char* log : {"-", "/dev/null"}) {
    const Ended ended = test::heddle({"gray", folder_ / "in", "-o", folder_ / "out", "--log", log});
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.err, AllOf(StartsWith("heddle: " + std::string(log)), HasSubstr("regular file")));
  }
}

TEST_F(BadInput, APathLongerThanAMessage) {
  const std::string step(200, 'd');
  write_bytes(folder_ / "in" / step / step / step / step / "bad.png", "");
  expect_one_line("/in/ddd", "bad.png: the file is empty");
}

TEST_F(BadInput, NamesThatWouldSteerATerminalOrForgeALine) {
  const std::vector<std::pair<std::string, std::string>> names{
      {"new\nline", "new\\x0aline"},
      {"es\x1b[31mcape", "es\\x1b[31mcape"},
      {"c1\x9b"
       "31m",
       "c1\\x9b31m"},
      {"quo\"te'", "quo\"te'"},
      {"utf\xff", "utf\\xff"},
      {"caf\u00e9", "caf\u00e9"},
  };
  for (const auto& [name, shown] : names) {
    write_bytes(folder_ / "in" / (name + ".png"), "");
    expect_one_line("in/" + shown + ".png: ", "empty");
    fs::remove(folder_ / "in" / (name + ".png"));
  }
}

TEST_F(BadInput, HostileNamesOfGoodImagesLeaveALogThatCanBeChecked) {
  const TemporaryFolder folder;
  const std::vector<std::string> names{
      "new\nline", "es\x1b[31mcape", "quo\"te", "utf\xff", "time=0 worker=0 seq=0 crc=0", "-o"};
  for (const std::string& name : names) write_ppm(folder / "in" / (name + ".ppm"), 8, 8);
  const Ended ended = test::heddle({"gray", folder / "in", "-o", folder / "out", "--rows-per-line", "8"});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  for (const std::string& name : names) EXPECT_TRUE(fs::exists(folder / "out" / (name + ".png"))) << name;
  EXPECT_EQ(test::heddle({"check-log", folder / "out/gray.log", "--expect", "6"}).exit_code, 0);
  EXPECT_THAT(test::read_bytes(folder / "out/gray.log"), Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace heddle
