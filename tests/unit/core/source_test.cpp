// The lines behind a verdict.
#include "heddle/core/source.hpp"

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

class SourcesTest : public testing::Test {
 protected:
  SourcesTest() {
    test::write_bytes(folder_ / "cases/torn.hpp", "#pragma once\n  int a = b;  // [race]  \r\n\nlast");
    test::write_bytes(folder_ / "cases/clean.hpp", "int a = b;\n");
  }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  test::TemporaryFolder folder_;
  Sources sources_{{folder_.path().string()}};
};

TEST_F(SourcesTest, ALineIsToldWithoutTheBlanksAroundIt) {
  EXPECT_EQ(sources_.line(path("cases/torn.hpp"), 2), "int a = b;  // [race]");
  EXPECT_EQ(sources_.line(path("cases/torn.hpp"), 3), "");
  EXPECT_EQ(sources_.line(path("cases/torn.hpp"), 4), "last");
}

TEST_F(SourcesTest, APathBelowARootWillDo) {
  EXPECT_EQ(sources_.line("cases/torn.hpp", 4), "last");
}

TEST_F(SourcesTest, ALineThatThereIsNotIsEmpty) {
  EXPECT_EQ(sources_.line(path("cases/torn.hpp"), 0), "");
  EXPECT_EQ(sources_.line(path("cases/torn.hpp"), -1), "");
  EXPECT_EQ(sources_.line(path("cases/torn.hpp"), 5), "");
  EXPECT_EQ(sources_.line(path("gone.hpp"), 1), "");
  EXPECT_EQ(sources_.line(path("cases"), 1), "") << "a folder";
  EXPECT_EQ(sources_.line("/dev/zero", 1), "") << "what never ends";
}

TEST_F(SourcesTest, AFileOfMoreThanTheLimitIsNotRead) {
  test::write_bytes(folder_ / "large.hpp", "[race]\n" + std::string(Sources::kMostBytes, 'x'));
  EXPECT_EQ(sources_.line(path("large.hpp"), 1), "");
  EXPECT_FALSE(sources_.has_marks(path("large.hpp")));
}

TEST_F(SourcesTest, MarksAreSeen) {
  EXPECT_TRUE(sources_.has_marks(path("cases/torn.hpp")));
  EXPECT_FALSE(sources_.has_marks(path("cases/clean.hpp")));
  EXPECT_FALSE(sources_.has_marks(path("gone.hpp")));
  EXPECT_TRUE(is_marked("x = 1;  // [race]"));
  EXPECT_FALSE(is_marked("x = 1;  // race"));
}

TEST_F(SourcesTest, PathsAreToldRelativeToTheFirstRootThatHoldsThem) {
  const Sources sources({"/project/build", "/project"});
  EXPECT_EQ(sources.relative("/project/lib/a.hpp"), "lib/a.hpp");
  EXPECT_EQ(sources.relative("/project/lib/../lib/a.hpp"), "lib/a.hpp");
  EXPECT_EQ(sources.relative("/project/build/made.hpp"), "made.hpp");
  EXPECT_EQ(sources.relative("/projects/a.hpp"), "/projects/a.hpp");
  EXPECT_EQ(sources.relative("/usr/include/x.h"), "/usr/include/x.h");
  EXPECT_EQ(sources.relative("lib/a.hpp"), "lib/a.hpp");
}

TEST_F(SourcesTest, AVerdictIsCompletedInPlacesAndSteps) {
  Verdict verdict;
  verdict.places.resize(2);  // the second one knows no file
  verdict.places[0].file = path("cases/torn.hpp");
  verdict.places[0].line = 2;
  verdict.traces.resize(1);
  verdict.traces[0].steps.resize(1);
  verdict.traces[0].steps[0].file = path("cases/torn.hpp");
  verdict.traces[0].steps[0].line = 4;
  verdict.evidence = {"write at " + path("cases/torn.hpp") + ":2\n  read at /elsewhere" +
                      path("cases/torn.hpp")};
  sources_.complete(verdict);
  EXPECT_EQ(verdict.evidence[0], "write at cases/torn.hpp:2\n  read at /elsewhere" + path("cases/torn.hpp"));
  EXPECT_EQ(verdict.places[0].file, "cases/torn.hpp");
  EXPECT_EQ(verdict.places[0].source, "int a = b;  // [race]");
  EXPECT_EQ(verdict.places[1].source, "");
  EXPECT_EQ(verdict.traces[0].steps[0].file, "cases/torn.hpp");
  EXPECT_EQ(verdict.traces[0].steps[0].source, "last");
}

}  // namespace
}  // namespace heddle
