#include "sanitizers/relacy/pct.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <utility>

#include "heddle/core/numbers.hpp"

namespace heddle::model {
namespace {

// Beyond this an odds' digits say nothing.
constexpr double kMostOdds = 1e15;

std::string one_in(double odds) {
  if (odds < kMostOdds) return "1 in " + with_commas(static_cast<std::uint64_t>(odds));
  char text[32];
  std::snprintf(text, sizeof text, "1 in %.3g", odds * 1.001);
  return text;
}

// Three digits, never more than it is.
std::string at_least(double probability) {
  if (probability <= 0) return "0";
  probability = std::min(probability, std::nextafter(1.0, 0.0));  // never certain: rounding made it so
  const double scale = std::pow(10.0, 2 - std::floor(std::log10(probability)));
  char text[32];
  std::snprintf(text, sizeof text, "%.3g", std::floor(probability * scale) / scale);
  return text;
}

}  // namespace

void Pct::begin() {
  std::iota(priorities_.begin(), priorities_.end(), depth_);
  for (int left = kMaxThreads; left > 1; --left)
    std::swap(priorities_[static_cast<std::size_t>(left - 1)],
              priorities_[static_cast<std::size_t>(draw_.below(left))]);
  points_.clear();
  if (longest_ > 0)
    for (int priority = 1; priority < depth_; ++priority)
      points_.push_back({draw_.below(longest_), priority});
  std::sort(points_.begin(), points_.end(), [](const Point& a, const Point& b) {
    return std::pair(a.at, a.priority) < std::pair(b.at, b.priority);
  });
  next_ = 0;
  at_ = 0;
  yielded_ = 0;
  is_cut_ = false;
}

int Pct::highest_of(ThreadSet threads) const {
  int highest = __builtin_ctz(threads);
  for (ThreadSet left = threads & (threads - 1); left != 0; left &= left - 1)
    if (const int t = __builtin_ctz(left);
        priorities_[static_cast<std::size_t>(t)] > priorities_[static_cast<std::size_t>(highest)])
      highest = t;
  return highest;
}

int Pct::pass(int choices) {
  const int begin = at_;
  at_ += choices;
  int which = -1;
  for (; next_ < points_.size() && points_[next_].at < at_; ++next_) {
    if (which < 0) which = points_[next_].at - begin;
    yielded_ = 0;
  }
  return which;
}

int Pct::thread(const ThreadChoice& choice) {
  const ThreadSet firm = choice.candidates & ~choice.spurious;
  if (firm == 0) return highest_of(choice.candidates);
  if (ThreadSet sleepers = choice.candidates & choice.spurious; sleepers != 0) {
    if (int which = pass(__builtin_popcount(sleepers)); which >= 0) {
      for (; which > 0; --which) sleepers &= sleepers - 1;
      return __builtin_ctz(sleepers);
    }
  }
  if ((firm & (firm - 1)) != 0) {
    competed_ |= firm;
    const auto top = [&] { return highest_of((firm & ~yielded_) != 0 ? firm & ~yielded_ : firm); };
    // Two points at one choice put two threads behind.
    for (++at_; next_ < points_.size() && points_[next_].at < at_; ++next_) {
      priorities_[static_cast<std::size_t>(top())] = points_[next_].priority;
      yielded_ = 0;
    }
  }
  if ((firm & ~yielded_) == 0) yielded_ = 0;
  const int chosen = highest_of(firm & ~yielded_);
  if ((*choice.pending)[static_cast<std::size_t>(chosen)].kind == Kind::kYield) {
    yielded_ |= ThreadSet{1} << chosen;
    somebody_yielded_ = true;
  }
  return chosen;
}

int Pct::value(int count, ValueChoice) {
  return 1 + pass(count - 1);
}

bool Pct::end() {
  if (is_cut_) return true;  // its choices are those of the bound on steps
  if (!points_.empty() || depth_ == 1) ++counted_;
  if (at_ > longest_) {
    longest_ = at_;
    if (depth_ > 1) counted_ = 0;
  }
  return true;
}

double Pct::odds() const {
  return threads() * std::pow(longest_, depth_ - 1);
}

std::string Pct::words() const {
  return "PCT of depth " + std::to_string(depth_) + ", seed " + std::to_string(draw_.seed());
}

std::string Pct::guarantee() const {
  const double each = probability();
  if (each == 0) return {};
  const double all = -std::expm1(static_cast<double>(counted_) * std::log1p(-each));
  return "a bug of depth " + std::to_string(depth_) + " that shows within " +
         quantity(static_cast<std::uint64_t>(longest_), "choice", "choices") + " of " +
         std::to_string(threads()) + " threads shows with a probability of at least " + one_in(odds()) +
         " in an execution; in one of " + quantity(counted_, "execution", "executions") +
         " with a probability of at least " + at_least(all) +
         (somebody_yielded_ ? ". Not covered: what depends on when a thread goes on that yields" : "");
}

}  // namespace heddle::model
