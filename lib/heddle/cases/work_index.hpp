// Two workers claim the same job. With heddle's own work indices, and with the strategy that is built on one.
#pragma once

#include <cstddef>
#include <string>

#include "heddle/core/variant.hpp"
#include "heddle/sync/sync.hpp"
#include "heddle/work/threads.hpp"
#include "heddle/work/unsynchronized_work_index.hpp"
#include "heddle/work/work_index.hpp"

namespace heddle::cases::work_index {

inline constexpr const char* kStory =
    "The images are numbered, and each worker takes the next number from one shared index. Two that "
    "look at the same moment convert the same image.";

inline constexpr std::size_t kImages = 2;

inline constexpr Outcome kOnce{"each once", Grade::kAcceptable, "every image was converted once"};
inline constexpr Outcome kTwice{"one twice", Grade::kInteresting, "two workers converted the same image"};

template <class Sync>
struct Conversions {
  static constexpr Outcome kOutcomes[]{kOnce};

  std::string after() {
    return conversions_.read(0) == 1 && conversions_.read(1) == 1 ? "each once" : "one twice";
  }

  void convert(std::size_t image) {
    const int seen = conversions_.read(image);  // [race]
    conversions_.write(image, seen + 1);        // [race]
  }

  SharedArray<Sync, int, kImages> conversions_{"conversions"};
};

template <class Sync, template <class> class Index>
struct ConvertWhatIsClaimed : Conversions<Sync> {
  static constexpr int kThreads = 2;
  static constexpr int kMaxThreads = 4;

  explicit ConvertWhatIsClaimed(int /*workers*/) {}
  void thread(int) {
    while (const auto image = index_.claim()) this->convert(*image);
  }

  Index<Sync> index_{kImages};
};

template <class Sync>
struct Racy : ConvertWhatIsClaimed<Sync, UnsynchronizedWorkIndex> {
  using ConvertWhatIsClaimed<Sync, UnsynchronizedWorkIndex>::ConvertWhatIsClaimed;
  static constexpr Findings kFindings{.tsan = Finding::kDataRace, .model = Finding::kDataRace};
  static constexpr Outcome kOutcomes[]{kOnce, kTwice};
};

template <class Sync>
using ReadModifyWrite = ConvertWhatIsClaimed<Sync, WorkIndex>;

// The whole strategy: threads that run_threads starts claim from its index.
template <class Sync>
struct Threads : Conversions<Sync> {
  static constexpr int kThreads = 1;
  static constexpr int kStartedThreads = 2;

  void thread(int) {
    run_threads<Sync>(kStartedThreads, kImages, [this](int, std::size_t image) { this->convert(image); });
  }
};

using Variants =
    VariantList<Named<"racy", Racy>, Named<"read_modify_write", ReadModifyWrite>, Named<"threads", Threads>>;

}  // namespace heddle::cases::work_index
