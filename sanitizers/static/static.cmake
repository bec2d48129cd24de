# heddle_add_static_tests(NAME <name> SOURCES <header>... NAMESPACE <namespace> [LIBRARIES <target>...]):
# the tests static.<name>.<variant>, labelled "static", of the case <namespace>::<name>: clang compiles each variant with
# -Wthread-safety and must warn where the variant declares it, on a line marked "// [race]", and nowhere else. Arguments
# as heddle_add_case() has them.
include(GoogleTest)

set(heddle_clangs clang++-19 clang++-18 clang++-17 clang++-16 clang++-15 clang++-14 clang++)
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  list(PREPEND heddle_clangs "${CMAKE_CXX_COMPILER}")
endif()
find_program(HEDDLE_STATIC_COMPILER NAMES ${heddle_clangs} DOC "The clang++ that reads -Wthread-safety's annotations")
if(NOT HEDDLE_STATIC_COMPILER)
  message(STATUS "heddle: no clang++: the tests with the label static say that they could not run. ci/setup installs it.")
endif()

function(heddle_add_static_tests)
  cmake_parse_arguments(PARSE_ARGV 0 case "" "NAME;NAMESPACE" "SOURCES;LIBRARIES")
  set(case_compiler "${HEDDLE_STATIC_COMPILER}")
  if(NOT HEDDLE_STATIC_COMPILER)
    set(case_compiler "")
  endif()
  set(case_namespace "${case_NAMESPACE}::${case_NAME}")
  set(case_includes "")
  set(case_sources "")
  foreach(source IN LISTS case_SOURCES)
    get_filename_component(path "${source}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
    string(APPEND case_includes "#include \"${path}\"\n")
    string(APPEND case_sources "R\"path(${path})path\", ")
  endforeach()

  set(target case_static_${case_NAME})
  set(directories "$<FILTER:$<REMOVE_DUPLICATES:$<TARGET_PROPERTY:${target},INCLUDE_DIRECTORIES>>,INCLUDE,.>")
  set(case_flags "$<$<BOOL:${directories}>:R\"flag(-I$<JOIN:${directories},)flag\"$<COMMA> R\"flag(-I>)flag\">")
  set(main "${CMAKE_CURRENT_BINARY_DIR}/${target}.cpp")
  configure_file("${CMAKE_CURRENT_FUNCTION_LIST_DIR}/static_main.cpp.in" "${main}.in" @ONLY)
  file(GENERATE OUTPUT "${main}" INPUT "${main}.in")

  add_executable(${target} "${main}")
  set_target_properties(${target} PROPERTIES OUTPUT_NAME ${case_NAME}
                                             RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/cases/static")
  target_link_libraries(${target} PRIVATE heddle::harness heddle::static heddle::sync ${case_LIBRARIES})
  # What the analysis is to find in the test it would find here already.
  set_source_files_properties("${main}" PROPERTIES COMPILE_OPTIONS "$<$<CXX_COMPILER_ID:Clang>:-Wno-thread-safety>;-O0")
  gtest_discover_tests(${target} TEST_PREFIX static. DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
                       PROPERTIES LABELS static TIMEOUT 300)
endfunction()
