"""The table of the engine: transitions, lines over threads, executions that wait, Map, memory of long loops, handler programs, orders."""
import datetime
import json
import os
import pathlib
import random
import subprocess
import time

from harness import HERE, OUT, SHARED, Peers, sameLines, shown, table
from workloads import PEERS, makeInputs

PARTS = ("transitions", "lines", "waiting", "map", "memory", "tasks", "orders")
DEFINITIONS = HERE / "workloads/engine"
HEAD = ("figure", "measured", "limit", "of limit", "command")
MILLION = 1_000_000
TURNS = 5_000                # of a loop; a turn is two transitions
ITEMS, PEER_ITEMS = 100_000, 10_000
REPEATED_W1 = 10             # the inputs of W1 as they are generated are over soon after threads have started
ORDERS = 5_000
TASKS, IN_FLIGHT = 2_000, 64  # the latter is the default of --max-processes
WAIT_SECONDS = 20             # by which a million lines are read, even on a machine with other work


def measure(bench):
    """Prints the table; gives the names of those whose outputs were wrong."""
    chosen = [name for name in PARTS if bench.wants("engine", name)]
    if not chosen:
        return []
    (OUT / "inputs").mkdir(exist_ok=True)
    part = Engine(bench)
    for name in chosen:
        getattr(part, name)()
    table("The engine", HEAD, part.rows)
    return part.wrong


class Engine:
    """The rows gathered so far, and how to get more."""

    def __init__(self, bench):
        self.bench = bench
        self.peers = None if bench.options.no_peers else Peers(bench)
        self.rows, self.wrong = [], []

    def compile(self, name):
        return self.bench.compileWorkflow(DEFINITIONS / f"{name}.asl.json", f"engine-{name}")

    def peer(self, name):
        """The command of aws-local-stepfunctions on a definition, or None."""
        if not self.peers or "aws-local-stepfunctions" not in self.peers.packages:
            return None
        return [self.peers.node, PEERS / "stepfunctions.mjs", self.peers.modules, DEFINITIONS / f"{name}.asl.json"]

    def hand(self, name, command, after=()):
        return None if not self.peers else self.bench.build(f"hand-{name}", [*command, HERE / f"hand/{name}.cpp"], after=after)

    def most(self, figure, value, unit, limit, command, more=""):
        """A row whose value must not be above the limit."""
        self.row(figure, value, unit, f"{limit:,} {unit}", value / limit, command, more)

    def least(self, figure, value, unit, limit, command, more=""):
        """A row whose value must not be below the limit."""
        self.row(figure, value, unit, f"at least {limit:,} {unit}", limit / value, command, more)

    def row(self, figure, value, unit, limit, share, command, more):
        digits = 0 if value >= 100 else 2
        self.rows.append((figure, f"{value:,.{digits}f} {unit}{more}", limit, share and f"{share:.2f}", command))

    def run(self, runs, argvs, stdin, name=""):
        """The best Figures of programs that take turns, and where the output of the last run of each is."""
        outputs = [OUT / f"out-engine-{name}{i}" for i in range(len(argvs))]
        rounds = [[self.bench.run(1, [argv], stdin, output)[0] for argv, output in zip(argvs, outputs)] for _ in range(runs)]
        return [leastOf(list(figures)) for figures in zip(*rounds)], outputs

    def expect(self, what, output, answer, count):
        """An output of `count` lines, all the same."""
        if output.read_text() != answer * count:
            self.wrong.append(f"{what} (see {shown([output])})")

    def compare(self, what, output, reference):
        if (verdict := sameLines(output, reference)) != "right":
            self.wrong.append(f"{what} ({verdict})")

    def transitions(self):
        if not (program := self.compile("loop")):
            return
        lines = {False: 2_000, True: 100}  # by whether a history is written
        own = None
        for observed, count in lines.items():
            stdin = writeInput(f"loop{count}", [{"n": TURNS}] * count)
            argv = [program, "--ndjson"] + (["--history", "/dev/null"] if observed else [])
            [cost], [output] = self.run(self.bench.options.runs, [argv], stdin)
            self.expect("loop", output, f'{{"i":{TURNS}}}\n', count)
            each = 1000 * cost.cpu / transitionsOf(TURNS) / count
            own = own or each
            self.most("a transition, with history" if observed else "a transition", each, "ns", 200 if observed else 50, shown(argv, stdin))
        if argv := self.peer("loop_jsonpath"):
            stdin = writeInput("loop1", [{"n": TURNS}])
            [cost], _ = self.run(1, [argv], stdin)
            each = 1000 * cost.cpu / transitionsOf(TURNS)
            self.row("a transition, aws-local-stepfunctions", each, "ns", "", "", shown(argv, stdin), f" ({each / own:,.0f} x aslc)")

    def lines(self):
        """Those of W1, of which none waits."""
        if not (program := self.bench.compileWorkflow(SHARED / "workloads/w1_choice_chain.asl.json", "engine-lines", "-O3")):
            return
        makeInputs()
        stdin = OUT / "inputs/engine-lines.ndjson"
        stdin.write_bytes((OUT / "inputs/w1.ndjson").read_bytes() * REPEATED_W1)
        jobs = [[program, "--ndjson", "--jobs", str(count)] for count in (1, 2)]
        (one, two), outputs = self.run(self.bench.options.runs, jobs, stdin)
        self.compare("lines over two threads", *outputs)
        self.least("lines of W1, time of --jobs 1 / --jobs 2", one.wallMin / two.wallMin, "x", 1.9, shown(jobs[1], stdin),
                   f" ({one.wallMin / 1000:.0f} / {two.wallMin / 1000:.0f} ms, least)")

    def waiting(self):
        wide = ["--ndjson", "--max-waiting", str(MILLION)]
        if program := self.compile("wait"):
            one, many = (writeInput(f"wait{count}", [{}] * count) for count in (1, MILLION))
            [base], _ = self.run(1, [[program, "--ndjson", "--virtual-time"]], one)
            [cost], [output] = self.run(1, [[program, *wide]], many)
            self.expect("a million waiting", output, "{}\n", MILLION)
            self.most("an execution that waits, resident, of a million", (cost.rss - base.rss) * 1024 / MILLION, "bytes", 600,
                      shown([program, *wide], many), f" ({cost.wall / 1e6:.0f} s, CPU {cost.cpu / 1e6:.1f} s)")
        self.embedded()
        if program := self.compile("wait_until"):
            due = time.time() + WAIT_SECONDS
            at = datetime.datetime.fromtimestamp(int(due), datetime.timezone.utc)
            stdin = writeInput("wait-until", [{"at": f"{at:%Y-%m-%dT%H:%M:%SZ}"}] * MILLION)
            before, total, output = cpuAround(due - 2, [program, *wide], stdin)
            self.expect("a million timers", output, "{}\n", MILLION)
            self.most("a million timers due at once: CPU from then on, writing included", total - before, "s", 3,
                      shown([program, *wide], stdin), f" (and {before:.2f} s before)")

    def embedded(self):
        """The same in a library."""
        library, header = OUT / "libengine-wait.a", OUT / "engine-wait.h"
        self.bench.build(library.name, [self.bench.aslc, "compile", "-O2", DEFINITIONS / "wait.asl.json", "--emit=lib", "--header", header])
        program = self.bench.build("embedded", ["clang-19", "-O2", "-I", OUT, HERE / "embedded.c"], after=[library, "-lstdc++", "-lm"])
        if not program:
            return
        (base, cost), outputs = self.run(1, [[program, "1"], [program, str(MILLION)]], "/dev/null")
        self.expect("a million waiting in a library", outputs[1], f"{MILLION}\n", 1)
        self.most("the same in a library (--emit=lib)", (cost.rss - base.rss) * 1024 / MILLION, "bytes", 600, shown([program, MILLION]))

    def map(self):
        stdin = writeInput("map", [{"items": makeItems(ITEMS)}])
        if program := self.compile("map"):
            self.mapByHand(program, stdin)
            jobs = [[program, "--jobs", str(count)] for count in (1, 2)]
            often = 10 * self.bench.options.runs  # milliseconds: cheap to repeat, and noisy
            self.compare("Map over two threads", *self.run(1, jobs, stdin)[1])
            one, two = self.bench.run(often, jobs, stdin)
            start, startOfTwo = self.bench.run(often, jobs, writeInput("map-none", [{"items": []}]))
            alone = (one.wallMin - start.wallMin) / (two.wallMin - startOfTwo.wallMin)
            self.least("Map, time of --jobs 1 / --jobs 2", one.wallMin / two.wallMin, "x", 1.8, shown(jobs[1], stdin),
                       f" ({one.wallMin / 1000:.1f} / {two.wallMin / 1000:.1f} ms, least; less those of no items {alone:.2f} x)")
        if (argv := self.peer("map_jsonpath")) and (program := self.compile("map_jsonpath")):
            few = writeInput("map-few", [{"items": makeItems(PEER_ITEMS)}])
            [own], [ours] = self.run(10 * self.bench.options.runs, [[program]], few)  # milliseconds: cheap to repeat, and noisy
            [cost], [theirs] = self.run(1, [argv], few, "peer")
            self.compare("Map in JSONPath", ours, theirs)
            self.least(f"Map of {PEER_ITEMS:,} items in JSONPath, CPU of aws-local-stepfunctions / aslc", cost.cpu / own.cpu, "x", 300,
                       f"{shown(argv, few)} / {shown([program], few)}", f" ({cost.cpu / 1e6:.1f} s / {own.cpu / 1e3:.1f} ms)")

    def mapByHand(self, program, stdin):
        limit = self.hand("map", ["clang++-19", "-std=c++20", "-O3", "-march=native", "-DNDEBUG"], after=["-lsimdjson"])
        if not limit:
            return
        (own, theirs), outputs = self.run(self.bench.options.runs, [[program], [limit]], stdin)
        self.compare("Map", *outputs)
        self.most(f"Map of {ITEMS:,} items, CPU of aslc / hand C++", own.cpu / theirs.cpu, "x", 4,
                  f"{shown([program], stdin)} / {shown([limit], stdin)}", f" ({own.cpu / 1000:.1f} / {theirs.cpu / 1000:.1f} ms)")

    def memory(self):
        if not (program := self.compile("loop")):
            return
        sizes = []
        for count in (MILLION, 10 * MILLION):
            stdin = writeInput(f"long{count}", [{"n": count // 2}])
            [cost], [output] = self.run(1, [[program]], stdin)
            self.expect("long loop", output, f'{{"i":{count // 2}}}\n', 1)
            sizes.append(cost.rss)
        self.most("resident set after ten million transitions / one million", sizes[1] / sizes[0], "x", 1.05, shown([program], stdin),
                  f" ({sizes[1]:,} / {sizes[0]:,} KB)")

    def tasks(self):
        static = ["clang-19", "-O2", "-static"]
        answer = self.bench.build("hand-answer", [*static, HERE / "hand/answer.c"])
        spawn = self.bench.build("hand-spawn", [*static, HERE / "hand/spawn.c"])
        program = self.compile("task")
        if not (answer and spawn and program):
            return
        handlers = OUT / "engine-handlers.json"
        handlers.write_text(json.dumps({"arn:aws:lambda:*:*:function:work": f"exec:{answer}"}))
        stdin = writeInput("tasks", [{"x": 1}] * TASKS)
        ours, bare = [program, "--ndjson", "--handlers", handlers], [spawn, IN_FLIGHT, answer]
        (own, theirs), outputs = self.run(self.bench.options.runs, [ours, bare], stdin)
        for output in outputs:
            self.expect("tasks", output, "{}\n", TASKS)
        self.least("programs a second, aslc / bare posix_spawn", 100 * theirs.wallMin / own.wallMin, "%", 80,
                   f"{shown(ours, stdin)} / {shown(bare, stdin)}",
                   f" ({TASKS / own.wallMin * 1e6:,.0f} / {TASKS / theirs.wallMin * 1e6:,.0f}, least times)")

    def orders(self):
        """Inputs and results of some KB each, of which few members are looked at."""
        mocks = OUT / "engine-mocks.json"
        mocks.write_text(json.dumps(makeMocks()))
        stdin = writeInput("orders", makeOrders(ORDERS))
        programs = [self.compile("orders"), self.compile("orders_jsonpath")]
        if not all(programs):
            return
        argvs = [[program, "--ndjson", "--virtual-time", "--mock", mocks, "--state-machine", "orders"] for program in programs]
        figures, outputs = self.run(self.bench.options.runs, argvs, stdin)
        self.compare("orders in JSONPath", *outputs)
        for language, figure, argv in zip(("JSONata", "JSONPath"), figures, argvs):
            self.row(f"an order of {stdin.stat().st_size / ORDERS / 1000:.1f} KB, two mocked tasks and a wait, in {language}", figure.cpu / ORDERS, "us", "", "",
                     shown(argv, stdin), "")


def cpuAround(moment, argv, stdin):
    """CPU seconds of a program at that moment and at its end, and where its output is."""
    output = OUT / "out-engine-around"
    with open(stdin) as source, open(output, "w") as sink:
        process = subprocess.Popen([str(word) for word in argv], stdin=source, stdout=sink)
    time.sleep(max(moment - time.time(), 0))
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    before = sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    return before, usage.ru_utime + usage.ru_stime, output


def transitionsOf(turns):
    """Of the loop: a turn's Choice and Pass, and Init, the last Choice, End."""
    return 2 * turns + 3


def leastOf(figures):
    """The run that cost least CPU, with the least wall time of all."""
    best = min(figures, key=lambda figure: figure.cpu)
    return best._replace(wallMin=min(figure.wallMin for figure in figures))


def makeItems(count):
    dice = random.Random(count)
    return [{"id": f"item-{i}", "price": round(dice.uniform(1, 50), 2), "qty": dice.randint(1, 9), "weight": dice.randint(1, 50)}
            for i in range(count)]


def makeOrders(count):
    dice = random.Random(count)
    for i in range(count):
        items = [{"sku": f"SKU-{dice.randrange(99999):05}", "qty": dice.randrange(1, 9), "price": round(dice.random() * 90, 2), "tags": ["new", "sale"],
                  "title": f"A thing of some use, number {dice.randrange(99)}", "size": {"w": dice.randrange(99), "h": dice.randrange(99)}} for _ in range(20)]
        address = {"street": "1 Main Street", "city": "Springfield", "zip": "12345"}
        yield {"order": {"id": f"o-{i}", "total": round(100 + dice.random() * 900, 1) if i % 10 else 50, "currency": "EUR", "items": items,
                         "notes": "please leave it at the door"},
               "customer": {"id": f"c-{dice.randrange(9999)}", "tier": "gold", "name": "Ada Poe", "addresses": [address] * 3,
                            "preferences": {"mail": True, "sms": False, "topics": ["a", "b", "c"]}},
               "trace": {"spans": [{"name": f"span-{k}", "start": dice.randrange(10 ** 9), "end": dice.randrange(10 ** 9)} for k in range(12)]}}


def makeMocks():
    """A configuration file: what lambda:invoke answers in the states Charge and Ship."""
    log = [{"step": f"s{k}", "ms": 3 * k, "ok": True, "detail": "something happened here"} for k in range(25)]
    answers = {"Charge": {"receipt": {"id": "r-1", "at": "2026-01-01T00:00:00Z"}, "gateway": {"log": log}},
               "Ship": {"parcels": [{"carrier": "x", "track": f"T{k}"} for k in range(3)],
                        "rates": [{"carrier": f"c{k}", "price": 1.5 * k, "days": k} for k in range(30)]}}
    headers = {"AllHttpHeaders": {"Content-Type": ["application/json"], "Date": ["Thu, 01 Jan 2026 00:00:00 GMT"]}}
    responses = {name: {"0-9": {"Return": {"StatusCode": 200, "ExecutedVersion": "$LATEST", "SdkHttpMetadata": headers, "Payload": payload}}}
                 for name, payload in answers.items()}
    return {"StateMachines": {"orders": {"TestCases": {"all": {name: name for name in responses}}}}, "MockedResponses": responses}


def writeInput(name, lines):
    path = OUT / f"inputs/engine-{name}.ndjson"
    with open(path, "w") as file:
        last = text = None
        for line in lines:
            if line is not last:
                last, text = line, json.dumps(line, separators=(",", ":")) + "\n"
            file.write(text)
    return path
