#include "heddle/report/variant_json.hpp"

#include <ostream>
#include <utility>

#include "heddle/report/document.hpp"
#include "heddle/report/json_records.hpp"

namespace heddle {
namespace {

VariantRecord record_of(const Variant& variant) {
  VariantRecord record{.case_name = std::string(variant.case_name),
                       .name = std::string(variant.name),
                       .story = std::string(variant.story),
                       .threads = variant.threads,
                       .max_threads = variant.max_threads,
                       .started_threads = variant.started_threads,
                       .expected = variant.expected,
                       .outcomes = {}};
  for (const Outcome& outcome : variant.outcomes)
    record.outcomes.push_back({std::string(outcome.text), outcome.grade, std::string(outcome.meaning)});
  return record;
}

}  // namespace

Json variant_json(const VariantRecord& variant) {
  Json outcomes = Json::array();
  for (const VariantRecord::ListedOutcome& outcome : variant.outcomes)
    outcomes.push_back(
        {{"text", outcome.text}, {"grade", name_of(outcome.grade)}, {"meaning", outcome.meaning}});
  return {{"case", variant.case_name},
          {"variant", variant.name},
          {"story", variant.story},
          {"threads", variant.threads},
          {"max_threads", variant.max_threads},
          {"started_threads", variant.started_threads},
          {"expected",
           {{"tsan", name_of(variant.expected.tsan)},
            {"relacy", name_of(variant.expected.model)},
            {"static", variant.expected.thread_safety}}},
          {"outcomes", std::move(outcomes)}};
}

VariantRecord variant_from(const Json& json) {
  const Json& expected = object_in(json, "expected");
  VariantRecord record{.case_name = field<std::string>(json, "case"),
                       .name = field<std::string>(json, "variant"),
                       .story = field<std::string>(json, "story"),
                       .threads = field<int>(json, "threads"),
                       .max_threads = field<int>(json, "max_threads"),
                       .started_threads = field<int>(json, "started_threads"),
                       .expected = {.tsan = finding_in(expected, "tsan"),
                                    .model = finding_in(expected, "relacy"),
                                    .thread_safety = field<bool>(expected, "static")},
                       .outcomes = {}};
  for (const Json& outcome : array_in(json, "outcomes"))
    record.outcomes.push_back(
        {field<std::string>(outcome, "text"), grade_in(outcome), field<std::string>(outcome, "meaning")});
  return record;
}

void write_json(std::ostream& out, std::span<const Variant> variants) {
  Json json = document("variants", kVariantsFormat);
  json["variants"] = Json::array();
  for (const Variant& variant : variants) json["variants"].push_back(variant_json(record_of(variant)));
  write_document(out, json);
}

std::vector<VariantRecord> read_variants(std::string_view text) {
  const Json json = read_document(text, "variants", kVariantsFormat);
  std::vector<VariantRecord> records;
  for (const Json& variant : array_in(json, "variants")) records.push_back(variant_from(variant));
  return records;
}

}  // namespace heddle
