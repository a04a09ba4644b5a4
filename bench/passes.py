"""What each pass of the optimiser is good for: instructions of workflows with one pass left out at a time.

Counted by callgrind, which is exact: from where an execution begins to run to where it ends, with all that is called, so that reading and
writing JSON are no part of it."""
import json
import re
import subprocess

import harness
from workloads import makeInputs

PARTS = ["passes"]
# Workload, its definition, its input, and how many lines of that.
WORKLOADS = [("w1", "w1_choice_chain", "w1", 500), ("w1p", "w1p_choice_chain_jsonpath", "w1", 500), ("w2", "w2_order_transform", "w2", 50),
             ("w3", "w3_inline_map", "w3", 5), ("w3p", "w3p_inline_map_jsonpath", "w3", 5), ("w4", "w4_parallel", "w4", 500),
             ("w6", "w6_counter_loop", "w6", 1), ("w6p", "w6p_counter_loop_jsonpath", "w6", 1), ("tiers", "tiers", None, 500),
             ("joins", "joins", None, 5), ("accumulate", "accumulate", None, 5), ("nested", "nested", None, 50)]
# A whole pipeline, for comparison.
NOTHING = "none (-O0)"


def measure(bench):
    # Minutes, and no figure with a limit: only when asked for.
    if not any(name in bench.options.name for name in PARTS):
        return
    if not harness.SHARED.exists():
        return bench.note(f"no {harness.shown([harness.SHARED])}: the passes are left out")
    makeInputs()
    whole = {name: instructions(bench, name, definition, lines, count, []) for name, definition, lines, count in WORKLOADS}
    rows = [["all", *(f"{whole[name]:,.0f}" for name, *_ in WORKLOADS), "instructions of an execution"]]
    for left_out in [*optionalPasses(bench), NOTHING]:
        options = ["-O0"] if left_out == NOTHING else [f"--disable-pass={left_out}"]
        row = [left_out]
        for name, definition, lines, count in WORKLOADS:
            more = instructions(bench, name, definition, lines, count, options) / whole[name] - 1
            row.append(f"{more:+.1%}" if abs(more) >= 0.0005 else "")
        rows.append([*row, "aslc compile " + " ".join(options)])
    harness.table("Passes: more instructions without", ["without", *(name for name, *_ in WORKLOADS), "command"], rows)


def optionalPasses(bench):
    """aslc names them where it is told to leave out one that there is not."""
    text = subprocess.run([bench.aslc, "compile", "--disable-pass=?", "?"], capture_output=True, text=True).stderr
    return re.search(r"those that can: (.*)", text)[1].split()


def amounts(count):
    """Inputs of `tiers`: amounts of all sizes."""
    return [b'{"id":%d,"amount":%d}\n' % (i, i * i * 37 % 9000) for i in range(count)]


def orders(count):
    """Inputs of `joins`: 100 orders by 100 customers."""
    customers = [{"id": f"c{i}", "name": f"Customer {i}", "discount": i % 7} for i in range(100)]
    return [json.dumps({"orders": [{"id": i, "by": f"c{(i * 37 + n) % 100}", "amount": i * 3} for i in range(100)],
                        "customers": customers}).encode() + b"\n" for n in range(count)]


def purchases(count):
    """Inputs of `accumulate`: loops of 1000 turns."""
    return [b'{"orders":1000,"price":%d}\n' % (7 + i) for i in range(count)]


def lines(count):
    """Inputs of `nested`: 10 orders of 5 lines."""
    return [json.dumps({"orders": [{"id": i, "express": i % 3 == 0, "lines": [{"sku": f"s{j}", "price": 99 + j, "qty": j + n % 2} for j in range(5)]}
                                   for i in range(10)]}).encode() + b"\n" for n in range(count)]


MADE = {"tiers": amounts, "joins": orders, "accumulate": purchases, "nested": lines}


def instructions(bench, name, definition, lines, count, options):
    """Of an execution."""
    linked = harness.OUT / f"passes-{name}"
    code = linked.with_suffix(".o")
    source = (harness.SHARED if lines else harness.HERE) / f"workloads/{definition}.asl.json"
    subprocess.run([bench.aslc, "compile", source, "--emit=obj", "-o", code, *options], check=True, capture_output=True)
    runtime = bench.aslc.parent.parent / "product/runtime.o"
    subprocess.run(["ld.lld-19", "-static", "--gc-sections", "--eh-frame-hdr", code, runtime, "-o", linked], check=True)
    text = (harness.OUT / f"inputs/{lines}.ndjson").read_bytes().splitlines(keepends=True)[:count] if lines else MADE[name](count)
    counted = subprocess.run(["valgrind", "--tool=callgrind", "--toggle-collect=aslrt::Worker::run(*", "--callgrind-out-file=/dev/null", linked, "--ndjson"],
                             input=b"".join(text), capture_output=True)
    return int(re.search(rb"Collected : (\d+)", counted.stderr)[1]) / len(text)
