#include "heddle/report/page/comparison_markdown.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <vector>

#include "heddle/core/numbers.hpp"
#include "heddle/report/markdown.hpp"
#include "heddle/report/page/comparison_words.hpp"
#include "heddle/report/page/measured.hpp"
#include "heddle/report/verdict.hpp"

namespace heddle {
namespace {

constexpr std::size_t kForWhatIsLeftOut = 100;  // bytes

// A sign beside the words, as on the page.
std::string row_of(const Experiment& experiment, const Measurement& m) {
  const Configuration& c = m.configuration;
  const Chart::Point images = throughput(m);
  const double speed_up = experiment.speed_up(m);
  return fmt::format("| {} | {} | {} | {} to {} | {} | {} | {} {} |\n", markdown_escaped(way_in_words(c)),
                     c.workers, figure(images.middle), figure(images.low), figure(images.high),
                     speed_up > 0 ? fmt::format("{:.2f}", speed_up) : "-", figure(waiting_ms(m).middle),
                     !m.correct()         ? "\u274c"
                     : m.expected_to_lose ? "\u2754"
                                          : "\u2705",
                     markdown_escaped(describe(m)));
}

}  // namespace

std::string comparison_markdown(const Experiment& experiment, std::size_t most_bytes) {
  std::uint64_t left_out = 0;
  std::string text = "## heddle: the comparison\n\n";
  const auto add = [&](const std::string& line) {
    if (text.size() + line.size() + kForWhatIsLeftOut <= most_bytes)
      text += line;
    else
      ++left_out;
  };
  for (const std::string& sentence : comparison_words(experiment))
    add("- " + markdown_escaped(sentence) + "\n");
  if (!experiment.measurements.empty()) {
    add("\n" + markdown_escaped(measured_on(experiment)) + "\n");
    add("\n| way | workers | images a second | least to most | speed-up | ms waited | verdict |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: | --- |\n");
    for (const Measurement* const m : with_main_settings(experiment)) add(row_of(experiment, *m));
  }
  if (left_out > 0)
    text += fmt::format("\n{} left out.\n",
                        quantity(left_out, "line found no room and is", "lines found no room and are"));
  return text;
}

}  // namespace heddle
