// How an execution is laid out: which thread has a column, which step stands in which row, where one thread
// stops and another goes on, and what passes from step to step. Computed once; what writes text, HTML or
// Mermaid draws it and decides nothing of this again.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "heddle/core/verdict.hpp"

namespace heddle {

struct Picture {
  // The column of a thread.
  struct Lane {
    int thread = 0;
    std::string name;
  };

  // A thread at some moment.
  struct LaneState {
    enum class Life {
      kGone,     // it takes no further step, so far as the execution was seen
      kStopped,  // it waits for something, or for its turn
      kRuns,     // it takes a step
    };
    Life life = Life::kGone;
    const std::vector<std::string>* locks = nullptr;  // that it holds; null: it has not taken a step yet

    bool holds_a_lock() const { return locks != nullptr && !locks->empty(); }
  };

  // A thread stops, and another goes on.
  struct Stop {
    enum class Why {
      kPreempted,  // it could have gone on
      kWaits,      // it could not, and goes on later
      kGone,       // it could not, and takes no further step
    };
    std::size_t lane = 0;
    Why why = Why::kGone;
  };

  // What a step takes from an earlier one: a value, a lock, a permit, a notification. Or, of a data race, the
  // access that it meets.
  struct Pass {
    std::size_t number = 0;           // of the earlier step, from 1
    std::optional<std::size_t> lane;  // its lane, if it has one
    bool is_race = false;
  };

  struct Row {
    const Step* step = nullptr;
    std::size_t number = 0;           // from 1
    std::size_t left_out = 0;         // steps before it that are not shown
    std::optional<std::size_t> lane;  // none: the step was taken while no thread with a lane ran
    std::string who;                  // the thread's name; empty for a step of none
    bool moves_lock = false;          // takes or gives back the lock that it names
    bool tells_locks = false;  // the locks that its thread holds are news, and not plain from the step itself
    bool changes_file = false;  // the row before is of another file
    std::optional<Stop> stop;   // just before it
    std::optional<Pass> pass;
    LaneState before;              // of its own lane, just before it
    std::vector<LaneState> lanes;  // after it
  };

  std::string title;
  std::string explanation;
  std::string outcome;
  std::string replay;  // the command that shows the execution again; may be empty
  std::string file;    // of every step; empty where they are of several, or of none
  std::vector<Lane> lanes;
  std::vector<Row> rows;
};

// Of an execution with more than first + last steps, the first and the last are shown: where it begins, and
// where it goes wrong. `last` is at least 1.
struct ShownSteps {
  std::size_t first = 8;
  std::size_t last = 52;
};
// In what is not written to a terminal.
inline constexpr ShownSteps kShownInFiles{.first = 200, .last = 800};

// The picture refers to the trace, which must outlive it. Every number in the trace may be wrong: a thread
// that has no name gets one, a step that takes something from no earlier one takes it from none.
Picture picture_of(const Verdict& verdict, const Trace& trace, ShownSteps shown = {});

// What the row's step did to its object, or got from it: "0 -> 1" with `arrow` in the middle, "0", or
// nothing.
std::string effect_of(const Picture::Row& row, std::string_view arrow);

// "from step 3", or "races with step 3".
std::string words_for(const Picture::Pass& pass);

// The object's name in quotes, or nothing.
std::string object_of(const Step& step);

// "holds 'log mutex', 'count mutex'", or nothing for no locks.
std::string words_for(const std::vector<std::string>& locks);

// "file.hpp", without folders.
std::string file_name_of(const Step& step);

// The step's line of source with one blank for each run of them: what is aligned in a file is not in a
// picture.
std::string source_of(const Step& step);

// "file.hpp:12", or "12" where every step is of one file; what is unknown is left out.
std::string place_in(const Picture& picture, const Step& step);

}  // namespace heddle
