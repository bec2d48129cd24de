#include "heddle/report/sarif.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "heddle/core/finding.hpp"
#include "heddle/core/printable.hpp"
#include "heddle/report/catalogue_words.hpp"
#include "heddle/report/document.hpp"
#include "heddle/report/picture.hpp"
#include "heddle/report/place_words.hpp"
#include "heddle/report/replay_command.hpp"

namespace heddle {
namespace {

constexpr std::string_view kSourceRoot = "SRCROOT";

struct Rule {
  Finding finding;
  std::string_view name;
  std::string_view meaning;
};

constexpr std::array kRules{
    Rule{Finding::kDataRace, "DataRace",
         "Two threads access the same plain memory, one of them writes, and nothing puts one before the "
         "other."},
    Rule{Finding::kLockOrder, "LockOrderInversion",
         "Locks are taken in both orders: a deadlock that did not happen this time."},
    Rule{Finding::kDeadlock, "Deadlock",
         "Every thread that is left waits for something that nobody will do."},
    Rule{Finding::kSelfDeadlock, "SelfDeadlock", "A thread locks what it already holds."},
    Rule{Finding::kLivelock, "Livelock",
         "Every thread that can go on yields to the others, again and again."},
    Rule{Finding::kWrongOutcome, "WrongOutcome",
         "An execution came to an outcome that is not acceptable, such as a lost update or a torn line."},
    Rule{Finding::kMisuse, "MisuseOfPrimitive", "A primitive is used in a way that has no defined meaning."},
    Rule{Finding::kUseAfterFree, "UseAfterFree", "An operation on an object, or on memory, that is gone."},
    Rule{Finding::kDoubleFree, "DoubleFree", "Memory is given back twice, or was never allocated."},
    Rule{Finding::kMemoryLeak, "MemoryLeak", "Memory that nobody gave back."},
    Rule{Finding::kException, "EscapedException", "An exception left a thread."},
    Rule{Finding::kStackOverflow, "StackOverflow", "A thread of the model used up its stack."},
    Rule{Finding::kNondeterminism, "Nondeterminism",
         "The same choices led to different steps: time, addresses or random numbers decide something."},
    Rule{Finding::kHang, "Hang", "Real threads made no progress until the watchdog ended them."},
    Rule{Finding::kCrash, "Crash", "The process ended by a signal, or without an answer."},
};

// Unlike its name, as the standard has it (3.49.3).
std::string id_of(const Rule& rule) {
  return "heddle/" + std::string(name_of(rule.finding));
}

std::size_t rule_index(Finding finding) {
  const auto found = std::ranges::find(kRules, finding, &Rule::finding);
  return static_cast<std::size_t>(found - kRules.begin());
}

// Plain text of a message: brackets would begin a link (3.11.6), braces a placeholder (3.11.5).
std::string message_text(std::string_view text) {
  std::string safe;
  for (const char c : printable(text)) {
    if (c == '[' || c == ']' || c == '\\') safe += '\\';
    safe += c;
    if (c == '{' || c == '}') safe += c;
  }
  return safe;
}

Json message(std::string_view text) {
  return {{"text", message_text(text)}};
}

std::string sentence(std::string text) {
  if (text.empty() || text.back() != '.') text += '.';
  return text;
}

// A path as a URI reference (RFC 3986): all but unreserved characters and slashes as %XX.
std::string uri_of(std::string_view path) {
  constexpr std::string_view kUnreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path)
    if (kUnreserved.find(c) != std::string_view::npos)
      uri += c;
    else
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return uri;
}

// Of a place or of a step: null where its file is not known.
Json physical_location(const std::string& file, int line, const std::string& source) {
  if (file.empty()) return nullptr;
  Json artifact{{"uri", uri_of(file)}};
  if (!file.starts_with('/')) artifact["uriBaseId"] = kSourceRoot;
  Json location{{"artifactLocation", std::move(artifact)}};
  if (line > 0) {
    location["region"] = {{"startLine", line}};
    if (!source.empty()) location["region"]["snippet"] = {{"text", printable(source)}};
  }
  return location;
}

Json location_of(const std::string& file, int line, const std::string& source, std::string_view words) {
  Json location = Json::object();
  if (Json physical = physical_location(file, line, source); !physical.is_null())
    location["physicalLocation"] = std::move(physical);
  if (!words.empty()) location["message"] = message(words);
  return location;
}

Json location_of(const Place& place) {
  Json location = location_of(place.file, place.line, place.source, words_of(place));
  if (!place.function.empty())
    location["logicalLocations"] = {{{"fullyQualifiedName", printable(place.function)}}};
  return location;
}

// The thread flows of one code flow, in the order in which their threads first come.
class ThreadFlows {
 public:
  // key: tells threads apart that may have the same name.
  void add(const std::string& key, const std::string& name, Json location) {
    auto known = std::ranges::find(keys_, key);
    if (known == keys_.end()) {
      flows_.push_back({{"id", std::to_string(keys_.size() + 1)},
                        {"message", message(name)},
                        {"locations", Json::array()}});
      keys_.push_back(key);
      known = keys_.end() - 1;
    }
    flows_[static_cast<std::size_t>(known - keys_.begin())]["locations"].push_back(std::move(location));
  }

  Json json() && { return flows_; }

 private:
  std::vector<std::string> keys_;
  Json flows_ = Json::array();
};

std::string words_of(const Picture::Row& row) {
  const Step& step = *row.step;
  std::string words = step.operation;
  if (!step.object.empty()) words += " " + object_of(step);
  if (const std::string effect = effect_of(row, "\u2192"); !effect.empty()) words += ": " + effect;
  if (row.pass) words += " (" + words_for(*row.pass) + ")";
  return words;
}

Json step_json(const Picture::Row& row) {
  const Step& step = *row.step;
  Json json{{"location", location_of(step.file, step.line, step.source, words_of(row))},
            {"nestingLevel", step.holds.size()},
            {"executionOrder", row.number},
            {"importance", step.fault ? "essential" : "important"}};
  if (step.fault)
    json["kinds"] = {"danger"};
  else if (row.moves_lock)
    json["kinds"] = {"lock"};
  if (!step.object.empty() && !step.after.empty())
    json["state"] = {{printable(step.object), message(step.after)}};
  return json;
}

Json code_flow(const Verdict& verdict, const Trace& trace) {
  const Picture picture = picture_of(verdict, trace, kShownInFiles);
  ThreadFlows flows;
  for (const Picture::Row& row : picture.rows) {
    const std::string name = row.lane ? picture.lanes[*row.lane].name : row.who.empty() ? "main" : row.who;
    flows.add(row.lane ? std::to_string(*row.lane) : "", name, step_json(row));
  }
  std::string words = picture.title;
  if (!picture.explanation.empty()) words += ": " + picture.explanation;
  return {{"message", message(words)}, {"threadFlows", std::move(flows).json()}};
}

// Of a report that names the threads at its places, and does not order them. What a thread did first comes
// last there: of a lock order inversion, the lock that it already held.
Json code_flow(const std::vector<Place>& places) {
  ThreadFlows flows;
  std::vector<std::string> threads;
  for (const Place& place : places)
    if (!place.thread.empty() && std::ranges::find(threads, place.thread) == threads.end())
      threads.push_back(place.thread);
  for (const std::string& thread : threads)
    for (auto place = places.rbegin(); place != places.rend(); ++place)
      if (place->thread == thread) flows.add(thread, thread, {{"location", location_of(*place)}});
  return {{"threadFlows", std::move(flows).json()}};
}

Json code_flows(const Verdict& verdict) {
  Json flows = Json::array();
  for (const Trace& trace : verdict.traces)
    if (!trace.steps.empty()) flows.push_back(code_flow(verdict, trace));
  const bool names_threads =
      std::ranges::any_of(verdict.places, [](const Place& place) { return !place.thread.empty(); });
  if (flows.empty() && names_threads) flows.push_back(code_flow(verdict.places));
  return flows;
}

std::string test_of(const Verdict& verdict) {
  return verdict.detector + "." + verdict.full_name();
}

Json result_json(const VariantRecord& variant, const Verdict& verdict) {
  const std::size_t rule = rule_index(verdict.finding);
  const bool declared = agreement_of(variant, verdict) == Agreement::kAgrees;
  std::string words = test_of(verdict) + ": " + verdict.summary;
  if (declared) words += ". The variant declares it";
  Json result{{"ruleId", id_of(kRules[rule])},
              {"ruleIndex", rule},
              {"kind", "fail"},
              {"level", declared ? "note" : "error"},
              {"message", message(sentence(words))}};
  const std::vector<Place> places = places_of(verdict);
  result["locations"] = Json::array();
  if (!places.empty()) result["locations"].push_back(location_of(places.front()));
  for (std::size_t i = 1; i < places.size(); ++i) {
    Json related = location_of(places[i]);
    related["id"] = i;
    result["relatedLocations"].push_back(std::move(related));
  }
  if (Json flows = code_flows(verdict); !flows.empty()) result["codeFlows"] = std::move(flows);
  result["partialFingerprints"] = {
      {"heddleTest/v1", printable(test_of(verdict)) + ":" + std::string(name_of(verdict.finding))}};
  result["properties"] = {{"detector", printable(verdict.detector)},
                          {"variant", printable(verdict.full_name())},
                          {"declared", declared},
                          {"executions", verdict.executions}};
  for (const Trace& trace : verdict.traces)
    if (const std::string replay = replay_command(verdict, trace); !replay.empty())
      result["properties"]["replay"].push_back(printable(replay));
  return result;
}

Json rules_json() {
  Json rules = Json::array();
  for (const Rule& rule : kRules)
    rules.push_back({{"id", id_of(rule)},
                     {"name", rule.name},
                     {"shortDescription", {{"text", sentence(std::string(words_for(rule.finding)))}}},
                     {"fullDescription", {{"text", rule.meaning}}},
                     {"help",
                      {{"text",
                        "docs/detectors.md says what each detector sees, and how to see a "
                        "finding again."}}},
                     {"defaultConfiguration", {{"level", "error"}}},
                     {"properties", {{"tags", {"concurrency", "correctness"}}}}});
  return rules;
}

Json notification(std::string_view level, const std::string& words) {
  return {{"level", level}, {"message", message(sentence(words))}};
}

// Looks that came to nothing, and what is undecided: a run that hides them would look clean.
Json invocation_json(const Catalogue& catalogue) {
  Json notifications = Json::array();
  bool successful = catalogue.undescribed.empty();
  for (const CatalogueRow& row : catalogue.rows)
    for (const Verdict& verdict : row.verdicts) {
      if (verdict.status == Verdict::Status::kFound) continue;
      for (const std::string& reason : reasons_of(row.variant, verdict)) {
        if (verdict.status == Verdict::Status::kCouldNotRun && !verdict.unavailable) successful = false;
        notifications.push_back(notification("warning", test_of(verdict) + ": " + reason));
      }
    }
  for (const UndescribedCase& undescribed : catalogue.undescribed)
    notifications.push_back(notification("error", undescribed.name + ": " + undescribed.why));
  return {{"executionSuccessful", successful}, {"toolExecutionNotifications", std::move(notifications)}};
}

}  // namespace

void write_sarif(std::ostream& out, const Catalogue& catalogue, std::string_view version) {
  Json results = Json::array();
  for (const CatalogueRow& row : catalogue.rows)
    for (const Verdict& verdict : row.verdicts)
      if (verdict.status == Verdict::Status::kFound && rule_index(verdict.finding) < kRules.size())
        results.push_back(result_json(row.variant, verdict));
  const Json driver{{"name", "heddle"},
                    {"fullName", "heddle, a concurrency correctness kit"},
                    {"semanticVersion", version},
                    {"rules", rules_json()}};
  const Json run{
      {"tool", {{"driver", driver}}},
      {"invocations", {invocation_json(catalogue)}},
      {"originalUriBaseIds", {{kSourceRoot, {{"description", {{"text", "The root of the sources."}}}}}}},
      {"columnKind", "unicodeCodePoints"},
      {"results", std::move(results)}};
  write_document(out, {{"$schema",
                        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
                        "sarif-schema-2.1.0.json"},
                       {"version", "2.1.0"},
                       {"runs", {run}}});
}

}  // namespace heddle
