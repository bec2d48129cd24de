// Random search that comes back to what it has hardly seen. A deep bug is several unlikely things in a row,
// and a search that begins anew each time has to draw all of them in one execution. This one remembers how
// it came to each thing that was new, begins every second execution by doing the same up to there, one of the
// rarest first, and goes on at random. The other executions are random from their beginning, so that it is at
// most twice as slow as that where nothing is to be learnt.
//
// A thing is a meeting of operations: what a thread does, on which object, after what it did itself, and
// after what somebody has last done to that object. Sources: pairs of operations as coverage, and rare ones
// first: Wolff, Shi, Duck, Mathur and Roychoudhury, "Greybox fuzzing for concurrency testing", ASPLOS 2024;
// to return first, then explore: Ecoffet, Huizinga, Lehman, Stanley and Clune, Nature 590, 2021.
//
// Odd values: odd_answers.hpp. Its memory is bounded.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "sanitizers/relacy/draw.hpp"
#include "sanitizers/relacy/odd_answers.hpp"
#include "sanitizers/relacy/replay.hpp"
#include "sanitizers/relacy/scheduler.hpp"

namespace heddle::model {

class Guided final : public Scheduler {
 public:
  explicit Guided(std::uint64_t seed) : draw_(seed) {}

  void begin() override;
  int thread(const ThreadChoice& choice) override;
  int value(int count, ValueChoice why) override;
  void cut() override;
  bool end() override { return true; }
  std::string words() const override { return "guided random search, seed " + std::to_string(draw_.seed()); }
  bool is_exhaustive() const override { return false; }
  bool is_sampling() const override { return true; }

  // How many different meetings it has seen.
  std::size_t meetings() const { return meetings_.size(); }

 private:
  struct Meeting {
    std::uint64_t seen;       // executions that came to it by chance
    std::uint64_t last_seen;  // the number of the last of those
    Choices way;              // the shortest to it so far
  };

  bool is_returning() const { return answers_.size() < way_.size(); }
  int answered(int answer);
  void meet(std::uint64_t what);

  Draw draw_;
  OddAnswers odd_;
  std::uint64_t executions_ = 0;
  std::vector<Meeting> meetings_;                         // in the order in which they were first seen
  std::unordered_map<std::uint64_t, std::size_t> known_;  // what met -> its place among them

  // Of this execution.
  std::size_t known_before_ = 0;                  // meetings
  Choices way_;                                   // to follow first
  Choices answers_;                               // so far
  std::array<std::uint64_t, kMaxThreads> own_{};  // what each thread did last
  std::vector<std::uint64_t> done_to_;            // by number of object: what last changed it
  int running_ = 0;
  std::uint64_t met_ = 0;  // last
};

}  // namespace heddle::model
