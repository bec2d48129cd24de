// When saving fails, one line says why, nothing half-written is left, and what was there before still is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <random>
#include <stdexcept>
#include <string>

#include "heddle/image/save.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle::image {
namespace {

using namespace test;

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

GrayImage noise(std::size_t width, std::size_t height) {
  std::mt19937 random(7);
  GrayImage gray(width, height);
  for (auto& sample : gray.samples()) sample = static_cast<std::uint8_t>(random());
  return gray;
}

std::string error_of_save(const GrayImage& gray, const std::filesystem::path& file, Format format) {
  try {
    save(gray, file, format);
  } catch (const ImageError& error) {
    return error.what();
  }
  return "no error";
}

class SaveFailure : public testing::TestWithParam<Format> {
 protected:
  TemporaryFolder folder_;
};
INSTANTIATE_TEST_SUITE_P(Save, SaveFailure, testing::ValuesIn(kFormats),
                         [](const auto& test) { return std::string(name(test.param)); });

// A limit on the size of files fails write(2) half-way, as a full disk does.
int save_on_a_full_disk(const std::filesystem::path& file, Format format) {
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{5000, 5000};
  if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 2;
  const std::string error = error_of_save(noise(600, 600), file, format);
  return error == file.native() + ": cannot write: File too large" ? 0 : 1;
}

TEST_P(SaveFailure, FullDiskIsNamedAndLeavesNothing) {
  write_bytes(folder_ / "out", "before");
  EXPECT_EXIT(std::_Exit(save_on_a_full_disk(folder_ / "out", GetParam())), testing::ExitedWithCode(0), "");
  EXPECT_EQ(read_bytes(folder_ / "out"), "before");
  EXPECT_EQ(folder_.files(), 1);
}

TEST_P(SaveFailure, ExceptionOfTheObserverIsPassedOnAndLeavesNothing) {
  write_bytes(folder_ / "out", "before");
  const auto fail_half_way = [](std::size_t row) {
    if (row == 100) throw std::runtime_error("the log is full");
  };
  try {
    save(noise(200, 200), folder_ / "out", GetParam(), fail_half_way);
    FAIL() << "nothing was thrown";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "the log is full");
  }
  EXPECT_EQ(read_bytes(folder_ / "out"), "before");
  EXPECT_EQ(folder_.files(), 1);
}

TEST_P(SaveFailure, MissingFolderIsNamed) {
  EXPECT_THAT(
      error_of_save(noise(2, 2), folder_ / "missing/out", GetParam()),
      AllOf(StartsWith((folder_ / "missing/out").native() + ": "), HasSubstr("No such file or directory")));
}

TEST_P(SaveFailure, UnwritableFolderIsNamed) {
  ::chmod(folder_.path().c_str(), 0555);
  EXPECT_EXIT(
      {
        if (!give_up_root()) std::_Exit(2);
        const std::string error = error_of_save(noise(2, 2), folder_ / "out", GetParam());
        std::_Exit(error == (folder_ / "out").native() +
                                ": cannot create a file in its folder: Permission denied"
                       ? 0
                       : 1);
      },
      testing::ExitedWithCode(0), "");
  ::chmod(folder_.path().c_str(), 0700);
  EXPECT_EQ(folder_.files(), 0);
}

TEST_P(SaveFailure, FolderInPlaceOfTheFileIsNamed) {
  std::filesystem::create_directory(folder_ / "out");
  EXPECT_THAT(error_of_save(noise(2, 2), folder_ / "out", GetParam()), HasSubstr("Is a directory"));
  EXPECT_EQ(folder_.files(), 1);
}

TEST_P(SaveFailure, ImageWithoutPixelsIsRefused) {
  EXPECT_THAT(error_of_save(GrayImage(), folder_ / "out", GetParam()), HasSubstr("no pixels"));
  EXPECT_EQ(folder_.files(), 0);
}

TEST_P(SaveFailure, AKilledProcessLeavesNothingBehind) {
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    save(noise(50, 50), folder_ / "out", GetParam(), [](std::size_t) { ::raise(SIGKILL); });
    ::_exit(0);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
  remove_unfinished(folder_.path(), child);  // where the file system has no nameless files
  EXPECT_EQ(folder_.files(), 0);
}

TEST(RemoveUnfinished, TakesTheTemporariesOfOneProcessAlone) {
  const TemporaryFolder folder;
  for (const char* name :
       {".heddle-17-1.part", ".heddle-17-2.part", ".heddle-171-1.part", ".heddle-17-1.png", "17.part"})
    write_bytes(folder / name, "");
  EXPECT_EQ(remove_unfinished(folder.path(), 17), 2u);
  EXPECT_EQ(folder.files(), 3);
  EXPECT_EQ(remove_unfinished(folder / "missing", 17), 0u);
}

TEST(SaveTooLarge, JpegNamesItsLimit) {
  const TemporaryFolder folder;
  EXPECT_THAT(error_of_save(noise(70000, 1), folder / "out.jpg", Format::kJpg),
              HasSubstr("too large for JPEG"));
  EXPECT_EQ(folder.files(), 0);
}

TEST(SaveLarge, PngIsNotHeldToLibpngsDefaultLimit) {
  const TemporaryFolder folder;
  EXPECT_EQ(error_of_save(noise(1000001, 1), folder / "out.png", Format::kPng), "no error");
}

}  // namespace
}  // namespace heddle::image
