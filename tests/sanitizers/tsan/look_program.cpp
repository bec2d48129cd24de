// One look of the detector at an innocent variant, printed: for canary_test.cpp, which disarms it.
#include <cstdio>

#include "sanitizers/tsan/tsan.hpp"

namespace heddle {
namespace {

template <class Sync>
struct Innocent {
  static constexpr int kThreads = 2;
  void thread(int) {}
};

}  // namespace
}  // namespace heddle

int main() {
  using namespace heddle;
  const Verdict verdict =
      tsan_detector().look(variant_of<Innocent<TsanSync>>("test", "innocent"), {.rounds = 2});
  std::printf("%s: %s\n", std::string(name_of(verdict.status)).c_str(), verdict.summary.c_str());
}
