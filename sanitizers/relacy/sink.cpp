#include <string>

#include "sanitizers/relacy/act.hpp"
#include "sanitizers/relacy/model_sync.hpp"

namespace heddle::model {

bool Sink::append(std::string_view bytes, Site site) {
  const Act act({.kind = Kind::kAppend, .object = this, .also = nullptr, .site = site});
  bytes_.append(bytes);
  act.execution().changed(*this);
  if (Recorder* const recorder = act.recorder()) recorder->says("append " + text_of_bytes(bytes));
  return true;
}

std::string Sink::state(Elements) const {
  return std::to_string(bytes_.size()) + (bytes_.size() == 1 ? " byte" : " bytes");
}

}  // namespace heddle::model
