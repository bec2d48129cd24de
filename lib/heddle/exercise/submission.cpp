#include "heddle/exercise/submission.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>
#include <system_error>

#include "heddle/core/descriptor.hpp"

namespace heddle {
namespace {

// Why nothing could be opened, of a name that is the exercise's own.
std::string refusal_of(const std::string& name, int error) {
  if (error == ENOENT) return "there is no " + name;
  // Of a link, and of what stands where a folder should.
  if (error == ELOOP || error == ENOTDIR)
    return name + " is a symbolic link, or no folder leads to it; hand in the file itself";
  return name + " cannot be read: " + std::generic_category().message(error);
}

}  // namespace

Submission read_submission(const std::filesystem::path& folder, const Exercise& exercise) {
  const std::string name = exercise.name + "/" + exercise.file;
  const auto refused = [](std::string why) { return Submission{.source = {}, .refused = std::move(why)}; };
  const Descriptor root(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!root.is_open()) return refused(refusal_of(name, errno));
  const Descriptor own(
      ::openat(root.number(), exercise.name.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!own.is_open()) return refused(refusal_of(name, errno));
  // Not to wait for a writer, where it is a pipe.
  const Descriptor file(
      ::openat(own.number(), exercise.file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat kind{};
  if (!file.is_open() || ::fstat(file.number(), &kind) != 0) return refused(refusal_of(name, errno));
  if (!S_ISREG(kind.st_mode)) return refused(name + " is no file");

  Submission submission;
  std::array<char, 16384> bytes;
  for (;;) {
    const ssize_t count = ::read(file.number(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return refused(refusal_of(name, errno));
    if (count == 0) return submission;
    submission.source.append(bytes.data(), static_cast<std::size_t>(count));
    if (submission.source.size() > kMostSubmissionBytes)
      return refused(name + " has more than " + std::to_string(kMostSubmissionBytes >> 10) +
                     " KiB: more than anybody writes by hand");
  }
}

}  // namespace heddle
