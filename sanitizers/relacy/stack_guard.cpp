#include "sanitizers/relacy/stack_guard.hpp"

#include <cstddef>
#include <string>

#include "sanitizers/relacy/fiber.hpp"

namespace heddle::model {
namespace {

constexpr std::size_t kHandlerStack = 64 * 1024;

Execution* guarded = nullptr;
struct sigaction before{};

void on_fault(int signal, siginfo_t* info, void*) {
  if (guarded == nullptr || !in_guard_page(info->si_addr)) {
    sigaction(signal, &before, nullptr);  // the faulting instruction runs again, into its handler
    return;
  }
  // The overflow happened in the variant's code, and nothing returns to it: its stack may be given up. The
  // signal is not blocked here (SA_NODEFER), so leaving the handler by a switch leaves nothing behind.
  guarded->fail(Finding::kStackOverflow,
                guarded->thread_name(guarded->thread()) + " has used up its stack of " +
                    std::to_string(kStackBytes / 1024) + " KiB",
                Site{});
}

}  // namespace

StackGuard::StackGuard(Execution& execution) : stack_(std::make_unique<char[]>(kHandlerStack)) {
  guarded = &execution;
  stack_t stack{};
  stack.ss_sp = stack_.get();
  stack.ss_size = kHandlerStack;
  sigaltstack(&stack, &stack_before_);
  struct sigaction action{};
  action.sa_sigaction = &on_fault;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  sigaction(SIGSEGV, &action, &action_before_);
  before = action_before_;
}

StackGuard::~StackGuard() {
  guarded = nullptr;
  sigaction(SIGSEGV, &action_before_, nullptr);
  sigaltstack(&stack_before_, nullptr);
}

}  // namespace heddle::model
