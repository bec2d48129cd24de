// Reports as they looked when somebody last read them: a change of any byte is seen, and is either a mistake
// or is accepted by writing the golden files again.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <sstream>
#include <string>

#include "heddle/report/console.hpp"
#include "heddle/report/csv.hpp"
#include "heddle/report/json.hpp"
#include "sample_experiment.hpp"

namespace heddle {
namespace {

bool is_refresh() {
  const char* const refresh = std::getenv("HEDDLE_REFRESH_GOLDEN");
  return refresh != nullptr && std::string(refresh) == "1";
}

void expect_golden(const std::string& name, const std::function<void(std::ostream&)>& write) {
  const std::string path = HEDDLE_GOLDEN_FOLDER "/" + name;
  std::ostringstream now;
  write(now);
  if (is_refresh()) {
    std::ofstream(path, std::ios::binary) << now.str();
    GTEST_SKIP() << path << " was written again: read what changed before it is committed";
  }
  std::ifstream file(path, std::ios::binary);
  const std::string golden(std::istreambuf_iterator<char>(file), {});
  EXPECT_EQ(golden, now.str()) << path
                               << " says something else. If the new text is right, run this test with "
                                  "HEDDLE_REFRESH_GOLDEN=1 in the environment, and read the difference.";
}

TEST(Golden, TheConsoleTableIsAsItWasRead) {
  expect_golden("experiment.txt", [](std::ostream& out) { out << console_table(test::sample_experiment()); });
}

TEST(Golden, TheJsonIsAsItWasRead) {
  expect_golden("experiment.json", [](std::ostream& out) { write_json(out, test::sample_experiment()); });
}

TEST(Golden, TheCsvIsAsItWasRead) {
  expect_golden("experiment.csv", [](std::ostream& out) { write_csv(out, test::sample_experiment()); });
}

}  // namespace
}  // namespace heddle
