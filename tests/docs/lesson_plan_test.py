"""The lesson plan of docs/teaching.md has every chapter of the tour in its order, every exercise once, and their minutes.

usage: lesson_plan_test.py SOURCE
exit: 0 all is so, 1 something is not and is named
"""

import json
import re
import sys
import unittest
from pathlib import Path


def faults(plan, tour, minutes):
    """plan, tour: Markdown. minutes: {"01": 5, ...} of the exercises."""
    found, placed = [], []
    rows = re.findall(r"^\| (.+?) \| (?:\d+ \+ )?(\d+) \| (.+?) \|$", plan, re.MULTILINE)
    lessons = [name for name, _, _ in rows if name[0].isdigit()]
    chapters = [f"{number} {name}".lower() for number, name in re.findall(r"^## (\d)\. (.+)$", tour, re.MULTILINE)]
    if [name.lower() for name in lessons] != chapters:
        found.append(f"the lessons are {lessons}, and the chapters of the tour {chapters}")
    for name, told, exercises in rows:
        numbers = re.findall(r"\b\d\d\b", exercises)
        placed += numbers
        real = sum(minutes.get(number, 0) for number in numbers)
        if numbers and real != int(told):
            found.append(f"the exercises of '{name}' take {real} minutes, and the plan says {told}")
    for number in sorted(set(placed) | set(minutes)):
        if number not in minutes:
            found.append(f"there is no exercise {number}")
        elif placed.count(number) != 1:
            found.append(f"exercise {number} is in {placed.count(number)} lessons")
    return found


class SeededViolations(unittest.TestCase):
    TOUR = "# The tour\n\n## 1. One\n\n## 2. Two\n"
    PLAN = "| 1 one | 20 + 15 | **01**, 02 |\n| 2 two | 40 | none |\n"
    MINUTES = {"01": 5, "02": 10}

    def test_a_plan_that_is_right_has_no_fault(self):
        self.assertEqual(faults(self.PLAN, self.TOUR, self.MINUTES), [])

    def test_each_rule_fires(self):
        for plan, tour, minutes, fault in (
                (self.PLAN.replace("2 two", "2 three"), self.TOUR, self.MINUTES, "chapters"),
                (self.PLAN, self.TOUR + "## 3. Three\n", self.MINUTES, "chapters"),
                (self.PLAN.replace("15", "25"), self.TOUR, self.MINUTES, "15 minutes"),
                (self.PLAN, self.TOUR, {**self.MINUTES, "03": 5}, "exercise 03 is in 0"),
                (self.PLAN.replace("none", "03"), self.TOUR, self.MINUTES, "no exercise 03")):
            with self.subTest(fault):
                self.assertIn(fault, " ".join(faults(plan, tour, minutes)))


def main():
    source = Path(sys.argv[1])
    minutes = {file.parent.name[:2]: json.loads(file.read_text(encoding="utf-8"))["minutes"]
               for file in source.glob("tests/exercises/[0-9][0-9]_*/exercise.json")}
    section = (source / "docs/teaching.md").read_text(encoding="utf-8").partition("## A lesson plan")[2]
    found = faults(section.partition("\n### ")[0], (source / "docs/tour.md").read_text(encoding="utf-8"), minutes)
    for fault in found:
        print(f"docs/teaching.md: {fault}")
    seeded = unittest.main(argv=sys.argv[:1], exit=False).result
    return 0 if seeded.wasSuccessful() and not found else 1


if __name__ == "__main__":
    sys.exit(main())
