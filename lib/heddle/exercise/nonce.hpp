// A word that nobody can guess, by which a judge tells the answer of its own program from what a submission
// prints: the program reads it before the submission is loaded, and puts its answer between two lines of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace heddle {

class Nonce {
 public:
  // 128 bits of the system's. Thread safety: any thread.
  Nonce();

  const std::string& text() const { return text_; }

  // Whether the program came to load the submission.
  bool begins(std::string_view printed) const;
  // What stands between the two lines; nothing where one is missing, or anything stands around them.
  std::optional<std::string_view> answer_in(std::string_view printed) const;

 private:
  std::string text_;
};

}  // namespace heddle
