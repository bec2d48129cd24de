#!/usr/bin/env bash
# Builds and tests the project beside this file as somebody else would who uses heddle.
#
# usage: run.bash WAY SOURCE BUILD COMPILER FOLDER
#   WAY       package (cmake --install, find_package) or fetch_content (from the source)
#   SOURCE    heddle's source tree
#   BUILD     heddle's build tree, which `package` installs from
#   COMPILER  the C++ compiler
#   FOLDER    scratch; emptied first
# exit: 0 it works, 1 it does not
set -euo pipefail

way=$1 source=$2 build=$3 compiler=$4 folder=$5
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
rm -rf "$folder"
mkdir -p "$folder"

case $way in
  package)
    cmake --install "$build" --prefix "$folder/prefix" > "$folder/install.log"
    where=("-DCMAKE_PREFIX_PATH=$folder/prefix")
    # Nothing of the installed package may lead back to the tree that it was built in.
    if grep -rlF -e "$source" -e "$build" "$folder/prefix" --include='*.cmake' --include='*.hpp' --include='*.in'; then
      echo "consumer: the files above name the tree that heddle was built in" >&2
      exit 1
    fi
    ;;
  fetch_content) where=("-DHEDDLE_SOURCE=$source") ;;
  *)
    echo "consumer: no way '$way'; package or fetch_content" >&2
    exit 1
    ;;
esac

cmake -S "$here" -B "$folder/build" -G Ninja "-DCMAKE_CXX_COMPILER=$compiler" -DCMAKE_BUILD_TYPE=RelWithDebInfo \
  "${where[@]}" > "$folder/configure.log" || {
  cat "$folder/configure.log" >&2
  exit 1
}
if grep -E 'OpenCV|hwy|PNG_|JPEG_|CLI11' "$folder/build/CMakeCache.txt" | grep -v NOTFOUND >&2; then
  echo "consumer: the project was made to look for a library that heddle's own program needs" >&2
  exit 1
fi
cmake --build "$folder/build" --parallel 2 > "$folder/build.log" || {
  cat "$folder/build.log" >&2
  exit 1
}
for label in stress tsan relacy static own; do
  ctest --test-dir "$folder/build" -L "^$label\$" --no-tests=error --output-on-failure | tee "$folder/$label.log"
done
for name in stress tsan relacy static; do
  for variant in spinlock.racy spinlock.fixed ring_buffer.racy ring_buffer.fixed; do
    grep -q " $name.$variant " "$folder/$name.log" || {
      echo "consumer: there was no test $name.$variant" >&2
      exit 1
    }
  done
done
