"""What the runners of definitions share: calling `aslc check`, lists of known failures, the summary."""
import json, os, subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
ASLC = os.environ.get("ASLC", os.path.join(ROOT, "build/release/bin/aslc"))


def check(aslc, paths, *options):
    """The answer of `aslc check --format=json` for each file."""
    answers = []
    for at in range(0, len(paths), 500):
        part = paths[at:at + 500]
        done = subprocess.run([aslc, "check", "--format=json", *options, *part], capture_output=True, text=True, timeout=600)
        lines = done.stderr.splitlines()
        if len(lines) != len(part):
            raise SystemExit(f"aslc check answered {len(lines)} of {len(part)} files, exit {done.returncode}: {done.stderr[-500:]}")
        answers += [json.loads(line) for line in lines]
    return answers


def read_known(path):
    """Ids with reasons, one a line."""
    known = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                identifier, _, reason = line.strip().partition(" ")
                known[identifier] = reason
    return known


def report(results, known_file, verbose=False):
    """Prints what fails of (id, fault or None) pairs, or, given a list of known failures, what does not agree with it; then the
    summary. Returns the exit status."""
    known = read_known(known_file) if known_file else {}
    failed = surprises = 0
    for identifier, fault in results:
        failed += bool(fault)
        listed = identifier.replace(" ", "_") in known
        if fault and not listed:
            surprises += 1
            print(f"FAIL {identifier}: {fault}")
        elif not fault and listed:
            surprises += 1
            print(f"FAIL {identifier}: passes, but {known_file} lists it")
        elif verbose and not fault:
            print(f"pass {identifier}")
    print(f"{len(results) - failed} passed, {failed} failed")
    return int(surprises > 0)
