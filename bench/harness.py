"""What all tables need: paths, building the small programs, running and timing, printing."""
import datetime
import json
import os
import pathlib
import shlex
import shutil
import statistics
import subprocess
import sys
from typing import NamedTuple

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
OUT = ROOT / "build/bench"
SHARED = ROOT.parent / "shared/bench"


class Figure(NamedTuple):
    """Of one program: times in microseconds, memory in KiB."""
    wall: float
    wallMin: float
    cpu: float
    cpuMin: float
    rss: int
    status: int


def machine():
    """Where and when a run took place: the figures mean nothing without it."""
    with open("/proc/cpuinfo") as file:
        models = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
    model = models[0] if models else "unknown processor"
    load = " ".join(f"{x:.1f}" for x in os.getloadavg())
    when = datetime.datetime.now()
    return f"{when:%Y-%m-%d %H:%M}, {model}, {os.cpu_count()} processors, load before the run {load}"


def shown(argv, stdin=None):
    """A command as one types it in the root of the repository."""
    def short(word):
        word = str(word)
        path = pathlib.Path(word)
        return os.path.relpath(path, ROOT) if path.is_absolute() and path.is_relative_to(ROOT.parent) else word
    text = " ".join(shlex.quote(short(word)) for word in argv)
    return f"{text} < {short(stdin)}" if stdin else text


def table(title, head, rows):
    """Prints a Markdown table; the last column, the command, is not padded, so that the others stay readable."""
    print(f"\n## {title}\n")
    widths = [max(len(str(row[i])) for row in [head, *rows]) for i in range(len(head) - 1)]
    for row in [head, ["-" * w for w in widths] + ["---"], *rows]:
        cells = [str(cell).ljust(w) for cell, w in zip(row, widths)]
        print("| " + " | ".join([*cells, str(row[-1])]) + " |")
    sys.stdout.flush()


class Bench:
    """The options of this run, and the programs that are built once for it."""

    def __init__(self, options):
        self.options = options
        self.aslc = pathlib.Path(options.aslc).resolve()
        self.notes = []
        OUT.mkdir(parents=True, exist_ok=True)
        self.startup = self.build("startup", ["clang-19", "-O2", "-static", HERE / "startup.c"], required=True)

    def wants(self, *names):
        return not self.options.name or any(name in self.options.name for name in names)

    def note(self, text):
        if text not in self.notes:
            self.notes.append(text)

    def build(self, name, argv, after=(), required=False):
        """Builds build/bench/NAME; None, and a note, if that fails."""
        output = OUT / name
        try:
            result = subprocess.run([*argv, "-o", output, *after], capture_output=True, text=True)
            error = result.stderr if result.returncode else None
        except OSError as problem:
            error = str(problem)
        if error is None:
            return output
        if required:
            sys.exit(f"bench: {shown(argv)} failed:\n{error}")
        self.note(f"{name} is left out: {error.strip().splitlines()[-1]}")
        return None

    def compileWorkflow(self, definition, name, level="-O2"):
        """Compiles to build/bench/NAME; None, and a note with the reason, if aslc refuses."""
        output = OUT / name
        result = subprocess.run([self.aslc, "compile", level, definition, "-o", output], capture_output=True, text=True)
        if result.returncode == 0:
            return output
        reason = next((line for line in result.stderr.splitlines() if "error:" in line), result.stderr.strip())
        self.note(f"{name} does not compile yet: {reason.split('error: ')[-1]}")
        return None

    def run(self, runs, argvs, stdin="/dev/null", stdout="/dev/null"):
        """Runs the programs alternately; gives a Figure for each."""
        words = [str(self.startup), str(runs), str(stdin), str(stdout)]
        for i, argv in enumerate(argvs):
            words += (["--"] if i else []) + [str(word) for word in argv]
        result = subprocess.run(words, capture_output=True, text=True)
        if result.returncode:
            sys.exit(result.stderr.strip())
        lines = [line.split() for line in result.stdout.splitlines()]
        return [Figure(*map(float, line[:4]), int(line[4]), int(line[5])) for line in lines]


def median(figures):
    """The median Figure of several runs of the same program."""
    middle = statistics.median
    return Figure(middle(f.wall for f in figures), min(f.wallMin for f in figures), middle(f.cpu for f in figures),
                  min(f.cpuMin for f in figures), max(f.rss for f in figures), figures[-1].status)


def sameLines(output, reference):
    """A word on the lines of a file, compared as JSON values with those of another."""
    with open(output) as mine, open(reference) as theirs:
        mine, theirs = mine.readlines(), theirs.readlines()
    different = sum(not sameJson(a, b) for a, b in zip(mine, theirs)) + abs(len(mine) - len(theirs))
    return f"{different} of {len(theirs)} wrong" if different else "right"


def sameJson(a, b):
    if a == b:
        return True
    try:
        return same(json.loads(a), json.loads(b))
    except ValueError:
        return False


def same(a, b):
    """Equal as JSON values: 1 is 1.0, but not true, which Python takes for equal."""
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    return a == b and isinstance(a, bool) == isinstance(b, bool)


class Peers:
    """What of the peers can be had on this machine; each absence is a note."""
    PACKAGES = ["jsonata@2.2.2", "aws-local-stepfunctions@3.0.0"]

    def __init__(self, bench):
        self.node = shutil.which("node")
        self.jq = shutil.which("jq")
        self.modules = OUT / "npm"
        if not self.node:
            bench.note("no node here: jsonata, aws-local-stepfunctions, JavaScript are left out; outputs are unchecked")
        if not self.jq:
            bench.note("no jq here (apt-get install jq)")
        self.packages = {name.split("@")[0] for name in self.PACKAGES if self.node and self.install(bench, name)}

    def install(self, bench, package):
        if (self.modules / "node_modules" / package.split("@")[0]).exists():
            return True
        self.modules.mkdir(parents=True, exist_ok=True)
        npm = ["npm", "install", "--prefix", self.modules, "--no-audit", "--no-fund", package]
        try:
            if subprocess.run(npm, capture_output=True, timeout=180).returncode == 0:
                return True
        except (OSError, subprocess.TimeoutExpired):
            pass
        bench.note(f"npm cannot fetch {package}, which is left out")
        return False
