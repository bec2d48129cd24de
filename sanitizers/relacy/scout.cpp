#include "sanitizers/relacy/scout.hpp"

namespace heddle::model {

void Scout::begin() {
  for (auto& steps : outlook_) steps.clear();
}

int Scout::thread(const ThreadChoice& choice) {
  const int chosen = first_of(choice);
  outlook_[static_cast<std::size_t>(chosen)].push_back(
      foreseen((*choice.pending)[static_cast<std::size_t>(chosen)]));
  return chosen;
}

}  // namespace heddle::model
