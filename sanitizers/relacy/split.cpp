#include "sanitizers/relacy/split.hpp"

#include <algorithm>
#include <utility>

namespace heddle::model {
namespace {

// Cells for each part. Many make the parts alike in size: a subtree that was guessed too small is outweighed
// by others. Each costs every part one execution.
constexpr std::uint64_t kCells = 16;

std::uint64_t mixed(std::uint64_t fingerprint, std::uint64_t more) {
  return (fingerprint ^ more) * 1099511628211U;  // FNV-1a, word by word
}

}  // namespace

Foreseen foreseen(const Operation& operation) {
  return {operation.object != nullptr ? operation.object->number() : 0, only_looks(operation.kind)};
}

Split::Split(Shard shard, Outlook outlook)
    : cell_(kLine / (kCells * static_cast<std::uint64_t>(shard.count))),
      shards_(static_cast<std::uint64_t>(shard.count)),
      own_(static_cast<std::uint64_t>(shard.index - 1)),
      outlook_(std::move(outlook)) {}

void Split::begin() {
  begin_ = 0;
  length_ = kLine;
  done_.fill(0);
  steps_ = 14695981039346656037U;
}

// Its share of all that is left to be done to the object. An execution goes other ways than the one that was
// looked at ahead: then this is wrong, and the parts are less alike in size.
std::uint64_t Split::chance_to_be_first(int thread, Foreseen next) const {
  std::uint64_t own = 1;  // this one, whether it was foreseen or not
  std::uint64_t others = 0;
  for (std::size_t t = 0; t < outlook_.size(); ++t)
    for (std::size_t i = done_[t]; i < outlook_[t].size(); ++i) {
      const Foreseen& step = outlook_[t][i];
      if (step.object != next.object || next.object == 0) continue;
      if (t == static_cast<std::size_t>(thread))
        ++own;
      else if (!step.only_looks || !next.only_looks)
        ++others;
    }
  return std::clamp<std::uint64_t>(1'000 * own / (own + others), 1, 999);
}

void Split::steps(int thread, const Operation& operation) {
  ++done_[static_cast<std::size_t>(thread)];
  steps_ =
      mixed(steps_, static_cast<std::uint64_t>(operation.kind) | static_cast<std::uint64_t>(thread) << 8 |
                        static_cast<std::uint64_t>(operation.site.line) << 16 |
                        static_cast<std::uint64_t>(foreseen(operation).object) << 48);
}

void Split::descends(const Size& size) {
  const std::uint64_t unit = length_ / size.all;
  begin_ += unit * size.before;
  length_ = unit * size.own;
}

void Split::end() {
  // Pieces come in the order of the line, each for as many executions as there are in its subtree.
  if (begin_ == last_begin_) return;
  last_begin_ = begin_;
  fingerprint_ = mixed(mixed(fingerprint_, steps_), begin_);
}

}  // namespace heddle::model
