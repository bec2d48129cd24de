#include "heddle/report/picture.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include "heddle/core/numbers.hpp"
#include "heddle/report/replay_command.hpp"

namespace heddle {
namespace {

using Row = Picture::Row;
using Lane = Picture::Lane;
using LaneState = Picture::LaneState;
using Stop = Picture::Stop;

constexpr std::string_view kMain = "main";

std::string thread_name(const Trace& trace, int number) {
  if (number < 0) return "";
  const auto index = static_cast<std::size_t>(number);
  const bool has_name =
      index < trace.threads.size() && trace.threads[index].find_first_not_of(' ') != std::string::npos;
  return has_name ? trace.threads[index] : "thread " + std::to_string(number);
}

// The first and the last step of a thread.
struct Span {
  std::size_t first = 0;
  std::size_t last = 0;
};

std::map<int, Span> spans_in(const Trace& trace) {
  std::map<int, Span> spans;
  for (std::size_t i = 0; i < trace.steps.size(); ++i)
    if (const int thread = trace.steps[i].thread; thread >= 0)
      spans.try_emplace(thread, Span{i, i}).first->second.last = i;
  return spans;
}

// Main prepares and looks afterwards. Where it does so while no other thread is under way it needs no lane,
// and leaves the room to those that meet.
std::optional<int> thread_without_lane(const Trace& trace, const std::map<int, Span>& spans) {
  const auto main = std::find_if(spans.begin(), spans.end(),
                                 [&](const auto& entry) { return thread_name(trace, entry.first) == kMain; });
  if (main == spans.end() || spans.size() == 1) return std::nullopt;
  std::size_t first = trace.steps.size();
  std::size_t last = 0;
  for (const auto& [other, span] : spans) {
    if (other == main->first) continue;
    first = std::min(first, span.first);
    last = std::max(last, span.last);
  }
  for (std::size_t i = first; i <= last; ++i)
    if (trace.steps[i].thread == main->first) return std::nullopt;
  return main->first;
}

bool contains(const std::vector<std::string>& texts, const std::string& text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

bool is_shown(std::size_t step, std::size_t count, ShownSteps shown) {
  return count <= shown.first + shown.last || step < shown.first || step >= count - shown.last;
}

class Layout {
 public:
  Layout(const Trace& trace, ShownSteps shown, Finding finding)
      : trace_(trace), shown_(shown), finding_(finding), spans_(spans_in(trace)) {
    std::set<int> threads;
    for (std::size_t i = 0; i < trace.steps.size(); ++i)
      if (is_shown(i, trace.steps.size(), shown)) threads.insert(trace.steps[i].thread);
    const std::optional<int> aside = thread_without_lane(trace, spans_);
    for (const int thread : threads) {
      if (thread < 0 || thread == aside) continue;
      lane_of_[thread] = lanes_.size();
      lanes_.push_back({.thread = thread, .name = thread_name(trace, thread)});
    }
  }

  const std::vector<Lane>& lanes() const { return lanes_; }

  std::vector<Row> rows() {
    std::vector<Row> rows;
    std::vector<LaneState> states(lanes_.size(), {.life = LaneState::Life::kStopped, .locks = nullptr});
    std::size_t left_out = 0;
    for (std::size_t i = 0; i < trace_.steps.size(); ++i) {
      Row row = row_of(i);
      if (row.stop) states[row.stop->lane].life = after_stop(*row.stop);
      if (row.lane) {
        LaneState& own = states[*row.lane];
        row.before = own;
        row.moves_lock = moves_lock(*row.step, own.locks);
        row.tells_locks = tells_locks(*row.step, own.locks);
        own = {.life = LaneState::Life::kRuns, .locks = &row.step->holds};
      }
      if (!is_shown(i, trace_.steps.size(), shown_)) {
        ++left_out;
        continue;
      }
      row.left_out = std::exchange(left_out, 0);
      row.changes_file =
          !row.step->file.empty() && (rows.empty() || rows.back().step->file != row.step->file);
      row.lanes = states;
      rows.push_back(std::move(row));
    }
    return rows;
  }

 private:
  std::optional<std::size_t> lane_of(const Step& step) const {
    const auto found = lane_of_.find(step.thread);
    return found == lane_of_.end() ? std::nullopt : std::optional(found->second);
  }

  Row row_of(std::size_t i) const {
    const Step& step = trace_.steps[i];
    Row row;
    row.step = &step;
    row.number = i + 1;
    row.lane = lane_of(step);
    row.who = thread_name(trace_, step.thread);
    row.stop = stop_before(i);
    if (step.from >= 0 && static_cast<std::size_t>(step.from) < i) {
      const auto from = static_cast<std::size_t>(step.from);
      row.pass = {.number = from + 1,
                  .lane = lane_of(trace_.steps[from]),
                  .is_race = is_race(step, trace_.steps[from])};
    }
    return row;
  }

  // The fault of a data race is an access, and so is the step that it points at: of another thread, to the
  // same object.
  bool is_race(const Step& step, const Step& from) const {
    return finding_ == Finding::kDataRace && step.fault && step.thread != from.thread &&
           step.object == from.object;
  }

  std::optional<Stop> stop_before(std::size_t i) const {
    if (i == 0 || trace_.steps[i].thread == trace_.steps[i - 1].thread) return std::nullopt;
    const auto lane = lane_of(trace_.steps[i - 1]);
    if (!lane) return std::nullopt;
    if (trace_.steps[i].preempts) return Stop{.lane = *lane, .why = Stop::Why::kPreempted};
    const bool goes_on = spans_.at(trace_.steps[i - 1].thread).last > i;
    const bool is_stuck = trace_.steps[i - 1].fault;  // the step says so itself
    return Stop{.lane = *lane, .why = goes_on && !is_stuck ? Stop::Why::kWaits : Stop::Why::kGone};
  }

  LaneState::Life after_stop(const Stop& stop) const {
    const Span& span = spans_.at(lanes_[stop.lane].thread);
    const bool is_there = stop.why != Stop::Why::kGone || trace_.steps[span.last].fault;
    return is_there ? LaneState::Life::kStopped : LaneState::Life::kGone;
  }

  static bool moves_lock(const Step& step, const std::vector<std::string>* held) {
    const bool had = held != nullptr && contains(*held, step.object);
    return had != contains(step.holds, step.object);
  }

  // One lock is plain from the step that took it. Where it goes wrong, it matters which they are.
  static bool tells_locks(const Step& step, const std::vector<std::string>* held) {
    if (step.fault) return !step.holds.empty();
    return step.holds.size() > 1 && (held == nullptr || *held != step.holds);
  }

  const Trace& trace_;
  const ShownSteps shown_;
  const Finding finding_;
  const std::map<int, Span> spans_;
  std::vector<Lane> lanes_;
  std::map<int, std::size_t> lane_of_;
};

// The one file that all steps are in, or empty.
std::string common_file(const Trace& trace) {
  std::string common;
  for (const Step& step : trace.steps) {
    if (step.file.empty()) continue;
    if (!common.empty() && common != step.file) return "";
    common = step.file;
  }
  return common;
}

// What a write leaves is told even where it was there before: that is what a lost update looks like.
bool writes(const Step& step) {
  return step.operation.starts_with("write") || step.operation.starts_with("store");
}

}  // namespace

Picture picture_of(const Verdict& verdict, const Trace& trace, ShownSteps shown) {
  Layout layout(trace, shown, verdict.finding);
  return {.title = trace.title.empty() ? "the execution, step by step" : trace.title,
          .explanation = trace.explanation,
          .outcome = trace.outcome,
          .replay = replay_command(verdict, trace),
          .file = common_file(trace),
          .lanes = layout.lanes(),
          .rows = layout.rows()};
}

std::string effect_of(const Row& row, std::string_view arrow) {
  const Step& step = *row.step;
  const bool changes = step.before != step.after;
  // An access that races ends the execution, and has no effect.
  if (!changes && row.pass && row.pass->is_race) return step.value;
  if (!step.after.empty() && (changes || writes(step))) {
    std::string text =
        step.before.empty() ? step.after : step.before + " " + std::string(arrow) + " " + step.after;
    if (!step.value.empty() && step.value != step.before && step.value != step.after)
      text = step.value + ", " + text;
    return text;
  }
  if (!step.value.empty()) return step.value;
  return step.fault ? step.after : "";
}

std::string words_for(const std::vector<std::string>& locks) {
  std::string text;
  for (const std::string& lock : locks) text += (text.empty() ? "holds '" : ", '") + lock + "'";
  return text;
}

std::string words_for(const Picture::Pass& pass) {
  return (pass.is_race ? "races with step " : "from step ") + with_commas(pass.number);
}

std::string object_of(const Step& step) {
  return step.object.empty() ? "" : "'" + step.object + "'";
}

std::string file_name_of(const Step& step) {
  return std::filesystem::path(step.file).filename().string();
}

std::string source_of(const Step& step) {
  std::string source;
  for (const char c : step.source)
    if (c != ' ' || (!source.empty() && source.back() != ' ')) source += c;
  return source;
}

std::string place_in(const Picture& picture, const Step& step) {
  const std::string line = step.line > 0 ? std::to_string(step.line) : "";
  const std::string file = picture.file.empty() ? file_name_of(step) : "";
  return file + (file.empty() || line.empty() ? "" : ":") + line;
}

}  // namespace heddle
