#include "sanitizers/child/frame.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

namespace heddle {
namespace {

// Stands after each field of a record. A name that holds one itself is cut there.
constexpr char kEndOfField = '\0';

}  // namespace

void write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void write_frame(int descriptor, std::string_view bytes) {
  const std::uint64_t size = bytes.size();
  std::array<char, sizeof size> length{};
  std::memcpy(length.data(), &size, sizeof size);
  write_all(descriptor, {length.data(), length.size()});
  write_all(descriptor, bytes);
}

std::optional<std::string> frame_in(std::string_view bytes) {
  std::uint64_t size = 0;
  if (bytes.size() < sizeof size) return std::nullopt;
  std::memcpy(&size, bytes.data(), sizeof size);
  bytes.remove_prefix(sizeof size);
  if (bytes.size() < size) return std::nullopt;
  return std::string(bytes.substr(0, size));
}

std::string pack(const std::vector<Waiting>& waiting) {
  std::string bytes;
  for (const Waiting& one : waiting)
    for (const std::string& field :
         {one.thread, one.operation, one.object, one.file, std::to_string(one.line), one.holder})
      bytes += field.substr(0, field.find(kEndOfField)) + kEndOfField;
  return bytes;
}

std::vector<Waiting> unpack(std::string_view bytes) {
  std::vector<Waiting> waiting;
  std::array<std::string, 6> fields;
  for (std::size_t field = 0, end = 0; (end = bytes.find(kEndOfField)) != std::string_view::npos;) {
    fields[field] = bytes.substr(0, end);
    bytes.remove_prefix(end + 1);
    if (++field < fields.size()) continue;
    field = 0;
    Waiting one{.thread = fields[0],
                .operation = fields[1],
                .object = fields[2],
                .file = fields[3],
                .line = 0,
                .holder = fields[5]};
    std::from_chars(fields[4].data(), fields[4].data() + fields[4].size(), one.line);
    waiting.push_back(std::move(one));
  }
  return waiting;
}

}  // namespace heddle
