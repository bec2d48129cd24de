#include "heddle/report/state_text.hpp"

#include <algorithm>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "heddle/core/numbers.hpp"
#include "heddle/report/columns.hpp"
#include "heddle/report/verdict_text.hpp"

namespace heddle {
namespace {

using Steps = std::span<const Step>;

std::string thread_name(const Trace& trace, int number) {
  const auto index = static_cast<std::size_t>(number);
  return number >= 0 && index < trace.threads.size() ? trace.threads[index]
                                                     : "thread " + std::to_string(number);
}

// "two.hpp:7", or the line alone where all steps are in one file.
class Places {
 public:
  explicit Places(const Trace& trace) {
    for (const Step& step : trace.steps) {
      if (step.file.empty()) continue;
      one_file_ = one_file_ && (file_.empty() || file_ == step.file);
      file_ = step.file;
    }
  }
  bool are_lines() const { return one_file_; }
  std::string of(const Step& step) const {
    if (step.line == 0) return "";
    const std::string line = std::to_string(step.line);
    return one_file_ ? line : std::filesystem::path(step.file).filename().string() + ":" + line;
  }

 private:
  std::string file_;
  bool one_file_ = true;
};

std::string words_for(const Step& step) {
  return step.object.empty() ? step.operation : step.operation + " '" + step.object + "'";
}

std::string with_value(const Step& step) {
  return step.value.empty() ? words_for(step) : words_for(step) + " " + step.value;
}

bool changes(const Step& step) {
  return step.before != step.after;
}

// The object's state between what was taken and what comes; empty where nobody tells.
std::string state_of(std::string_view object, Steps taken, Steps coming) {
  const auto last = std::find_if(taken.rbegin(), taken.rend(), [&](const Step& step) {
    return step.object == object && !step.after.empty();
  });
  if (last != taken.rend()) return last->after;
  const auto next = std::find_if(coming.begin(), coming.end(), [&](const Step& step) {
    return step.object == object && !step.before.empty();
  });
  return next != coming.end() ? next->before : "";
}

std::string heading(const Trace& trace, std::size_t taken) {
  if (taken == 0) return "before the first of " + quantity(trace.steps.size(), "step", "steps");
  const Step& step = trace.steps[taken - 1];
  const Places places(trace);
  const std::string place = (places.are_lines() ? "line " : "") + places.of(step);
  return "step " + with_commas(taken) + " of " + with_commas(trace.steps.size()) + ": " +
         thread_name(trace, step.thread) + ": " + with_value(step) + (step.line == 0 ? "" : ", " + place) +
         (step.fault ? " (here it goes wrong)" : "");
}

std::string threads(const Trace& trace, std::size_t taken) {
  const Places places(trace);
  Table table({{.most = 2}, {.most = 18}, {.most = 34}, {.most = 34}, {.most = 28}, {.most = kStateColumns}});
  table.add({"", "thread", "did", "does next", places.are_lines() ? "line" : "at", "holds"});
  for (std::size_t t = 0; t < trace.threads.size(); ++t) {
    const auto is_its = [&](const Step& step) { return step.thread == static_cast<int>(t); };
    const Steps past(trace.steps.data(), taken);
    const Steps coming = Steps(trace.steps).subspan(taken);
    const auto last = std::find_if(past.rbegin(), past.rend(), is_its);
    const auto next = std::find_if(coming.begin(), coming.end(), is_its);
    const bool has_begun = last != past.rend();
    const bool goes_on = next != coming.end();
    if (!has_begun && !goes_on) continue;
    std::string holds;
    if (has_begun)
      for (const std::string& lock : last->holds) holds += (holds.empty() ? "'" : ", '") + lock + "'";
    const bool is_current = taken > 0 && is_its(trace.steps[taken - 1]);
    table.add({is_current ? "=>" : "  ", trace.threads[t], has_begun ? with_value(*last) : "",
               goes_on ? words_for(*next) : "(no more)", places.of(goes_on ? *next : *last), holds});
  }
  return table.text(kStateColumns);
}

std::string objects(const Trace& trace, std::size_t taken) {
  std::vector<std::string_view> names;
  for (const Step& step : trace.steps)
    if (!step.object.empty() && std::ranges::find(names, step.object) == names.end())
      names.push_back(step.object);

  Table table({{.most = 2}, {.most = 28}, {.most = kStateColumns}});
  table.add({"", "object", "state"});
  bool any = false;
  for (const std::string_view name : names) {
    const std::string state =
        state_of(name, Steps(trace.steps).first(taken), Steps(trace.steps).subspan(taken));
    if (state.empty()) continue;
    any = true;
    const Step* const step = taken > 0 ? &trace.steps[taken - 1] : nullptr;
    const bool is_changed = step != nullptr && step->object == name && changes(*step);
    const bool had_another = is_changed && !step->before.empty();
    table.add({is_changed ? " *" : "  ", "'" + std::string(name) + "'",
               state + (had_another ? " (was " + step->before + ")" : "")});
  }
  return any ? "\n" + table.text(kStateColumns) : "";
}

}  // namespace

std::string state_text(const Trace& trace, std::size_t taken) {
  taken = std::min(taken, trace.steps.size());
  std::string text = paragraph(heading(trace, taken), 0, kStateColumns);
  if (taken > 0 && !trace.steps[taken - 1].source.empty())
    text += "      " + fitted(trace.steps[taken - 1].source, kStateColumns - 6) + '\n';
  text += "\n" + threads(trace, taken) + objects(trace, taken);
  if (taken == trace.steps.size() && !trace.outcome.empty())
    text += "\n" + paragraph("so: " + trace.outcome, 2, kStateColumns);
  return text;
}

}  // namespace heddle
