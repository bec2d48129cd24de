// An output that fills up: each file that does not fit is named, the others are there, and none is half
// there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
using test::write_ppm;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(FullOutput, AFileThatGrowsTooLargeIsNamedAndNotLeft) {
  for (const char* strategy : {"sequential", "pool", "processes"}) {
    const TemporaryFolder folder;
    write_ppm(folder / "in/large.ppm", 300, 100);
    write_ppm(folder / "in/small.ppm", 20, 20);
    const Ended ended =
        test::run({.arguments = {"gray", folder / "in", "-o", folder / "out", "--strategy", strategy},
                   .file_limit = 8192});
    EXPECT_EQ(ended.exit_code, 1) << ended.err;
    EXPECT_EQ(ended.signal, 0);
    EXPECT_THAT(ended.err, AllOf(HasSubstr("out/large.png: "), HasSubstr("File too large")));
    EXPECT_THAT(ended.out, HasSubstr("verdict: 1 image failed\n"));
    std::vector<std::string> left;
    for (const auto& [name, bytes] : test::files_in(folder / "out")) left.push_back(name);
    EXPECT_THAT(left, testing::ElementsAre("gray.log", "small.png"));
  }
}

TEST(FullOutput, ALogThatGrowsTooLargeIsNamedAndEveryImageIsConverted) {
  for (const char* strategy : {"sequential", "pool", "processes"}) {
    const TemporaryFolder folder;
    write_ppm(folder / "in/tall.ppm", 1, 400);
    const Ended ended = test::run({.arguments = {"gray", folder / "in", "-o", folder / "out", "--strategy",
                                                 strategy, "--rows-per-line", "1"},
                                   .file_limit = 8192});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.err, AllOf(HasSubstr("gray.log: "), HasSubstr("File too large"))) << strategy;
    EXPECT_THAT(ended.out, AllOf(HasSubstr("1/1 images"), HasSubstr("the log could not be written in full")));
    EXPECT_TRUE(fs::exists(folder / "out/tall.png"));
  }
}

TEST(FullOutput, ResultsThatDoNotFitAreNamed) {
  const TemporaryFolder folder;
  write_ppm(folder / "in/a.ppm", 8, 8);
  const Ended ended = test::run({.arguments = {"compare", folder / "in", "-o", folder / "out", "--repeat",
                                               "20", "--strategies", "pool", "--workers", "1"},
                                 .file_limit = 8192});
  EXPECT_EQ(ended.exit_code, 3);
  EXPECT_THAT(ended.err, AllOf(HasSubstr("results.json: "), HasSubstr("File too large")));
}

// Mounts a file system of 64 KiB in a mount namespace of its own, where the machine lets us.
TEST(FullOutput, AFullDiskIsNamedForEachFileAndLeavesNoPartOfAny) {
  const TemporaryFolder folder;
  fs::create_directories(folder / "disk");
  constexpr const char* kMount = "mount -t tmpfs -o size=64k,mode=777 tmpfs \"$1/disk\" || exit 77; ";
  for (const char* options : {"-m", "-rm"}) {
    const auto with_disk = [&](const std::string& then) {
      return test::run({.arguments = {options, "sh", "-c", kMount + then, HEDDLE_PROGRAM, folder.path()},
                        .program = "unshare"});
    };
    if (with_disk("exit 0").exit_code != 0) continue;

    for (int i = 0; i < 6; ++i) write_ppm(folder / ("in/" + std::to_string(i) + ".ppm"), 200, 100, 7);
    const Ended ended = with_disk(
        "\"$0\" gray \"$1/in\" -o \"$1/disk/out\" --log \"$1/log\" --strategy pool; code=$?; "
        "ls -A \"$1/disk/out\"; exit $code");
    EXPECT_EQ(ended.exit_code, 1) << ended.err;
    EXPECT_THAT(ended.err, HasSubstr(".png: cannot write: No space left on device\n"));
    EXPECT_THAT(ended.out, HasSubstr("images failed\n"));
    EXPECT_EQ(ended.out.find(".part"), std::string::npos) << ended.out;
    // Three files of 20 kB fit; a worker's unfinished one may have been in the way of another's.
    const std::string listing = ended.out.substr(ended.out.find("log: "));
    std::size_t files = 0;
    for (std::size_t at = listing.find(".png"); at != std::string::npos; at = listing.find(".png", at + 1))
      ++files;
    EXPECT_GE(files, 1U);
    EXPECT_LE(files, 3U);
    return;
  }
  GTEST_SKIP() << "this machine lets us mount nothing";
}

}  // namespace
}  // namespace heddle
