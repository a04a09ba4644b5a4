#!/usr/bin/env python3
"""Makes CaseTables.inc, the tables of CaseMapping.cpp, from the Unicode character database.

Usage: MakeCaseTables.py UNICODE_DIR OUTPUT

UNICODE_DIR holds UnicodeData.txt, SpecialCasing.txt and DerivedCoreProperties.txt (Debian: package unicode-data).
"""
import sys
from pathlib import Path


def records(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = [field.strip() for field in line.split("#")[0].split(";")]
        if len(fields) > 1:
            yield fields


def simple_mappings(folder, column):
    pairs = {}
    for fields in records(folder / "UnicodeData.txt"):
        if fields[column]:
            pairs[int(fields[0], 16)] = int(fields[column], 16)
    return pairs


def special_mappings(folder, column):
    """The mappings to several code points that hold in every language and context."""
    result = {}
    for fields in records(folder / "SpecialCasing.txt"):
        unconditional = len(fields) == 5  # code; lower; title; upper; and what stands behind the last ;
        mapped = [int(code, 16) for code in fields[column].split()]
        if unconditional and len(mapped) > 1:
            result[int(fields[0], 16)] = mapped
    return result


def ranges(pairs):
    """Runs of code points, each or every other one, with the same distance to their mapping."""
    result = []
    points = sorted(pairs)
    while points:
        first = points[0]
        delta = pairs[first] - first
        best = [first]
        for stride in (1, 2):
            run = [first]
            while pairs.get(run[-1] + stride, -1) - (run[-1] + stride) == delta and len(run) < 2047:
                run.append(run[-1] + stride)
            # One of every other code point must not hide a code point between that has a mapping of its own.
            if stride == 2:
                cut = next((i for i, point in enumerate(run[:-1]) if point + 1 in pairs), len(run) - 1)
                run = run[: cut + 1]
            if len(run) > len(best):
                best, best_stride = run, stride
            elif stride == 1:
                best_stride = 1
        result.append((first, len(best), best_stride, delta))
        points = points[len(best):]
    return result


def property_ranges(folder, name):
    spans = []
    for fields in records(folder / "DerivedCoreProperties.txt"):
        if fields[1] == name:
            first, _, last = fields[0].partition("..")
            spans.append((int(first, 16), int(last or first, 16)))
    merged = []
    for first, last in sorted(spans):
        if merged and merged[-1][1] + 1 == first:
            merged[-1] = (merged[-1][0], last)
        else:
            merged.append((first, last))
    return merged


def emit(out, kind, name, rows):
    out.append(f"constexpr {kind} {name}[] = {{")
    out.extend(f"    {row}," for row in rows)
    out.append("};\n")


def main():
    folder, target = Path(sys.argv[1]), Path(sys.argv[2])
    out = ["// Made by MakeCaseTables.py from the Unicode character database. Do not edit.\n"]
    for name, simple, special in (("upper", 12, 3), ("lower", 13, 1)):
        rows = ranges(simple_mappings(folder, simple))
        emit(out, "CaseRange", f"{name}Ranges", [f"{{{f:#x}, {n}, {s - 1}, {d}}}" for f, n, s, d in rows])
        specials = sorted(special_mappings(folder, special).items())
        emit(out, "SpecialCase", f"{name}Specials",
             [f"{{{point:#x}, {{{', '.join(hex(m) for m in mapped)}}}}}" for point, mapped in specials])
    for name, prop in (("casedRanges", "Cased"), ("ignorableRanges", "Case_Ignorable")):
        emit(out, "PointRange", name, [f"{{{first:#x}, {last:#x}}}" for first, last in property_ranges(folder, prop)])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n".join(out), encoding="utf-8")


if __name__ == "__main__":
    main()
