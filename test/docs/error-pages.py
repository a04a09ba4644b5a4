"""Checks the pages of docs/errors: every code has one, and what a page shows is what happens.

    error-pages.py ASLC SOURCE [--update] [CODE...]

A section holds files (```json order.asl.json) and consoles (```console), whose `$ ` lines are run by a shell in a directory
with these files, and have to print, stdout and stderr together, what follows them. The last console shows the section's code.
--update writes what is printed into the pages instead.
"""

import os
import re
import subprocess
import sys
import tempfile

# Codes that no input brings about; their sections say why.
UNREACHABLE = {"S0205", "S0206"}

FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.M | re.S)


def codes(source):
    read = lambda path: open(os.path.join(source, path)).read()
    yield from re.findall(r'^(?:DIAG\(\w+, \w+|WARN\(\w+), "(\w+)"', read("frontend/basic/Diagnostics.def"), re.M)
    yield from re.findall(r"^JSONATA_ERROR\((\w+)", read("runtime/abi/Errors.def"), re.M)


def run(command, directory, aslc):
    path = os.pathsep.join([os.path.dirname(aslc), os.environ["PATH"]])
    done = subprocess.run(["/bin/sh", "-c", command], cwd=directory, env={**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"}, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
    return done.stdout.decode(errors="replace")


def perform(section, aslc):
    """The section with the output of its commands as it is."""
    with tempfile.TemporaryDirectory() as directory:
        def block(match):
            language, name, body = match.groups()
            if name:
                with open(os.path.join(directory, name), "w") as file:
                    file.write(body)
            if language != "console":
                return match[0]
            commands = [line for line in body.splitlines() if line.startswith("$ ")]
            return "```console\n" + "".join(f"{line}\n{run(line[2:], directory, aslc)}" for line in commands) + "```"

        return FENCE.sub(block, section)


def faults(code, before, after):
    consoles = [body for language, _, body in FENCE.findall(after) if language == "console"]
    shown = f'"{code}"' if "." in code else f"[{code}]"
    if before != after:
        yield f"{code}: the page shows\n{before}\nbut this happens:\n{after}"
    if consoles and shown not in consoles[-1]:
        yield f"{code}: the example does not bring it about:\n{after}"
    if not consoles and code not in UNREACHABLE and "." not in code:
        yield f"{code}: no example"
    if not re.sub(FENCE, "", after).strip():
        yield f"{code}: no text"


def main(aslc, source, *rest):
    update = "--update" in rest
    wanted = {word for word in rest if not word.startswith("--")}
    folder = os.path.join(source, "docs/errors")
    seen, found = [], []
    for page in sorted(os.listdir(folder)):
        text = open(os.path.join(folder, page)).read()
        head, *sections = re.split(r"^(?=## )", text, flags=re.M)
        for i, section in enumerate(sections):
            code = section[3:].split(":")[0]
            seen.append(code)
            if wanted and code not in wanted:
                continue
            after = perform(section, aslc)
            found += faults(code, after if update else section, after)
            sections[i] = after
        if update:
            open(os.path.join(folder, page), "w").write(head + "".join(sections))
    known = set(codes(source))
    found += [f"{code}: no page" for code in sorted(known - set(seen))]
    found += [f"{code}: there is no such code" for code in seen if code not in known and "." not in code]
    found += [f"{code}: two pages" for code in set(seen) if seen.count(code) > 1]
    print("\n".join(found) or f"{len(seen)} codes are explained")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
