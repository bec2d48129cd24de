"""One seeded violation of each rule that docs_test.py holds the docs to, to prove that it fires; and pages that are right.

usage: checker_test.py
"""

import subprocess
import tempfile
import unittest
from pathlib import Path

from docs_test import DocsTest
from shown_commands import commands_of, first_missing


class Plain:
    """Commands run in an empty folder."""

    def __init__(self, source, build, folder):
        del source, build
        self.folder = folder

    def run(self, command):
        ended = subprocess.run(["bash", "-c", command], cwd=self.folder, capture_output=True, text=True, check=False)
        return ended.returncode, ended.stdout


class DocsTestCase(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.root = Path(self.temporary.name)

    def faults(self, text, page="docs/page.md", not_run=None, refresh=False):
        path = self.root / page
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        test = DocsTest(self.root, self.root / "build", Plain, not_run or {})
        test.look_at(path, refresh)
        test.look_for_idle_patterns()
        return test.faults

    def assert_one_fault(self, faults, *words):
        self.assertEqual(len(faults), 1, faults)
        for word in words:
            self.assertIn(word, faults[0])

    def test_a_page_that_is_right_has_no_fault(self):
        self.assertEqual(self.faults("text\n```console\n$ echo one; echo two\none\ntwo\n$ exit 3   # exit 3\n```\n"
                                     "```sh\ntrue    # prints: \nexit 1  # exit 1 or 0\necho a b  # prints: a b\n```\n"), [])

    def test_another_exit_code_is_a_fault(self):
        self.assert_one_fault(self.faults("```sh\nexit 2\n```"), "docs/page.md:2", "ended with 2", "says 0")

    def test_an_exit_code_that_is_promised_and_does_not_come_is_a_fault(self):
        self.assert_one_fault(self.faults("```sh\ntrue  # exit 1\n```"), "ended with 0", "says 1")

    def test_another_output_is_a_fault_that_names_the_line(self):
        self.assert_one_fault(self.faults("```console\n$ echo one; echo two\none\nthree\n```"), "docs/page.md:2", "'three'")

    def test_output_that_is_left_out_unsaid_is_a_fault(self):
        self.assert_one_fault(self.faults("```console\n$ echo one; echo two\none\n```"), "(and no more)")

    def test_a_comment_that_promises_output_is_held_to_it(self):
        self.assert_one_fault(self.faults("```sh\necho no  # prints: yes\n```"), "does not print 'yes'")

    def test_a_command_in_an_unmarked_block_is_a_fault(self):
        self.assert_one_fault(self.faults("```\n$ true\n```"), "docs/page.md:2", "not marked console")

    def test_output_without_a_command_is_a_fault(self):
        self.assert_one_fault(self.faults("```sh\ntrue\n```\n```console\nwords\n```"), "docs/page.md:5", "before any command")

    def test_a_block_without_an_end_is_a_fault(self):
        self.assert_one_fault(self.faults("```sh\ntrue"), "never ends")

    def test_a_command_that_is_not_run_quotes_no_output(self):
        self.assert_one_fault(self.faults("```console\n$ long\nwords\n```", not_run={"long": "why"}), "is quoted")

    def test_a_command_that_is_not_run_must_exist(self):
        self.assert_one_fault(self.faults("```sh\nci/gone\n```", not_run={"ci/*": "why"}), "there is no ci/gone")

    def test_a_pattern_that_fits_nothing_is_a_fault(self):
        self.assert_one_fault(self.faults("```sh\ntrue\n```", not_run={"ci/*": "why"}), "'ci/*'")

    def test_a_translation_with_another_command_is_a_fault(self):
        self.faults("```sh\necho one\n```", "docs/page.md")
        self.assert_one_fault(self.faults("<!-- ../page.md -->\n```sh\necho un\n```", "docs/fr/page.md"),
                              "docs/fr/page.md:3", "'echo one'")

    def test_a_translation_with_a_command_less_is_a_fault(self):
        self.faults("```sh\necho one\ntrue\n```", "docs/page.md")
        self.assert_one_fault(self.faults("<!-- ../page.md -->\n```sh\necho one\n```", "docs/fr/page.md"), "1 commands")

    def test_a_translation_says_of_what(self):
        self.assert_one_fault(self.faults("```sh\ntrue\n```", "docs/fr/page.md"), "docs/fr/page.md:1")

    def test_a_refresh_writes_the_output_and_keeps_what_may_vary(self):
        page = "```console\n$ echo; echo took 5 s; echo two\n\ntook … s\nthree\n```\n"
        self.assertEqual(self.faults(page, refresh=True), [])
        self.assertEqual((self.root / "docs/page.md").read_text(encoding="utf-8"), page.replace("three", "two").replace("\n\n", "\n"))


class QuotedOutput(unittest.TestCase):
    PRINTED = ["a 1", "b 2", "c 3", "b 4", "d 5"]

    def test_is_found_where_lines_are_left_out(self):
        for quoted in (self.PRINTED, ["..."], ["a 1", "..."], ["...", "d 5"], ["...", "b 4", "..."],
                       ["a …", "...", "c 3", "b …", "..."], ["...", "b 2", "...", "b 4", "..."]):
            self.assertIsNone(first_missing(quoted, self.PRINTED), quoted)

    def test_is_missed_where_it_is_another(self):
        for quoted, line in ((["..."  , "b 3", "..."], "b 3"), (["b 2", "..."], "b 2"), (["...", "b 4"], "(and no more)"),
                             (["...", "c 3", "...", "b 2", "..."], "b 2"), (["a 1", "c 3", "..."], "c 3"),
                             (["a …x", "..."], "a …x")):
            self.assertEqual(first_missing(quoted, self.PRINTED), line, quoted)


class Pages(unittest.TestCase):
    def test_commands_are_read_with_what_is_said_of_them(self):
        first, second, third = commands_of("1. item\n   ```console\n   $ one \\\n     two  # code 1 ou 0\n   out\n\n   x\n   ```\n"
                                           "```cpp\nint i;\n```\n```sh\n# no command\nthree 'a # b'  # why\n```\nexit 3")[:2] + \
            commands_of("```sh\na\n```")
        self.assertEqual((first.text, first.codes, first.quoted, first.line), ("one \\\n  two", {0, 1}, ["out", "", "x"], 3))
        self.assertEqual((second.text, second.line, second.codes), ("three 'a # b'", 14, {0}))
        self.assertEqual(third.text, "a")


if __name__ == "__main__":
    unittest.main()
