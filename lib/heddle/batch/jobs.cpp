#include "heddle/batch/jobs.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "heddle/image/load.hpp"

namespace heddle {
namespace {

namespace fs = std::filesystem;

// Where a file that is written will be: a link of that name is replaced, not followed.
fs::path place_of(const fs::path& file) {
  std::error_code error;
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  return fs::weakly_canonical(folder, error) / file.filename();
}

class Walk {
 public:
  Walk(const fs::path& output_folder, image::Format format)
      : output_folder_(output_folder), extension_(image::extension(format)) {
    std::error_code none;
    hidden_ = fs::weakly_canonical(output_folder, none);
  }

  void input(const fs::path& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) {
      problem(path, error ? error.message() : "there is no such file");
    } else if (fs::is_directory(status)) {
      if (fs::weakly_canonical(path, error) == hidden_)
        problem(path, "it is the output folder itself; choose another with -o");
      else
        folder(path, fs::path());
    } else {
      job(path, path.filename());
    }
  }

  JobList finish() {
    std::sort(list_.jobs.begin(), list_.jobs.end(), [](const Job& a, const Job& b) {
      return a.name != b.name ? a.name < b.name : a.input < b.input;
    });
    refuse_overwritten_inputs();
    refuse_shared_outputs();
    put_largest_first();
    return std::move(list_);
  }

 private:
  void problem(const fs::path& path, const std::string& cause) {
    list_.problems.push_back(path.string() + ": " + cause);
  }

  // Whether this is the first link that leads here.
  bool first_visit(const fs::path& path) {
    std::error_code error;
    const fs::path canonical = fs::canonical(path, error);
    if (error) {
      problem(path, error.message());
      return false;
    }
    return visited_.insert(canonical).second;
  }

  void folder(const fs::path& path, const fs::path& relative) {
    std::error_code error;
    if (fs::weakly_canonical(path, error) == hidden_ || !first_visit(path)) return;
    std::vector<fs::path> entries;
    fs::directory_iterator at(path, error);
    for (; !error && at != fs::directory_iterator(); at.increment(error)) entries.push_back(at->path());
    if (error) problem(path, error.message());
    std::sort(entries.begin(), entries.end());
    for (const fs::path& entry : entries) {
      if (entry.filename().native().starts_with(".heddle-")) continue;  // unfinished work of ours
      const fs::file_status status = fs::status(entry, error);
      if (fs::is_directory(status)) {
        folder(entry, relative / entry.filename());
      } else if (image::looks_like_image(entry)) {
        job(entry, relative / entry.filename());
      } else {
        ++list_.skipped;
      }
    }
  }

  void job(const fs::path& path, const fs::path& relative) {
    if (!first_visit(path)) return;
    fs::path output = output_folder_ / relative;
    output.replace_extension(extension_);
    list_.jobs.push_back({path, output, relative.string()});
  }

  // An image that is read must not be written over, by its own job or by another.
  void refuse_overwritten_inputs() {
    for (const Job& job : list_.jobs)
      visited_.insert(place_of(job.input));  // where the input is itself a link
    std::erase_if(list_.jobs, [&](const Job& job) {
      if (!visited_.contains(place_of(job.output))) return false;
      problem(job.input, "its output " + job.output.string() +
                             " is an input too and would be written over; "
                             "convert it into another folder");
      return true;
    });
  }

  void refuse_shared_outputs() {
    std::map<fs::path, const Job*> owner;
    std::vector<Job> kept;
    kept.reserve(list_.jobs.size());
    for (const Job& job : list_.jobs) {
      const auto [at, is_new] = owner.try_emplace(job.output, &job);
      if (is_new) {
        kept.push_back(job);
      } else {
        problem(job.input, "its output " + job.output.string() + " is already that of " +
                               at->second->input.string() + "; convert it into another folder");
      }
    }
    list_.jobs = std::move(kept);
  }

  void put_largest_first() {
    std::vector<std::pair<std::uintmax_t, Job>> by_size;
    by_size.reserve(list_.jobs.size());
    for (Job& job : list_.jobs) {
      std::error_code error;
      const std::uintmax_t size = fs::file_size(job.input, error);
      by_size.emplace_back(error ? 0 : size, std::move(job));  // the load will say what is wrong with it
    }
    std::sort(by_size.begin(), by_size.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second.name < b.second.name;
    });
    for (std::size_t i = 0; i < by_size.size(); ++i) list_.jobs[i] = std::move(by_size[i].second);
  }

  const fs::path output_folder_;
  const fs::path extension_;
  fs::path hidden_;
  std::set<fs::path> visited_;  // canonical
  JobList list_;
};

}  // namespace

bool is_image_of(std::span<const Job> jobs, const fs::path& file) {
  const fs::path place = place_of(file);
  std::error_code error;
  return std::any_of(jobs.begin(), jobs.end(), [&](const Job& job) {
    return place == place_of(job.output) || fs::equivalent(file, job.input, error);
  });
}

JobList list_jobs(const std::vector<fs::path>& inputs, const fs::path& output_folder, image::Format format) {
  Walk walk(output_folder, format);
  for (const fs::path& input : inputs) walk.input(input);
  return walk.finish();
}

}  // namespace heddle
