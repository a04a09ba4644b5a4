"""The table of the shared workloads: CPU of whole processes an execution, beside peers and hand-written programs."""
import json
import subprocess
import sys
from typing import NamedTuple

from harness import HERE, OUT, SHARED, Peers, median, sameLines, shown, table

PEERS = HERE / "peers"
# A program whose first run takes this many CPU seconds is run once: more runs would change its digits, not the ratio.
SLOW_SECONDS = 4
HEAD = ("workload", "program", "CPU us/execution", "executions/CPU s", "/ aslc", "max RSS MB", "outputs", "command")
REPEATED_W6 = 2000


class Contender(NamedTuple):
    label: str
    argv: list
    ours: bool = False


class Workload(NamedTuple):
    name: str        # as it is chosen on the command line
    definition: str  # under SHARED/workloads
    input: str       # under build/bench/inputs
    group: str = ""

    @property
    def base(self):
        """The name of the one in JSONata that gives the same outputs: whatever computes these is compared with both."""
        return self.name.removesuffix("p")


def names():
    return [workload.name for workload in catalogue()]


def catalogue():
    yield Workload("w1", "w1_choice_chain", "w1")
    yield Workload("w1p", "w1p_choice_chain_jsonpath", "w1")
    yield Workload("w2", "w2_order_transform", "w2")
    yield Workload("w3", "w3_inline_map", "w3")
    yield Workload("w3p", "w3p_inline_map_jsonpath", "w3")
    yield Workload("w5", "w5_projection", "w5")
    yield Workload("w5p", "w5p_projection_jsonpath", "w5")
    yield Workload("w6", "w6_counter_loop", "w6long")
    yield Workload("w6p", "w6p_counter_loop_jsonpath", "w6long")
    yield Workload("w7", "w7_wait", "w7")
    yield Workload("w7p", "w7p_wait_jsonpath", "w7")
    for path in sorted((SHARED / "workloads/micro").glob("m*.asl.json")):
        yield Workload(path.name[:3], "micro/" + path.name.removesuffix(".asl.json"), "micro", "micro")


def measure(bench):
    """Prints the table; gives the names of those whose outputs were wrong."""
    chosen = [w for w in catalogue() if bench.wants("workloads", w.name, *filter(None, [w.group]))]
    if not chosen:
        return []
    if not SHARED.exists():
        bench.note(f"no {shown([SHARED])}: the workloads are left out")
        return []
    makeInputs()
    peers = None if bench.options.no_peers else Peers(bench)
    rows, wrong = [], []
    for workload in chosen:
        program = bench.compileWorkflow(definitionOf(workload), workload.name, "-O3")
        if program:
            rows += measureOne(bench, peers, workload, program, wrong)
    if rows:
        table("Workloads", HEAD, rows)
    return wrong


def definitionOf(workload, suffix=""):
    return SHARED / f"workloads/{workload.definition}{suffix}.asl.json"


def makeInputs():
    inputs = OUT / "inputs"
    done = inputs / "w6long.ndjson"
    generator = SHARED / "gen_inputs.py"
    if done.exists() and done.stat().st_mtime >= generator.stat().st_mtime:
        return
    subprocess.run([sys.executable, generator, inputs], check=True)
    # Five executions, as generated, are over before node has started: the same line, more often.
    done.write_text((inputs / "w6.ndjson").read_text().splitlines(keepends=True)[0] * REPEATED_W6)


def contenders(bench, peers, workload, program):
    """What runs on this workload: ours first."""
    if workload.base == "w7":
        wide = [program, "--ndjson", "--max-waiting", "100000"]
        yield Contender("aslc, clock jumps", [*wide, "--virtual-time"], True)
        yield Contender("aslc, waits 1 s", wide, True)
        return
    yield Contender("aslc", [program, "--ndjson"], True)
    if not peers:
        return
    if (source := HERE / f"hand/{workload.base}.cpp").exists():
        build = ["clang++-19", "-std=c++20", "-O3", "-march=native", "-DNDEBUG", source]
        if limit := bench.build(f"hand-{workload.base}", build, after=["-lsimdjson"]):
            yield Contender("hand C++", [limit])
    if peers.node and (source := HERE / f"hand/{workload.base}.mjs").exists():
        yield Contender("hand JS", [peers.node, PEERS / "handler.mjs", source])
    if "jsonata" in peers.packages and (workload.group == "micro" or workload.base == "w2"):
        yield Contender("jsonata (node)", [peers.node, PEERS / "jsonata.mjs", peers.modules, definitionOf(workload)])
    yield from jqContender(peers, workload)
    yield from stepFunctionsContender(peers, workload)


def jqContender(peers, workload):
    source = PEERS / (f"micro/{workload.name}.jq" if workload.group else f"{workload.base}.jq")
    if peers.jq and source.exists():
        yield Contender("jq", [peers.jq, "-c", "-f", source])


def stepFunctionsContender(peers, workload):
    rest = workload.definition.removeprefix(workload.name + "_").removesuffix("_jsonpath")
    jsonPath = SHARED / f"workloads/{workload.base}p_{rest}_jsonpath.asl.json"
    if "aws-local-stepfunctions" in peers.packages and workload.base in ("w1", "w5"):
        yield Contender("aws-local-stepfunctions", [peers.node, PEERS / "stepfunctions.mjs", peers.modules, jsonPath])


def measureOne(bench, peers, workload, program, wrong):
    stdin = OUT / f"inputs/{workload.input}.ndjson"
    field = list(contenders(bench, peers, workload, program))
    outputs = [OUT / f"out-{workload.name}-{i}.ndjson" for i in range(len(field))]
    figures = runRounds(bench, field, stdin, outputs)
    verdicts = judge(workload, field, stdin, outputs)
    executions = sum(1 for _ in open(stdin, "rb"))
    ours = median(figures[0]).cpu
    rows = []
    for contender, runs, verdict in zip(field, figures, verdicts):
        cost = median(runs)
        each = cost.cpu / executions
        if contender.ours and not verdict.startswith(("right", "unchecked")):
            wrong.append(f"{workload.name} ({verdict})")
        once = " (1 run)" if len(runs) < bench.options.runs else ""
        rows.append((workload.definition.split("/")[-1], contender.label, f"{each:,.2f}{once}", f"{1e6 / each:,.0f}",
                     f"{cost.cpu / ours:.2f}", f"{cost.rss / 1024:,.1f}", verdict, shown(contender.argv, stdin)))
    return rows


def runRounds(bench, field, stdin, outputs, slowSeconds=SLOW_SECONDS):
    """Every contender once a round, so that all see the same neighbours on the machine. One that is slow runs once."""
    figures = [[] for _ in field]
    for number in range(bench.options.runs):
        for contender, runs, output in zip(field, figures, outputs):
            if number == 0 or runs[0].cpu < slowSeconds * 1e6:
                runs += bench.run(1, [contender.argv], stdin=stdin, stdout=output)
    return figures


def judge(workload, field, stdin, outputs):
    """A word on each contender's outputs, compared as JSON values with those of a peer or of arithmetic."""
    reference = referenceOf(workload, field, stdin, outputs)
    if reference is None:
        return ["unchecked"] * len(field)
    verdicts = []
    for output in outputs:
        if output == reference:
            verdicts.append("reference")
            continue
        verdicts.append(sameLines(output, reference))
    return verdicts


def referenceOf(workload, field, stdin, outputs):
    for label in ("jsonata (node)", "hand JS"):
        for contender, output in zip(field, outputs):
            if contender.label == label:
                return output
    if workload.base != "w7":
        return None
    reference = OUT / "out-w7-reference.ndjson"
    with open(stdin) as lines, open(reference, "w") as out:
        out.writelines(json.dumps({"id": json.loads(line)["id"], "done": True}) + "\n" for line in lines)
    return reference
