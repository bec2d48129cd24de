// An if where a while belongs: a worker that wakes does not look again. It may have woken for no reason, or
// another one was quicker. All of it is locked, so ThreadSanitizer is silent.
#pragma once

#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::cases::if_instead_of_while {

inline constexpr const char* kStory =
    "A converter waits until there is an image. The loader wakes it, but is quicker and converts the "
    "image itself; the converter does not look again, and takes an image that is not there.";

inline constexpr Outcome kAnImage{"an image", Grade::kAcceptable, "the converter took what was there"};
inline constexpr Outcome kNothing{"nothing", Grade::kInteresting,
                                  "the converter took an image that was not there"};

template <class Sync>
struct Racy {
  static constexpr int kThreads = 2;
  static constexpr Findings kFindings{.tsan = Finding::kNone, .model = Finding::kWrongOutcome};
  static constexpr Outcome kOutcomes[]{kAnImage, kNothing};

  void thread(int worker) { worker == 0 ? convert() : load_two_and_help(); }
  std::string after() { return took_nothing_ ? "nothing" : "an image"; }

  void convert() {
    const Lock<Sync> lock(mutex_);
    if (images_.read() == 0) loaded_.wait(mutex_);  // [race]
    took_nothing_ = images_.read() == 0;            // [race]
    images_.write(images_.read() - 1);              // [race]
  }
  void load_two_and_help() {
    load();
    help();
    load();
  }
  void load() {
    const Lock<Sync> lock(mutex_);
    images_.write(images_.read() + 1);
    loaded_.notify_one();
  }
  void help() {
    const Lock<Sync> lock(mutex_);
    if (images_.read() > 0) images_.write(images_.read() - 1);
  }

  Mutex<Sync> mutex_{"images mutex"};
  ConditionVariable<Sync> loaded_{"image loaded"};
  Shared<Sync, int> images_ HEDDLE_GUARDED_BY(mutex_){"images", 0};
  bool took_nothing_ = false;  // the converter's own
};

template <class Sync>
struct While {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{kAnImage};

  void thread(int worker) { worker == 0 ? convert() : load_two_and_help(); }
  std::string after() { return took_nothing_ ? "nothing" : "an image"; }

  void convert() {
    const Lock<Sync> lock(mutex_);
    while (images_.read() == 0) loaded_.wait(mutex_);
    took_nothing_ = images_.read() == 0;
    images_.write(images_.read() - 1);
  }
  void load_two_and_help() {
    load();
    help();
    load();
  }
  void load() {
    const Lock<Sync> lock(mutex_);
    images_.write(images_.read() + 1);
    loaded_.notify_one();
  }
  void help() {
    const Lock<Sync> lock(mutex_);
    if (images_.read() > 0) images_.write(images_.read() - 1);
  }

  Mutex<Sync> mutex_{"images mutex"};
  ConditionVariable<Sync> loaded_{"image loaded"};
  Shared<Sync, int> images_ HEDDLE_GUARDED_BY(mutex_){"images", 0};
  bool took_nothing_ = false;  // the converter's own
};

using Variants = VariantList<Named<"racy", Racy>, Named<"while", While>>;

}  // namespace heddle::cases::if_instead_of_while
