// One variant of a case, as the detectors see it: how many threads, what may come out, what must be found,
// and how to make it over the primitives that the detector runs it with.
//
// A case is a namespace with a list of its variants, the racy ones first:
//
//   namespace lost_update {
//   inline constexpr const char* kStory = "Two workers count the images that they converted.";
//
//   template <class Sync>
//   struct Racy {
//     static constexpr int kThreads = 2;                  // thread(0) and thread(1) run at once
//     static constexpr int kMaxThreads = 4;               // optional: it can be run with up to four
//     static constexpr int kStartedThreads = 0;           // optional: threads that it starts itself
//     static constexpr bool kFences = true;               // optional: fences order it
//     static constexpr Findings kFindings{.tsan = ...};   // optional: nothing is to be found
//     static constexpr Outcome kOutcomes[]{{"2", ...}};   // optional: anything may come out
//     Racy() or explicit Racy(int threads);               // made alone, before the threads run
//     void thread(int index);
//     std::string after();                                // optional; alone, when all threads are done
//   };
//
//   using Variants = heddle::VariantList<heddle::Named<"racy", Racy>, heddle::Named<"mutex", WithMutex>>;
//   }
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "heddle/core/finding.hpp"
#include "heddle/core/outcome.hpp"

namespace heddle {

// An object that threads share for one run.
// Thread safety: thread(i) is called once for each i, by different threads at once; the rest by one.
class Subject {
 public:
  virtual ~Subject() = default;
  virtual void thread(int index) = 0;
  virtual std::string after() = 0;
};

// Thread safety: immutable. What it points to lives as long as the program.
struct Variant {
  std::string_view case_name;
  std::string_view name;
  std::string_view story;  // of the case; may be empty
  int threads = 1;         // that thread() is called by
  int max_threads = 1;     // at least threads
  int started_threads = 0;
  bool fences = false;  // it is ordered by fences, which not every detector knows
  Findings expected;
  std::span<const Outcome> outcomes;
  std::unique_ptr<Subject> (*make)(int threads) = nullptr;

  std::string full_name() const { return std::string(case_name) + "." + std::string(name); }
};

// A string literal as a template argument.
template <std::size_t Size>
struct Literal {
  consteval Literal(const char (&literal)[Size]) { std::copy_n(literal, Size, text); }
  char text[Size];
};

template <Literal Text, template <class> class Template>
struct Named {
  static constexpr std::string_view kName = Text.text;
  template <class Sync>
  using Over = Template<Sync>;
};

namespace variant_detail {

// An aggregate that begins with a number can be made of one too, and does not ask for the number of threads.
template <class T>
inline constexpr bool kIsToldThreads =
    std::is_constructible_v<T, int> && (!std::is_default_constructible_v<T> || requires { T::kMaxThreads; });

template <class T>
class SubjectOf final : public Subject {
 public:
  explicit SubjectOf([[maybe_unused]] int threads)
    requires kIsToldThreads<T>
      : subject_(threads) {}
  explicit SubjectOf(int /*threads*/)
    requires(!kIsToldThreads<T>)
  {}

  void thread(int index) override { subject_.thread(index); }
  std::string after() override {
    if constexpr (requires { subject_.after(); })
      return subject_.after();
    else
      return "done";
  }

 private:
  T subject_;
};

template <class T>
std::unique_ptr<Subject> make_subject(int threads) {
  return std::make_unique<SubjectOf<T>>(threads);
}

}  // namespace variant_detail

// T: a variant over some set of primitives.
template <class T>
constexpr Variant variant_of(std::string_view case_name, std::string_view name, std::string_view story = "") {
  static_assert(T::kThreads >= 1, "a variant runs at least one thread");
  Variant variant{.case_name = case_name,
                  .name = name,
                  .story = story,
                  .threads = T::kThreads,
                  .max_threads = T::kThreads,
                  .expected = {},
                  .outcomes = {},
                  .make = &variant_detail::make_subject<T>};
  if constexpr (requires { T::kMaxThreads; }) {
    static_assert(T::kMaxThreads >= T::kThreads && std::is_constructible_v<T, int>,
                  "a variant with kMaxThreads is told how many threads there are: explicit T(int threads)");
    variant.max_threads = T::kMaxThreads;
  }
  if constexpr (requires { T::kStartedThreads; }) variant.started_threads = T::kStartedThreads;
  if constexpr (requires { T::kFences; }) variant.fences = T::kFences;
  if constexpr (requires { T::kFindings; }) variant.expected = T::kFindings;
  if constexpr (requires { T::kOutcomes; }) variant.outcomes = T::kOutcomes;
  return variant;
}

// The variants of one case, in the order in which they are shown.
template <class... Variants>
struct VariantList {
  template <class Sync>
  static std::vector<Variant> over(std::string_view case_name, std::string_view story = "") {
    return {variant_of<typename Variants::template Over<Sync>>(case_name, Variants::kName, story)...};
  }
};

}  // namespace heddle
