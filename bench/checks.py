"""How fast definitions are checked: all valid ones of the corpus in one process."""
import json

import harness

PARTS = ["check"]
CORPUS = harness.ROOT.parent / "shared/corpus/asl/dev"
LIMIT = 2000  # definitions a second of CPU
SAMPLE = 10   # each so many-th definition is for the peer, too, which needs 0.2 s of CPU for one


def definitions():
    """Valid definitions in JSON, which both programs read."""
    with open(CORPUS / "manifest.jsonl") as file:
        entries = [json.loads(line) for line in file]
    return [CORPUS / entry["file"] for entry in entries if entry["expected"] == "valid" and entry["file"].endswith(".json")
            and not entry.get("disputed") and entry.get("needs_substitution") != "raw"]


def measure(bench):
    if not bench.wants(*PARTS):
        return
    if not CORPUS.exists():
        bench.note(f"check is left out: there is no {CORPUS}")
        return
    lists = {"all": definitions()}
    lists["sample"] = lists["all"][::SAMPLE]
    files = {name: harness.OUT / f"definitions-{name}.txt" for name in lists}
    for name, paths in lists.items():
        files[name].write_text("".join(f"{path}\n" for path in paths))
    programs = [("aslc check", name, ["/bin/sh", "-c", f"exec {bench.aslc} check $(cat {file}) 2> /dev/null"]) for name, file in files.items()]
    peers = None if bench.options.no_peers else harness.Peers(bench)
    if peers and peers.node and peers.install(bench, "asl-validator@4.0.0"):
        programs.append(("npm asl-validator", "sample", [peers.node, harness.HERE / "peers/asl-validator.mjs", files["sample"], peers.modules]))
    rows, own = [], {}
    for name, chosen, argv in programs:
        isOwn = name == "aslc check"
        figure = harness.median([bench.run(1, [argv])[0] for _ in range(bench.options.runs if isOwn else 1)])
        own.setdefault(chosen, figure.cpu)
        count = len(lists[chosen])
        rate = count / (figure.cpu / 1e6)
        rows.append([name, count, f"{figure.cpu / 1000:.0f} ms", f"{rate:.0f}", f"{figure.cpu / own[chosen]:.1f}",
                     f"{LIMIT / rate:.2f}" if isOwn else "", f"{figure.rss / 1024:.0f}", harness.shown(argv)])
    harness.table("Checks", ["program", "definitions", "CPU", "definitions/CPU s", "/ aslc", "of limit", "max RSS MB", "command"], rows)
