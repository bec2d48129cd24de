#include "sanitizers/relacy/threads.hpp"

#include <cstring>

namespace heddle::model {

void Threads::begin(int slots) {
  slots_ = slots;
  for (int t = 0; t < slots; ++t) {
    ModelThread& thread = (*this)[t];
    thread.state = ModelThread::State::kUnused;
    thread.loop.restart();
    thread.name = "";
    thread.body = nullptr;
    thread.at_start.clear();
    thread.at_end.clear();
  }
  with_state_ = {(ThreadSet{1} << slots) - 1};  // unused
  set_state(0, ModelThread::State::kRunning);
  threads_[0].name = "main";
}

std::string Threads::name(int number) const {
  const char* const name = (*this)[number].name;
  int of_that_name = 1;
  for (int t = 0; t < number; ++t)
    if (std::strcmp((*this)[t].name, name) == 0) ++of_that_name;
  return of_that_name == 1 ? name : std::string(name) + " #" + std::to_string(of_that_name);
}

}  // namespace heddle::model
