#!/usr/bin/env python3
"""Runs the commands of README.md and compares what they print with what it shows.

In its ```console blocks, `$ ` begins a command; what follows, up to the next command or the end of the block, is its output, where a
line `...` stands for any lines. A command without output is not run (`./dev test` would run itself). Commands run in the root of
the repository, with build/release/bin in PATH.

Prints differences, and last `N passed, N failed`: a command is a test.
"""
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def examples(text):
    """(command, expected output) of each command that shows output."""
    for block in re.findall(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, expected = part.partition("\n")
            if expected.strip():
                yield command, expected


def matches(expected, actual):
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n" for line in expected.rstrip("\n").split("\n"))
    return re.fullmatch(pattern, actual.rstrip("\n") + "\n") is not None


def run(command):
    """What a reader sees: stdout and stderr as they come, but not the build that ./dev prints to stderr."""
    errors = subprocess.DEVNULL if command.startswith("./dev") else subprocess.STDOUT
    path = f"{ROOT / 'build/release/bin'}:{os.environ['PATH']}"
    return subprocess.run(["bash", "-c", command], cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True,
                          env={**os.environ, "PATH": path}).stdout


def main():
    passed = failed = 0
    for command, expected in examples((ROOT / "README.md").read_text()):
        actual = run(command)
        if matches(expected, actual):
            passed += 1
            continue
        failed += 1
        print(f"README.md: `{command}` prints\n{actual}instead of\n{expected}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
