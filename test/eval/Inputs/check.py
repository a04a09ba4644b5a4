"""Runs the expressions of a test file by `aslc eval` and compares what they give.

    check.py ASLC FILE [OPTION...]

Lines of the file:
    < JSON          the input of the expressions that follow
    ? EXPRESSION    one expression; further `?` lines continue it
    = JSON          its value, or `undefined`
    ! CODE          or the error that it raises
Expected values come from the reference, jsonata 2.2.2.
"""

import concurrent.futures
import json
import subprocess
import sys


def parse(lines):
    """Yields (line number, input, expression, kind, expected)."""
    given, expression = "", []
    for number, line in enumerate(lines, 1):
        kind, text = line[:2], line[2:].rstrip("\n")
        if kind == "< ":
            given = text
        elif kind == "? ":
            expression.append(text)
        elif kind in ("= ", "! "):
            yield number, given, "\n".join(expression), kind[0], text
            expression = []


def pairs(text):
    """A JSON text as a value that tells members in another order apart, and a boolean from a number."""
    keep = lambda value: ("boolean", value) if isinstance(value, bool) else list(map(keep, value)) if isinstance(value, list) else value
    return keep(json.loads(text, object_pairs_hook=lambda members: ["object", *map(list, members)]))


def check(aslc, options, case):
    number, given, expression, kind, expected = case
    command = [aslc, "eval", "--compact", "--format=json", *options, "--", expression]
    run = subprocess.run(command, input=given, capture_output=True, text=True)
    if run.returncode == 0:
        value = run.stdout.strip() or "undefined"
        same = kind == "=" and (value == expected or "undefined" not in (value, expected) and pairs(value) == pairs(expected))
        found = f"= {value}"
    elif run.returncode == 1 and run.stderr.startswith("{"):
        codes = [diagnostic["code"] for diagnostic in json.loads(run.stderr)["diagnostics"]]
        same = kind == "!" and expected in codes
        found = f"! {' '.join(codes)}"
    else:
        same, found = False, f"exit code {run.returncode}: {run.stderr}"
    return None if same else f"line {number}: {expression}\n  expected {kind} {expected}\n  found    {found}"


def main(aslc, path, *options):
    cases = list(parse(open(path)))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        faults = [fault for fault in pool.map(lambda case: check(aslc, options, case), cases) if fault]
    print("\n".join(faults) or f"{len(cases)} expressions give what they should")
    return bool(faults) or not cases


sys.exit(main(*sys.argv[1:]))
