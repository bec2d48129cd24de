// Splits a search among several programs that know nothing of each other. Near its root the tree of choices
// is the same to all of them: each walks through all of that, and leaves the subtrees below to their owners.
//
// The tree is laid out on a line. The root has all of it, each child a piece of its parent's, in the order in
// which they are tried and as long as its subtree is guessed to be large. The line is cut into cells, which
// the parts own in turn. Where a piece is no longer than a cell, a subtree begins that is searched as a
// whole: by the owner of the cell that the piece begins in. So whose an execution is depends on its own
// choices alone.
//
// A search that is split has to do one thing more: while is_open(), it tries every child of a node, always in
// the same order, and lets nothing that it sees below change that.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "heddle/core/shard.hpp"
#include "sanitizers/relacy/object.hpp"
#include "sanitizers/relacy/operation.hpp"

namespace heddle::model {

// What a step does: to which object, by its number (0: to none), and whether it only looks.
struct Foreseen {
  std::uint32_t object = 0;
  bool only_looks = false;
};
Foreseen foreseen(const Operation& operation);

// What one execution did, thread by thread, as a guess at what lies ahead of all others (scout.hpp).
using Outlook = std::array<std::vector<Foreseen>, kMaxThreads>;

// Thread safety: of the one real thread that runs the model.
class Split {
 public:
  // How large a child is among its siblings.
  struct Size {
    std::uint64_t before = 0;  // of the older ones together
    std::uint64_t own = 0;
    std::uint64_t all = 0;  // of all together, itself included: 2^24 at most
  };

  // Not split: everything is ours, and it is never open.
  Split() = default;
  // outlook: the same for all parts; a good one makes them alike in size.
  Split(Shard shard, Outlook outlook);

  // An execution begins: at the root.
  void begin();

  // Whether the tree is still being split here.
  bool is_open() const { return length_ > cell_; }

  // While open: how probable it is, in thousandths from 1 to 999, that this thread takes its next step before
  // any other takes one that depends on it.
  std::uint64_t chance_to_be_first(int thread, Foreseen next) const;

  // While open: a thread takes a step; the search goes to a child.
  void steps(int thread, const Operation& operation);
  void descends(const Size& size);

  // Of an execution that ends here; and of all that begin here, once the tree is no longer being split.
  // Asked at every step, and divisions are slow.
  bool is_ours() const { return shards_ == 1 || begin_ / cell_ % shards_ == own_; }
  bool is_left_to_others() const { return !is_open() && !is_ours(); }

  // The execution ends.
  void end();

  // Of all pieces that executions came to, and the steps to them: the same for all parts, once they are
  // complete.
  std::uint64_t fingerprint() const { return fingerprint_; }

 private:
  static constexpr std::uint64_t kLine = std::uint64_t{1} << 62;

  std::uint64_t cell_ = kLine;
  std::uint64_t shards_ = 1;
  std::uint64_t own_ = 0;
  Outlook outlook_;

  // The piece that this execution has come to, and the steps to it.
  std::uint64_t begin_ = 0;
  std::uint64_t length_ = kLine;
  std::array<std::size_t, kMaxThreads> done_{};  // how many steps of each thread
  std::uint64_t steps_ = 0;                      // a fingerprint of all

  std::uint64_t last_begin_ = kLine;  // of the piece that the execution before came to
  std::uint64_t fingerprint_ = 0;
};

}  // namespace heddle::model
