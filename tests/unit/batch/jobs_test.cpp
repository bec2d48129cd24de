// From what a user names to what is converted into what: nothing twice, nothing lost, nothing written over.
#include "heddle/batch/jobs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <string>
#include <vector>

#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;
using test::write_bytes;
using test::write_ppm;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;
using testing::UnorderedElementsAre;

JobList list(const std::vector<fs::path>& inputs, const fs::path& output) {
  return list_jobs(inputs, output, image::Format::kPng);
}

std::vector<std::string> names(const JobList& jobs) {
  std::vector<std::string> all;
  for (const Job& job : jobs.jobs) all.push_back(job.name);
  return all;
}

TEST(ListJobs, KeepsAFoldersTreeBelowTheOutputFolder) {
  const TemporaryFolder folder;
  write_ppm(folder / "in/a.ppm", 2, 2);
  write_ppm(folder / "in/deep/er/b.ppm", 2, 2);
  const JobList jobs = list({folder / "in"}, folder / "out");
  EXPECT_THAT(names(jobs), UnorderedElementsAre("a.ppm", "deep/er/b.ppm"));
  for (const Job& job : jobs.jobs) {
    EXPECT_EQ(job.input, folder / "in" / job.name);
    EXPECT_EQ(job.output, (folder / "out" / job.name).replace_extension(".png"));
  }
  EXPECT_THAT(jobs.problems, IsEmpty());
}

TEST(ListJobs, PutsTheLargestFileFirst) {
  const TemporaryFolder folder;
  write_ppm(folder / "in/a.ppm", 2, 2);
  write_ppm(folder / "in/b.ppm", 9, 9);
  write_ppm(folder / "in/c.ppm", 5, 5);
  EXPECT_THAT(names(list({folder / "in"}, folder / "out")), ElementsAre("b.ppm", "c.ppm", "a.ppm"));
}

TEST(ListJobs, GivesTheOutputTheExtensionOfTheFormat) {
  const TemporaryFolder folder;
  write_ppm(folder / "in/archive.2020.ppm", 2, 2);
  for (const image::Format format : image::kFormats) {
    const JobList jobs = list_jobs({folder / "in"}, folder / "out", format);
    ASSERT_EQ(jobs.jobs.size(), 1U);
    EXPECT_EQ(jobs.jobs[0].output, folder / ("out/archive.2020" + std::string(image::extension(format))));
  }
}

TEST(ListJobs, VisitsEveryFileOnceHoweverManyLinksLeadToIt) {
  const TemporaryFolder folder;
  write_ppm(folder / "in/a.ppm", 2, 2);
  write_ppm(folder / "elsewhere/b.ppm", 2, 2);
  fs::create_symlink("a.ppm", folder / "in/z-again.ppm");
  fs::create_directory_symlink(folder / "elsewhere", folder / "in/link1");
  fs::create_directory_symlink(folder / "elsewhere", folder / "in/link2");
  const JobList jobs = list({folder / "in"}, folder / "out");
  EXPECT_THAT(names(jobs), UnorderedElementsAre("a.ppm", "link1/b.ppm"));
  EXPECT_THAT(jobs.problems, IsEmpty());
}

TEST(ListJobs, ComesToAnEndInALoopOfLinks) {
  const TemporaryFolder folder;
  write_ppm(folder / "in/sub/a.ppm", 2, 2);
  fs::create_directory_symlink("..", folder / "in/sub/up");
  fs::create_directory_symlink(folder / "in/sub", folder / "in/sub/self");
  fs::create_symlink("ring2.ppm", folder / "in/ring1.ppm");
  fs::create_symlink("ring1.ppm", folder / "in/ring2.ppm");
  fs::create_symlink("nowhere.ppm", folder / "in/dangling.ppm");
  const JobList jobs = list({folder / "in"}, folder / "out");
  EXPECT_THAT(names(jobs), ElementsAre("sub/a.ppm"));
  EXPECT_EQ(jobs.skipped, 3U);  // the ring's two and the dangling one
  EXPECT_THAT(jobs.problems, IsEmpty());
}

TEST(ListJobs, DoesNotWalkAnOutputFolderInsideTheInput) {
  const TemporaryFolder folder;
  write_ppm(folder / "in/a.ppm", 2, 2);
  write_ppm(folder / "in/gray/old.ppm", 2, 2);
  EXPECT_THAT(names(list({folder / "in"}, folder / "in/gray")), ElementsAre("a.ppm"));

  fs::create_directory_symlink(folder / "in/gray", folder / "link");
  EXPECT_THAT(names(list({folder / "in"}, folder / "link")), ElementsAre("a.ppm"));
}

TEST(ListJobs, SaysThatAnInputIsTheOutputFolder) {
  const TemporaryFolder folder;
  write_ppm(folder / "in/a.ppm", 2, 2);
  const JobList jobs = list({folder / "in"}, folder / "in/../in/.");
  EXPECT_THAT(jobs.jobs, IsEmpty());
  EXPECT_THAT(jobs.problems, ElementsAre(AllOf(StartsWith((folder / "in").string()), HasSubstr("-o"))));
}

TEST(ListJobs, CountsWhatIsNoImageInAFolder) {
  const TemporaryFolder folder;
  write_ppm(folder / "in/a.ppm", 2, 2);
  write_bytes(folder / "in/readme.txt", "BM I am no bitmap");
  write_bytes(folder / "in/sub/empty", "");
  ASSERT_EQ(::mkfifo((folder / "in/fifo.png").c_str(), 0600), 0);
  const JobList jobs = list({folder / "in"}, folder / "out");
  EXPECT_THAT(names(jobs), ElementsAre("a.ppm"));
  EXPECT_EQ(jobs.skipped, 3U);
}

TEST(ListJobs, KnowsAnImageWithoutExtensionByItsFirstBytes) {
  const TemporaryFolder folder;
  write_bytes(folder / "in/photo", "\xff\xd8\xff\xe0 the rest does not matter here");
  EXPECT_THAT(names(list({folder / "in"}, folder / "out")), ElementsAre("photo"));
}

TEST(ListJobs, TakesAFileNamedOutrightForAJobWhateverItIs) {
  const TemporaryFolder folder;
  write_bytes(folder / "notes.txt", "no image");
  const JobList jobs = list({folder / "notes.txt"}, folder / "out");
  EXPECT_THAT(names(jobs), ElementsAre("notes.txt"));
  EXPECT_EQ(jobs.skipped, 0U);
}

TEST(ListJobs, MakesOneJobOfAFileNamedTwice) {
  const TemporaryFolder folder;
  write_ppm(folder / "in/a.ppm", 2, 2);
  fs::create_symlink(folder / "in/a.ppm", folder / "b.ppm");
  const JobList jobs = list(
      {folder / "in/a.ppm", folder / "in/a.ppm", folder / "in/../in/a.ppm", folder / "b.ppm", folder / "in"},
      folder / "out");
  EXPECT_THAT(names(jobs), ElementsAre("a.ppm"));
  EXPECT_THAT(jobs.problems, IsEmpty());
}

TEST(ListJobs, OfTwoInputsWithOneOutputNameTheFirstIsTheJobAndTheOtherAProblemThatNamesBoth) {
  const TemporaryFolder folder;
  write_ppm(folder / "in/same.pgm", 9, 9);
  write_ppm(folder / "in/same.ppm", 2, 2);
  const JobList jobs = list({folder / "in"}, folder / "out");
  EXPECT_THAT(names(jobs), ElementsAre("same.pgm"));
  EXPECT_THAT(jobs.problems, ElementsAre(AllOf(StartsWith((folder / "in/same.ppm").string()),
                                               HasSubstr((folder / "in/same.pgm").string()),
                                               HasSubstr((folder / "out/same.png").string()))));
}

TEST(ListJobs, RefusesTwoFoldersWithTheSameNameInside) {
  const TemporaryFolder folder;
  write_ppm(folder / "one/a.ppm", 2, 2);
  write_ppm(folder / "two/a.ppm", 3, 3);
  const JobList jobs = list({folder / "two", folder / "one"}, folder / "out");
  ASSERT_EQ(jobs.jobs.size(), 1U);
  EXPECT_EQ(jobs.jobs[0].input, folder / "one/a.ppm");
  EXPECT_THAT(jobs.problems, ElementsAre(StartsWith((folder / "two/a.ppm").string())));
}

TEST(ListJobs, NeverWritesOverAnInput) {
  const TemporaryFolder folder;
  const fs::path photo = write_ppm(folder / "in/a.png", 2, 2);
  EXPECT_THAT(list({photo}, folder / "in").jobs, IsEmpty());
  fs::create_directory_symlink(folder / "in", folder / "link");
  const JobList jobs = list({photo}, folder / "link");
  EXPECT_THAT(jobs.jobs, IsEmpty());
  EXPECT_THAT(jobs.problems, ElementsAre(AllOf(StartsWith(photo.string()), HasSubstr("written over"))));
}

TEST(ListJobs, NeverWritesOverTheInputOfAnotherJob) {
  const TemporaryFolder folder;
  write_ppm(folder / "in/a.ppm", 2, 2);
  write_ppm(folder / "in/a.png", 2, 2);
  const JobList jobs = list({folder / "in/a.ppm", folder / "in/a.png"}, folder / "in");
  EXPECT_THAT(jobs.jobs, IsEmpty());
  EXPECT_EQ(jobs.problems.size(), 2U);
}

TEST(ListJobs, NeverReplacesALinkThatIsAnInput) {
  const TemporaryFolder folder;
  write_ppm(folder / "original", 2, 2);
  fs::create_directories(folder / "in");
  fs::create_symlink(folder / "original", folder / "in/a.png");
  EXPECT_THAT(list({folder / "in/a.png"}, folder / "in").jobs, IsEmpty());
}

TEST(ListJobs, NamesAnInputThatIsMissing) {
  const TemporaryFolder folder;
  write_ppm(folder / "a.ppm", 2, 2);
  const JobList jobs = list({folder / "nowhere", folder / "a.ppm"}, folder / "out");
  EXPECT_THAT(names(jobs), ElementsAre("a.ppm"));
  EXPECT_THAT(jobs.problems, ElementsAre(StartsWith((folder / "nowhere").string() + ": ")));
}

TEST(ListJobs, TakesAnyBytesInAName) {
  const TemporaryFolder folder;
  const std::string hostile = "n\new \x1b[31m \"q\" \xff\\.ppm";
  write_ppm(folder / "in" / hostile, 2, 2);
  EXPECT_THAT(names(list({folder / "in"}, folder / "out")), ElementsAre(hostile));
}

}  // namespace
}  // namespace heddle
