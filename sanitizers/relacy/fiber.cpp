#include "sanitizers/relacy/fiber.hpp"

#include <cxxabi.h>
#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <system_error>

// HEDDLE_PORTABLE_FIBERS: a test of the other way, on x86-64 as well.
#if defined(__x86_64__) && !defined(HEDDLE_PORTABLE_FIBERS)
#define HEDDLE_OWN_SWITCH 1
#else
#define HEDDLE_OWN_SWITCH 0
#include <ucontext.h>
#endif

namespace heddle::model {
namespace {

// Stacks are kept for the next fiber: a search makes as many fibers as it has threads, each search anew.
// Plain arrays, as this may be asked from a signal handler.
constexpr std::size_t kMaxStacks = 256;
// More than a page: a function's large array would step over that.
constexpr std::size_t kGuardBytes = 1024 * 1024;
std::array<std::byte*, kMaxStacks> in_use{};
std::array<std::byte*, kMaxStacks> idle{};
std::size_t idle_count = 0;

std::byte* new_stack() {
  if (idle_count > 0) return idle[--idle_count];
  void* const memory = mmap(nullptr, kGuardBytes + kStackBytes, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED || mprotect(memory, kGuardBytes, PROT_NONE) != 0)
    throw std::system_error(errno, std::generic_category(), "the model has no memory for a thread's stack");
  return static_cast<std::byte*>(memory) + kGuardBytes;
}

}  // namespace

#if HEDDLE_OWN_SWITCH

// The registers that the System V ABI lets a function keep, and the modes of its floating point units, on the
// stack of the fiber that stops; then the stack of the one that goes on. ucontext's swapcontext would ask the
// kernel for the signal mask each time.
asm(R"(
.text
.p2align 4
.type heddle_model_switch, @function
heddle_model_switch:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  subq $8, %rsp
  stmxcsr (%rsp)
  fnstcw 4(%rsp)
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  ldmxcsr (%rsp)
  fldcw 4(%rsp)
  addq $8, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
.size heddle_model_switch, .-heddle_model_switch

.p2align 4
.type heddle_model_enter, @function
heddle_model_enter:
  movq %r12, %rdi
  xorl %ebp, %ebp
  callq *%rbx
  ud2
.size heddle_model_enter, .-heddle_model_enter
)");

extern "C" {
void heddle_model_switch(void** save, void* load);
void heddle_model_enter();
}

namespace {

// What heddle_model_switch pops: the modes, r15, r14, r13, r12, rbx, rbp, and where it returns to.
void prepare(Fiber& fiber, void (*entry)(void*), void* argument) {
  const auto top = reinterpret_cast<std::uintptr_t>(fiber.stack + kStackBytes) & ~std::uintptr_t{15};
  // Leaves 16 bytes above, and so the stack aligned.
  auto* frame = reinterpret_cast<std::uintptr_t*>(top) - 10;      // NOLINT(performance-no-int-to-ptr)
  asm("stmxcsr (%0)\n\tfnstcw 4(%0)" : : "r"(frame) : "memory");  // those of who makes the fiber
  frame[1] = frame[2] = frame[3] = 0;
  frame[4] = reinterpret_cast<std::uintptr_t>(argument);
  frame[5] = reinterpret_cast<std::uintptr_t>(entry);
  frame[6] = 0;
  frame[7] = reinterpret_cast<std::uintptr_t>(&heddle_model_enter);
  fiber.stack_pointer = frame;
}

void change_stack(Fiber& current, Fiber& next) {
  heddle_model_switch(&current.stack_pointer, next.stack_pointer);
}

}  // namespace

#else

namespace {

// makecontext hands over ints only.
void enter(unsigned entry_high, unsigned entry_low, unsigned argument_high, unsigned argument_low) {
  const auto join = [](unsigned high, unsigned low) {
    return (static_cast<std::uintptr_t>(high) << 32) | low;
  };
  // NOLINTBEGIN(performance-no-int-to-ptr)
  reinterpret_cast<void (*)(void*)>(join(entry_high, entry_low))(
      reinterpret_cast<void*>(join(argument_high, argument_low)));
  // NOLINTEND(performance-no-int-to-ptr)
}

void prepare(Fiber& fiber, void (*entry)(void*), void* argument) {
  auto* const context = new ucontext_t;
  getcontext(context);
  context->uc_stack.ss_sp = fiber.stack;
  context->uc_stack.ss_size = kStackBytes;
  context->uc_link = nullptr;
  const auto half = [](std::uintptr_t value, int shift) { return static_cast<unsigned>(value >> shift); };
  const auto e = reinterpret_cast<std::uintptr_t>(entry);
  const auto a = reinterpret_cast<std::uintptr_t>(argument);
  makecontext(context, reinterpret_cast<void (*)()>(&enter), 4, half(e, 32), half(e, 0), half(a, 32),
              half(a, 0));
  fiber.stack_pointer = context;
}

void change_stack(Fiber& current, Fiber& next) {
  if (current.stack_pointer == nullptr) current.stack_pointer = new ucontext_t;
  swapcontext(static_cast<ucontext_t*>(current.stack_pointer), static_cast<ucontext_t*>(next.stack_pointer));
}

}  // namespace

#endif

void create_fiber(Fiber& fiber, void (*entry)(void*), void* argument) {
  fiber = Fiber{};
  fiber.stack = new_stack();
  *std::find(in_use.begin(), in_use.end() - 1, nullptr) = fiber.stack;
  prepare(fiber, entry, argument);
}

void delete_fiber(Fiber& fiber) {
#if !HEDDLE_OWN_SWITCH
  delete static_cast<ucontext_t*>(fiber.stack_pointer);
#endif
  if (fiber.stack == nullptr) return;
  std::replace(in_use.begin(), in_use.end(), fiber.stack, static_cast<std::byte*>(nullptr));
  if (idle_count < kMaxStacks)
    idle[idle_count++] = fiber.stack;
  else
    munmap(fiber.stack - kGuardBytes, kGuardBytes + kStackBytes);
  fiber.stack = nullptr;
}

void switch_fiber(Fiber& current, Fiber& next) {
  if (&current == &next) return;
  // struct __cxa_eh_globals of the Itanium C++ ABI, section 2.2.2: a pointer and a number. Kept, as it is
  // asked for at every switch.
  thread_local void* const kGlobals = abi::__cxa_get_globals();
  std::memcpy(current.exceptions, kGlobals, sizeof current.exceptions);
  std::memcpy(kGlobals, next.exceptions, sizeof next.exceptions);
  change_stack(current, next);
}

bool in_guard_page(const void* address) {
  const auto* const byte = static_cast<const std::byte*>(address);
  return std::any_of(in_use.begin(), in_use.end(), [byte](const std::byte* stack) {
    return stack != nullptr && byte >= stack - kGuardBytes && byte < stack;
  });
}

}  // namespace heddle::model
