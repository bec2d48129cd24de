// A named thread that joins when it goes out of scope.
#pragma once

#include <pthread.h>

#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "heddle/core/site.hpp"

namespace heddle::native {

// Thread safety: belongs to the thread that made it. An exception that leaves f ends the program.
// Errors: std::system_error where the system has no thread left.
class Thread {
 public:
  // The name is what debuggers and reports show; the system keeps its first 15 bytes.
  template <class F>
  Thread(const char* name, F&& f, Site = {}) : thread_(start(name, std::forward<F>(f))) {
    pthread_setname_np(thread_.native_handle(), std::string(name).substr(0, 15).c_str());
  }
  Thread(Thread&&) = default;

  ~Thread() {
    if (thread_.joinable()) thread_.join();
  }

  void join(Site = {}) { thread_.join(); }

  static void yield() { std::this_thread::yield(); }

 private:
  template <class F>
  static std::thread start(const char* name, F&& f) {
    try {
      return std::thread(std::forward<F>(f));
    } catch (const std::system_error& error) {
      throw std::system_error(error.code(), "cannot start the thread '" + std::string(name) + "'; use fewer");
    }
  }

  std::thread thread_;
};

}  // namespace heddle::native
