// Judges a submission: a file and an exercise come in, a record of what it is worth goes out. The file is
// held to the rules, compiled once for each program of the toolkit, with the exercise's tests as they were
// handed out, and looked at by every detector, each in a process of its own with a limit of time.
#pragma once

#include <chrono>
#include <filesystem>

#include "heddle/exercise/exercise.hpp"
#include "heddle/exercise/judgement.hpp"
#include "heddle/exercise/toolkit.hpp"

namespace heddle {

// Of one compilation, and of one look.
inline constexpr std::chrono::seconds kJudgePatience{60};

// work: a folder for what is generated; made, and overwritten. Never throws: what keeps it from judging is in
// the record. A look that outlasts its limit counts as a hang of the submission, one without an answer as a
// crash. Thread safety: any thread; no two at a time with the same `work`.
Judgement judge(const ExerciseToolkit& toolkit, const Exercise& exercise,
                const std::filesystem::path& submission, const std::filesystem::path& work);

}  // namespace heddle
