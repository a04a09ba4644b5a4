#!/usr/bin/env python3
"""Who may include whom.

A folder may include itself and what its row names; `llvm` stands for LLVM, MLIR and LLD. A folder that has no row is an error, so
that a new one gets its place here. Includes are read as text: what a build leaves out is checked as well.

Prints each include against the rules, then `N passed, N failed`: a file is a test.
"""
import pathlib
import re
import sys

FRONTEND = "frontend/basic frontend/document frontend/asl frontend/jsonata frontend/jsonpath frontend/regex frontend/sema"

ALLOWED = {
    # Parsers do not know each other: asl reads documents, jsonata reads text.
    "frontend/basic": "llvm runtime/abi",
    "frontend/document": "llvm frontend/basic",
    # Definitions inside of templates are documents like any other.
    "frontend/template": "llvm frontend/basic frontend/document",
    "frontend/asl": "llvm frontend/basic frontend/document",
    "frontend/jsonata": "llvm frontend/basic runtime/abi",
    "frontend/jsonpath": "llvm frontend/basic runtime/abi",
    # Case mapping, and whether PCRE2 takes a pattern: the same code decides here as when the program runs.
    "frontend/regex": "llvm frontend/basic runtime/abi runtime/builtins runtime/regex",
    "frontend/format": "llvm frontend/basic frontend/document frontend/asl frontend/template",
    "frontend/graph": "llvm frontend/basic frontend/document frontend/asl",
    "frontend/sema": "llvm frontend/basic frontend/document frontend/asl frontend/jsonata frontend/jsonpath frontend/regex runtime/abi",
    # The only part of the frontend that sees the IR.
    "frontend/lower": "llvm runtime/abi ir/json ir/jsonata ir/flow " + FRONTEND,
    # The IR knows no syntax tree.
    "ir": "llvm",
    # How a number prints: the same code decides here as when the program runs.
    "ir/json": "llvm runtime/abi runtime/json",
    "ir/jsonata": "llvm runtime/abi ir/json",
    "ir/flow": "llvm runtime/abi ir/json",
    "ir/analysis": "llvm ir/json ir/jsonata ir/flow",
    "ir/passes": "llvm runtime/abi ir/json ir/jsonata ir/flow ir/analysis",
    # No frontend beyond basic; the runtime itself is what the JIT links against.
    "codegen": "llvm ir ir/json ir/jsonata ir/flow ir/passes frontend/basic runtime/abi runtime/core runtime/json runtime/builtins",
    # The runtime knows nothing of LLVM, and each layer only those above it here.
    "runtime/abi": "",
    "runtime/core": "runtime/abi",
    "runtime/json": "runtime/abi runtime/core",
    "runtime/builtins": "runtime/abi runtime/core runtime/json",
    "runtime/regex": "runtime/abi runtime/core runtime/json runtime/builtins",
    "runtime/engine": "runtime/abi runtime/core runtime/json runtime/builtins",
    "runtime/tasks": "runtime/abi runtime/core runtime/json runtime/builtins runtime/engine",
    "runtime/maps": "runtime/abi runtime/core runtime/json runtime/builtins runtime/engine",
    "runtime/main": "runtime/abi runtime/core runtime/json runtime/builtins runtime/engine runtime/tasks",
    "runtime/embed": "runtime/abi runtime/core runtime/json runtime/builtins runtime/engine runtime/tasks",
    "runtime/slim": "",
    "tools/aslc": "llvm frontend/format frontend/graph frontend/template ir ir/analysis ir/passes codegen frontend/lower runtime/abi runtime/core runtime/json runtime/engine runtime/tasks runtime/main " + FRONTEND,
    "tools/link-order": "llvm",
    "tools/aslc-opt": "llvm ir/passes codegen",
}


SUFFIXES = {".h", ".cpp", ".c", ".S", ".td", ".def"}
LLVM = {"llvm", "llvm-c", "mlir", "lld"}
INCLUDE = re.compile(r'^\s*#?\s*include\s+["<]([^">]+)[">]', re.MULTILINE)
ROOTS = ("frontend", "ir", "codegen", "runtime", "tools")


def folder_of(path):
    """The row of a file: "frontend/asl", "codegen"."""
    parts = path.split("/")
    return "/".join(parts[:2]) if len(parts) > 2 else parts[0]


def targets(root, file):
    """What a file includes, as rows; libraries other than LLVM are no part of the picture."""
    for include in INCLUDE.findall((root / file).read_text(encoding="utf-8")):
        top = include.split("/")[0]
        if top in LLVM:
            yield include, "llvm"
        elif top in ROOTS and "/" in include:
            yield include, folder_of(include)


def check(root, file):
    """The complaints about one file."""
    folder = folder_of(file)
    if folder not in ALLOWED:
        return [f"{file}: the folder {folder} has no row in test/include-directions.py"]
    allowed = set(ALLOWED[folder].split()) | {folder}
    return [f"{file}: {folder} must not include {target} ({include})" for include, target in targets(root, file)
            if target not in allowed]


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    files = sorted(path.relative_to(root).as_posix() for top in ROOTS for path in (root / top).rglob("*")
                   if path.is_file() and path.suffix in SUFFIXES)
    failed = 0
    for file in files:
        complaints = check(root, file)
        failed += bool(complaints)
        for complaint in complaints:
            print(complaint)
    print(f"{len(files) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
