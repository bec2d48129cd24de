#include "sanitizers/tsan/look.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>

#include <string_view>
#include <utility>

#include "sanitizers/canary/tsan_canary.hpp"
#include "sanitizers/tsan/miss_rate.hpp"
#include "sanitizers/tsan/run_round.hpp"

namespace heddle::tsan {
namespace {

// How many children may hang: where a finding is expected, the hang came before it and the next child may be
// luckier; where none is, more hangs teach nothing.
constexpr int kMostHangsBeforeAFinding = 8;
constexpr int kMostHangsInSilence = 2;

// The exit status of a program that ThreadSanitizer ended itself.
constexpr int kEndedBySanitizer = 66;

// What is found one after the other needs no luck, so that comes first; but some bugs need the threads to
// meet, and some threads wait for one another and make the most of each turn.
constexpr std::uint64_t kRoundsInTurn = 20;

Start start_of(std::uint64_t round) {
  if (round >= kRoundsInTurn) return Start::kAtOnce;
  return round % 2 == 0 ? Start::kInTurn : Start::kInReverse;
}

template <std::size_t Size>
void note(char (&to)[Size], const std::string& text) {
  const std::size_t size = std::min(text.size(), Size - 1);
  std::memcpy(to, text.data(), size);
  to[size] = '\0';
}

std::string count_of(std::uint64_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string last_line(std::string_view words) {
  while (!words.empty() && words.back() == '\n') words.remove_suffix(1);
  return std::string(words.substr(words.rfind('\n') + 1));
}

std::string summary_of(const Sighting& sighting) {
  if (sighting.places.empty()) return sighting.text.substr(0, sighting.text.find('\n'));
  std::string text(words_for(sighting.finding));
  std::string between = ": ";
  for (const Place& place : sighting.places) {
    text += between + place.what;
    if (place.line > 0)
      text += " at " + place.file.substr(place.file.rfind('/') + 1) + ":" + std::to_string(place.line);
    between = ", ";
  }
  return text;
}

}  // namespace

Look::Look(const Variant& variant, int threads, std::uint64_t rounds, double hang_seconds)
    : variant_(variant), threads_(threads), rounds_(rounds), hang_seconds_(hang_seconds) {}

void Look::run() {
  while (!is_over()) run_child();
}

void Look::write(Verdict& verdict) const {
  const std::string rounds = count_of(notes_->rounds, "round");
  verdict.executions = notes_->rounds;
  for (const Sighting& sighting : sightings_) verdict.evidence.push_back(sighting.text);
  if (died_ && could_not_.empty()) verdict.evidence.push_back(death_.text);
  if (hangs_ > 0) verdict.evidence.push_back(hang_.text);
  if (hangs_ > 1) verdict.evidence.push_back("hung " + std::to_string(hangs_) + " times");
  if (capture_.dropped() > 0)
    verdict.evidence.push_back(count_of(capture_.dropped(), "more report") + " dropped");

  if (const std::string reason = why_not(); !reason.empty()) {
    verdict.status = Verdict::Status::kCouldNotRun;
    verdict.summary = reason;
  } else if (const Sighting* const found = telling_sighting()) {
    verdict.status = Verdict::Status::kFound;
    verdict.finding = found->finding;
    verdict.places = found->places;
    verdict.summary = summary_of(*found) + " (" + rounds + ")";
  } else {
    verdict.status = Verdict::Status::kNotFound;
    verdict.summary = "no report in " + rounds;
    if (hangs_ > 0) verdict.summary += ", of which " + std::to_string(hangs_) + " hung, as the variant lists";
    verdict.limits.push_back("not found in " + rounds + " of real threads: no proof");
  }
  if (expected() != Finding::kNone) verdict.limits.push_back(words_for_rounds(static_cast<int>(rounds_)));
}

bool Look::has_seen(Finding finding) const {
  return std::any_of(sightings_.begin(), sightings_.end(),
                     [finding](const Sighting& sighting) { return sighting.finding == finding; });
}

bool Look::is_over() const {
  if (died_ || notes_->disarmed[0] != '\0' || notes_->exception[0] != '\0') return true;
  if (notes_->rounds >= rounds_ || has_seen(expected())) return true;
  switch (expected()) {
    case Finding::kNone: {
      const bool hang_is_news = hangs_ > 0 && !may_hang(variant_.outcomes);
      return !sightings_.empty() || hang_is_news || hangs_ >= kMostHangsInSilence;
    }
    case Finding::kHang:
      return hangs_ > 0;
    default:
      return hangs_ >= kMostHangsBeforeAFinding;
  }
}

void Look::run_child() {
  const ChildResult result = run_in_child([this] { return answer_of_child(); }, hang_seconds_);
  if (result.end == ChildResult::End::kAnswered)
    add(unpack(result.answer));
  else
    take_what_it_left();
  if (notes_->exception[0] != '\0')
    add({{.finding = Finding::kException,
          .places = {},
          .text = "an exception left the variant: " + std::string(notes_->exception)}});
  if (result.end == ChildResult::End::kHung) add_hang(result);
  if (result.end == ChildResult::End::kDied) add_death(result);
}

// In the child.
std::string Look::answer_of_child() {
  if (const std::string reason = tsan_canary(); !reason.empty()) {
    note(notes_->disarmed, reason);
    return "";
  }
  while (notes_->rounds < rounds_ && notes_->exception[0] == '\0' && !has_enough()) {
    const Start start = start_of(notes_->rounds++);
    child_progress();
    note(notes_->exception, run_round(variant_, threads_, start));
  }
  return packed_reports();
}

bool Look::has_enough() const {
  const std::vector<Finding> findings = capture_.findings();
  if (expected() == Finding::kNone) return !findings.empty();
  return std::find(findings.begin(), findings.end(), expected()) != findings.end();
}

std::string Look::packed_reports() {
  std::vector<Sighting> sightings;
  for (const Report& report : capture_.take()) sightings.push_back(sighting_of(report));
  return pack(sightings);
}

// The reports of a child that is no more are read in another one: the symbolizer is a program that a process
// would share with its children, and a child that is killed in the middle of a question spoils the answers of
// the others. So this process itself never starts one.
void Look::take_what_it_left() {
  if (capture_.findings().empty()) return;
  const ChildResult result = run_in_child([this] { return packed_reports(); });
  if (result.end == ChildResult::End::kAnswered) add(unpack(result.answer));
}

void Look::add(std::vector<Sighting> sightings) {
  for (Sighting& sighting : sightings) {
    const auto is_same = [&](const Sighting& other) { return other.text == sighting.text; };
    if (std::none_of(sightings_.begin(), sightings_.end(), is_same))
      sightings_.push_back(std::move(sighting));
  }
}

void Look::add_hang(const ChildResult& result) {
  if (++hangs_ > 1) return;
  hang_ = {.finding = Finding::kHang, .places = {}, .text = "hang: no progress"};
  if (result.waiting.empty()) hang_.text += "; what its threads wait for is not known";
  for (const Waiting& waiting : result.waiting) {
    hang_.text += "\n  " + describe(waiting);
    if (waiting.line > 0) hang_.text += " at " + waiting.file + ":" + std::to_string(waiting.line);
    hang_.places.push_back({.file = waiting.file,
                            .line = waiting.line,
                            .function = "",
                            .what = describe(waiting),
                            .source = ""});
  }
}

void Look::add_death(const ChildResult& result) {
  died_ = true;
  const bool by_sanitizer = result.signal == 0 && result.exit_status == kEndedBySanitizer;
  if (by_sanitizer || notes_->rounds == 0)
    could_not_ =
        "the child process could not look (" + cause_of_death(result) + "): " + last_line(result.last_words);
  else
    death_ = {.finding = Finding::kCrash,
              .places = {},
              .text = "crash: " + cause_of_death(result) + "\n  " + last_line(result.last_words)};
}

std::string Look::why_not() const {
  return notes_->disarmed[0] != '\0' ? notes_->disarmed : could_not_;
}

// The one that the verdict is about; null where there is none.
const Sighting* Look::telling_sighting() const {
  const bool crashed = died_ && could_not_.empty();
  if (expected() == Finding::kHang && hangs_ > 0) return &hang_;
  if (expected() == Finding::kCrash && crashed) return &death_;
  for (const Sighting& sighting : sightings_)
    if (sighting.finding == expected()) return &sighting;
  if (!sightings_.empty()) return &sightings_.front();
  if (crashed) return &death_;
  if (hangs_ > 0 && !may_hang(variant_.outcomes)) return &hang_;
  return nullptr;
}

}  // namespace heddle::tsan
