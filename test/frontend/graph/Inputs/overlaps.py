"""Draws definitions as SVG and looks for what overlaps.

    overlaps.py ASLC FOLDER

Nodes are taken by the extent of their outlines, labels by their grounds, texts by the width that was planned for them. No two nodes,
no two labels, and no node and label may overlap; a node's texts are inside of its outline.
"""
import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

SVG = "{http://www.w3.org/2000/svg}"


def numbers(text):
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]


def path_extent(data):
    """Of a path of absolute M, L, C, H, V."""
    xs, ys = [], []
    for command, values in re.findall(r"([MLCHVZ])([^MLCHVZ]*)", data):
        values = numbers(values)
        if command in "MLC":
            xs, ys = xs + values[0::2], ys + values[1::2]
        elif command in "HV":
            (xs if command == "H" else ys).extend(values)
    return min(xs), min(ys), max(xs), max(ys)


def extent(element):
    get = lambda name: float(element.get(name))
    if element.tag == SVG + "rect":
        return get("x"), get("y"), get("x") + get("width"), get("y") + get("height")
    if element.tag == SVG + "circle":
        return get("cx") - get("r"), get("cy") - get("r"), get("cx") + get("r"), get("cy") + get("r")
    return path_extent(element.get("d"))


def union(boxes):
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def overlap(a, b):
    return min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1


def text_extent(text):
    width, x, y = float(text.get("textLength")), float(text.get("x")), float(text.get("y"))
    left = x - width / 2 if text.get("text-anchor") else x
    return left, y - 9, left + width, y + 3


def faults(path):
    things = []
    for group in ElementTree.parse(path).getroot().iter(SVG + "g"):
        shapes = [e for e in group if e.tag != SVG + "title" and e.get("class", "")[:1] in ("o", "m", "c")]
        texts = [e for e in group if e.tag == SVG + "text"]
        if not shapes:
            continue
        box = union([extent(shape) for shape in shapes])
        name = "".join(text.text for text in texts)
        for text in texts:
            inner = text_extent(text)
            if inner[0] < box[0] or inner[2] > box[2] or inner[1] < box[1] - 1 or inner[3] > box[3] + 1:
                yield f"'{text.text}' is outside of its outline"
        things.append((name, box))
    for i, (name, box) in enumerate(things):
        for other, another in things[:i]:
            if overlap(box, another):
                yield f"'{name}' and '{other}' overlap"


def task(following, **more):
    return {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", **following, **more}


def sixty():
    states = {}
    for i in range(0, 60, 4):
        following = {"Next": f"S{i + 4}"} if i < 56 else {"End": True}
        states[f"S{i}"] = {"Type": "Choice", "Default": f"S{i + 2}", "Choices": [
            {"Variable": f"$.order.items[{i}].price", "NumericGreaterThan": i, "Next": f"S{i + 1}"},
            {"Variable": "$.state", "StringEquals": "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "Next": "S0"}]}
        states[f"S{i + 1}"] = task({"Next": f"S{i + 3}"}, Catch=[{"ErrorEquals": ["States.ALL"], "Next": "S3"}])
        states[f"S{i + 2}"] = {"Type": "Wait", "Seconds": i, "Next": f"S{i + 3}"}
        states[f"S{i + 3}"] = {"Type": "Pass", **following}
    return {"StartAt": "S0", "States": states}


def nest(depth):
    name = f"Level {depth} of quite a name, longer than a line"
    if depth == 0:
        return {"StartAt": name, "States": {name: {"Type": "Succeed"}}}
    kind = {"Type": "Map", "ItemProcessor": nest(depth - 1)} if depth % 2 else {"Type": "Parallel", "Branches": [nest(depth - 1), nest(0)]}
    return {"StartAt": name, "States": {name: {**kind, "Next": "F"}, "F": {"Type": "Fail", "Error": "The.Error"}}}


def main():
    folder = pathlib.Path(sys.argv[2])
    failed = 0
    for name, definition in {"sixty": sixty(), "nest": nest(6)}.items():
        (folder / f"{name}.asl.json").write_text(json.dumps(definition))
        subprocess.run([sys.argv[1], "graph", folder / f"{name}.asl.json", "-o", folder / f"{name}.svg"], check=True)
        for fault in faults(folder / f"{name}.svg"):
            failed += 1
            print(f"{name}: {fault}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
