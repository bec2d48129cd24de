# Stops the configure step on a platform that heddle does not support, with the reason.
if(NOT CMAKE_SYSTEM_NAME STREQUAL "Linux")
  message(FATAL_ERROR "heddle: ${CMAKE_SYSTEM_NAME} is not supported: it needs Linux with glibc "
                      "(robust process-shared mutexes, O_APPEND, ThreadSanitizer).")
endif()

include(CheckCXXSymbolExists)
check_cxx_symbol_exists(__GLIBC__ "features.h" HEDDLE_HAS_GLIBC)
if(NOT HEDDLE_HAS_GLIBC)
  message(FATAL_ERROR "heddle: this C library is not glibc, which is the only one supported.")
endif()

if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(aarch64|arm64)$")
    message(WARNING "heddle: arm64 is untested; no CI has run it yet.")
  else()
    message(FATAL_ERROR "heddle: ${CMAKE_SYSTEM_PROCESSOR} is not supported (x86-64; arm64 untested).")
  endif()
endif()

if((CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 14)
   OR (CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 12))
  message(FATAL_ERROR "heddle: ${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION} is too old: "
                      "clang 14 or gcc 12 at least. ci/setup installs clang 19.")
endif()
