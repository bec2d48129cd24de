// An image that several workers draw on. The last one that lets go of it saves it.
#pragma once

#include <cstddef>

#include "heddle/sync/sync.hpp"

namespace heddle::exercise {

template <class Sync>
class SharedImage {
 public:
  static constexpr std::size_t kTiles = 2;

  explicit SharedImage(int workers) : users_("users of the image", workers) {}

  // By each worker, on a tile of its own, before it lets go.
  void draw(std::size_t tile, int gray) { tiles_.write(tile, gray); }

  // By each worker, once. The last one calls save(gray) for each tile, in order.
  template <class Save>
  void let_go(Save save) {
    // TODO: the last one saves what all have drawn. How does it know that they have?
    if (users_.fetch_sub(1, std::memory_order_relaxed) != 1) return;
    for (std::size_t tile = 0; tile < kTiles; ++tile) save(tiles_.read(tile));
  }

 private:
  Atomic<Sync, int> users_;
  SharedArray<Sync, int, kTiles> tiles_{"tiles"};
};

}  // namespace heddle::exercise
