// The canary of the static detector: an annotated count that is written without its mutex. It is compiled
// together with every variant, behind it: where the compiler is silent about the canary, its silence about
// the variant means nothing.
#pragma once

#include <string_view>

namespace heddle {

inline constexpr std::string_view kStaticCanaryFile = "static_canary";
inline constexpr int kStaticCanaryLine = 10;  // the one that is wrong

inline constexpr std::string_view kStaticCanary = R"source(
#line 1 "static_canary"
namespace heddle_static_canary {
template <class Sync>
struct Canary {
  void right() {
    const heddle::Lock<Sync> lock(mutex_);
    count_.write(1);
  }

  void wrong() {
    count_.write(2);
  }

  heddle::Mutex<Sync> mutex_{"canary mutex"};
  heddle::Shared<Sync, int> count_ HEDDLE_GUARDED_BY(mutex_){"canary count", 0};
};
template struct Canary<heddle::NativeSync>;
}  // namespace heddle_static_canary
)source";

}  // namespace heddle
