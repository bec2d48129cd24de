// Fibers: each has its own stack, its own exceptions and its own way of rounding. Compiled twice, as there
// are two ways to switch.
#include "sanitizers/relacy/fiber.hpp"

#include <gtest/gtest.h>

#include <cfenv>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace heddle::model {
namespace {

// Runs a function on a fiber, piece by piece.
// Invariant: go_on() is called by the test, pause() by the function.
class Piecewise {
 public:
  explicit Piecewise(std::function<void(Piecewise&)> function) : function_(std::move(function)) {
    create_fiber(fiber_, &enter, this);
  }
  ~Piecewise() { delete_fiber(fiber_); }
  Piecewise(const Piecewise&) = delete;
  Piecewise& operator=(const Piecewise&) = delete;

  void go_on() { switch_fiber(caller_, fiber_); }
  void pause() { switch_fiber(fiber_, caller_); }
  bool is_done() const { return done_; }

 private:
  static void enter(void* self) {
    auto& piecewise = *static_cast<Piecewise*>(self);
    piecewise.function_(piecewise);
    piecewise.done_ = true;
    for (;;) piecewise.pause();
  }

  std::function<void(Piecewise&)> function_;
  Fiber fiber_;
  Fiber caller_;
  bool done_ = false;
};

void finish(Piecewise& piecewise) {
  while (!piecewise.is_done()) piecewise.go_on();
}

TEST(Fiber, GoesOnWhereItStopped) {
  std::string trace;
  Piecewise letters([&](Piecewise& self) {
    for (char c = 'a'; c <= 'c'; ++c) {
      trace += c;
      self.pause();
    }
  });
  Piecewise digits([&](Piecewise& self) {
    for (char c = '1'; c <= '3'; ++c) {
      trace += c;
      self.pause();
    }
  });
  for (int i = 0; i < 3; ++i) {
    letters.go_on();
    digits.go_on();
  }
  EXPECT_EQ(trace, "a1b2c3");
}

TEST(Fiber, HasAnAlignedStack) {
  std::uintptr_t address = 1;
  Piecewise piecewise([&](Piecewise&) {
    alignas(64) volatile char over_aligned[64] = {};
    address = reinterpret_cast<std::uintptr_t>(&over_aligned) % 64;
    const std::string formatted = std::to_string(1.5L);  // variable arguments of a vector unit need 16 bytes
    EXPECT_EQ(formatted.substr(0, 3), "1.5");
  });
  finish(piecewise);
  EXPECT_EQ(address, 0U);
}

// `throw;` sees what its own fiber has caught, and the number of exceptions in flight is each one's own.
TEST(Fiber, HasExceptionsOfItsOwn) {
  std::string caught;
  const auto throws = [&caught](const char* words) {
    return [&caught, words](Piecewise& self) {
      try {
        try {
          throw std::runtime_error(words);
        } catch (...) {
          self.pause();
          throw;
        }
      } catch (const std::runtime_error& error) {
        self.pause();
        caught += error.what();
      }
    };
  };
  Piecewise first(throws("first "));
  Piecewise second(throws("second "));
  first.go_on();
  second.go_on();
  EXPECT_EQ(std::uncaught_exceptions(), 0);
  EXPECT_EQ(std::current_exception(), nullptr) << "the test itself has caught nothing";
  first.go_on();
  second.go_on();
  finish(first);
  finish(second);
  EXPECT_EQ(caught, "first second ");
}

struct PausesWhileAnExceptionPasses {
  Piecewise& self;
  int& seen;
  ~PausesWhileAnExceptionPasses() {
    self.pause();
    seen = std::uncaught_exceptions();
  }
};
TEST(Fiber, MayPauseInADestructorThatAnExceptionRuns) {
  int seen[2] = {-1, -1};
  const auto unwinds = [&seen](int index) {
    return [&seen, index](Piecewise& self) {
      try {
        const PausesWhileAnExceptionPasses pauses{self, seen[index]};
        throw index;
      } catch (int thrown) {
        EXPECT_EQ(thrown, index);
      }
    };
  };
  Piecewise first(unwinds(0));
  Piecewise second(unwinds(1));
  first.go_on();
  second.go_on();
  EXPECT_EQ(std::uncaught_exceptions(), 0);
  finish(first);
  finish(second);
  EXPECT_EQ(seen[0], 1);
  EXPECT_EQ(seen[1], 1);
}

// Rounding is a mode of the processor, which a function keeps for its caller; x87 and SSE have one each.
double third() {
  volatile double one = 1;
  return one / 3;
}
long double long_third() {
  volatile long double one = 1;
  return one / 3;
}
TEST(Fiber, RoundsInItsOwnWay) {
  ASSERT_EQ(std::fegetround(), FE_TONEAREST);
  const double near = third();
  double up = 0;
  long double long_up = 0;
  Piecewise upwards([&](Piecewise& self) {
    std::fesetround(FE_UPWARD);
    self.pause();
    EXPECT_EQ(std::fegetround(), FE_UPWARD);
    up = third();
    long_up = long_third();
  });
  Piecewise other([&](Piecewise&) {
    EXPECT_EQ(std::fegetround(), FE_TONEAREST);
    EXPECT_EQ(third(), near);
  });
  upwards.go_on();
  EXPECT_EQ(std::fegetround(), FE_TONEAREST);
  other.go_on();
  finish(upwards);
  EXPECT_EQ(std::fegetround(), FE_TONEAREST);
  EXPECT_EQ(third(), near);
  EXPECT_GT(up, near);
  EXPECT_GE(long_up, long_third());
}

int sum_to(int n) {
  volatile char frame[128] = {};
  frame[0] = 1;
  return n == 0 ? 0 : sum_to(n - 1) + n + frame[1];
}
TEST(Fiber, HasRoomForDeepCalls) {
  int sum = 0;
  Piecewise piecewise([&](Piecewise&) { sum = sum_to(500); });
  finish(piecewise);
  EXPECT_EQ(sum, 125'250);
}

TEST(Fiber, IsOneOfAThousand) {
  constexpr int kFibers = 1'000;
  int sum = 0;
  std::vector<std::unique_ptr<Piecewise>> all;
  for (int i = 0; i < kFibers; ++i)
    all.push_back(std::make_unique<Piecewise>([&sum](Piecewise& self) {
      for (int k = 0; k < 10; ++k) {
        ++sum;
        self.pause();
      }
    }));
  for (int k = 0; k < 10; ++k)
    for (const auto& one : all) one->go_on();
  EXPECT_EQ(sum, 10 * kFibers);
}

TEST(Fiber, MayBeGivenUpInTheMiddle) {
  for (int i = 0; i < 1'000; ++i) {
    Piecewise piecewise([](Piecewise& self) {
      volatile char used[10'000];
      std::memset(const_cast<char*>(used), 1, sizeof used);
      self.pause();
    });
    piecewise.go_on();
    EXPECT_FALSE(piecewise.is_done());
  }
}

TEST(Fiber, GuardsItsStackAndNothingElse) {
  const char* inside = nullptr;
  Piecewise piecewise([&](Piecewise& self) {
    char local = 0;
    inside = &local;
    self.pause();
  });
  piecewise.go_on();
  EXPECT_FALSE(in_guard_page(inside));
  EXPECT_TRUE(in_guard_page(inside - kStackBytes));
  EXPECT_FALSE(in_guard_page(&piecewise));
  EXPECT_FALSE(in_guard_page(nullptr));
}

TEST(Fiber, MaySwitchToItself) {
  Fiber fiber;
  switch_fiber(fiber, fiber);
}

}  // namespace
}  // namespace heddle::model
