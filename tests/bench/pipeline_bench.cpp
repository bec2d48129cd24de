// The whole job: a folder of JPEG and PNG photographs to gray PNG files with two workers, against the same
// loop over OpenCV with two threads and Pillow with two processes.
//
// The folder is HEDDLE_BENCH_IMAGES, or Debian's mate-backgrounds, or a set of pictures made on the spot.
// Pillow is run by HEDDLE_PYTHON, or by the first of python3 and /usr/bin/python3 that has it.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "heddle/batch/run_batch.hpp"
#include "heddle/image/sample_pictures.hpp"
#include "ratios.hpp"
#include "tests/support/temporary_folder.hpp"

#ifdef HEDDLE_HAS_OPENCV
#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#endif

namespace fs = std::filesystem;

namespace heddle::bench {
namespace {

constexpr std::size_t kWorkers = 2;
constexpr int kRepetitions = 7;

fs::path made_folder(const fs::path& folder) {
  fs::create_directories(folder);
  return folder;
}

std::vector<fs::path> photographs(const test::TemporaryFolder& workspace) {
  const char* chosen = std::getenv("HEDDLE_BENCH_IMAGES");
  fs::path folder = chosen != nullptr ? chosen : "/usr/share/backgrounds/mate";
  if (chosen == nullptr && !fs::exists(folder)) {
    folder = made_folder(workspace / "pictures");
    image::write_sample_pictures(folder, 16, 2000, 1500);
  }
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const auto extension = entry.path().extension();
    if (extension == ".jpg" || extension == ".jpeg" || extension == ".png") found.push_back(entry.path());
  }
  std::ranges::sort(found);
  std::printf("%zu photographs in %s\n", found.size(), folder.c_str());
  return found;
}

fs::path output(const fs::path& folder, std::size_t i) {
  return folder / (std::to_string(i) + ".png");
}

std::uint64_t bytes_in(const fs::path& folder) {
  std::uint64_t bytes = 0;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".png") bytes += entry.file_size();
  return bytes;
}

// One measured run over all photographs.
using BenchJob = std::function<void(benchmark::State&)>;

benchmark::internal::Benchmark* add(const std::string& name, BenchJob job) {
  return benchmark::RegisterBenchmark(name.c_str(),
                                      [job = std::move(job)](benchmark::State& state) {
                                        for ([[maybe_unused]] auto _ : state) job(state);
                                      })
      ->Unit(benchmark::kMillisecond)
      ->Iterations(1)
      ->Repetitions(kRepetitions);
}

// The program as people run it: with counting and a log.
BenchJob heddle_job(const std::vector<fs::path>& in, const fs::path& out) {
  std::vector<heddle::Job> jobs;
  for (std::size_t i = 0; i < in.size(); ++i)
    jobs.push_back({in[i], output(out, i), in[i].filename().string()});
  BatchOptions options;
  options.workers = static_cast<int>(kWorkers);
  options.log = out / "gray.log";
  return [jobs, options](benchmark::State& state) {
    if (!run_batch(jobs, options).correct()) state.SkipWithError("a run was not correct");
  };
}

#ifdef HEDDLE_HAS_OPENCV
// Workers claim photographs from one index until none is left.
void with_workers(std::size_t photographs, const std::function<void(std::size_t)>& convert) {
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i; (i = next.fetch_add(1)) < photographs;) convert(i);
  };
  std::vector<std::thread> workers;
  for (std::size_t i = 0; i < kWorkers; ++i) workers.emplace_back(work);
  for (auto& worker : workers) worker.join();
}

BenchJob opencv_job(const std::vector<fs::path>& in, const fs::path& out) {
  cv::setNumThreads(1);  // inside one call; the workers are ours
  cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_ERROR);
  return [&in, out](benchmark::State&) {
    with_workers(in.size(), [&](std::size_t i) {
      const cv::Mat colour = cv::imread(in[i].string(), cv::IMREAD_COLOR);
      cv::Mat gray;
      cv::cvtColor(colour, gray, cv::COLOR_BGR2GRAY);
      cv::imwrite(output(out, i).string(), gray);
    });
  };
}
#endif

std::string quoted(const std::string& word) {
  std::string shell = "'";
  for (const char c : word) shell += c == '\'' ? "'\\''" : std::string(1, c);
  return shell + "'";
}

std::string python_with_pillow() {
  const char* chosen = std::getenv("HEDDLE_PYTHON");
  for (const std::string python : {chosen != nullptr ? chosen : "python3", "python3", "/usr/bin/python3"}) {
    if (std::system((quoted(python) + " -c 'import PIL' 2>/dev/null").c_str()) == 0) return python;
  }
  return {};
}

// The script measures itself, so that starting the interpreter is not held against Pillow.
BenchJob pillow_job(const std::vector<fs::path>& in, const fs::path& out, const std::string& python,
                    int level) {
  std::string command = quoted(python) + " " + quoted(HEDDLE_PILLOW_SCRIPT) + " --workers " +
                        std::to_string(kWorkers) + " --level " + std::to_string(level) + " " +
                        quoted(out.string());
  for (const auto& file : in) command += " " + quoted(file.string());
  return [command](benchmark::State& state) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    double seconds = 0;
    if (!pipe || std::fscanf(pipe.get(), "%lf", &seconds) != 1) return state.SkipWithError("Pillow failed");
    state.SetIterationTime(seconds);
  };
}

int run(int argc, char** argv) {
  if (!initialize_taking_turns(argc, argv)) return 2;

  const test::TemporaryFolder workspace;
  const auto in = photographs(workspace);
  const fs::path ours = made_folder(workspace / "heddle");
  const fs::path opencv = made_folder(workspace / "opencv");
  add("heddle", heddle_job(in, ours))->UseRealTime();
#ifdef HEDDLE_HAS_OPENCV
  add("opencv", opencv_job(in, opencv))->UseRealTime();
#endif
  if (const std::string python = python_with_pillow(); !python.empty()) {
    add("pillow", pillow_job(in, made_folder(workspace / "pillow"), python, 6))->UseManualTime();
    add("pillow_level_1", pillow_job(in, made_folder(workspace / "pillow_level_1"), python, 1))
        ->UseManualTime();
  }

  RatioReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  std::printf("\nheddle with %zu workers against\n", kWorkers);
  reporter.print_speed("heddle", "opencv", 1.0);
  reporter.print_speed("heddle", "pillow", 3.0);
  reporter.print_speed("heddle", "pillow_level_1", 1.0);
  if (const auto theirs = bytes_in(opencv); theirs > 0) {
    const double ratio = static_cast<double>(bytes_in(ours)) / static_cast<double>(theirs);
    std::printf("%-20s %5.2fx its size, promised at most 1.10x: %s\n", "opencv", ratio,
                ratio <= 1.1 ? "kept" : "NOT KEPT");
  }
  return 0;
}

}  // namespace
}  // namespace heddle::bench

int main(int argc, char** argv) {
  try {
    return heddle::bench::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "pipeline_bench: %s\n", error.what());
    return 1;
  }
}
