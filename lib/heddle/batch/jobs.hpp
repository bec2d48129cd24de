// From what the user named to a list of jobs: files are taken as they are, folders are walked.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "heddle/image/save.hpp"

namespace heddle {

struct Job {
  std::filesystem::path input;
  std::filesystem::path output;  // under the output folder, with the format's extension
  std::string name;              // the input relative to what the user named: for logs and messages
};

struct JobList {
  std::vector<Job> jobs;              // the largest file first
  std::uint64_t skipped = 0;          // files in folders that are no images
  std::vector<std::string> problems;  // one line each: what could not be made into a job, and why
};

// Walks the inputs. A folder's tree is kept below output_folder; every file and folder is visited once,
// however many links lead to it; output_folder itself is not walked. A file named outright is always a job.
// Of two inputs with one output name the first, in the order of their names, is the job, and the other a
// problem. So is a job whose output would be written over an input.
//
// Largest first, so that no worker begins a long job when the others are about to end (the LPT rule: Graham,
// "Bounds on Multiprocessing Timing Anomalies", 1969).
JobList list_jobs(const std::vector<std::filesystem::path>& inputs,
                  const std::filesystem::path& output_folder, image::Format format);

// Whether writing to `file` would write over an image that one of the jobs reads or makes.
bool is_image_of(std::span<const Job> jobs, const std::filesystem::path& file);

}  // namespace heddle
