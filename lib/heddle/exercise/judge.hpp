// Judges a submission: a file and an exercise come in, a record of what it is worth goes out. The file is
// held to the rules, compiled once for each program of the toolkit, with the exercise's tests as they were
// handed out, and looked at by every detector, each in a process of its own within limits of time and memory.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>

#include "heddle/exercise/exercise.hpp"
#include "heddle/exercise/judgement.hpp"
#include "heddle/exercise/toolkit.hpp"

namespace heddle {

// Of one compilation, and of one look. They keep accidents small: a loop without an end, memory without one.
// None of them is a sandbox.
struct JudgeLimits {
  // Of each process. What it takes to come to an end does not depend on what else the machine does.
  std::chrono::seconds processor{30};
  std::chrono::seconds wall{120};  // for what waits without working
  std::uint64_t memory_bytes = std::uint64_t{2} << 30;
  // How long the explorer may go on, which shows why, where the functional tests hang; then nothing else is
  // looked at: it would hang in everything. Nothing: everything is.
  std::optional<std::chrono::seconds> after_a_hang{};
};

// work: a folder for what is generated; made, and overwritten. Never throws: what keeps it from judging is in
// the record.
//
// A look outlasts its limit: a hang of the submission. It takes too much memory, or ends without a whole
// answer under this call's nonce, however it ends: a crash. Only a program that never came to load the
// submission could not look. Thread safety: any thread; no two at a time with the same `work`.
Judgement judge(const ExerciseToolkit& toolkit, const Exercise& exercise,
                const std::filesystem::path& submission, const std::filesystem::path& work,
                const JudgeLimits& limits = {});

}  // namespace heddle
