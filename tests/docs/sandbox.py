"""The folder in which a page's commands are run: what they use of the tree and of its build, where a reader has it, and
what the docs take for granted: a folder of photos, logs to look at. What commands leave behind touches no file of ours.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

COPIED = ("ci", "docs")  # beside the exercises; no command of the docs that is run reads sources
LONGEST = 240  # seconds for one command


class Sandbox:
    def __init__(self, source, build, folder):
        self.folder = Path(folder)
        self.environment = dict(os.environ, LC_ALL="C.UTF-8", TERM="dumb")
        for name in ("GITHUB_ACTIONS", "HEDDLE_CASES", "COLUMNS"):
            self.environment.pop(name, None)
        for name in COPIED:
            shutil.copytree(Path(source) / name, self.folder / name, ignore=shutil.ignore_patterns("node_modules"))
        mine = self.folder / "build"
        mine.mkdir()
        for name in ("bin", "cases"):
            if (Path(build) / name).exists():
                (mine / name).symlink_to((Path(build) / name).resolve())
        self._copy_exercises(Path(build) / "exercises", mine / "exercises")
        self._make_photos(self.folder / "photos")
        self._make_logs(mine / "report")

    def _copy_exercises(self, built, mine):
        """As they were handed out, whatever a student has done in the tree."""
        if not (built / "toolkit.json").exists():
            return
        toolkit = json.loads((built / "toolkit.json").read_text())
        toolkit["exercises"] = str(self.folder / "tests/exercises")
        shutil.copytree(built / "handed_out", mine / "handed_out")
        shutil.copytree(built / "handed_out", self.folder / "tests/exercises", dirs_exist_ok=True)
        shutil.copytree(toolkit["solutions"], self.folder / "ci/solutions", dirs_exist_ok=True)
        (mine / "toolkit.json").write_text(json.dumps(toolkit))
        self.environment["HEDDLE_EXERCISES"] = str(mine)

    @staticmethod
    def _make_photos(folder):
        """Forty small pictures, as PGM."""
        folder.mkdir()
        for number in range(40):
            pixels = bytes((x * number + y) % 256 for y in range(64) for x in range(48))
            (folder / f"photo-{number:02}.pgm").write_bytes(b"P5 48 64 255\n" + pixels)

    def _make_logs(self, folder):
        """A whole log, and one with a line that is torn."""
        folder.mkdir(parents=True)
        program = self.folder / "build/bin/heddle"
        if not program.exists():
            return
        subprocess.run([program, "gray", "photos", "-o", "build/report/gray", "--log", "build/report/clean.log"],
                       cwd=self.folder, check=True, capture_output=True)
        lines = (folder / "clean.log").read_bytes().splitlines(keepends=True)
        lines[1] = lines[1][:20] + lines[1][30:]
        (folder / "racy.log").write_bytes(b"".join(lines))

    def run(self, command):
        """(exit code, output). A TOKEN is the one that the same command without --replay shows last."""
        if re.search(r"\bTOKEN\b", command):
            _, shown = self.run(re.sub(r" --replay TOKEN.*", "", command))
            tokens = re.findall(r"--replay (\S+)", shown)
            if not tokens:
                return 127, f"there is no token for TOKEN in what this shows:\n{shown}"
            command = re.sub(r"\bTOKEN\b", tokens[-1], command)
        try:
            ended = subprocess.run(["bash", "-c", command], cwd=self.folder, env=self.environment, timeout=LONGEST,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                   check=False)
        except subprocess.TimeoutExpired:
            return 124, f"not done in {LONGEST} s"
        return ended.returncode, ended.stdout.decode("utf-8", "replace")
