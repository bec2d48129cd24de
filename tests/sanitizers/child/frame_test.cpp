// A child's bytes as frames and records.
#include "sanitizers/child/frame.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <array>
#include <cstring>

namespace heddle {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

std::string framed(const std::string& bytes) {
  std::array<int, 2> ends{};
  EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  write_frame(ends[1], bytes);
  ::close(ends[1]);
  std::array<char, 4096> buffer{};
  const ssize_t size = ::read(ends[0], buffer.data(), buffer.size());
  ::close(ends[0]);
  return {buffer.data(), static_cast<std::size_t>(size)};
}

TEST(Frame, ComesBackAsItWas) {
  for (const std::string& bytes : {std::string(), std::string("answer"), std::string("\0\n\xff", 3)})
    EXPECT_EQ(frame_in(framed(bytes)), bytes);
}

TEST(Frame, IsThereAsAWholeOrNotAtAll) {
  const std::string whole = framed("answer");
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(frame_in(whole.substr(0, size))) << size;
  EXPECT_EQ(frame_in(whole + "more"), "answer");
}

TEST(Frame, ALengthThatNobodyCanHaveIsNoFrame) {
  EXPECT_FALSE(frame_in(std::string(100, '\xff')));
}

TEST(Frame, RecordsComeBackAsTheyWere) {
  const std::vector<Waiting> waiting{{"worker 0", "lock", "log mutex", "/a/b.hpp", 17, "worker 1"},
                                     {"", "yield", "", "", 0, ""}};
  const auto read = unpack(pack(waiting));
  ASSERT_THAT(read, SizeIs(2));
  EXPECT_EQ(read[0].thread, "worker 0");
  EXPECT_EQ(read[0].operation, "lock");
  EXPECT_EQ(read[0].object, "log mutex");
  EXPECT_EQ(read[0].file, "/a/b.hpp");
  EXPECT_EQ(read[0].line, 17);
  EXPECT_EQ(read[0].holder, "worker 1");
  EXPECT_EQ(read[1].operation, "yield");
}

TEST(Frame, ANameWithANulIsCutAndHarmsNoOther) {
  const auto read =
      unpack(pack({{std::string("a\0b", 3), "lock", "", "", 1, ""}, {"c", "wait", "", "", 2, ""}}));
  ASSERT_THAT(read, SizeIs(2));
  EXPECT_EQ(read[0].thread, "a");
  EXPECT_EQ(read[1].thread, "c");
}

TEST(Frame, WhatIsNoRecordIsLeftOut) {
  EXPECT_THAT(unpack(""), IsEmpty());
  EXPECT_THAT(unpack("garbage"), IsEmpty());
  EXPECT_THAT(unpack(std::string("a\0b\0", 4)), IsEmpty());
}

}  // namespace
}  // namespace heddle
