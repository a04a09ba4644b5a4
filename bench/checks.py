"""How fast definitions are checked: all valid ones of the corpus in one process."""
import json

import harness

PARTS = ["check"]
CORPUS = harness.ROOT.parent / "shared/corpus/asl/dev"
LIMIT = 2000  # definitions a second of CPU


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
    paths = definitions()
    listed = harness.OUT / "definitions.txt"
    listed.write_text("".join(f"{path}\n" for path in paths))
    programs = [("aslc check", ["/bin/sh", "-c", f"exec {bench.aslc} check $(cat {listed}) 2> /dev/null"])]
    peers = None if bench.options.no_peers else harness.Peers(bench)
    if peers and peers.node and peers.install(bench, "asl-validator@4.0.0"):
        programs.append(("npm asl-validator", [peers.node, harness.HERE / "peers/asl-validator.mjs", listed, peers.modules]))
    # The peer takes a minute, so it is run once.
    figures = [harness.median([bench.run(1, [argv])[0] for _ in range(1 if i else bench.options.runs)]) for i, (_, argv) in enumerate(programs)]
    rows = []
    for (name, argv), figure in zip(programs, figures):
        rate = len(paths) / (figure.cpu / 1e6)
        rows.append([name, len(paths), f"{figure.cpu / 1000:.0f} ms", f"{rate:.0f}", f"{figure.cpu / figures[0].cpu:.1f}",
                     f"{LIMIT / rate:.2f}" if name == "aslc check" else "", f"{figure.rss / 1024:.0f}", harness.shown(argv)])
    harness.table("Checks", ["program", "definitions", "CPU", "definitions/CPU s", "/ aslc", "of limit", "max RSS MB", "command"], rows)
