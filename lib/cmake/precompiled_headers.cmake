# Headers that many of our sources include, read once instead of in each of them. Only clang does: a build with gcc,
# and clang-tidy, read every file by itself, and so show what it forgot to include. Nor does a project that builds
# heddle inside its own.
include(CMakeDependentOption)
cmake_dependent_option(HEDDLE_PRECOMPILED_HEADERS "Precompile the headers that many sources include" ON
                       "PROJECT_IS_TOP_LEVEL;CMAKE_CXX_COMPILER_ID STREQUAL Clang" OFF)

# heddle_precompiled_headers(<name> HEADERS <header>... [USES <target>...] [OPTIONS <option>...])
# The headers as a target compiled with USES brings, under OPTIONS, has them.
function(heddle_precompiled_headers name)
  cmake_parse_arguments(PARSE_ARGV 1 precompiled "" "" "HEADERS;USES;OPTIONS")
  if(NOT HEDDLE_PRECOMPILED_HEADERS)
    return()
  endif()
  set(source "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp")
  file(GENERATE OUTPUT "${source}" CONTENT "// A target has a source; what counts is its precompiled headers.\n")
  add_library(${name} OBJECT "${source}")
  target_link_libraries(${name} PRIVATE heddle_warnings ${precompiled_USES})
  target_compile_options(${name} PRIVATE ${precompiled_OPTIONS})
  target_compile_features(${name} PRIVATE cxx_std_20)
  target_precompile_headers(${name} PRIVATE ${precompiled_HEADERS})
endfunction()

# heddle_precompiled(<name> <target>...): these targets read <name>'s headers. Their options for the language and for
# optimising have to be the same as its.
function(heddle_precompiled name)
  if(TARGET ${name})
    foreach(target IN LISTS ARGN)
      target_precompile_headers(${target} REUSE_FROM ${name})
    endforeach()
  endif()
endfunction()
