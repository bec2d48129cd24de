// The native sink: whole appends, in each thread's order, and the first cause of a failure.
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "heddle/sync/sync.hpp"

namespace heddle {
namespace {

TEST(NativeSink, KeepsEachAppendWholeAndEachThreadsInOrder) {
  constexpr int kThreads = 4;
  constexpr int kAppends = 500;
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("heddle-sink-" + std::to_string(::getpid()));
  {
    Sink<NativeSync> sink(path);
    std::vector<Thread<NativeSync>> threads;
    for (int own = 0; own < kThreads; ++own)
      threads.emplace_back("writer", [&sink, own] {
        for (int i = 0; i < kAppends; ++i)
          EXPECT_TRUE(
              sink.append(std::to_string(own) + " " + std::to_string(i) + std::string(3000, ' ') + "\n"));
      });
    threads.clear();
    EXPECT_FALSE(sink.error());
  }
  std::ifstream file(path);
  std::array<int, kThreads> next{};
  std::string line;
  while (std::getline(file, line)) {
    const auto own = static_cast<std::size_t>(std::stoi(line));
    ASSERT_LT(own, next.size());
    ASSERT_EQ(line, std::to_string(own) + " " + std::to_string(next[own]) + std::string(3000, ' '));
    ++next[own];
  }
  for (const int count : next) EXPECT_EQ(count, kAppends);
  std::filesystem::remove(path);
}

TEST(NativeSink, TellsThatADeviceIsFull) {
  Sink<NativeSync> sink("/dev/full");
  EXPECT_FALSE(sink.error());
  EXPECT_TRUE(sink.append("")) << "nothing always fits";
  EXPECT_FALSE(sink.append("x"));
  EXPECT_EQ(sink.error(), std::errc::no_space_on_device);
}

TEST(NativeSink, EmptiesTheFileItIsMadeOn) {
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("heddle-sink-old-" + std::to_string(::getpid()));
  std::ofstream(path) << "old";
  {
    const Sink<NativeSync> sink(path);
  }
  EXPECT_EQ(std::filesystem::file_size(path), 0U);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace heddle
