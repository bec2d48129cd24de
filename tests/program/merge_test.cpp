// heddle explore --shard and --merge: a search in parts, each a process that leaves a file, and the one
// verdict.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace heddle {
namespace {

using test::Ended;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr int kDone = 0;
constexpr int kFound = 1;
constexpr int kUsage = 2;
constexpr int kCouldNotRun = 3;

// A variant that the explorer proves, and one in which it finds a data race.
constexpr const char* kProved = "work_index.read_modify_write";
constexpr const char* kRacy = "work_index.racy";

class Merge : public testing::Test {
 protected:
  std::string file(int index) const { return folder_ / ("part" + std::to_string(index) + ".json"); }

  Ended explore(const std::string& name, int index, int count) const {
    return test::heddle({"explore", name, "--shard", std::to_string(index) + "/" + std::to_string(count),
                         "--json", file(index)});
  }

  // With the words on standard error.
  static Ended merge(std::vector<std::string> files) {
    files.insert(files.begin(), {"explore", "--json", "-", "--merge"});
    return test::heddle(files);
  }

  // Changes something in the only verdict of a file.
  void change(int index, const std::string& pointer, const nlohmann::json& value) const {
    auto json = nlohmann::json::parse(test::read_bytes(file(index)));
    json[nlohmann::json::json_pointer("/verdicts/0" + pointer)] = value;
    test::write_bytes(file(index), json.dump());
  }

  static std::uint64_t executions_in(const std::string& file) {
    return nlohmann::json::parse(test::read_bytes(file)).at("verdicts").at(0).at("executions");
  }

  test::TemporaryFolder folder_;
};

TEST_F(Merge, ProvesWhatAllPartsTogetherProve) {
  ASSERT_EQ(test::heddle({"explore", kProved, "--json", folder_ / "whole.json"}).exit_code, kDone);
  for (const int index : {1, 2, 3}) {
    const Ended part = explore(kProved, index, 3);
    EXPECT_EQ(part.exit_code, kDone) << part.err;
    EXPECT_THAT(part.out, AllOf(HasSubstr("not found"), Not(HasSubstr("PROVED")),
                                HasSubstr("part " + std::to_string(index) + " of 3: complete, ")));
  }
  const Ended merged =
      test::heddle({"explore", "--merge", file(3), file(1), file(2), "--json", folder_ / "merged.json"});
  EXPECT_EQ(merged.exit_code, kDone);
  EXPECT_THAT(merged.err, IsEmpty());
  EXPECT_THAT(merged.out, AllOf(HasSubstr("PROVED"), HasSubstr("complete: all "), HasSubstr("in 3 parts")));
  EXPECT_EQ(executions_in(folder_ / "merged.json"), executions_in(folder_ / "whole.json"));
}

TEST_F(Merge, ShowsWhatAPartFound) {
  for (const int index : {1, 2}) EXPECT_EQ(explore(kRacy, index, 2).exit_code, kFound);
  const Ended merged = merge({file(1), file(2)});
  EXPECT_EQ(merged.exit_code, kFound);
  EXPECT_THAT(merged.err, AllOf(HasSubstr("FOUND data race"), HasSubstr("// [race]")));
}

TEST_F(Merge, IsInconclusiveAndSaysWhatIsWrong) {
  for (const int index : {1, 2, 3}) ASSERT_EQ(explore(kProved, index, 3).exit_code, kDone);
  const auto expect = [](const Ended& ended, const std::string& what) {
    EXPECT_EQ(ended.exit_code, kCouldNotRun);
    EXPECT_THAT(nlohmann::json::parse(ended.out).at("verdicts").at(0).at("summary").get<std::string>(),
                HasSubstr(what));
  };
  expect(merge({file(1), file(3)}), "part 2 is missing");
  expect(merge({file(1), file(2), file(2), file(3)}), "part 2 is there more than once");
  change(2, "/part/complete", false);
  expect(merge({file(1), file(2), file(3)}), "part 2 is incomplete");
  change(2, "/part/start", "0000000000000000");
  expect(merge({file(1), file(2), file(3)}), "different code");
}

TEST_F(Merge, RefusesWhatIsNoPart) {
  ASSERT_EQ(explore(kProved, 1, 1).exit_code, kDone);
  const auto expect = [](const std::string& file, const std::string& cause) {
    const Ended ended = merge({file});
    EXPECT_EQ(ended.exit_code, kCouldNotRun) << file;
    EXPECT_THAT(ended.err, AllOf(StartsWith("heddle: " + file + ": "), HasSubstr(cause)));
    EXPECT_EQ(std::count(ended.err.begin(), ended.err.end(), '\n'), 1) << ended.err;
    EXPECT_THAT(ended.out, IsEmpty());
  };
  expect(folder_ / "nowhere.json", "No such file");
  expect(folder_.path(), "Is a directory");
  expect("/dev/zero", "more than 67108864 bytes");
  test::write_bytes(folder_ / "zip.json", "PK\x03\x04");
  expect(folder_ / "zip.json", "not JSON");
  test::write_bytes(folder_ / "empty.json", R"({"heddle_format": 1, "kind": "verdicts", "verdicts": []})");
  expect(folder_ / "empty.json", "there is no verdict in it");
  change(1, "/part/count", 2'000'000'000);
  expect(file(1), "the field 'count' is out of range");
}

TEST_F(Merge, IsUsedWrongly) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> mistakes{
      {{"explore"}, "CASE[.VARIANT] is missing"},
      {{"explore", "--merge"}, "--merge"},
      {{"explore", kProved, "--merge", "a.json"}, "--merge"},
      {{"explore", "--merge", "a.json", "--shard", "1/2"}, "--merge"},
      {{"explore", kProved, "--shard", "3/2"}, "'3/2' is not I/N, as in 2/4"},
      {{"explore", kProved, "--shard", "1/2", "--scheduler", "random"},
       "--shard splits a search that goes through all"},
  };
  for (const auto& [arguments, named] : mistakes) {
    const Ended ended = test::heddle(arguments);
    EXPECT_EQ(ended.exit_code, kUsage) << testing::PrintToString(arguments);
    EXPECT_THAT(ended.err, AllOf(StartsWith("heddle: "), HasSubstr(named)))
        << testing::PrintToString(arguments);
    EXPECT_EQ(std::count(ended.err.begin(), ended.err.end(), '\n'), 1) << ended.err;
    EXPECT_THAT(ended.out, IsEmpty());
  }
}

}  // namespace
}  // namespace heddle
