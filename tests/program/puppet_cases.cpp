// See puppet_cases.hpp.
#include "puppet_cases.hpp"

namespace heddle::test {

namespace fs = std::filesystem;
using nlohmann::json;

json described(const std::string& case_name, const std::vector<Described>& variants) {
  json document{{"heddle_format", 1}, {"kind", "variants"}, {"variants", json::array()}};
  for (const Described& variant : variants)
    document["variants"].push_back(
        {{"case", case_name},
         {"variant", variant.name},
         {"story", "A puppet's story."},
         {"threads", 2},
         {"max_threads", variant.max_threads},
         {"started_threads", 0},
         {"expected",
          {{"tsan", variant.tsan}, {"relacy", variant.relacy}, {"static", variant.thread_safety}}},
         {"outcomes", json::array()}});
  return document;
}

json verdict(const std::string& detector, const std::string& case_name, const std::string& variant,
             const std::string& status, const std::string& finding) {
  return {{"heddle_format", 1},
          {"kind", "verdicts"},
          {"verdicts",
           {{{"detector", detector},
             {"case", case_name},
             {"variant", variant},
             {"status", status},
             {"finding", finding},
             {"unavailable", false},
             {"summary", "a puppet's summary"},
             {"places", json::array()},
             {"traces", json::array()},
             {"evidence", json::array()},
             {"outcomes", json::array()},
             {"executions", 7},
             {"limits", json::array()},
             {"seconds", 0.5},
             {"seconds_to_finding", status == "found" ? 0.25 : 0.0}}}}};
}

PuppetCases::PuppetCases(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += name + "\n";
  write_bytes(folder_ / "list.txt", list);
}

void PuppetCases::add(const std::string& detector, const std::string& case_name,
                      const std::vector<Described>& variants, const std::string& script) {
  const fs::path program = path(detector, case_name);
  write_bytes(program.string() + ".described", described(case_name, variants).dump());
  write_bytes(program, "#!/bin/sh\n[ \"$1\" = --describe ] && exec cat \"$0.described\"\n" + script + "\n");
  fs::permissions(program, fs::perms::owner_all);
}

void PuppetCases::answer(const std::string& detector, const std::string& case_name,
                         const std::vector<Described>& variants, const json& document) {
  write_bytes(path(detector, case_name).string() + ".answer", document.dump());
  add(detector, case_name, variants, "cat \"$0.answer\"");
}

}  // namespace heddle::test
