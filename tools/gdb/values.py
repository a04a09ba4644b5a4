# How gdb shows the values of a workflow: as JSON. Programs made with `aslc compile -g` carry this file, and gdb loads it with them if its
# auto-load safe-path allows (`gdb -iex 'set auto-load safe-path /'`); `source values.py` does as well.
#
# The layout is that of runtime/abi/Value.h. `set print elements` bounds the items and members of a container, and the text of a string.
import json
import struct

import gdb
import gdb.printing

UNDEFINED, NULL, BOOLEAN, NUMBER, DECIMAL, STRING, ARRAY, OBJECT, FUNCTION = range(9)
DEEPEST = 20  # containers in each other


def text_of(raw):
    """WTF-8: a lone surrogate is three bytes, which only JSON's escape can show."""
    return json.dumps(raw.decode("utf-8", "surrogatepass"), ensure_ascii=any(0xED == byte for byte in raw))


def number_of(payload):
    number = struct.unpack("<d", struct.pack("<Q", payload))[0]
    return str(int(number)) if number.is_integer() and abs(number) < 1e21 else repr(number)


class Memory:
    """Reads values where they are."""

    def __init__(self, limit):
        self.inferior, self.limit = gdb.selected_inferior(), limit

    def read(self, address, size):
        return bytes(self.inferior.read_memory(address, size))

    def show(self, head, payload, depth=0):
        tag, length = head & 0xFF, head >> 32
        if tag == UNDEFINED:
            return "undefined"
        if tag == NULL:
            return "null"
        if tag == BOOLEAN:
            return "true" if payload else "false"
        if tag == NUMBER:
            return number_of(payload)
        if tag == DECIMAL:
            return self.read(payload + 8, length).decode("ascii", "replace")
        if tag == STRING:
            shown = min(length, self.limit)
            return text_of(self.read(payload, shown) if shown else b"") + ("..." if shown < length else "")
        if tag in (ARRAY, OBJECT) and depth == DEEPEST:
            return "[...]" if tag == ARRAY else "{...}"
        if tag == ARRAY:
            return "[" + ", ".join(self.items(payload, length, 16, lambda words: self.show(*words, depth + 1))) + "]"
        if tag == OBJECT:
            def member(words):
                return f"{self.show(*words[:2], depth + 1)}: {self.show(*words[2:], depth + 1)}"
            return "{" + ", ".join(self.items(payload, length, 32, member)) + "}"
        return "<function>" if tag == FUNCTION else f"<no value: tag {tag}>"

    def items(self, address, count, size, show):
        shown = min(count, self.limit)
        raw = self.read(address, shown * size) if shown else b""
        for at in range(0, shown * size, size):
            yield show(struct.unpack_from(f"<{size // 8}Q", raw, at))
        if shown < count:
            yield "..."


def is_known(half):
    """Whether code has it. gdb takes a half that no location tells of for a pointer that was optimised away."""
    return not half.is_optimized_out and half.format_string() != "<synthetic pointer>"


class ValuePrinter:
    def __init__(self, value):
        self.value = value

    def to_string(self):
        head, payload = self.value["head"], self.value["payload"]
        if not (is_known(head) and is_known(payload)):
            return "<optimized out>"
        try:
            return Memory(gdb.parameter("print elements") or 2 ** 32).show(int(head), int(payload))
        except gdb.MemoryError:
            return "<unreadable>"


def printers():
    collection = gdb.printing.RegexpCollectionPrettyPrinter("aslc")
    collection.add_printer("json value", "^json value$", ValuePrinter)
    return collection


gdb.printing.register_pretty_printer(None, printers(), replace=True)
