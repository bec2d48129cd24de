#include "sanitizers/child/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <memory>
#include <system_error>
#include <thread>
#include <utility>

#include "heddle/core/descriptor.hpp"
#include "sanitizers/child/asleep.hpp"
#include "sanitizers/child/frame.hpp"

namespace heddle {
namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

// How often the parent looks up while nothing arrives.
constexpr Seconds kLook{0.05};
// So many looks in a row that find every thread asleep are a hang. Work that only sleeps for a while is awake
// again long before that.
constexpr int kLooksAsleep = 20;
// What a child that hangs may take to say where, and one that fell silent to end (a core dump takes its
// time).
constexpr Seconds kReportPatience{3};
constexpr Seconds kLastPatience{10};

[[noreturn]] void fail(int error, const char* what) {
  throw std::system_error(error, std::generic_category(), what);
}

// What parent and child both see.
struct SharedNotes {
  std::atomic<std::uint64_t> progress{0};
  ThreadList not_ours;  // the child's threads before work began: those of a sanitizer, and the reporter
};

SharedNotes* of_this_child = nullptr;

struct Unmap {
  void operator()(SharedNotes* notes) const { ::munmap(notes, sizeof *notes); }
};

std::unique_ptr<SharedNotes, Unmap> map_notes() {
  void* const memory =
      ::mmap(nullptr, sizeof(SharedNotes), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) fail(errno, "cannot share memory with a child process");
  return std::unique_ptr<SharedNotes, Unmap>(new (memory) SharedNotes);
}

// Two connected descriptors, the parent's end first and not blocking.
std::pair<Descriptor, Descriptor> channel() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    fail(errno, "cannot open a channel to a child process");
  std::pair<Descriptor, Descriptor> both{Descriptor(ends[0]), Descriptor(ends[1])};
  if (::fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0) fail(errno, "cannot open a channel to a child process");
  return both;
}

// ---- in the child ------------------------------------------------------------------------------------

void report_when_asked(int descriptor) {
  char question = 0;
  while (::read(descriptor, &question, 1) < 0 && errno == EINTR) {
  }
  write_frame(descriptor, pack(waiting_threads()));
}

// The parent's buffers are the parent's to write, and its handlers its own: the child ends by _exit alone.
[[noreturn]] void be_child(const std::function<std::string()>& work, SharedNotes& notes, int answers,
                           int reports, int words) {
  for (const int signal :
       {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT})
    ::signal(signal, SIG_DFL);
  const rlimit none{};
  ::setrlimit(RLIMIT_CORE, &none);  // what dies here is told by its parent
  ::dup2(words, STDOUT_FILENO);
  ::dup2(words, STDERR_FILENO);
  int status = 0;
  try {
    std::thread(report_when_asked, reports).detach();
    notes.not_ours = threads_of(::getpid(), ::getpid());
    of_this_child = &notes;
    write_frame(answers, work());
  } catch (const std::exception& error) {
    write_all(words, error.what());
    status = kChildThrew;
  } catch (...) {
    write_all(words, "an exception that is no std::exception");
    status = kChildThrew;
  }
  ::_exit(status);
}

// ---- in the parent -----------------------------------------------------------------------------------

// Kills and reaps, whatever happens meanwhile.
class Process {
 public:
  explicit Process(pid_t id) : id_(id) {}
  ~Process() { end(); }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t id() const { return id_; }

  // Whether it has ended; it is still to be reaped by end().
  bool has_ended() const {
    siginfo_t info{};
    if (::waitid(P_PID, static_cast<id_t>(id_), &info, WEXITED | WNOHANG | WNOWAIT) != 0)
      return errno == ECHILD;
    return info.si_pid != 0;
  }

  // Lets it end by itself for as long as `patience`, then kills it, and waits until it is gone. Returns its
  // status; 0 where somebody else reaped it.
  int end(Seconds patience = Seconds{0}) {
    if (id_ <= 0) return 0;
    int status = 0;
    // Looked for again and again: no call waits for a child for a limited time.
    for (const auto begin = Clock::now(); Clock::now() - begin < patience;) {
      if (const pid_t gone = ::waitpid(id_, &status, WNOHANG); gone != 0)
        return forget(gone < 0 ? 0 : status);
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    ::kill(id_, SIGKILL);
    while (::waitpid(id_, &status, 0) < 0)
      if (errno != EINTR) return forget(0);
    return forget(status);
  }

 private:
  int forget(int status) {
    id_ = 0;
    return status;
  }

  pid_t id_;
};

// Reads what there is to be read. Returns false at the end of the stream.
bool read_some(int descriptor, std::string& into) {
  std::array<char, 65536> buffer;
  for (;;) {
    const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
    if (got > 0) into.append(buffer.data(), static_cast<std::size_t>(got));
    if (got == 0) return false;
    if (got < 0 && errno != EINTR) return errno == EAGAIN;
  }
}

void keep_the_end(std::string& words) {
  if (words.size() > kMostLastWords) words.erase(0, words.size() - kMostLastWords);
}

// One child's streams as the parent reads them.
class Listener {
 public:
  Listener(int answers, int reports, int words) : streams_{answers, reports, words} {}

  // Waits at most `longest` for something to read, and reads it.
  void listen(Seconds longest) {
    std::array<pollfd, 3> events{};
    for (std::size_t i = 0; i < events.size(); ++i) events[i] = {streams_[i], POLLIN, 0};
    const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(longest).count();
    const int ready = ::poll(events.data(), events.size(), static_cast<int>(milliseconds));
    if (ready < 0 && errno != EINTR) fail(errno, "cannot wait for a child process");
    if (ready <= 0) return;
    for (std::size_t i = 0; i < events.size(); ++i)
      if (events[i].revents != 0 && !read_some(streams_[i], texts_[i])) streams_[i] = -1;
    keep_the_end(words());
  }

  std::string& answers() { return texts_[0]; }
  std::string& reports() { return texts_[1]; }
  std::string& words() { return texts_[2]; }
  // Nothing can come any more but from processes that the child has left behind.
  bool child_is_silent() const { return streams_[0] < 0; }

 private:
  std::array<int, 3> streams_;
  std::array<std::string, 3> texts_;
};

// Counts the time without progress, in looks of the parent's, so that time in which the parent did not run
// itself does not count.
class Patience {
 public:
  Patience(double seconds, pid_t child, const SharedNotes& notes)
      : seconds_(seconds), child_(child), notes_(notes) {}

  bool is_over() {
    const auto now = Clock::now();
    const Seconds passed = now - last_look_;
    const std::uint64_t progress =
        notes_.progress.load(std::memory_order_relaxed);  // a count, ordering nothing
    if (progress != last_progress_) {
      last_progress_ = progress;
      without_progress_ = Seconds{0};
      looks_asleep_ = 0;
      asleep_.clear();
      last_look_ = now;
      return false;
    }
    if (passed < kLook) return false;
    last_look_ = now;
    without_progress_ += std::min(passed, 2 * kLook);
    const auto before = std::exchange(asleep_, asleep_for_good(child_, notes_.not_ours));
    looks_asleep_ = !asleep_.empty() && asleep_ == before ? looks_asleep_ + 1 : 0;
    return without_progress_.count() >= seconds_ || looks_asleep_ >= kLooksAsleep;
  }

 private:
  const double seconds_;
  const pid_t child_;
  const SharedNotes& notes_;
  std::uint64_t last_progress_ = 0;
  Clock::time_point last_look_ = Clock::now();
  Seconds without_progress_{0};
  int looks_asleep_ = 0;
  Sleepers asleep_;
};

// Asks the child where it is. It may also answer after all.
void ask(Listener& listener, const Descriptor& reports) {
  if (::send(reports.number(), "?", 1, MSG_NOSIGNAL) != 1) return;
  const auto begin = Clock::now();
  while (!frame_in(listener.reports()) && !frame_in(listener.answers()) && !listener.child_is_silent() &&
         Clock::now() - begin < kReportPatience)
    listener.listen(kLook);
}

}  // namespace

ChildResult run_in_child(const std::function<std::string()>& work, double hang_seconds) {
  const auto notes = map_notes();
  auto [answers, child_answers] = channel();
  auto [reports, child_reports] = channel();
  auto [words, child_words] = channel();

  std::fflush(nullptr);  // or a child that ends by exit() would write it a second time
  const pid_t parent = ::getpid();
  const pid_t id = ::fork();
  if (id == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(0);  // it ended before the line above
    answers.close();
    reports.close();
    words.close();
    be_child(work, *notes, child_answers.number(), child_reports.number(), child_words.number());
  }
  if (id < 0) fail(errno, "cannot start a child process");
  Process child(id);
  child_answers.close();
  child_reports.close();
  child_words.close();

  ChildResult result;
  Listener listener(answers.number(), reports.number(), words.number());
  Patience patience(hang_seconds, id, *notes);
  bool hung = false;
  bool silent =
      false;  // the child is ending: its own end is closed, or it is gone and left others with its streams
  while (!frame_in(listener.answers()) && !silent && !hung) {
    const bool gone = child.has_ended();  // looked at first, so that what it wrote before is read
    listener.listen(gone ? Seconds{0} : kLook);
    silent = gone || listener.child_is_silent();
    hung = patience.is_over();
  }
  if (hung && !silent) ask(listener, reports);

  const auto answer = frame_in(listener.answers());
  const bool is_over = answer || silent || listener.child_is_silent();
  // How one ends that fell silent is wanted.
  const int status = child.end(is_over && !answer ? kLastPatience : Seconds{0});
  listener.listen(Seconds{0});
  result.last_words = std::move(listener.words());
  if (answer) {
    result.end = ChildResult::End::kAnswered;
    result.answer = *answer;
  } else if (is_over) {
    result.end = ChildResult::End::kDied;
    result.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    result.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
  } else {
    result.end = ChildResult::End::kHung;
    if (const auto report = frame_in(listener.reports())) result.waiting = unpack(*report);
  }
  return result;
}

void child_progress() {
  if (of_this_child != nullptr) of_this_child->progress.fetch_add(1, std::memory_order_relaxed);
}

std::string cause_of_death(const ChildResult& result) {
  if (result.signal != 0) {
    const char* const name = ::sigdescr_np(result.signal);
    return "signal " + std::to_string(result.signal) +
           (name != nullptr ? " (" + std::string(name) + ")" : "");
  }
  if (result.exit_status == kChildThrew) return "an exception";
  return "exit status " + std::to_string(result.exit_status);
}

}  // namespace heddle
