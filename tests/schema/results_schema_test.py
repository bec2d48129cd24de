"""The published JSON Schema: it is one, results.json keeps to it, and it would tell if results.json did not.

usage: results_schema_test.py SCHEMA RESULTS...
exit: 0 all is well, 1 something is not and is named, 77 there is no validator
"""

import copy
import json
import sys

try:
    import jsonschema
except ImportError:
    print("SKIPPED: there is no python3-jsonschema; ci/setup --tests installs it")
    sys.exit(77)


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def damaged(document, at=()):
    """Copies of the document, each without one field, with one too many, or with one of another type."""
    node = document
    for step in at:
        node = node[step]
    if isinstance(node, dict):
        for name in [*node, None]:
            copied = copy.deepcopy(document)
            there = copied
            for step in at:
                there = there[step]
            if name is None:
                there["of no such name"] = 0
            else:
                del there[name]
            yield (*at, name), copied
            if name is not None:
                yield from damaged(document, (*at, name))
    elif isinstance(node, list):
        if node:
            yield from damaged(document, (*at, 0))
    elif at:
        copied = copy.deepcopy(document)
        there = copied
        for step in at[:-1]:
            there = there[step]
        there[at[-1]] = ["neither a number nor a text"]
        yield at, copied


schema = read(sys.argv[1])
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
problems = []
for path in sys.argv[2:]:
    document = read(path)
    problems += [f"{path}: {error.json_path}: {error.message[:200]}" for error in validator.iter_errors(document)]
    document["measurements"] = document["measurements"][:1]
    kept = [at for at, bad in damaged(document) if validator.is_valid(bad)]
    problems += [f"{path}: the schema accepts it with a wrong {'.'.join(map(str, at))}" for at in kept]
print("\n".join(problems) or f"{len(sys.argv) - 2} documents keep to the schema")
sys.exit(1 if problems else 0)
