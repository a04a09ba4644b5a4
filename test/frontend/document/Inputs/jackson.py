"""Prints the first message of `aslc check --format=json` for texts that are no definitions, line breaks as '|'."""
import json, subprocess, sys

TEXTS = ["not a definition", "{'not': 'json'", '{"a": 1,}', "[1 2]", '{"a" 1}', '["a', '{"a": [1}', "[01]", "[ // x\n 1]", '{"😀": 1 €}', " ", "[]"]
for text in TEXTS:
    done = subprocess.run([sys.argv[1], "check", "--format=json", "-"], input=text.encode(), capture_output=True)
    said = [d["message"] for d in json.loads(done.stderr)["diagnostics"] if d["code"] != d["aslc"]["code"]]
    sys.stdout.buffer.write((said[0].replace("\n", "|") + "\n").encode())
