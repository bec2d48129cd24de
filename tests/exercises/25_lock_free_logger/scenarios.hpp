// Workers log while a writer carries lines away.
#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/spend.hpp"
#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

inline constexpr Outcome kEachOnce{"each once", Grade::kAcceptable,
                                   "every line that was logged is carried once"};
inline constexpr Outcome kRefused{"refused", Grade::kForbidden, "there was room, and log() took no line"};
inline constexpr Outcome kOthers{"others", Grade::kForbidden,
                                 "a line is lost, doubled, or not what was logged"};

inline constexpr int kImages = 3;  // numbered from 1

// What became of the images' lines. Each thread writes into a place of its own.
class Books {
 public:
  void log(int image, bool is_taken) { logged_[static_cast<std::size_t>(image)] = is_taken; }
  void carry(int image) {
    if (image > 0 && image <= kImages)
      ++carried_[static_cast<std::size_t>(image)];
    else
      ++carried_[0];
  }
  bool has_refused(int image) const { return !logged_[static_cast<std::size_t>(image)]; }
  std::string outcome() const {
    for (std::size_t image = 0; image < carried_.size(); ++image)
      if (carried_[image] != (logged_[image] ? 1 : 0)) return "others";
    return "each once";
  }

 private:
  std::array<bool, kImages + 1> logged_{};
  std::array<int, kImages + 1> carried_{};  // 0: what is no image
};

// Clock ticks, 0.3 ms of real time: one line takes longer than the other, which is begun meanwhile.
// ThreadSanitizer sees a race only of threads that meet.
inline constexpr int kFormatting = 300'000;

// The writer looks so many times for a line.
template <class Sync>
void carry(Logger<Sync>& logger, Books& books, int looks) {
  for (int look = 0; look < looks; ++look)
    if (const int image = logger.next_line(); image != Logger<Sync>::kNone) books.carry(image);
}

// Two workers log an image each, for which there is room. The second then is the writer.
template <class Sync>
struct LogAndCarry {
  static constexpr int kThreads = 2;
  static constexpr Outcome kOutcomes[]{kEachOnce, kRefused, kOthers};

  void thread(int worker) {
    if (worker == 0) {
      books_.log(1, logger_.log([] {
        spend<Sync>(kFormatting);
        return 1;
      }));
    } else {
      spend<Sync>(kFormatting / 3);
      books_.log(2, logger_.log([] { return 2; }));
      carry(logger_, books_, 2);
    }
  }
  std::string after() {
    if (books_.has_refused(1) || books_.has_refused(2)) return "refused";
    carry(logger_, books_, 2);
    return books_.outcome();
  }

  Logger<Sync> logger_;
  Books books_;
};

// Two workers log three images, more than there is room for, while a writer makes some.
template <class Sync>
struct RoundTheRing {
  static constexpr int kThreads = 3;
  static constexpr Outcome kOutcomes[]{kEachOnce, kOthers};

  void thread(int worker) {
    if (worker == 2) return carry(logger_, books_, 2);
    for (int image = worker + 1; image <= kImages; image += 2)
      books_.log(image, logger_.log([image] { return image; }));
  }
  std::string after() {
    carry(logger_, books_, kImages);
    return books_.outcome();
  }

  Logger<Sync> logger_;
  Books books_;
};

using Scenarios = VariantList<Named<"log_and_carry", LogAndCarry>, Named<"round_the_ring", RoundTheRing>>;

}  // namespace heddle::exercise
