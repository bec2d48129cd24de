#include "heddle/sync/watch.hpp"

#include <array>

namespace heddle {
namespace {

// Zero from the start of the program, so that a thread can be watched before main and after it.
constinit std::array<Watch::Notes, Watch::kMaxThreads> all_notes{};

// Gives the notes back when the thread ends. What the thread does after that goes unwatched.
struct Claim {
  Watch::Notes* notes = nullptr;
  Watch::Notes** own = nullptr;
  bool ended = false;

  ~Claim() {
    ended = true;
    if (notes == nullptr) return;
    *own = nullptr;
    notes->operation.store(nullptr, std::memory_order_relaxed);
    notes->name.store(nullptr, std::memory_order_relaxed);
    for (auto& mutex : notes->held) mutex.store(nullptr, std::memory_order_relaxed);
    notes->taken.store(false,
                       std::memory_order_release);  // with the exchange in claim(): the notes are empty
  }
};
thread_local Claim of_this_thread;

std::string name_of(const Watch::Notes& notes) {
  const char* const name = notes.name.load(std::memory_order_relaxed);
  return name != nullptr ? name : "a thread";
}

// Who holds the mutex, "worker 0, worker 1" for readers.
std::string holders_of(const void* mutex) {
  std::string holders;
  for (const Watch::Notes& notes : all_notes)
    for (const auto& held : notes.held)
      if (mutex != nullptr && held.load(std::memory_order_relaxed) == mutex)
        holders += (holders.empty() ? "" : ", ") + name_of(notes);
  return holders;
}

}  // namespace

thread_local constinit Watch::Notes* Watch::own_ = nullptr;

void Watch::claim() {
  if (of_this_thread.ended) return;
  for (Notes& notes : all_notes) {
    if (notes.taken.load(std::memory_order_relaxed) || notes.taken.exchange(true, std::memory_order_acquire))
      continue;
    of_this_thread.notes = own_ = &notes;
    of_this_thread.own = &own_;
    return;
  }
}

void Watch::name_thread(const char* name) {
  if (Notes* const notes = own()) notes->name.store(name, std::memory_order_relaxed);
}

std::vector<Waiting> waiting_threads() {
  std::vector<Waiting> waiting;
  for (const Watch::Notes& notes : all_notes) {
    const char* const operation = notes.operation.load(std::memory_order_acquire);  // with Notes::enter()
    if (operation == nullptr) continue;
    const char* const object_name = notes.object_name.load(std::memory_order_relaxed);
    const char* const file = notes.file.load(std::memory_order_relaxed);
    waiting.push_back({.thread = name_of(notes),
                       .operation = operation,
                       .object = object_name != nullptr ? object_name : "",
                       .file = file != nullptr ? file : "",
                       .line = notes.line.load(std::memory_order_relaxed),
                       .holder = holders_of(notes.object.load(std::memory_order_relaxed))});
  }
  return waiting;
}

std::string describe(const Waiting& waiting) {
  if (waiting.operation == "yield") return waiting.thread + " yields again and again";
  std::string text = waiting.thread + " waits in " + waiting.operation;
  if (!waiting.object.empty()) text += " of '" + waiting.object + "'";
  if (waiting.holder == waiting.thread)
    text += " (which it holds itself)";
  else if (!waiting.holder.empty())
    text += " (held by " + waiting.holder + ")";
  return text;
}

}  // namespace heddle
