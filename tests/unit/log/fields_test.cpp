// Torn lines put together by hand: the seams are where the hand put them.
#include "heddle/log/fields.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "written_line.hpp"

namespace heddle {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string without_newline(std::string line) {
  line.pop_back();
  return line;
}

class Torn : public testing::Test {
 protected:
  // Of the pieces in one text, which have to be told apart where they meet. The last ones refer to it.
  TornFields fields_of(const std::vector<std::string>& pieces) {
    std::vector<std::size_t> seams;
    text_.clear();
    for (const std::string& piece : pieces) {
      if (!text_.empty()) seams.push_back(text_.size());
      text_ += piece;
    }
    const TornFields fields = torn_fields(text_);
    EXPECT_EQ(fields.seams, seams) << text_;
    return fields;
  }

 private:
  std::string text_;
};

TEST(SubjectOf, IsTheImageAndTheRowsOfALine) {
  EXPECT_EQ(subject_of(without_newline(written_line(3, 17, "a.png", "8-15"))), (Subject{"a.png", "8-15"}));
}

TEST(SubjectOf, IsNotMisledByAQuotedName) {
  const std::string name = R"("x size=1x1 rows=0-0 ms=1 image=\" rows=2-2")";
  EXPECT_EQ(subject_of(without_newline(written_line(0, 0, name, "4-7"))), (Subject{name, "4-7"}));
}

TEST(SubjectOf, OfWhatIsNoLineIsEmpty) {
  for (const char* const text :
       {"", "x", " image=a rows=1-2", " size=1x1 image=a rows=0-1", " image= size= rows="})
    EXPECT_EQ(subject_of(text).image, "") << text;
}

TEST_F(Torn, LineWithAWrongChecksumHasNoSeam) {
  std::string line = without_newline(written_line(0, 1, "a.png", "0-7"));
  line.replace(line.find("640"), 3, "641");
  const TornFields fields = fields_of({line});
  EXPECT_EQ(fields.begun, 1U);
  EXPECT_EQ(fields.ended, 1U);
  EXPECT_THAT(fields.subjects, ElementsAre(Subject{"a.png", "0-7"}));
}

TEST_F(Torn, LineHasASeamWhereAnotherBegins) {
  const TornFields fields =
      fields_of({"time=0.1 worker=0 ", without_newline(written_line(1, 0, "b.png", "0-7"))});
  EXPECT_EQ(fields.begun, 2U);
  EXPECT_EQ(fields.ended, 1U);
}

TEST_F(Torn, LineHasASeamWhereAValueBreaksOff) {
  fields_of({"time=0.", "worker=1 seq=2 "});
  fields_of({"time=0.1 worker=", "time=0.2 worker=1 "});
  fields_of({"time=0.1 worker=1 seq=2 image=holi", "time=0.1 "});
  fields_of({"time=0.1 worker=1 seq=2 image=\"never closed ", "size=1x1 rows=0-1 ", "image=c "});
}

TEST_F(Torn, LineHasASeamBeforeAndAfterWhatIsNoField) {
  fields_of({"time=0.1 worker=1 ", "iday/0001.png ", "size=640x480 rows=0-7 "});
  fields_of({"time=0.1 worker=1 ", std::string("\0\xff\x1b\n", 4)});
}

TEST_F(Torn, LineHasASeamBehindAChecksum) {
  const TornFields fields = fields_of({without_newline(written_line(0, 0, "a.png", "0-7")),
                                       without_newline(written_line(1, 0, "b.png", "0-3"))});
  EXPECT_EQ(fields.begun, 2U);
  EXPECT_EQ(fields.ended, 2U);
  EXPECT_THAT(fields.subjects, ElementsAre(Subject{"a.png", "0-7"}, Subject{"b.png", "0-3"}));
}

TEST_F(Torn, LineMayTellOfAnyImageWithAnyRowsWhereTheseDoNotTakeTurns) {
  const TornFields fields =
      fields_of({"time=0.1 worker=0 seq=1 image=a ", "image=b size=1x1 rows=0-1 ", "rows=2-3 "});
  EXPECT_THAT(fields.subjects, ElementsAre(Subject{"a", "0-1"}, Subject{"a", "2-3"}, Subject{"b", "0-1"},
                                           Subject{"b", "2-3"}));
}

TEST_F(Torn, PieceWithoutItsBeginningBeginsNoLine) {
  const TornFields fields = fields_of({"rows=0-7 ms=0.4 crc=00000000"});
  EXPECT_EQ(fields.begun, 0U);
  EXPECT_EQ(fields.ended, 1U);
}

TEST_F(Torn, LineWithNothingInItTellsNothing) {
  const TornFields fields = fields_of({});
  EXPECT_EQ(fields.begun + fields.ended, 0U);
  EXPECT_THAT(fields.subjects, IsEmpty());
}

TEST_F(Torn, LineTellsOfABoundedNumberOfSubjects) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "image=" + std::to_string(i) + " ";
  for (int i = 0; i < 40; ++i) text += "rows=" + std::to_string(i) + "-9 ";
  EXPECT_EQ(torn_fields(text).subjects.size(), kMostSubjects);
}

TEST_F(Torn, LineOfRandomBytesHasSeamsInsideAndInOrder) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const std::vector<std::string> parts{
      "time=", "worker=", "seq=", "image=", "size=", "rows=", "ms=", "crc=",     " ",
      "1",     "0.1",     "\"",   "\\",     "=",     "x",     "-",   "89abcdef", std::string(1, '\0')};
  for (int round = 0; round < 2'000; ++round) {
    std::string text;
    for (std::size_t i = random() % 40; i > 0; --i) text += parts[random() % parts.size()];
    std::size_t before = 0;
    for (const std::size_t seam : torn_fields(text).seams) {
      ASSERT_GT(seam, before) << text;
      ASSERT_LT(seam, text.size()) << text;
      before = seam;
    }
  }
}

}  // namespace
}  // namespace heddle
