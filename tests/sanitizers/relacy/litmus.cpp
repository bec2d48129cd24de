#include "litmus.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cctype>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "every_outcome.hpp"
#include "heddle/core/finding.hpp"
#include "sanitizers/relacy/model_sync.hpp"

namespace heddle::test {
namespace {

constexpr std::uint64_t kMaxExecutions = 1'000'000;

constexpr std::array<std::pair<std::string_view, Order>, 5> kOrderWords{{{"rlx", Order::kRelaxed},
                                                                         {"acq", Order::kAcquire},
                                                                         {"rel", Order::kRelease},
                                                                         {"ar", Order::kAcqRel},
                                                                         {"sc", Order::kSeqCst}}};

[[noreturn]] void refuse(std::string_view step) {
  throw std::invalid_argument("'" + std::string(step) + "' is no step of a litmus test");
}

bool is_location(std::string_view word) {
  return word.size() == 1 && std::string_view("xyzd").find(word[0]) != std::string_view::npos;
}
bool is_result(std::string_view word) {
  return word.size() == 1 && std::islower(static_cast<unsigned char>(word[0])) != 0 && !is_location(word);
}

std::vector<std::string> parts_of(std::string_view text, std::string_view separator) {
  std::vector<std::string> parts;
  for (std::size_t end = text.find(separator); end != std::string_view::npos; end = text.find(separator)) {
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(end + separator.size());
  }
  parts.emplace_back(text);
  return parts;
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

Order parse_order(const std::string& step, const std::string& word) {
  for (const auto& [name, order] : kOrderWords)
    if (name == word) return order;
  refuse(step);
}

int parse_value(const std::string& step, const std::string& word) {
  if (word.size() != 1 || std::isdigit(static_cast<unsigned char>(word[0])) == 0) refuse(step);
  return word[0] - '0';
}

Instruction parse_step(const std::string& text) {
  using Does = Instruction::Does;
  std::vector<std::string> words = words_of(text);
  Instruction step;
  if (words.size() == 4 && words[0] == "if" && is_result(words[1]) && words[2] == "==")
    return {.does = Does::kIf, .result = words[1][0], .value = parse_value(text, words[3])};
  if (words.size() == 2 && words[0] == "fence")
    return {.does = Does::kFence, .order = parse_order(text, words[1])};
  if (words.size() >= 3 && is_result(words[0]) && words[1] == "=") {
    step.result = words[0][0];
    words.erase(words.begin(), words.begin() + 2);
  }
  if (words.empty() || !is_location(words[0].substr(0, 1))) refuse(text);
  step.location = words[0][0];
  if (words[0].substr(1) == "++") {
    step.does = Does::kAdd;
    words.erase(words.begin());
  } else if (words[0].size() == 1 && step.result == 0 && words.size() >= 3 && words[1] == "=") {
    step.does = Does::kStore;
    step.value = parse_value(text, words[2]);
    words.erase(words.begin(), words.begin() + 3);
  } else if (words[0].size() == 1 && step.result != 0 && words.size() == 5 && words[1] == "cas") {
    step.does = Does::kCompareExchange;
    step.value = parse_value(text, words[2]);
    step.desired = parse_value(text, words[3]);
    words.erase(words.begin(), words.begin() + 4);
  } else if (words[0].size() == 1 && step.result != 0) {
    words.erase(words.begin());
  } else {
    refuse(text);
  }
  if (words.size() != (step.location == 'd' ? 0 : 1)) refuse(text);
  if (!words.empty()) step.order = parse_order(text, words[0]);
  return step;
}

std::memory_order memory_order_of(Order order) {
  switch (order) {
    case Order::kAcquire:
      return std::memory_order_acquire;
    case Order::kRelease:
      return std::memory_order_release;
    case Order::kAcqRel:
      return std::memory_order_acq_rel;
    case Order::kSeqCst:
      return std::memory_order_seq_cst;
    default:
      return std::memory_order_relaxed;
  }
}

const Litmus* current = nullptr;

class Run final : public Subject {
 public:
  static std::unique_ptr<Subject> make(int /*threads*/) { return std::make_unique<Run>(); }

  void thread(int index) override {
    using Does = Instruction::Does;
    for (const Instruction& step : current->threads[static_cast<std::size_t>(index)]) {
      if (step.does == Does::kFence) {
        ModelSync::fence(memory_order_of(step.order));
      } else if (step.does == Does::kIf) {
        if (results_[slot(step.result)] != step.value) return;
      } else if (step.location == 'd') {
        if (step.does == Does::kStore)
          data_.write(step.value);
        else
          results_[slot(step.result)] = data_.read();
      } else {
        const int value = on_atomic(step);
        if (step.result != 0) results_[slot(step.result)] = value;
      }
    }
  }
  std::string after() override {
    Values results, last;
    for (const char result : current->results()) results.emplace_back(result, results_[slot(result)]);
    for (const char location : current->locations())
      last.emplace_back(location, location == 'd' ? data_.read() : atomic(location).load());
    return outcome_text(results, last);
  }

 private:
  static std::size_t slot(char result) { return static_cast<std::size_t>(result - 'a'); }
  Atomic<ModelSync, int>& atomic(char location) { return atomics_[location - 'x']; }
  int on_atomic(const Instruction& step) {
    const std::memory_order order = memory_order_of(step.order);
    if (step.does == Instruction::Does::kLoad) return atomic(step.location).load(order);
    if (step.does == Instruction::Does::kAdd) return atomic(step.location).fetch_add(1, order);
    if (step.does == Instruction::Does::kCompareExchange) {
      int found = step.value;
      atomic(step.location)
          .compare_exchange_strong(found, step.desired, order, memory_order_of(failure_order(step.order)));
      return found;
    }
    atomic(step.location).store(step.value, order);
    return 0;
  }

  Atomic<ModelSync, int> atomics_[3]{Atomic<ModelSync, int>("x", 0), Atomic<ModelSync, int>("y", 0),
                                     Atomic<ModelSync, int>("z", 0)};
  Shared<ModelSync, int> data_{"d", 0};
  std::array<int, 26> results_ = [] {
    std::array<int, 26> unset{};
    unset.fill(-1);
    return unset;
  }();
};

void append(std::string& text, const Values& values) {
  for (const auto& [name, value] : values)
    text +=
        (text.empty() ? "" : " ") + std::string(1, name) + "=" + (value < 0 ? "-" : std::to_string(value));
}

}  // namespace

std::set<char> Litmus::locations() const {
  std::set<char> all;
  for (const auto& thread : threads)
    for (const Instruction& step : thread)
      if (step.location != 0) all.insert(step.location);
  return all;
}

std::set<char> Litmus::results() const {
  std::set<char> all;
  for (const auto& thread : threads)
    for (const Instruction& step : thread)
      if (step.result != 0) all.insert(step.result);
  return all;
}

Litmus parse_litmus(std::string_view text) {
  Litmus litmus;
  for (const std::string& thread : parts_of(text, "||")) {
    auto& steps = litmus.threads.emplace_back();
    for (const std::string& step : parts_of(thread, ";")) steps.push_back(parse_step(step));
  }
  return litmus;
}

std::string outcome_text(const Values& results, const Values& locations) {
  std::string text;
  append(text, results);
  append(text, locations);
  return text;
}

bool matches(std::string_view outcome, std::string_view asked) {
  const std::string all = " " + std::string(outcome) + " ";
  const std::vector<std::string> wanted = words_of(std::string(asked));
  return std::all_of(wanted.begin(), wanted.end(),
                     [&](const std::string& one) { return all.find(" " + one + " ") != std::string::npos; });
}

std::set<std::string> shown_outcomes(const Litmus& litmus, model::Scheduler& scheduler) {
  current = &litmus;
  Variant variant;
  variant.case_name = "litmus";
  variant.name = "test";
  variant.threads = variant.max_threads = static_cast<int>(litmus.threads.size());
  variant.make = &Run::make;
  const Outcomes outcomes = every_outcome(variant, model::Mode::kCheck, scheduler, kMaxExecutions);
  if (!outcomes.complete) throw std::length_error("the litmus test has too many executions");
  std::set<std::string> shown;
  for (const std::string& outcome : outcomes.all)
    shown.insert(outcome == words_for(Finding::kDataRace) ? std::string(kRace) : outcome);
  return shown;
}

}  // namespace heddle::test
