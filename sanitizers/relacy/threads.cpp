#include "sanitizers/relacy/threads.hpp"

#include <cstring>

namespace heddle::model {

void Threads::begin(int slots) {
  slots_ = slots;
  for (ModelThread& thread : threads_) thread = ModelThread{};
  threads_[0].state = ModelThread::State::kRunning;
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
