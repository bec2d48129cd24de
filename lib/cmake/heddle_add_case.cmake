# heddle_add_case(): the tests of one case under every detector.
#
# heddle_add_case(NAME <name> SOURCES <header>...
#                 [NAMESPACE <namespace>]     the case is the namespace <namespace>::<name>; default ::<name>
#                 [DETECTORS <detector>...]   default stress tsan relacy static
#                 [LIBRARIES <target>...])    that the case needs
#
# The headers declare the variants (heddle/core/variant.hpp). For each detector there is one program,
# <build>/cases/<detector>/<name>, with one test for each variant: <detector>.<name>.<variant>, labelled <detector>.
# A detector that this build of heddle does not have is left out, and says so.
# heddle_find_clang(<variable>): the clang++ that reads the annotations of -Wthread-safety; empty where there is none.
function(heddle_find_clang variable)
  set(names clang++-19 clang++-18 clang++-17 clang++-16 clang++-15 clang++-14 clang++)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    list(PREPEND names "${CMAKE_CXX_COMPILER}")
  endif()
  find_program(HEDDLE_STATIC_COMPILER NAMES ${names} DOC "The clang++ that reads -Wthread-safety's annotations")
  if(HEDDLE_STATIC_COMPILER)
    set(${variable} "${HEDDLE_STATIC_COMPILER}" PARENT_SCOPE)
  else()
    message(STATUS "heddle: no clang++: the tests with the label static say that they could not run")
    set(${variable} "" PARENT_SCOPE)
  endif()
endfunction()

function(heddle_add_case)
  # Here and not at the top of the file: a project that has heddle by add_subdirectory sees the function, and none of
  # the variables.
  include(GoogleTest)

  set(HEDDLE_CASE_DETECTORS stress tsan relacy static)
  # What each detector's program includes, links, and makes its variants over, and how the detector is made.
  set(heddle_case_includes_stress sanitizers/stress/stress.hpp sanitizers/canary/stress_canary.hpp)
  set(heddle_case_includes_tsan sanitizers/tsan/tsan.hpp sanitizers/canary/tsan_canary.hpp)
  set(heddle_case_includes_relacy sanitizers/relacy/explore.hpp)
  set(heddle_case_includes_static heddle/sync/sync.hpp sanitizers/static/static.hpp)
  set(heddle_case_sync_stress StressSync)
  set(heddle_case_sync_tsan TsanSync)
  set(heddle_case_sync_relacy ModelSync)
  set(heddle_case_sync_static NativeSync)
  set(heddle_case_libraries_stress heddle::stress heddle::stress_canary)
  set(heddle_case_libraries_tsan heddle::tsan)
  set(heddle_case_libraries_relacy heddle::relacy)
  set(heddle_case_libraries_static heddle::static heddle::sync)

  cmake_parse_arguments(PARSE_ARGV 0 case "" "NAME;NAMESPACE" "SOURCES;DETECTORS;LIBRARIES")
  if(case_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "heddle_add_case: what is '${case_UNPARSED_ARGUMENTS}'? It takes NAME, SOURCES, NAMESPACE, "
                        "DETECTORS and LIBRARIES.")
  endif()
  if(NOT "${case_NAME}" MATCHES "^[A-Za-z_][A-Za-z0-9_]*$")
    message(FATAL_ERROR "heddle_add_case: NAME '${case_NAME}' must be the name of a C++ namespace.")
  endif()
  if(NOT case_SOURCES)
    message(FATAL_ERROR "heddle_add_case: the case ${case_NAME} has no SOURCES; name the header with its variants.")
  endif()
  if(NOT case_DETECTORS)
    set(case_DETECTORS ${HEDDLE_CASE_DETECTORS})
  endif()

  set(case_namespace "${case_NAME}")
  if(case_NAMESPACE)
    set(case_namespace "${case_NAMESPACE}::${case_NAME}")
  endif()
  set(case_includes "")
  set(case_sources "")
  foreach(source IN LISTS case_SOURCES)
    get_filename_component(path "${source}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
    if(NOT EXISTS "${path}")
      message(FATAL_ERROR "heddle_add_case: the case ${case_NAME} has no file ${path}.")
    endif()
    string(APPEND case_includes "#include \"${path}\"\n")
    list(APPEND case_sources "R\"path(${path})path\"")
  endforeach()
  set(case_roots "R\"path(${PROJECT_SOURCE_DIR})path\"")
  if(HEDDLE_SOURCE_ROOT AND NOT HEDDLE_SOURCE_ROOT STREQUAL PROJECT_SOURCE_DIR)
    list(APPEND case_roots "R\"path(${HEDDLE_SOURCE_ROOT})path\"")
  endif()
  if("static" IN_LIST case_DETECTORS)
    heddle_find_clang(heddle_case_clang)
  endif()
  list(JOIN case_sources ", " case_sources)
  list(JOIN case_roots ", " case_roots)

  foreach(detector IN LISTS case_DETECTORS)
    if(NOT detector IN_LIST HEDDLE_CASE_DETECTORS)
      message(FATAL_ERROR "heddle_add_case: the case ${case_NAME} names the detector '${detector}'; there are "
                          "${HEDDLE_CASE_DETECTORS}.")
    endif()
    if(NOT TARGET heddle::${detector})
      message(STATUS "heddle: no tests ${detector}.${case_NAME}: heddle::${detector} was not built")
      continue()
    endif()
    set(detector_sync "${heddle_case_sync_${detector}}")
    list(TRANSFORM heddle_case_includes_${detector} REPLACE "(.+)" "#include \"\\1\"" OUTPUT_VARIABLE detector_includes)
    list(JOIN detector_includes "\n" detector_includes)
    set(target case_${detector}_${case_NAME})
    set(detector_made "heddle::${detector}_detector()")
    set(detector_canary "heddle::${detector}_canary()")
    if(detector STREQUAL "static")
      # It compiles the case itself, where the program would find its headers. Each look has its own canary.
      set(directories "$<FILTER:$<REMOVE_DUPLICATES:$<TARGET_PROPERTY:${target},INCLUDE_DIRECTORIES>>,INCLUDE,.>")
      string(CONCAT detector_made
             "heddle::static_detector({.compiler = R\"path(${heddle_case_clang})path\",\n"
             "    .flags = {$<$<BOOL:${directories}>:R\"flag(-I$<JOIN:${directories},)flag\"$<COMMA> R\"flag(-I>)flag\">},\n"
             "    .includes = R\"lines(${case_includes})lines\",\n"
             "    .variants = \"${case_namespace}::Variants\"})")
      set(detector_canary "std::string()")
    endif()

    set(main "${CMAKE_CURRENT_BINARY_DIR}/${target}.cpp")
    configure_file("${CMAKE_CURRENT_FUNCTION_LIST_DIR}/heddle_case_main.cpp.in" "${main}.in" @ONLY)
    file(GENERATE OUTPUT "${main}" INPUT "${main}.in")
    add_executable(${target} "${main}")
    set_target_properties(${target} PROPERTIES OUTPUT_NAME ${case_NAME}
                                               RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/cases/${detector}")
    target_link_libraries(${target} PRIVATE heddle::harness ${heddle_case_libraries_${detector}} ${case_LIBRARIES})
    if(detector STREQUAL "tsan" AND COMMAND heddle_tsan_program)
      heddle_tsan_program(${target})
    endif()
    if(TARGET heddle_warnings)
      target_link_libraries(${target} PRIVATE heddle_warnings)
    endif()
    # As options of the file they come last. Racy variants are annotated truthfully, and so -Wthread-safety warns of
    # them; a histogram is one of optimised code, whatever the build.
    set(options "$<$<CXX_COMPILER_ID:Clang>:-Wno-thread-safety>")
    if(detector STREQUAL "stress")
      list(APPEND options -O2)
    elseif(detector STREQUAL "static")
      list(APPEND options -O0) # none of the case runs here
    endif()
    set_source_files_properties("${main}" PROPERTIES COMPILE_OPTIONS "${options}")

    # Real threads want cores of their own: ctest -j does not start two such tests on two cores.
    set(processors 1)
    if(detector MATCHES "^(stress|tsan)$")
      set(processors 2)
    endif()
    gtest_discover_tests(${target} TEST_PREFIX ${detector}. DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
                         PROPERTIES LABELS ${detector} TIMEOUT 300 PROCESSORS ${processors})
  endforeach()
endfunction()
