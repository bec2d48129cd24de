#!/usr/bin/env bash
# What heddle_add_case() refuses, in one line that says what and why. It is called in CMake's script mode, which
# reaches its checks and knows no targets.
#
# usage: add_case_test.bash CMAKE HEDDLE_ADD_CASE_FILE
set -euo pipefail
cmake=$1 file=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
touch "$folder/case.hpp"
failures=0

# expect TEXT ARGUMENTS: the call is refused, and its message holds the text.
expect() {
  local code=0 said
  printf 'cmake_policy(VERSION 3.22)\ninclude("%s")\nheddle_add_case(%s)\n' "$file" "$2" > "$folder/call.cmake"
  said=$(cd "$folder" && "$cmake" -P call.cmake 2>&1 | tr -s ' \n' ' ') || code=$?
  if ((code == 0)) || [[ $said != *"$1"* ]]; then
    printf 'heddle_add_case(%s): exit code %s, expected "%s", said:\n%s\n' "$2" "$code" "$1" "$said" >&2
    failures=$((failures + 1))
  fi
}

expect "NAME 'two words' must be the name of a C++ namespace" 'NAME "two words" SOURCES case.hpp'
expect "NAME '' must be the name of a C++ namespace" 'SOURCES case.hpp'
expect "the case lost has no SOURCES" 'NAME lost'
expect "the case lost has no file $folder/gone.hpp" 'NAME lost SOURCES gone.hpp'
expect "names the detector 'oracle'; there are stress;tsan;relacy;static" 'NAME lost SOURCES case.hpp DETECTORS oracle'
expect "what is 'FOR;FUN'?" 'FOR FUN NAME lost SOURCES case.hpp'
exit $((failures > 0))
