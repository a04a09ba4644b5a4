"""The table of JSONata expressions: over values beside hand-written C++ and jsonata on node, and from bytes to bytes."""
import json
import random
import statistics
import subprocess
import sys
from typing import NamedTuple

from harness import HERE, OUT, Peers, median, same, sameLines, shown, table
from workloads import Contender, runRounds

PARTS = ("expressions", "bytes")
ITEMS = 100
LINES = 3000  # of the part from bytes to bytes: enough that starting and compiling are a small part
SLOW_SECONDS = 1  # of CPU, there: what takes longer runs once
# What issue 3 asks for.
NODE_MEDIAN, NODE_LEAST, BYTES_LEAST = 40, 10, 25
HEAD = ("expression", "hand ns", "aslc ns", "aslc / hand", "limit", "jsonata ns", "jsonata / aslc", "output", "text")
BYTES_HEAD = ("expression", "program", "CPU us/line", "/ aslc", "output", "command")


class Row(NamedTuple):
    id: str
    limit: int
    text: str
    jq: str


class Answers:
    """A program that answers a line by a line and stays, so that several can be measured in turns, each warm."""

    def __init__(self, argv):
        self.argv = argv
        self.process = subprocess.Popen([str(word) for word in argv], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __call__(self, command, argument):
        self.process.stdin.write(f"{command} {argument}\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"bench: {shown(self.argv)} ended at `{command} {argument}`")
        return line.rstrip("\n")

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def measure(bench):
    """Prints both parts; gives the ids of expressions whose outputs were wrong."""
    if not bench.wants(*PARTS):
        return []
    driver = buildDriver(bench)
    if not driver:
        return []
    listed = subprocess.run([driver, "list"], check=True, capture_output=True, text=True).stdout
    catalogue = [Row(**json.loads(line)) for line in listed.splitlines()]
    peers = None if bench.options.no_peers else Peers(bench)
    if peers and "jsonata" not in peers.packages:
        peers = None
    wrong = measureValues(bench, driver, peers, catalogue) if bench.wants("expressions") else []
    if bench.wants("bytes"):
        wrong += measureBytes(bench, peers, [row for row in catalogue if row.jq])
    return wrong


def buildDriver(bench):
    """The target of CMake in the build that the compiler comes from."""
    folder = bench.aslc.parent.parent
    result = subprocess.run(["cmake", "--build", folder, "--target", "bench_expressions"], capture_output=True, text=True)
    if result.returncode:
        bench.note(f"the expressions are left out: {(result.stdout + result.stderr).strip().splitlines()[-1]}")
        return None
    return folder / "bin/bench_expressions"


def makeDocument(seed):
    """An order as an expression gets to see them: items of nine members, two of them nested."""
    dice = random.Random(seed)
    def address():
        return {"street": f"{dice.randint(1, 200)} {dice.choice(['Oak', 'Elm', 'Mill'])} Street", "zip": f"{dice.randint(10000, 99999)}",
                "city": dice.choice(["Berlin", "Leeds", "Porto", "Ghent"])}
    def item(number):
        made = {"sku": f"SKU-{seed % 1000}-{number:04}", "qty": dice.randint(1, 9), "price": round(dice.uniform(1, 30), 2),
                "category": dice.choice(["tools", "books", "toys", "garden", "food"]), "tags": dice.sample(["new", "sale", "eco", "bulk"], 2),
                "active": dice.random() < 0.8, "address": address(),
                "bins": [[{"n": dice.randint(1, 99)} for _ in range(2)], [{"n": dice.randint(1, 99)}]]}
        if number == ITEMS // 2:
            made |= {"category": "rare", "gift": True}
        return made
    return {"id": seed, "customer": {"name": "Ada Poe", "address": address()}, "items": [item(i) for i in range(ITEMS)]}


def measureValues(bench, driver, peers, catalogue):
    path = OUT / "inputs/expressions.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(makeDocument(1)))
    ours = Answers([driver, path])
    node = Answers([peers.node, HERE / "peers/expressions.mjs", peers.modules, path]) if peers else None
    rows, wrong, ratios = [], [], []
    for row in catalogue:
        if problem := ours("compile", row.id):
            bench.note(f"{row.text} does not compile yet: {problem}")
            continue
        verdict = judge(ours, node, row)
        if verdict not in ("right", "unchecked"):
            wrong.append(f"{row.id} ({verdict})")
        times = measureRow(bench, ours, node, row)
        rows.append(shownRow(row, times, verdict))
        if node:
            ratios.append(times["jsonata"] / times["aslc"])
    for program in filter(None, [ours, node]):
        program.end()
    table("Expressions over parsed values", HEAD, rows)
    if ratios:
        print(f"\njsonata / aslc: median {statistics.median(ratios):.0f} (at least {NODE_MEDIAN}), "
              f"least {min(ratios):.0f} (at least {NODE_LEAST})")
    return wrong


def judge(ours, node, row):
    """A wrong result is no figure, nor is a limit that computes something else."""
    if ours("agree", row.id) != "1":
        return "not as by hand"
    if not node:
        return "unchecked"
    theirs = node("output", json.dumps(row.text))
    return "right" if same(json.loads(ours("output", row.id)), json.loads(theirs)) else "not as jsonata"


def measureRow(bench, ours, node, row):
    """Nanoseconds by program: the medians of rounds in which all take turns."""
    rounds = []
    for _ in range(bench.options.runs):
        figures = {"hand": float(ours("hand", row.id)), "aslc": float(ours("aslc", row.id))}
        if node:
            figures["jsonata"] = 1000 * float(node("time", json.dumps(row.text)))
        rounds.append(figures)
    return {name: statistics.median(figures[name] for figures in rounds) for name in rounds[0]}


def shownRow(row, times, verdict):
    ratio = times["aslc"] / times["hand"]
    limit = f"{row.limit}" + (" exceeded" if ratio > row.limit else "") if row.limit else ""
    theirs = (f"{times['jsonata']:,.0f}", f"{times['jsonata'] / times['aslc']:,.0f}") if "jsonata" in times else ("", "")
    return (row.id, f"{times['hand']:,.0f}", f"{times['aslc']:,.0f}", f"{ratio:.2f}", limit, *theirs, verdict, f"`{row.text}`")


def measureBytes(bench, peers, catalogue):
    """Whole processes over lines, each a document: start, reading and writing included."""
    stdin = OUT / "inputs/expressions.ndjson"
    stdin.parent.mkdir(exist_ok=True)
    stdin.write_text("".join(json.dumps(makeDocument(1 + i), separators=(",", ":")) + "\n" for i in range(LINES)))
    rows, wrong, ratios = [], [], []
    for row in catalogue:
        measured = measureBytesOf(bench, peers, row, stdin)
        rows += [shown for shown, _, _ in measured]
        if measured[0][1] not in ("right", "unchecked"):
            wrong.append(f"{row.id} from bytes ({measured[0][1]})")
        if peers:
            ratios.append(measured[1][2])
    table("Expressions from bytes to bytes", BYTES_HEAD, rows)
    if ratios:
        print(f"\nnode / aslc: median {statistics.median(ratios):.0f}, least {min(ratios):.0f} (at least {BYTES_LEAST})")
    return wrong


def measureBytesOf(bench, peers, row, stdin):
    """For each program: its row of the table, the verdict on its output, and its time in units of aslc's."""
    field = [Contender("aslc eval", [bench.aslc, "eval", "--compact", row.text], True)]
    if peers:
        field.append(Contender("jsonata (node)", [peers.node, HERE / "peers/expression.mjs", peers.modules, row.text]))
    if peers and peers.jq:
        field.append(Contender("jq", [peers.jq, "-c", row.jq]))
    outputs = [OUT / f"out-expressions-{i}.ndjson" for i in range(len(field))]
    costs = [median(figures).cpu for figures in runRounds(bench, field, stdin, outputs, SLOW_SECONDS)]
    measured = []
    for contender, output, cost in zip(field, outputs, costs):
        verdict = "unchecked" if not peers else "reference" if output == outputs[1] else sameLines(output, outputs[1])
        shownRow = (row.id, contender.label, f"{cost / LINES:,.1f}", f"{cost / costs[0]:.2f}", verdict, shown(contender.argv, stdin))
        measured.append((shownRow, verdict, cost / costs[0]))
    return measured
