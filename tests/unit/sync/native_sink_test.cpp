// The native sink: whole appends, in each thread's order, and the first cause of a failure.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>
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

TEST(NativeSink, InMemoryHoldsMoreThanOneReadTakes) {
  Sink<NativeSync> sink(InMemory{"log"});
  std::string all;
  for (int i = 0; i < 1000; ++i) {
    const std::string line = std::to_string(i) + std::string(97, ' ') + "\n";
    EXPECT_TRUE(sink.append(line));
    all += line;
  }
  EXPECT_EQ(sink.contents(), all);
}

TEST(NativeSink, OnAFileIsNotAskedForItsContents) {
  const Sink<NativeSync> sink("/dev/null");
  EXPECT_THROW(static_cast<void>(sink.contents()), std::system_error);
}

// In a child process, since the limit is the whole process's.
TEST(NativeSinkDeathTest, InMemoryWithoutADescriptorNamesItAndTheCause) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const auto make_without_descriptors = [] {
    const rlimit none{0, 0};
    setrlimit(RLIMIT_NOFILE, &none);
    try {
      const Sink<NativeSync> sink(InMemory{"log"});
    } catch (const std::system_error& error) {
      const std::string what = error.what();
      std::_Exit(
          error.code() == std::errc::too_many_files_open && what.find("'log'") != std::string::npos ? 0 : 1);
    }
    std::_Exit(2);
  };
  EXPECT_EXIT(make_without_descriptors(), testing::ExitedWithCode(0), "");
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
