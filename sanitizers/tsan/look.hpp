// One look of the detector at one variant: children that run round after round, and what all of them saw.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "heddle/core/variant.hpp"
#include "heddle/core/verdict.hpp"
#include "sanitizers/child/child.hpp"
#include "sanitizers/tsan/capture.hpp"
#include "sanitizers/tsan/shared_with_children.hpp"
#include "sanitizers/tsan/sighting.hpp"

namespace heddle::tsan {

// Thread safety: one thread, the only one of its process.
class Look {
 public:
  // rounds: at least 1. hang_seconds: as run_in_child has them. Errors: std::system_error.
  Look(const Variant& variant, int threads, std::uint64_t rounds, double hang_seconds);

  // Errors: std::system_error.
  void run();

  // What run() found: status, finding, summary, places, evidence, executions, limits.
  void write(Verdict& verdict) const;

 private:
  // What a child notes for its parent, which reads it when the child is over.
  struct Notes {
    std::uint64_t rounds;  // begun
    char disarmed[1024];   // why its canary was missed; empty: it was caught
    char exception[512];   // the text of one that left the variant; empty: none did
  };

  Finding expected() const { return variant_.expected.tsan; }
  bool has_seen(Finding finding) const;
  bool is_over() const;

  void run_child();
  std::string answer_of_child();
  bool has_enough() const;
  std::string packed_reports();
  void take_what_it_left();

  void add(std::vector<Sighting> sightings);
  void add_hang(const ChildResult& result);
  void add_death(const ChildResult& result);

  std::string why_not() const;
  const Sighting* telling_sighting() const;

  const Variant& variant_;
  const int threads_;
  const std::uint64_t rounds_;
  const double hang_seconds_;

  Capture capture_;  // of this process, and so of its children
  SharedWithChildren<Notes> notes_;
  std::vector<Sighting> sightings_;
  int hangs_ = 0;
  Sighting hang_;  // the first
  bool died_ = false;
  Sighting death_;
  std::string could_not_;
};

}  // namespace heddle::tsan
