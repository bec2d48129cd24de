// How a sink is made that belongs to no file.
#pragma once

namespace heddle {

// Sink<Sync> sink(InMemory{"log"}): what is appended is asked back with sink.contents().
struct InMemory {
  const char* name;  // as every shared object's: a literal
};

}  // namespace heddle
