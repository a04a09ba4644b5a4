"""Random documents. Each name usually has the same kind of value, so that most expressions find what they look for; a tenth has another."""
import json

NUMBERS = ("n", "m", "price", "qty")
STRINGS = ("s", "t", "name", "`odd name`")
BOOLEANS = ("b",)
OBJECTS = ("o", "p")
NUMBER_LISTS = ("l", "k")
STRING_LISTS = ("u",)
OBJECT_LISTS = ("r", "items")
ANYTHING = ("z", "`10`", "`2`", "and", "null2")
ALL = NUMBERS + STRINGS + BOOLEANS + OBJECTS + NUMBER_LISTS + STRING_LISTS + OBJECT_LISTS + ANYTHING

TEXTS = ["", "a", "b", "ab", "abc", "Hello World", "foo bar  baz ", "10", "-5", "1e3", "0x1F", "é", "ß", "İ", "😀", "a😀b", "\ud83d", "\udc00x", "\uffff",
         "\"q\"", "\\", "/", "a,b,,c", "\t\n", "true", "null", "2020-01-02T03:04:05.678Z", "%20", "aGVsbG8=", "http://x.y/?a=b c", "$1", "Ünïcode", "__proto__",
         "toString"]
VALUES = [0, 1, 2, 3, 5, 10, 100, -1, -2, 0.5, 1.5, 2.5, -0.5, 0.1, 1e21, 1e-7, 123456789012345680, 9007199254740993, 1.7976931348623157e308, 5e-324, 0.1 + 0.2,
          12.345, 4294967296, 2147483648, -2147483649, 3.14159]


def plain(name):
    return name.strip("`")


class Documents:
    def __init__(self, random):
        self.random = random

    def text(self):
        """JSON text of a document, or None for no input."""
        r = self.random
        if r.random() < 0.02:
            return None
        value = self.object(2) if r.random() < 0.85 else self.any(2)
        return json.dumps(value)

    def number(self):
        r = self.random
        return r.choice(VALUES) if r.random() < 0.6 else r.randint(-5, 30)

    def string(self):
        return self.random.choice(TEXTS)

    def any(self, depth):
        kinds = [self.number, self.string, lambda: self.random.random() < 0.5, lambda: None, self.number, self.string]
        if depth > 0:
            kinds += [lambda: self.object(depth - 1), lambda: self.list(depth, lambda: self.any(depth - 1)), lambda: self.list(depth, self.number),
                      lambda: self.list(depth, lambda: self.object(depth - 1))]
        return self.random.choice(kinds)()

    def list(self, depth, item):
        return [item() for _ in range(self.random.choice([0, 1, 1, 2, 2, 3, 4]))]

    def usual(self, name, depth):
        if name in NUMBERS:
            return self.number()
        if name in STRINGS:
            return self.string()
        if name in BOOLEANS:
            return self.random.random() < 0.5
        if name in NUMBER_LISTS:
            return self.list(depth, self.number)
        if name in STRING_LISTS:
            return self.list(depth, self.string)
        if depth > 0 and name in OBJECTS:
            return self.object(depth - 1)
        if depth > 0 and name in OBJECT_LISTS:
            return self.list(depth, lambda: self.object(depth - 1))
        return self.any(depth)

    def object(self, depth):
        r = self.random
        names = [name for name in ALL if r.random() < (0.5 if depth > 1 else 0.3)]
        r.shuffle(names)
        return {plain(name): self.any(depth) if r.random() < 0.1 else self.usual(name, depth) for name in names}
