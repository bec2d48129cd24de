#!/usr/bin/env bash
# Leaves a report in FOLDER: of what was measured there, or else of a short comparison that is made first.
#
# usage: write_report.bash HEDDLE FOLDER
# exit: 0 done, 1 something was lost that should not have been, 3 could not run
set -euo pipefail

heddle=$1 folder=$2
if [[ -f $folder/results.json ]]; then
  if refusal=$("$heddle" report "$folder" --svg "$folder/svg" 2>&1); then exit 0; fi
  echo "$refusal" >&2
  # Results of another format are measured again; what is refused for another reason is a fault of the report.
  [[ $refusal == *heddle_format* ]] || exit 1
fi
rm -rf "$folder/sweep"
"$heddle" compare -o "$folder" --repeat 2 --workers 1,2 --rows-per-line 16 --critical-section-us 0,20 --permits 1,2 \
  --strategies sequential,threads/unsynchronized/semaphore-buffer,threads/mutex/mutex,threads/per-worker/per-worker,processes
"$heddle" report "$folder" --svg "$folder/svg"
