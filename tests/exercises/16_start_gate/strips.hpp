// Workers who load an image together, a strip each, and then all need the whole of it.
#pragma once

#include <cstddef>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class Strips {
 public:
  static constexpr int kMostWorkers = 4;

  // workers: at least 1, at most kMostWorkers.
  explicit Strips(int workers) : workers_(workers), gate_("gate", workers) {}

  // By every worker, once for each image: loads the worker's strip with load(), and returns the sum of the
  // gray values of all strips of this image.
  template <class Load>
  int gray_sum(int worker, Load load) {
    // TODO: all begin together here. What has each of them to wait for, and when?
    gate_.arrive_and_wait();
    gray_.write(static_cast<std::size_t>(worker), load());
    int sum = 0;
    for (int strip = 0; strip < workers_; ++strip) sum += gray_.read(static_cast<std::size_t>(strip));
    return sum;
  }

 private:
  const int workers_;
  Barrier<Sync> gate_;
  SharedArray<Sync, int, kMostWorkers> gray_{"gray of strips"};
};

}  // namespace heddle::exercise
