// Random search that comes back to what it has hardly seen. A deep bug is several unlikely things in a row,
// and a search that begins anew each time has to draw all of them in one execution. This one remembers how
// it came to each thing that was new, begins every second execution by doing the same up to there, one of the
// rarest first, and goes on at random. The other executions are random from their beginning: where nothing
// is to be learnt, only half of the search is lost.
//
// A thing is a meeting of operations: what a thread does to an object after what it did before, after what
// somebody has last done to that object, and whether somebody has meanwhile changed the object that the
// thread used before. Sources: pairs of operations as what is covered, and rare ones first: Wolff, Shi, Duck,
// Mathur and Roychoudhury, "Greybox fuzzing for concurrency testing", ASPLOS 2024; the change in between: Lu,
// Tucek, Qin and Zhou, "AVIO", ASPLOS 2006; to return first, then explore: Ecoffet, Huizinga, Lehman, Stanley
// and Clune, Nature 590, 2021.
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
#include "sanitizers/relacy/scheduler.hpp"

namespace heddle::model {

class Guided final : public Scheduler {
 public:
  static constexpr std::size_t kMostMeetings = 4096;  // beyond these nothing new is remembered

  explicit Guided(std::uint64_t seed) : draw_(seed) {}

  void begin() override;
  int thread(const ThreadChoice& choice) override;
  int value(int count, ValueChoice why) override;
  void cut() override;
  bool end() override { return true; }
  std::string words() const override { return "guided random search, seed " + std::to_string(draw_.seed()); }
  bool is_exhaustive() const override { return false; }
  bool is_sampling() const override { return true; }

  // How many different meetings it has seen, and remembers.
  std::size_t meetings() const { return meetings_.size(); }

 private:
  // To the choices of an execution that had more than one answer, in order.
  using Answers = std::vector<std::uint8_t>;

  struct Meeting {
    std::uint64_t visits;      // executions that came to it by chance, or to go on from it
    std::uint64_t last_visit;  // the number of the last of those
    Answers way;               // the shortest to it so far
    std::uint32_t steps;       // of that way
  };
  struct Used {
    std::uint64_t what = 0;
    std::uint32_t object = 0;   // none
    std::uint32_t changes = 0;  // of that object, this one included
  };
  struct Changed {
    std::uint64_t by_what = 0;
    std::uint32_t changes = 0;
  };

  bool is_returning() const { return answers_.size() < way_.size(); }
  int answered(int answer);
  void note(int thread, const Operation& operation);
  void meet(std::uint64_t what);

  Draw draw_;
  OddAnswers odd_;
  std::uint64_t executions_ = 0;
  std::vector<Meeting> meetings_;                         // in the order in which they were first seen
  std::unordered_map<std::uint64_t, std::size_t> known_;  // what met -> its place among them

  // Of this execution.
  std::size_t known_before_ = 0;          // meetings
  Answers way_;                           // to follow first
  Answers answers_;                       // so far
  std::uint32_t steps_ = 0;               // so far
  std::array<Used, kMaxThreads> last_{};  // what each thread did
  std::vector<Changed> objects_;          // by their number
};

}  // namespace heddle::model
