"""Checks what `aslc builtins --format=json` tells of each function."""
import json
import subprocess
import sys

aslc = sys.argv[1]
run = lambda *words: subprocess.run([aslc, *words], capture_output=True, text=True, stdin=subprocess.DEVNULL)
faults = []
tables = json.loads(run("builtins", "--format=json").stdout)
builtins, intrinsics = tables["builtins"], tables["intrinsics"]
explained = {line.split()[0] for line in run("explain").stdout.splitlines()}
for builtin in builtins:
    name, example = builtin["name"], builtin["example"]
    if not example["expression"]:
        faults.append(f"{name}: no example (tools/aslc/BuiltinPages.def)")
        continue
    if f"${name}(" not in example["expression"]:
        faults.append(f"{name}: the example does not call it")
    for dialect in builtin["dialects"]:
        done = run("eval", "-n", "-c", f"--dialect={dialect}", "--", example["expression"])
        if done.stdout != example["result"] + "\n":
            faults.append(f"{name} ({dialect}): {example['expression']} gives {done.stdout}{done.stderr}, not {example['result']}")
    faults += [f"{name}: a parameter has no name" for p in builtin["parameters"] if not p["name"]]
    faults += [f"{name}: {code} is not explained" for code in builtin["errors"] if code not in explained]
for intrinsic in intrinsics:
    name = intrinsic["name"]
    if f"{name}(" not in intrinsic["example"]["call"]:
        faults.append(f"{name}: no example that calls it (tools/aslc/IntrinsicPages.def)")
    faults += [f"{name}: a parameter has no name or type" for p in intrinsic["parameters"] if not p["name"] or not p["type"]]
print("\n".join(faults) or f"{len(builtins)} functions")
sys.exit(bool(faults) or len(builtins) < 60 or len(intrinsics) != 18)
