#!/usr/bin/env python3
"""Runs every command that the docs show, and holds them to what they say of it: the exit code and the output. How a page
says it is told in shown_commands.py; what is not run, and why, in not_run.txt.

usage: docs_test.py [--refresh] SOURCE BUILD [PAGE...]
  --refresh   write what is printed now into the pages; then shorten it again by ... and …, and read the change
  PAGE        docs/tour.md; all of them unless told
exit: 0 all is so, 1 something is not and is named, 2 wrong usage
"""

import fnmatch
import sys
import tempfile
import time
from pathlib import Path

from sandbox import Sandbox
from shown_commands import Fault, commands_of, first_missing, pages_of, refreshed, with_output


def read_not_run(file):
    """{pattern: reason}: a reason is a line, its patterns are the indented ones after it."""
    patterns, reason = {}, None
    for line in Path(file).read_text(encoding="utf-8").splitlines() if Path(file).exists() else []:
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith(" "):
            patterns[line.strip()] = reason
        else:
            reason = line.strip()
    return patterns


class DocsTest:
    def __init__(self, source, build, make_sandbox=Sandbox, not_run=None):
        self.source, self.build, self.make_sandbox = Path(source), Path(build), make_sandbox
        self.not_run = read_not_run(Path(__file__).with_name("not_run.txt")) if not_run is None else not_run
        self.faults, self.used, self.results = [], set(), {}
        self.ran = self.left = 0

    def fault(self, page, line, what):
        self.faults.append(f"{page.relative_to(self.source)}:{line}: {what}")

    def is_run(self, page, command):
        pattern = next((p for p in self.not_run if fnmatch.fnmatchcase(command.text, p)), None)
        if pattern is None:
            return True
        self.used.add(pattern)
        self.left += 1
        program = command.text.split()[0]
        ours = self.build / program.removeprefix("build/") if program.startswith("build/bin/") else self.source / program
        if "/" in program and program.startswith(("ci/", "build/bin/")) and not ours.exists():
            self.fault(page, command.line, f"there is no {program}")
        if command.quoted:
            self.fault(page, command.line, f"what '{command.text}' prints is quoted, and it is not run")
        return False

    def run(self, texts):
        """What each printed; pages with the same commands are run once."""
        if texts not in self.results:
            with tempfile.TemporaryDirectory(prefix="heddle-docs-") as folder:
                sandbox = self.make_sandbox(self.source, self.build, folder)
                self.results[texts] = [sandbox.run(text) for text in texts]
            self.ran += len(texts)
        return self.results[texts]

    def look_at(self, page, refresh=False):
        text = page.read_text(encoding="utf-8")
        try:
            shown = commands_of(text)
        except Fault as fault:
            self.fault(page, fault.line, str(fault))
            return
        self.compare_with_original(page, text, shown)
        commands = [command for command in shown if self.is_run(page, command)]
        if not commands:
            return
        results = self.run(tuple(command.text for command in commands))
        for command, (code, output) in reversed(list(zip(commands, results))):
            if code not in command.codes:
                expected = " or ".join(str(number) for number in sorted(command.codes))
                self.fault(page, command.line, f"'{command.text}' ended with {code}, and the page says {expected}; "
                                               f"it printed: {output.strip()[-400:]!r}")
                continue
            if command.prints and " ".join(command.prints.split()) not in " ".join(output.split()):
                self.fault(page, command.line, f"'{command.text}' does not print '{command.prints}'; it printed: "
                                               f"{output.strip()[-400:]!r}")
            missing = first_missing(command.quoted, output.splitlines()) if command.quoted else None
            if missing is not None and refresh:
                text = with_output(text, command, refreshed(command.quoted, output.splitlines()))
                page.write_text(text, encoding="utf-8")
                print(f"{page.relative_to(self.source)}:{command.line}: refreshed")
            elif missing is not None:
                self.fault(page, command.line, f"'{command.text}' does not print what the page quotes, from here on: "
                                               f"'{missing}'; docs_test.py --refresh writes what it prints: "
                                               f"{output.strip()[-800:]!r}")

    def compare_with_original(self, page, text, shown):
        """A page in another language says in its first line what it translates, and shows the same commands."""
        if page.parent.name != "fr":
            return
        first = text.split("\n", 1)[0]
        if not first.startswith("<!-- ../") or not first.endswith(" -->"):
            self.fault(page, 1, "a translation begins with what it translates: <!-- ../PAGE.md -->")
            return
        original = page.parent / first.removeprefix("<!-- ").removesuffix(" -->")
        if not original.exists():
            self.fault(page, 1, f"there is no {first[5:-4]} to translate")
            return
        theirs = commands_of(original.read_text(encoding="utf-8"))
        for mine, other in zip(shown, theirs):
            if (mine.text, mine.codes) != (other.text, other.codes):
                self.fault(page, mine.line, f"'{mine.text}' is not what {original.name}:{other.line} shows: "
                                            f"'{other.text}'")
                return
        if len(shown) != len(theirs):
            self.fault(page, 1, f"it shows {len(shown)} commands, and {original.name} {len(theirs)}")

    def look_for_idle_patterns(self):
        for pattern in sorted(set(self.not_run) - self.used):
            self.faults.append(f"not_run.txt: no page shows '{pattern}' any more: take it out")


def main(arguments):
    refresh = "--refresh" in arguments
    arguments = [argument for argument in arguments if argument != "--refresh"]
    if len(arguments) < 2 or any(argument.startswith("-") for argument in arguments):
        print(__doc__)
        return 2
    source, build, *named = arguments
    source = Path(source).resolve()
    test = DocsTest(source, Path(build).resolve())
    begin = time.monotonic()
    for page in [source / name for name in named] or pages_of(source):
        test.look_at(page, refresh)
    if not named:
        test.look_for_idle_patterns()
    for fault in test.faults:
        print(fault)
    print(f"{test.ran} commands run, {test.left} left out as not_run.txt says, {len(test.faults)} faults "
          f"({time.monotonic() - begin:.0f} s)")
    return 1 if test.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
