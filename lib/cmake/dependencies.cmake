# Every library that heddle does not write itself. Each is looked for on the machine first (all are
# Debian packages, see ci/setup) and fetched at a pinned version only where it is not found.
include(FetchContent)
set(FETCHCONTENT_QUIET OFF)
find_package(Threads REQUIRED)

# heddle_find(<package> <target> <repository> <tag>): after it, <target> exists.
macro(heddle_find package target repository tag)
  if(NOT TARGET ${target})
    find_package(${package} QUIET)
  endif()
  if(NOT TARGET ${target})
    message(STATUS "heddle: ${package} is not installed; fetching ${tag} from ${repository}")
    FetchContent_Declare(${package} GIT_REPOSITORY ${repository} GIT_TAG ${tag} GIT_SHALLOW ON SYSTEM)
    FetchContent_MakeAvailable(${package})
  endif()
endmacro()

if(HEDDLE_BUILD_PROGRAM OR HEDDLE_BUILD_TESTS OR HEDDLE_BUILD_DETECTORS)
  heddle_find(fmt fmt::fmt https://github.com/fmtlib/fmt 9.1.0)
  heddle_find(nlohmann_json nlohmann_json::nlohmann_json https://github.com/nlohmann/json v3.11.2)
endif()

# Of what is fetched only the library is built. These are set where they are needed: whoever builds heddle inside a
# project of their own keeps theirs.
if(HEDDLE_BUILD_PROGRAM)
  set(HWY_ENABLE_TESTS OFF CACHE BOOL "" FORCE)
  set(HWY_ENABLE_EXAMPLES OFF CACHE BOOL "" FORCE)
  set(CLI11_BUILD_TESTS OFF CACHE BOOL "" FORCE)
  set(CLI11_BUILD_EXAMPLES OFF CACHE BOOL "" FORCE)
  heddle_find(CLI11 CLI11::CLI11 https://github.com/CLIUtils/CLI11 v2.3.2)
  heddle_find(hwy hwy::hwy https://github.com/google/highway 1.0.3)
  # These two are part of every distribution and do not build inside another project.
  find_package(PNG)
  find_package(JPEG)
  if(NOT PNG_FOUND OR NOT JPEG_FOUND)
    message(FATAL_ERROR "heddle: libpng or libjpeg-turbo is not installed; run ci/setup, install libpng-dev and "
                        "libjpeg-dev, or configure with -DHEDDLE_BUILD_PROGRAM=OFF.")
  endif()

  find_path(HEDDLE_STB_INCLUDE_DIR stb_image.h PATH_SUFFIXES stb)
  if(NOT HEDDLE_STB_INCLUDE_DIR)
    FetchContent_Declare(stb GIT_REPOSITORY https://github.com/nothings/stb
                             GIT_TAG 8b5f1f37b5b75829fc72d38e7b5d4bcbf8a26d55)
    FetchContent_MakeAvailable(stb)
    set(HEDDLE_STB_INCLUDE_DIR "${stb_SOURCE_DIR}" CACHE PATH "Where stb_image.h is" FORCE)
  endif()
  # One file of it is embedded into the report.
  find_file(HEDDLE_CHART_JS chart.min.js PATH_SUFFIXES share/javascript/chart.js share/nodejs/chart.js/dist
            NO_CMAKE_FIND_ROOT_PATH)
  if(NOT HEDDLE_CHART_JS)
    FetchContent_Declare(chart_js URL https://registry.npmjs.org/chart.js/-/chart.js-3.9.1.tgz URL_HASH
      SHA512=468d896cb9af83cde05c5e45e2c9e2690fa54db4afd7c13e4c87f670e7a21f522a7763c614eb5e9be0d4b9f319b02270144ef2c0f3a97d7141c114c6abb761eb)
    FetchContent_MakeAvailable(chart_js)
    set(HEDDLE_CHART_JS "${chart_js_SOURCE_DIR}/dist/chart.min.js" CACHE FILEPATH "Chart.js, made small" FORCE)
  endif()
  if(NOT TARGET heddle_stb)
    add_library(heddle_stb INTERFACE)
    target_include_directories(heddle_stb SYSTEM INTERFACE "${HEDDLE_STB_INCLUDE_DIR}")
  endif()
endif()

if(HEDDLE_BUILD_TESTS OR HEDDLE_BUILD_DETECTORS)
  heddle_find(GTest GTest::gmock https://github.com/google/googletest release-1.12.1)
endif()
if(HEDDLE_BUILD_BENCH)
  set(BENCHMARK_ENABLE_TESTING OFF CACHE BOOL "" FORCE)
  heddle_find(benchmark benchmark::benchmark https://github.com/google/benchmark v1.7.1)
endif()
