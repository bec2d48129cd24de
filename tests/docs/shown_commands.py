"""The commands that a page of the docs shows, read from its Markdown, and what it says of them.

In a block ```sh every line is a command. In a block ```console a line that begins with "$ " is one, and what follows
is what it prints:

    a line ...            any lines that are left out, none included; where there is none, nothing is left out
    … within a line       what varies from run to run, or from machine to machine; blanks are alike, however many, since
                          columns are as wide as what is in them
    # exit 1              in the comment after a command: its exit code, 0 where nothing is said; "exit 1 or 0" where
                          that is a matter of luck. In French "code 1 ou 0"
    # prints: TEXT        in a block of sh: TEXT is printed, however its words are broken into lines
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

COMMAND_LANGUAGES = ("sh", "bash", "shell", "console")


@dataclass
class Command:
    text: str  # without its comment
    line: int  # in the page, from 1
    codes: frozenset
    prints: str = ""  # of a block of sh
    quoted: list = field(default_factory=list)  # lines of output in the page; [] where none is quoted
    indent: str = ""


class Fault(Exception):
    """What is wrong with a page, and in which line."""

    def __init__(self, line, what):
        super().__init__(what)
        self.line = line


def _command(text, line, indent):
    bare, comment = re.match(r"(.*?)(?:\s+#\s((?:(?!\s#\s).)*))?$", text, re.DOTALL).groups()
    code = re.search(r"\b(?:exit|code) (\d+)(?:,? (?:or|ou) (\d+))?", comment or "")
    prints = re.search(r"\bprints: (.*)", comment or "")
    codes = frozenset(int(number) for number in code.groups() if number) if code else frozenset({0})
    return Command(bare.strip(), line, codes, prints.group(1).strip() if prints else "", [], indent)


def commands_of(page):
    """The commands of a page, in order. Errors: Fault."""
    commands, fence, language, indent = [], None, "", ""
    current, unfinished = None, None  # in this block: the command whose output follows; one that goes on in the next line
    for number, raw in enumerate(page.split("\n"), 1):
        mark = re.match(r"( *)(```+)([\w-]*)", raw)
        if fence is None:
            if mark:
                indent, fence, language = mark.group(1), mark.group(2), mark.group(3)
                current = unfinished = None
            continue
        if mark and mark.group(2) == fence and not mark.group(3):
            fence = None
            continue
        text = raw.removeprefix(indent).rstrip()
        if language not in COMMAND_LANGUAGES:
            if text.startswith("$ "):
                raise Fault(number, f"a command in a block that is not marked console: '{text}'")
            continue
        is_command = text.startswith("$ ") if language == "console" else text and not text.startswith("#")
        if unfinished is not None:
            unfinished[1] += "\n" + text
        elif is_command:
            unfinished = [number, text.removeprefix("$ ")]
        elif language == "console" and current is not None:
            current.quoted.append(text)
        elif language == "console" and text:
            raise Fault(number, f"output before any command: '{text}'")
        if unfinished is not None and not unfinished[1].endswith("\\"):
            current = _command(unfinished[1], unfinished[0], indent)
            commands.append(current)
            unfinished = None
    if fence is not None:
        raise Fault(number, "a block that never ends")
    return commands


def _line_matches(quoted, printed):
    parts = (re.escape(" ".join(part.split())) for part in quoted.split("…"))
    return re.fullmatch(".*".join(parts), " ".join(printed.split())) is not None


def _stripped(lines):
    lines = list(lines)
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    return lines


def first_missing(quoted, printed):
    """The first quoted line from which on the output is another; None where all is there. Both are lists of lines."""
    printed, pieces, at = _stripped(printed), [[]], 0
    for line in _stripped(quoted):
        if line.strip() == "...":
            pieces.append([])
        else:
            pieces[-1].append(line)
    for index, piece in enumerate(pieces):
        is_last, most = index == len(pieces) - 1, 0
        for start in [0] if index == 0 else range(at, len(printed) + 1):
            same = 0
            while same < len(piece) and start + same < len(printed) and _line_matches(piece[same], printed[start + same]):
                same += 1
            if same == len(piece) and (not is_last or start + same == len(printed)):
                at = start + same
                break
            most = max(most, same)
        else:
            return piece[most] if most < len(piece) else "(and no more)"
    return None


def refreshed(quoted, printed):
    """What the page should quote: all that was printed; a line of the page that is still right is kept as it is."""
    patterns = [line for line in quoted if "…" in line]
    return [next((old for old in patterns if _line_matches(old, line)), line.rstrip()) for line in _stripped(printed)]


def with_output(page, command, lines):
    """The page with what it quotes of a command replaced."""
    all_lines = page.split("\n")
    first = command.line + command.text.count("\n")
    all_lines[first:first + len(command.quoted)] = [(command.indent + line).rstrip() for line in lines]
    return "\n".join(all_lines)


def pages_of(root):
    root = Path(root)
    return [root / "README.md", *sorted((root / "docs").glob("*.md")), *sorted((root / "docs/fr").glob("*.md"))]
