// One execution ahead of a search that is split: what each thread does in it.
#pragma once

#include <string>

#include "sanitizers/relacy/scheduler.hpp"
#include "sanitizers/relacy/split.hpp"

namespace heddle::model {

class Scout final : public Scheduler {
 public:
  void begin() override;
  int thread(const ThreadChoice& choice) override;
  int value(int, ValueChoice) override { return 0; }
  bool end() override { return false; }
  std::string words() const override { return "one execution"; }
  bool is_exhaustive() const override { return false; }

  const Outlook& outlook() const { return outlook_; }

 private:
  Outlook outlook_;
};

}  // namespace heddle::model
