// A buffer that is filled, and one that is written out while somebody logs.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
struct ALog {
  static constexpr int kThreads = 2;

  bool has_lines(std::ptrdiff_t lines) const {
    const std::string written = file_.contents();
    return std::count(written.begin(), written.end(), '\n') == lines;
  }

  Sink<Sync> file_{InMemory{"log"}};
  BufferedLog<Sync> log_{file_};
};

template <class Sync>
struct FullBuffer : ALog<Sync> {
  static constexpr Outcome kOutcomes[]{
      {"written", Grade::kAcceptable, "the first two lines were written out, and the third is kept"},
      {"not at once", Grade::kForbidden, "two lines fill the buffer, and were not written out"},
      {"lost", Grade::kForbidden, "a line was lost"}};

  void thread(int worker) {
    this->log_.log(worker);
    if (worker == 0) this->log_.log(worker);
  }
  std::string after() {
    if (!this->has_lines(2)) return "not at once";
    this->log_.write_out();
    return this->has_lines(3) ? "written" : "lost";
  }
};

template <class Sync>
struct EndOfDay : ALog<Sync> {
  static constexpr Outcome kOutcomes[]{
      {"written", Grade::kAcceptable, "the line is in the log, once"},
      {"not once", Grade::kForbidden, "the line is lost, or in the log twice"}};

  void thread(int worker) { worker == 0 ? this->log_.log(worker) : this->log_.write_out(); }
  std::string after() {
    this->log_.write_out();
    return this->has_lines(1) ? "written" : "not once";
  }
};

using Scenarios = VariantList<Named<"full_buffer", FullBuffer>, Named<"end_of_day", EndOfDay>>;

}  // namespace heddle::exercise
