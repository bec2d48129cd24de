# What a program needs to run under ThreadSanitizer, and tests that do.

# clang's runtime asks a symbolizer for functions and lines, at one path that it was built with and that need not
# exist: Debian's clang 19 wants llvm-symbolizer-19 of the package llvm-19. This one is named to it.
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  string(REGEX MATCH "^[0-9]+" heddle_clang_version "${CMAKE_CXX_COMPILER_VERSION}")
  find_program(HEDDLE_SYMBOLIZER NAMES llvm-symbolizer-${heddle_clang_version} llvm-symbolizer addr2line
               DOC "What tells ThreadSanitizer the lines of its reports")
  if(NOT HEDDLE_SYMBOLIZER)
    message(WARNING "heddle: no llvm-symbolizer and no addr2line: ThreadSanitizer's reports will have no lines, and "
                    "its tests say that they could not run. Install llvm-${heddle_clang_version}.")
  endif()
endif()

# The runtimes of clang before 18 and of gcc before 14 end ("unexpected memory mapping") where the system puts
# programs at addresses with more than 28 random bits. Such programs are started without any.
set(HEDDLE_TSAN_LAUNCHER "" CACHE INTERNAL "What starts a program of ThreadSanitizer")
if((CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 18)
   OR (CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 14))
  set(heddle_random_bits 0)
  if(EXISTS /proc/sys/vm/mmap_rnd_bits)
    execute_process(COMMAND cat /proc/sys/vm/mmap_rnd_bits OUTPUT_VARIABLE heddle_random_bits
                    OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  endif()
  find_program(HEDDLE_SETARCH setarch DOC "Starts ThreadSanitizer's programs without random addresses")
  if(heddle_random_bits GREATER 28 AND HEDDLE_SETARCH)
    set(HEDDLE_TSAN_LAUNCHER "${HEDDLE_SETARCH};--addr-no-randomize" CACHE INTERNAL
        "What starts a program of ThreadSanitizer")
    message(STATUS "heddle: vm.mmap_rnd_bits is ${heddle_random_bits}, too much for this ThreadSanitizer: its tests "
                   "run under setarch -R. To run one by hand: setarch -R PROGRAM, or sysctl vm.mmap_rnd_bits=28")
  elseif(heddle_random_bits GREATER 28)
    message(WARNING "heddle: vm.mmap_rnd_bits is ${heddle_random_bits}, too much for this ThreadSanitizer: its tests "
                    "will fail. Set it by sysctl vm.mmap_rnd_bits=28, or install setarch (util-linux).")
  endif()
endif()

# heddle_tsan_program(<target>): compiles, links and starts it as ThreadSanitizer needs.
function(heddle_tsan_program target)
  target_link_libraries(${target} PRIVATE heddle::tsan)
  set_target_properties(${target} PROPERTIES CROSSCOMPILING_EMULATOR "${HEDDLE_TSAN_LAUNCHER}")
endfunction()

# heddle_tsan_test(<name> SOURCES ... USES ...): a GoogleTest program whose tests carry the label "tsan", are named
# tsan.<Suite>.<Test>, and fail on any report of ThreadSanitizer that they do not expect. USES may bring a main of
# its own; else it is heddle::tsan_main. FILTER: which of its tests, as GoogleTest's --gtest_filter has it.
function(heddle_tsan_test name)
  include(GoogleTest)
  cmake_parse_arguments(PARSE_ARGV 1 test "" "FILTER" "SOURCES;USES")
  add_executable(${name} ${test_SOURCES})
  heddle_tsan_program(${name})
  target_link_libraries(${name} PRIVATE heddle_warnings ${test_USES} heddle::tsan_main heddle::tsan_matchers
                                        GTest::gmock)
  set(filter "")
  if(test_FILTER)
    set(filter TEST_FILTER "${test_FILTER}")
  endif()
  gtest_discover_tests(${name} TEST_PREFIX tsan. ${filter} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
                       PROPERTIES LABELS tsan TIMEOUT 120)
endfunction()
