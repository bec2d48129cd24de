// Chapter 5 of docs/tour.md: reads what `heddle compare` measured, results.json, and asks it the three
// questions in their order. Is it right? Is it faster, beyond what the repeats scatter? And how much of what
// the workers could give did it give? What is wrong has no speed. usage: tour_5_experiment FILE
#include <fmt/core.h>

#include <exception>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "heddle/report/json.hpp"
#include "heddle/report/verdict.hpp"

namespace {

void read(const heddle::Experiment& experiment, const heddle::Measurement& measured) {
  const heddle::Configuration& way = measured.configuration;
  const std::string name = way.strategy + "/" + way.counter + "/" + way.logger;
  fmt::print("{}, {}: {}\n", name, way.workers, heddle::describe(measured));
  const double speed_up = experiment.speed_up(measured);
  if (!measured.correct() || speed_up == 0) return;
  fmt::print(
      "  {:.2f} times as fast as one worker; {:.0f} % of what {} could give; repeats {:.2f} to {:.2f} s\n",
      speed_up, 100 * speed_up / way.workers, way.workers, measured.fastest_seconds(),
      measured.slowest_seconds());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: tour_5_experiment FILE, the results.json that heddle compare left\n");
    return 2;
  }
  try {
    std::ifstream in(argv[1]);
    if (!in) throw std::runtime_error("cannot be read");
    const std::string json{std::istreambuf_iterator<char>(in), {}};
    const heddle::Experiment experiment = heddle::read_experiment(json);
    for (const heddle::Measurement& measured : experiment.measurements) read(experiment, measured);
  } catch (const std::exception& error) {
    fmt::print(stderr, "tour_5_experiment: {}: {}; heddle compare -o FOLDER leaves FOLDER/results.json\n",
               argv[1], error.what());
    return 3;
  }
}
