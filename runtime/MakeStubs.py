"""Makes libraries that stand for those of the system when a shared library is linked: names and versions, nothing behind them.

    MakeStubs.py FOLDER NM COMPILER LINKER OBJECT LIBRARY...

For each LIBRARY, FOLDER gets one of the same soname. It has the symbols of the C libraries, which generated code may call, and of others
those that OBJECT needs.
"""

import os
import subprocess
import sys


def nm(tool, *arguments):
    listing = subprocess.run([tool, "--format=just-symbols", *arguments], check=True, stdout=subprocess.PIPE, text=True)
    return [name for name in listing.stdout.split() if name]


def make(folder, tool, compiler, linker, needed, library):
    soname = os.path.basename(library)
    everything = soname.startswith(("libc.", "libm."))
    symbols = []
    for name in nm(tool, "--dynamic", "--defined-only", library):
        symbol, _, version = name.partition("@@")
        if version and version != symbol and "PRIVATE" not in version and (everything or symbol in needed):
            symbols.append((symbol, version))
    source, script = (os.path.join(folder, soname + ending) for ending in (".S", ".versions"))
    with open(source, "w") as file:
        file.write("    .text\n")
        for i, (symbol, version) in enumerate(symbols):
            stub = f"aslc_stub{i}"
            file.write(f"    .globl {stub}\n    .type {stub}, @function\n{stub}:\n    .symver {stub}, {symbol}@@{version}, remove\n")
        file.write('    .section .note.GNU-stack, "", @progbits\n')
    with open(script, "w") as file:
        file.writelines(f"{version} {{}};\n" for version in sorted({version for _, version in symbols}))
    output = os.path.join(folder, soname)
    subprocess.run([compiler, "-c", source, "-o", output + ".o"], check=True)
    subprocess.run([linker, "-shared", "--hash-style=gnu", "--strip-all", "-soname", soname, "--version-script", script, "-o", output,
                    output + ".o"], check=True)


def main(folder, tool, compiler, linker, target, *libraries):
    needed = set(nm(tool, "--undefined-only", target))
    for library in libraries:
        make(folder, tool, compiler, linker, needed, library)


main(*sys.argv[1:])
