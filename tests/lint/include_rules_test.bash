#!/usr/bin/env bash
# Proves that ci/include_rules holds each rule: every test seeds a tiny source tree with a violation and
# expects exactly that finding. What a box may include is written here a second time, by hand, so that
# a slip in the table shows.
#
# usage: include_rules_test.bash --list     the tests' names, one a line
#        include_rules_test.bash TEST       runs one; exit 0 when it holds
set -euo pipefail

checker=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../ci" && pwd -P)/include_rules
lib_boxes=(core sync image metrics process log count work report exercise batch cases)
other_boxes=(sanitizers/child sanitizers/stress sanitizers/tsan sanitizers/relacy sanitizers/harness
  sanitizers/canary sanitizers/exercise demos tests)

detectors="sanitizers/child sanitizers/stress sanitizers/tsan sanitizers/relacy sanitizers/harness sanitizers/canary sanitizers/exercise"
declare -A may_include=(
  [core]=""
  [sync]="core"
  [image]="core"
  [metrics]="core sync"
  [process]="core"
  [log]="core sync process"
  [count]="core sync process"
  [work]="core sync log count process"
  [report]="core"
  [exercise]="core report process"
  [batch]="core sync image log count work metrics process"
  [cases]="core sync image metrics process log count work report exercise batch"
  [sanitizers/child]="core sync"
  [sanitizers/stress]="core sync sanitizers/child"
  [sanitizers/tsan]="core sync sanitizers/child sanitizers/canary"
  [sanitizers/relacy]="core sync sanitizers/child"
  [sanitizers/harness]="core sync report process sanitizers/child"
  [sanitizers/canary]="core sync $detectors"
  [sanitizers/exercise]="core sync $detectors"
  [demos]="core sync image metrics process log count work report exercise batch cases $detectors"
  [tests]="core sync image metrics process log count work report exercise batch cases $detectors"
)
thread_headers=(mutex shared_mutex atomic thread condition_variable semaphore barrier latch stop_token
  future pthread.h semaphore.h stdatomic.h threads.h)

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

# seed FILE LINE...: writes the lines to a file of the tree.
seed() {
  mkdir -p "$tree/$(dirname "$1")"
  printf '%s\n' "${@:2}" > "$tree/$1"
}

# Where a box lies, and the name by which others include its leaf.
folder() { case $1 in sanitizers/* | demos | tests) echo "$1" ;; *) echo "lib/heddle/$1" ;; esac; }
spelling() { case $1 in sanitizers/* | demos | tests) echo "$1/leaf.hpp" ;; *) echo "heddle/$1/leaf.hpp" ;; esac; }

# Each box gets a leaf that includes nothing of ours, as something to include.
seed_leaves() {
  local box root
  for box in "${lib_boxes[@]}" "${other_boxes[@]}"; do
    case $box in sanitizers/* | demos | tests) root="" ;; *) root=lib/ ;; esac
    seed "$root$(spelling "$box")" '#include <vector>'
  done
}

# expect "FILE:LINE RULE"...: the checker's findings on the tree, no more and no fewer, and its exit code.
expect() {
  local code=0 found wanted
  found=$("$checker" "$tree") || code=$?
  wanted=$(printf '%s\n' "$@" | LC_ALL=C sort)
  if [[ $(sed -E 's/^([^:]*:[0-9]+): .*\[(.*)\]$/\1 \2/' <<< "$found" | LC_ALL=C sort) != "$wanted" ]]; then
    printf 'expected:\n%s\nfound:\n%s\n' "$wanted" "$found" >&2
    return 1
  fi
  if ((code != ($# > 0))); then
    echo "expected exit code $(($# > 0)), found $code" >&2
    return 1
  fi
}

# A file of the box includes every other box: the allowed ones pass, each of the others is a finding.
box_test() {
  local box=$1 other line=0 findings=() lines=() rule
  seed_leaves
  for other in "${lib_boxes[@]}" "${other_boxes[@]}"; do
    [[ $other == "$box" ]] && continue
    lines+=("#include \"$(spelling "$other")\"")
    line=$((line + 1))
    [[ " ${may_include[$box]} " == *" $other "* ]] && continue
    rule=boxes
    # Within lib a name that does not begin with heddle/ is wrong whatever it means.
    [[ $(folder "$box") == lib/* && $(spelling "$other") != heddle/* ]] && rule=form
    findings+=("$(folder "$box")/user.cpp:$line $rule")
  done
  seed "$(folder "$box")/user.cpp" "${lines[@]}"
  expect "${findings[@]}"
}

# A file of the box includes each of the headers; expects the rule for each.
header_test() {
  local file=$1 rule=$2 header line=0 findings=() lines=()
  for header in "${@:3}"; do
    line=$((line + 1))
    lines+=("#include <$header>")
    findings+=("$file:$line $rule")
  done
  seed "$file" "${lines[@]}"
  expect "${findings[@]}"
}

test_clean_tree() {
  local box other lines
  seed_leaves
  for box in "${!may_include[@]}"; do
    lines=('#include <string>' '#include <fmt/format.h>' "#include \"$(spelling "$box")\"")
    for other in ${may_include[$box]}; do lines+=("#include \"$(spelling "$other")\""); done
    seed "$(folder "$box")/user.cpp" "${lines[@]}"
  done
  seed sanitizers/relacy/model.hpp '#include <relacy/relacy.hpp>'
  seed lib/heddle/sync/native.hpp '#include <atomic>' '#include <mutex>'
  seed tests/unit/race_test.cpp '#include <gtest/gtest.h>' '#include <thread>' '#include "neighbour.hpp"'
  seed tests/unit/neighbour.hpp '#include "../leaf.hpp"'
  expect
}

test_core() { box_test core; }
test_sync() { box_test sync; }
test_image() { box_test image; }
test_metrics() { box_test metrics; }
test_process() { box_test process; }
test_log() { box_test log; }
test_count() { box_test count; }
test_work() { box_test work; }
test_report() { box_test report; }
test_batch() { box_test batch; }
test_cases() { box_test cases; }
test_child() { box_test sanitizers/child; }
test_detectors() { box_test sanitizers/stress; }
test_tsan() { box_test sanitizers/tsan; }
test_harness() { box_test sanitizers/harness; }
test_canary() { box_test sanitizers/canary; }
test_demos() { box_test demos; }
test_tests() { box_test tests; }

test_log_knows_no_threads() { header_test lib/heddle/log/user.hpp no-threads "${thread_headers[@]}"; }
test_count_knows_no_threads() { header_test lib/heddle/count/user.hpp no-threads "${thread_headers[@]}"; }
test_work_knows_no_threads() { header_test lib/heddle/work/user.hpp no-threads "${thread_headers[@]}"; }
test_cases_know_no_threads() { header_test lib/heddle/cases/user.hpp no-threads "${thread_headers[@]}"; }
test_image_knows_no_threads() { header_test lib/heddle/image/user.cpp no-threads "${thread_headers[@]}"; }
test_components_know_no_tests() { header_test lib/heddle/work/user.hpp no-tests gtest/gtest.h gmock/gmock.h; }

test_detectors_know_no_tests() {
  local box findings=()
  for box in child stress relacy canary; do
    seed "sanitizers/$box/user.cpp" '#include <gtest/gtest.h>'
    findings+=("sanitizers/$box/user.cpp:1 no-tests")
  done
  seed lib/heddle/core/leaf.hpp '#include <vector>'
  seed sanitizers/harness/user.cpp '#include <gtest/gtest.h>'
  seed sanitizers/tsan/matchers.hpp '#include <gmock/gmock.h>'
  expect "${findings[@]}"
}

test_only_the_model_names_relacy() {
  local box findings=()
  for box in "${!may_include[@]}"; do
    seed "$(folder "$box")/user.hpp" '#include <relacy/relacy.hpp>'
    [[ $box == sanitizers/relacy ]] && continue
    findings+=("$(folder "$box")/user.hpp:1 only-model")
  done
  expect "${findings[@]}"
}

test_process_files_may_share_between_processes() {
  local box
  for box in count log work; do
    seed "lib/heddle/$box/process_a.hpp" '#include <atomic>' '#include <pthread.h>'
    seed "lib/heddle/$box/process_b.cpp" '#include <atomic>' '#include <pthread.h>'
  done
  expect
}

test_process_files_know_no_other_threads() {
  seed lib/heddle/cases/process_a.hpp '#include <atomic>'
  seed lib/heddle/image/process_a.cpp '#include <pthread.h>'
  seed lib/heddle/log/process_a.hpp '#include <mutex>' '#include <thread>'
  seed lib/heddle/log/preprocess_a.hpp '#include <atomic>'
  expect 'lib/heddle/cases/process_a.hpp:1 no-threads' 'lib/heddle/image/process_a.cpp:1 no-threads' \
    'lib/heddle/log/preprocess_a.hpp:1 no-threads' \
    'lib/heddle/log/process_a.hpp:1 no-threads' 'lib/heddle/log/process_a.hpp:2 no-threads'
}

test_quoted_form() {
  seed_leaves
  seed lib/heddle/core/user.hpp '#include "leaf.hpp"' '#include "core/leaf.hpp"' '#include "heddle/leaf.hpp"' \
    '#include "../core/leaf.hpp"' '#include "heddle/core/../core/leaf.hpp"' '#include "stb_image.h"' \
    '#include "heddle/core/leaf.hpp"'
  expect lib/heddle/core/user.hpp:{1,2,3,4,5,6}' form'
}

test_quoted_exists() {
  seed_leaves
  seed lib/heddle/core/user.hpp '#include "heddle/core/gone.hpp"'
  seed demos/tour/user.cpp '#include "heddle/core/gone.hpp"' '#include "gone.hpp"'
  expect 'demos/tour/user.cpp:1 exists' 'demos/tour/user.cpp:2 exists' 'lib/heddle/core/user.hpp:1 exists'
}

test_own_in_quotes() {
  seed_leaves
  seed lib/heddle/sync/user.hpp '#include <heddle/core/leaf.hpp>'
  expect 'lib/heddle/sync/user.hpp:1 quotes'
}

test_no_macro() {
  seed lib/heddle/core/user.hpp '#define HEADER <mutex>' '#include HEADER'
  expect 'lib/heddle/core/user.hpp:2 macro'
}

test_no_cycle() {
  seed lib/heddle/core/a.hpp '#include "heddle/core/b.hpp"'
  seed lib/heddle/core/b.hpp '#include <vector>' '#include "heddle/core/c.hpp"'
  seed lib/heddle/core/c.hpp '#include "heddle/core/a.hpp"'
  seed lib/heddle/core/diamond.hpp '#include "heddle/core/b.hpp"' '#include "heddle/core/c.hpp"'
  seed lib/heddle/sync/self.hpp '#include "heddle/sync/self.hpp"'
  expect 'lib/heddle/core/c.hpp:1 cycle' 'lib/heddle/sync/self.hpp:1 cycle'
}

test_unknown_box() {
  seed lib/heddle/misc/user.hpp '#include <vector>'
  seed lib/heddle/stray.hpp '#include <vector>'
  expect 'lib/heddle/misc/user.hpp:1 unknown-box' 'lib/heddle/stray.hpp:1 unknown-box'
}

test_comments_and_spelling() {
  seed_leaves
  seed lib/heddle/count/user.hpp \
    '// #include <mutex>' '/* #include <mutex>' '#include <mutex>' '*/ #include <vector>' \
    '  #  include<mutex>' '#include /* why */ <thread> // because' 'auto s = "/*";' '#include <atomic>' \
    $'#include\t"heddle/image/leaf.hpp"'
  expect 'lib/heddle/count/user.hpp:5 no-threads' 'lib/heddle/count/user.hpp:6 no-threads' \
    'lib/heddle/count/user.hpp:8 no-threads' 'lib/heddle/count/user.hpp:9 boxes'
}

test_a_project_outside_of_the_tree_is_left_alone() {
  seed lib/heddle/core/leaf.hpp "#include <vector>"
  seed tests/consumer/own.cpp "#include <heddle/core/leaf.hpp>" "#include <relacy/relacy.hpp>"
  expect
}

# A run that checks nothing must not look like a clean one.
test_empty_tree_is_no_success() {
  local code=0
  mkdir "$tree/lib"
  "$checker" "$tree" || code=$?
  ((code == 3))
}

# A finding says where, what, and what would be allowed.
test_message() {
  local message
  seed_leaves
  seed lib/heddle/log/user.hpp '#pragma once' '#include "heddle/metrics/leaf.hpp"'
  message=$("$checker" "$tree") || true
  [[ $message == 'lib/heddle/log/user.hpp:2: log must not include metrics ("heddle/metrics/leaf.hpp"); log may include: core sync process [boxes]' ]]
}

case ${1:-} in
  --list) declare -F | sed -n 's/^declare -f test_//p' ;;
  *)
    if [[ $# -ne 1 ]] || ! declare -F "test_$1" > /dev/null; then
      echo "include_rules_test.bash: no test named '${1:-}'; --list names them" >&2
      exit 2
    fi
    "test_$1"
    ;;
esac
