#include "heddle/report/verdict_json.hpp"

#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>

#include "heddle/report/document.hpp"
#include "heddle/report/json_records.hpp"

namespace heddle {
namespace {

template <class Record>
Json list(const std::vector<Record>& records, Json (*to_json)(const Record&)) {
  Json json = Json::array();
  for (const Record& record : records) json.push_back(to_json(record));
  return json;
}

template <class Record>
std::vector<Record> list_from(const Json& array, Record (*from_json)(const Json&)) {
  std::vector<Record> records;
  for (const Json& json : array) records.push_back(from_json(json));
  return records;
}

Json place_json(const Place& place) {
  return {{"file", place.file}, {"line", place.line},     {"function", place.function},
          {"what", place.what}, {"source", place.source}, {"thread", place.thread}};
}
Place place_from(const Json& json) {
  return {.file = field<std::string>(json, "file"),
          .line = field<int>(json, "line"),
          .function = field<std::string>(json, "function"),
          .what = field<std::string>(json, "what"),
          .source = field<std::string>(json, "source"),
          .thread = field<std::string>(json, "thread")};
}

Json step_json(const Step& step) {
  return {{"thread", step.thread}, {"operation", step.operation}, {"object", step.object},
          {"value", step.value},   {"before", step.before},       {"after", step.after},
          {"holds", step.holds},   {"from", step.from},           {"preempts", step.preempts},
          {"file", step.file},     {"line", step.line},           {"source", step.source},
          {"fault", step.fault}};
}
Step step_from(const Json& json) {
  return {.thread = field<int>(json, "thread"),
          .operation = field<std::string>(json, "operation"),
          .object = field<std::string>(json, "object"),
          .value = field<std::string>(json, "value"),
          .file = field<std::string>(json, "file"),
          .line = field<int>(json, "line"),
          .source = field<std::string>(json, "source"),
          .fault = field<bool>(json, "fault"),
          .before = field<std::string>(json, "before"),
          .after = field<std::string>(json, "after"),
          .holds = texts_in(json, "holds"),
          .from = field<int>(json, "from"),
          .preempts = field<bool>(json, "preempts")};
}

Json trace_json(const Trace& trace) {
  return {{"title", trace.title},
          {"threads", trace.threads},
          {"explanation", trace.explanation},
          {"steps", list(trace.steps, step_json)},
          {"outcome", trace.outcome},
          {"token", trace.token}};
}
Trace trace_from(const Json& json) {
  return {.title = field<std::string>(json, "title"),
          .threads = texts_in(json, "threads"),
          .steps = list_from(array_in(json, "steps"), step_from),
          .outcome = field<std::string>(json, "outcome"),
          .explanation = field<std::string>(json, "explanation"),
          .token = field<std::string>(json, "token")};
}

Json outcome_json(const OutcomeCount& outcome) {
  return {{"text", outcome.text},
          {"grade", name_of(outcome.grade)},
          {"meaning", outcome.meaning},
          {"count", outcome.count}};
}
OutcomeCount outcome_from(const Json& json) {
  return {field<std::string>(json, "text"), grade_in(json), field<std::string>(json, "meaning"),
          field<std::uint64_t>(json, "count")};
}

Json part_json(const Part& part) {
  return {{"index", part.shard.index}, {"count", part.shard.count}, {"complete", part.complete},
          {"bounded", part.bounded},   {"search", part.search},     {"inequivalent", part.inequivalent},
          {"start", part.start},       {"split", part.split}};
}
Part part_from(const Json& json) {
  const Shard shard{field<int>(json, "index"), field<int>(json, "count")};
  if (shard.count < 1 || shard.count > kMostShards)
    throw std::runtime_error("the field 'count' is out of range");
  if (shard.index < 1 || shard.index > shard.count)
    throw std::runtime_error("the field 'index' is out of range");
  return {.shard = shard,
          .complete = field<bool>(json, "complete"),
          .bounded = field<bool>(json, "bounded"),
          .inequivalent = field<bool>(json, "inequivalent"),
          .search = field<std::string>(json, "search"),
          .start = field<std::string>(json, "start"),
          .split = field<std::string>(json, "split")};
}

}  // namespace

Json verdict_json(const Verdict& verdict) {
  Json json{{"detector", verdict.detector},
            {"case", verdict.case_name},
            {"variant", verdict.variant},
            {"status", name_of(verdict.status)},
            {"finding", name_of(verdict.finding)},
            {"unavailable", verdict.unavailable},
            {"summary", verdict.summary},
            {"places", list(verdict.places, place_json)},
            {"traces", list(verdict.traces, trace_json)},
            {"evidence", verdict.evidence},
            {"outcomes", list(verdict.outcomes, outcome_json)},
            {"executions", verdict.executions},
            {"limits", verdict.limits},
            {"seconds", verdict.seconds},
            {"seconds_to_finding", verdict.seconds_to_finding}};
  if (verdict.part) json["part"] = part_json(*verdict.part);
  return json;
}

Verdict verdict_from(const Json& json) {
  return {.detector = field<std::string>(json, "detector"),
          .case_name = field<std::string>(json, "case"),
          .variant = field<std::string>(json, "variant"),
          .status = named(json, "status",
                          {Verdict::Status::kFound, Verdict::Status::kProved, Verdict::Status::kNotFound,
                           Verdict::Status::kCouldNotRun}),
          .finding = finding_in(json, "finding"),
          .unavailable = field<bool>(json, "unavailable"),
          .summary = field<std::string>(json, "summary"),
          .places = list_from(array_in(json, "places"), place_from),
          .traces = list_from(array_in(json, "traces"), trace_from),
          .evidence = texts_in(json, "evidence"),
          .outcomes = list_from(array_in(json, "outcomes"), outcome_from),
          .executions = field<std::uint64_t>(json, "executions"),
          .limits = texts_in(json, "limits"),
          .seconds = field<double>(json, "seconds"),
          .seconds_to_finding = field<double>(json, "seconds_to_finding"),
          .part = json.contains("part") ? std::optional(part_from(object_in(json, "part"))) : std::nullopt};
}

void write_json(std::ostream& out, std::span<const Verdict> verdicts) {
  Json json = document("verdicts", kVerdictsFormat);
  json["verdicts"] = Json::array();
  for (const Verdict& verdict : verdicts) json["verdicts"].push_back(verdict_json(verdict));
  write_document(out, json);
}

std::vector<Verdict> read_verdicts(std::string_view text) {
  const Json json = read_document(text, "verdicts", kVerdictsFormat);
  return list_from(array_in(json, "verdicts"), verdict_from);
}

}  // namespace heddle
