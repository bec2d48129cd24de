// CSV that a reader of RFC 4180 understands: the reader here is written from the RFC alone.
#include "heddle/report/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "heddle/report/verdict.hpp"
#include "sample_experiment.hpp"

namespace heddle {
namespace {

using test::sample_experiment;
using testing::HasSubstr;

using Record = std::vector<std::string>;

// RFC 4180, section 2: records end in CRLF; a field is quoted as a whole, with quotes in it doubled.
std::vector<Record> parse(const std::string& csv) {
  std::vector<Record> records;
  for (std::size_t at = 0; at < csv.size();) {
    Record& record = records.emplace_back();
    for (bool more = true; more;) {
      std::string& field = record.emplace_back();
      if (csv.at(at) == '"') {
        for (++at; csv.at(at) != '"' || (at + 1 < csv.size() && csv[at + 1] == '"'); ++at) {
          if (csv[at] == '"') ++at;
          field += csv[at];
        }
        ++at;
      } else {
        for (; csv.at(at) != ',' && csv[at] != '\r'; ++at) {
          if (csv[at] == '"' || csv[at] == '\n') ADD_FAILURE() << "a bare quote or line end at byte " << at;
          field += csv[at];
        }
      }
      more = csv.at(at) == ',';
      ++at;
    }
    EXPECT_EQ(csv.at(at), '\n');
    ++at;
  }
  return records;
}

std::string written(const Experiment& experiment) {
  std::ostringstream out;
  write_csv(out, experiment);
  return out.str();
}

std::vector<std::map<std::string, std::string>> rows(const Experiment& experiment) {
  const auto records = parse(written(experiment));
  std::vector<std::map<std::string, std::string>> all;
  for (std::size_t i = 1; i < records.size(); ++i) {
    auto& row = all.emplace_back();
    for (std::size_t column = 0; column < records[i].size(); ++column)
      row[records[0].at(column)] = records[i][column];
  }
  return all;
}

TEST(Csv, HasAHeaderAndALineForEachRunAllOfOneLength) {
  const auto records = parse(written(sample_experiment()));
  ASSERT_EQ(records.size(), 1U + 5 * 2);
  for (const Record& record : records) EXPECT_EQ(record.size(), records[0].size());
}

TEST(Csv, TellsEachRunUnderTheRightHeading) {
  const auto all = rows(sample_experiment());
  const auto& racy = all.at(2);
  const std::map<std::string, std::string> expected{{"heddle_format", "1"},
                                                    {"strategy", "threads"},
                                                    {"counter", "unsynchronized"},
                                                    {"logger", "unsynchronized"},
                                                    {"workers", "2"},
                                                    {"permits", "2"},
                                                    {"critical_section_us", "0"},
                                                    {"repeat", "1"},
                                                    {"seconds", "1.000000"},
                                                    {"images_per_second", "4.000"},
                                                    {"images", "4"},
                                                    {"images_counted", "3"},
                                                    {"rows", "4000"},
                                                    {"rows_counted", "2500"},
                                                    {"log_lines_expected", "500"},
                                                    {"log_lines_intact", "480"},
                                                    {"log_lines_torn", "13"},
                                                    {"log_lines_missing", "20"},
                                                    {"log_lines_duplicated", "2"},
                                                    {"wait_ns", "1500000"},
                                                    {"contended", "20"},
                                                    {"acquisitions", "500"},
                                                    {"decode_seconds", "0.500000"},
                                                    {"convert_seconds", "0.250000"},
                                                    {"encode_seconds", "1.200000"},
                                                    {"log_seconds", "0.050000"},
                                                    {"deaths", "0"},
                                                    {"log_repairs", "0"},
                                                    {"failures", "0"},
                                                    {"different_outputs", "0"},
                                                    {"correct", "false"},
                                                    {"processor", "Loom \"Jacquard\", 1804"},
                                                    {"cores", "2"},
                                                    {"system", "Linux 6.1 x86_64"},
                                                    {"compiler", "clang 19.1.7"},
                                                    {"commit", "0123456789ab"}};
  for (const auto& [column, value] : expected) EXPECT_EQ(racy.at(column), value) << column;
  EXPECT_EQ(racy.at("verdict"), describe(sample_experiment().measurements[1].runs[0]));
  EXPECT_EQ(racy.size(), expected.size() + 1);
  EXPECT_EQ(all.at(3).at("repeat"), "2");
  EXPECT_EQ(all.at(6).at("deaths"), "1");
  EXPECT_EQ(all.at(8).at("failures"), "1");
}

TEST(Csv, QuotesWhatNeedsIt) {
  Experiment experiment = sample_experiment();
  experiment.machine.processor = "a,b";
  experiment.machine.system = "say \"hi\"";
  experiment.machine.compiler = "two\r\nlines";
  experiment.machine.commit = "";
  EXPECT_THAT(written(experiment), HasSubstr(",\"a,b\",2,\"say \"\"hi\"\"\",\"two\r\nlines\",\r\n"));
  EXPECT_EQ(rows(experiment).at(0).at("compiler"), "two\r\nlines");
}

TEST(Csv, EveryColumnIsDocumented) {
  std::ifstream file(HEDDLE_DOCS_FOLDER "/results.md");
  const std::string docs(std::istreambuf_iterator<char>(file), {});
  const Record header = parse(written(Experiment{})).at(0);
  for (const std::string& column : header) EXPECT_THAT(docs, HasSubstr("`" + column + "`"));
}

}  // namespace
}  // namespace heddle
