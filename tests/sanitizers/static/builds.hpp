// How the tests of the static detector compile a case that they write down themselves.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

#include "sanitizers/static/static.hpp"

namespace heddle::test {

inline StaticBuild build_of(std::string includes, std::string variants = "Variants") {
  return {.compiler = HEDDLE_STATIC_COMPILER,
          .flags = {"-I" HEDDLE_SOURCE "/lib"},
          .includes = "#include \"heddle/core/variant.hpp\"\n#include \"heddle/sync/sync.hpp\"\n" +
                      std::move(includes),
          .variants = std::move(variants)};
}

inline Verdict look_at(StaticBuild build, std::string_view variant = "variant") {
  Variant wanted;
  wanted.case_name = "case";
  wanted.name = variant;
  return static_detector(std::move(build)).look(wanted, {});
}

// A case of one variant, whose thread() is `body`, on the line 100 of "case.hpp". It has mutex_, and count_
// guarded by it.
inline std::string case_with(std::string_view body) {
  return "template <class Sync> struct OneVariant {\n"
         "  static constexpr int kThreads = 1;\n"
         "#line 100 \"case.hpp\"\n"
         "  void thread(int) { " +
         std::string(body) +
         " }\n"
         "  heddle::Mutex<Sync> mutex_{\"mutex\"};\n"
         "  heddle::Shared<Sync, int> count_ HEDDLE_GUARDED_BY(mutex_){\"count\", 0};\n"
         "};\n"
         "using Variants = heddle::VariantList<heddle::Named<\"variant\", OneVariant>>;\n";
}

// Every test that compiles begins with it.
#define HEDDLE_SKIP_WITHOUT_CLANG() \
  if (std::string_view(HEDDLE_STATIC_COMPILER).empty()) GTEST_SKIP() << "no clang++ on this machine"

}  // namespace heddle::test
