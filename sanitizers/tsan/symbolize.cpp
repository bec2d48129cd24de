#include "sanitizers/tsan/symbolize.hpp"

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sanitizers/tsan/runtime_interface.hpp"

namespace heddle::tsan {
namespace {

// What the runtime, or the symbolizer behind it, prints where it knows nothing.
bool is_unknown(std::string_view text) {
  return text == "<null>" || text == "??";
}

// Takes the text before the next tab, or all of it.
std::string next_field(std::string_view& line) {
  const std::size_t tab = line.find('\t');
  std::string field(line.substr(0, tab));
  line.remove_prefix(tab == std::string_view::npos ? line.size() : tab + 1);
  return is_unknown(field) ? "" : field;
}

Frame frame_from(std::string_view line) {
  Frame frame;
  frame.function = next_field(line);
  frame.file = next_field(line);
  const std::string number = next_field(line);
  std::from_chars(number.data(), number.data() + number.size(), frame.line);
  return frame;
}

Stack symbolized(const RawStack& raw) {
  Stack stack;
  const void* before = nullptr;
  for (void* const pc : raw.pc) {
    if (pc == nullptr) break;
    if (pc == before) continue;  // an inlined call repeats the address; the symbolizer unfolds it
    before = pc;
    std::array<char, 8192> text{};
    __sanitizer_symbolize_pc(pc, "%f\t%s\t%l", text.data(), text.size() - 1);
    for (const char* line = text.data(); *line != '\0'; line += std::string_view(line).size() + 1)
      stack.push_back(frame_from(line));
  }
  return stack;
}

std::string name_of_global(void* address) {
  std::array<char, 1024> text{};
  __sanitizer_symbolize_global(address, "%g", text.data(), text.size() - 1);
  return is_unknown(text.data()) ? "" : text.data();
}

template <class Part, class Make>
auto each(const RawParts<Part>& raw, Make make) {
  std::vector<decltype(make(raw.part[0]))> made;
  for (std::size_t i = 0; i < raw.kept; ++i) made.push_back(make(raw.part[i]));
  return made;
}

std::uintptr_t number_of(const void* address) {
  return reinterpret_cast<std::uintptr_t>(address);
}

}  // namespace

Report symbolized(const RawReport& raw) {
  Report report;
  report.kind = raw.kind.text;
  report.finding = finding_of(report.kind);
  report.accesses = each(raw.accesses, [](const RawAccess& access) {
    return Access{.thread = access.thread,
                  .write = access.write != 0,
                  .atomic = access.atomic != 0,
                  .size = static_cast<std::size_t>(access.size),
                  .address = number_of(access.address),
                  .stack = symbolized(access.stack)};
  });
  report.locations = each(raw.locations, [&](const RawLocation& location) {
    Location made{.kind = location.kind.text,
                  .name = "",
                  .size = location.size,
                  .thread = location.thread,
                  .stack = symbolized(location.stack)};
    // The runtime tells the global's name only by an address inside it.
    if (made.kind == "global" && raw.accesses.kept > 0)
      made.name = name_of_global(raw.accesses.part[0].address);
    return made;
  });
  report.mutexes = each(raw.mutexes, [](const RawMutex& mutex) {
    return ReportedMutex{
        .number = mutex.number, .address = number_of(mutex.address), .stack = symbolized(mutex.stack)};
  });
  report.threads = each(raw.threads, [](const RawThread& thread) {
    return ReportedThread{.number = thread.number,
                          .name = thread.name.text,
                          .running = thread.running != 0,
                          .parent = thread.parent,
                          .stack = symbolized(thread.stack)};
  });
  report.stacks = each(raw.stacks, [](const RawStack& stack) { return symbolized(stack); });
  report.lockers = each(raw.lockers, [](int number) { return number; });
  report.left_out = raw.left_out;
  return report;
}

}  // namespace heddle::tsan
