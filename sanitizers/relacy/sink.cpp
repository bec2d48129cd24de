#include "sanitizers/relacy/model_sync.hpp"

namespace heddle::model {

bool Sink::append(std::string_view bytes, Site site) {
  Execution& execution = Execution::current();
  execution.point({.kind = Kind::kAppend, .object = this, .also = nullptr, .site = site});
  bytes_.append(bytes);
  execution.changed(*this);
  if (execution.recording()) execution.record(Kind::kAppend, *this, site, "", text_of_bytes(bytes));
  return true;
}

}  // namespace heddle::model
