// Small batches for tests: a few pictures, and one call for a run over them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "heddle/batch/run_batch.hpp"
#include "heddle/image/sample_pictures.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle::test {

// Pictures of one size, JPEG, PNG, BMP and PNM in turn, in `in` of a folder of their own.
class Batch {
 public:
  Batch(std::size_t pictures, std::size_t width, std::size_t height) {
    options.conversion.max_pixels = 1 << 20;
    options.conversion.rows_per_line = 8;
    image::write_sample_pictures(folder / "in", pictures, width, height);
  }

  std::vector<Job> jobs(const std::string& output) const {
    JobList list = list_jobs({folder / "in"}, folder / output, options.conversion.format);
    return std::move(list.jobs);
  }

  // Outputs go to the folder `output`, whose name the log bears too.
  Run run(const Way& way, int workers, const std::string& output) {
    options.way = way;
    options.workers = workers;
    options.log = folder / (output + ".log");
    return run_batch(jobs(output), options);
  }

  Files sequential() {
    run(default_way(StrategyKind::kSequential), 1, "sequential");
    return files_in(folder / "sequential");
  }

  TemporaryFolder folder;
  BatchOptions options;
};

}  // namespace heddle::test
