"""Random expressions of JSONata, made by a grammar that knows what type it wants, so that most of them have a value.

An expression is a tree of Part: text and parts in turn. That is what minimise() in the runner takes pieces out of.
"""
import json
import pathlib
import re

import bindings
import documents
import patterns
import texts

TABLE = pathlib.Path(__file__).resolve().parent.parent.parent / "runtime/abi/Builtins.def"
# What differs from run to run, and what the reference has not
EXCLUDED = {"random", "shuffle", "uuid", "now", "millis", "partition", "range", "hash", "parse"}

FIELDS = {"n": documents.NUMBERS, "s": documents.STRINGS, "b": documents.BOOLEANS, "o": documents.OBJECTS, "an": documents.NUMBER_LISTS,
          "as": documents.STRING_LISTS, "ao": documents.OBJECT_LISTS}
TYPES = ("n", "s", "b", "o", "an", "as", "ao", "x")
REGEXES = ["/a/", "/[a-z]+/", "/\\d+/", "/(a)(b)?/i", "/o/", "/ +/", "/^H/m", "/[^,]*,/", "/(?:x|y)/", "/\\w+/", "/(.)\\1/", "/\\s/", "/é/i", "/./"]
PICTURES = ["0", "#,##0.00", "0.0#", "00.00", "#0%", "0.00e0", "#,##0;(#,##0)", "0‰", "###", "#.##"]
INTEGER_PICTURES = ["0", "#,##0", "W", "w", "Ww", "I", "i", "a", "A", "000", "1;o", "w;o", "#,##0;o", "0,00"]
DATE_PICTURES = ["[Y0001]-[M01]-[D01]", "[D]/[M]/[Y]", "[h]:[m01] [P]", "[FNn], [D1o] [MNn] [Y]", "[Y]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]", "[d]", "[W]",
                 "[X]-W[W01]-[F1]", "[H01][m01]", "[YI]"]


class Part:
    """A piece of an expression: `pieces` are texts and parts; an optional part may be left out."""
    __slots__ = ("pieces", "optional")

    def __init__(self, *pieces, optional=False):
        self.pieces = pieces
        self.optional = optional

    def __str__(self):
        return "".join(map(str, self.pieces))


def joined(separator, items):
    """Items of which any can be left out, with what separates them."""
    return Part(*[Part(item) if i == 0 else Part(separator, item, optional=True) for i, item in enumerate(items)])


def builtins():
    text = TABLE.read_text()
    table = {}
    for name, signature in re.findall(r'^BUILTIN\(\w+, "(\w+)", "<([^"]*)>"', text, re.MULTILINE):
        if name not in EXCLUDED:
            table[name] = parameters(signature)
    return table


def parameters(signature):
    """[(type letters, subtype, modifiers)]"""
    found = re.findall(r"(\([a-z]+\)|[a-z])(<[^:]*?>)?([-?+]*)", signature.split(":")[0])
    return [(types.strip("()"), sub.strip("<>"), modifiers) for types, sub, modifiers in found]


class Expressions(bindings.Bindings, texts.Texts):
    part = staticmethod(Part)
    joined = staticmethod(joined)

    def __init__(self, random):
        self.random = random
        self.builtins = builtins()
        self.used = set()
        self.scope = []  # (variable, type) of what is bound
        self.counter = 0

    def make(self):
        """A new expression; `used` then tells its features."""
        self.used = set()
        self.scope = []
        self.counter = 0
        r = self.random
        part = self.of(r.choice(TYPES), r.choice([1, 2, 2, 3, 3, 4, 5]))
        if self.chance(0.06):
            self.note("mistaken")
            part = self.mistaken(part)
        return part

    # Choices

    def chance(self, p):
        return self.random.random() < p

    def note(self, feature):
        self.used.add(feature)

    def of(self, kind, depth):
        """An expression that probably has a value of this type."""
        if self.chance(0.04):
            kind = self.random.choice(TYPES)
        if depth <= 0:
            return self.leaf(kind)
        general = [self.path, self.conditional, self.block, self.call, self.chain, self.parenthesised, self.lambda_call, self.variable, self.indexed, self.coalesce,
                   self.leaf2, self.path, self.higher_order, self.bound_path]
        special = {"n": [self.arithmetic] * 4 + [self.negated, self.dated, self.counted], "s": [self.concatenation] * 3 + [self.coded, self.matched], "b": [self.comparison] * 3 + [self.logic] * 2 + [self.membership],
                   "o": [self.object] * 4 + [self.grouped] * 2 + [self.transform], "an": [self.array] * 3 + [self.range] * 2, "as": [self.array] * 3,
                   "ao": [self.array] * 3 + [self.sorted] * 2, "x": [self.wild, self.grouped, self.sorted, self.parent, self.focus, self.join, self.function_value, self.strange, self.bound_path, self.bound_path,
                         self.deep, self.composed, self.matched, self.mutual]}
        make = self.random.choice(general + special.get(kind, []) * 2)
        self.note(make.__name__)
        return make(kind, depth)

    # Leaves

    def leaf2(self, kind, depth):
        return self.leaf(kind)

    def leaf(self, kind):
        r = self.random
        bound = [name for name, type in self.scope if type == kind]
        if bound and self.chance(0.5):
            return Part("$" + r.choice(bound))
        if self.chance(0.45):
            names = FIELDS.get(kind, documents.ALL)
            return Part(r.choice(names if self.chance(0.9) else documents.ALL))
        if kind == "n":
            return Part(self.number())
        if kind == "s":
            return Part(self.string())
        if kind == "b":
            return Part(r.choice(["true", "false"]))
        if kind == "o":
            return r.choice([lambda: Part("{}"), lambda: Part('{"n":', self.leaf("n"), "}"), lambda: Part("$")])()
        if kind == "an":
            return Part("[", joined(",", [self.leaf("n") for _ in range(r.randint(0, 3))]), "]")
        if kind == "as":
            return Part("[", joined(",", [self.leaf("s") for _ in range(r.randint(0, 3))]), "]")
        return Part(r.choice(["$", "$$", "null", "nothing", "[]", "{}", "*", "**", "n", "r", "items", "$nothing", '"x"', "1", "true", "l", "o.n", "r.n", "$sum"]))

    def number(self):
        r = self.random
        text = json.dumps(r.choice(documents.VALUES)) if self.chance(0.3) else str(r.randint(0, 12))
        return text if self.chance(0.9) else r.choice(["1/0", "0/0", "1e308*10", "-0"]) if self.chance(0.3) else "-" + text.lstrip("-")

    def string(self):
        text = json.dumps(self.random.choice(documents.TEXTS), ensure_ascii=self.chance(0.5))
        if any("\ud800" <= c < "\ue000" for c in text):
            text = json.dumps(json.loads(text))
        return "'" + text[1:-1].replace('\\"', '"').replace("'", "\\u0027") + "'" if self.chance(0.3) else text

    # Operators

    def operand(self, kind, depth):
        part = self.of(kind, depth)
        return part if self.chance(0.3) else Part("(", part, ")") if re.search(r"[^\w.$\"\[\]()`]", str(part)) else part

    def binary(self, operators, kind, depth):
        right = kind if self.chance(0.95) else self.random.choice(TYPES)
        return Part(self.operand(kind, depth - 1), " " + self.random.choice(operators) + " ", self.operand(right, depth - 1))

    def arithmetic(self, kind, depth):
        return self.binary(["+", "-", "*", "/", "%"], "n", depth)

    def negated(self, kind, depth):
        return Part("-", self.operand("n", depth - 1))

    def concatenation(self, kind, depth):
        return self.binary(["&"], self.random.choice(["s", "s", "s", "n", "x"]), depth)

    def comparison(self, kind, depth):
        return self.binary(["=", "!=", "<", "<=", ">", ">="], self.random.choice(["n", "n", "s", "x", "an"]), depth)

    def logic(self, kind, depth):
        return self.binary(["and", "or"], self.random.choice(["b", "b", "x"]), depth)

    def membership(self, kind, depth):
        inner = self.random.choice(["n", "s"])
        return Part(self.operand(inner, depth - 1), " in ", self.operand("a" + inner, depth - 1))

    def coalesce(self, kind, depth):
        return Part(self.operand(kind, depth - 1), self.random.choice([" ?? ", " ?: "]), self.operand(kind, depth - 1))

    def conditional(self, kind, depth):
        tail = Part(" : ", self.of(kind, depth - 1), optional=True) if self.chance(0.85) else ""
        return Part("(", self.operand("b", depth - 1), " ? ", self.of(kind, depth - 1), tail, ")")

    def parenthesised(self, kind, depth):
        return Part("(", self.of(kind, depth - 1), ")")

    # Paths

    def collection(self, depth):
        return self.of(self.random.choice(["ao", "ao", "ao", "o", "x"]), depth - 1) if self.chance(0.3) else Part(self.random.choice(documents.OBJECT_LISTS + documents.OBJECTS))

    def step_base(self, part):
        return part if re.fullmatch(r"[\w$`.]+|\[[^\[\]]*\]|\{[^{}]*\}", str(part)) else Part("(", part, ")")

    def path(self, kind, depth):
        r = self.random
        element = kind[1] if kind in ("an", "as", "ao") else kind
        pieces = [self.step_base(self.collection(depth))]
        for _ in range(r.choice([0, 0, 0, 1, 2])):
            pieces.append(Part(self.postfix(depth), optional=True))
            pieces.append(Part(".", r.choice(documents.OBJECT_LISTS + documents.OBJECTS + documents.ANYTHING), optional=True))
        pieces.append(Part(self.postfix(depth), optional=True))
        inner = self.within(lambda: self.of(element, depth - 1), [])
        last = r.choice([lambda: self.leaf(element), lambda: Part("(", inner, ")"), lambda: self.object("o", depth - 1), lambda: self.array("an", depth - 1),
                         lambda: Part("$", r.choice(["", "$"])), lambda: Part(r.choice(["*", "**"])), lambda: self.call(element, depth - 1),
                         lambda: self.lambda_call(element, depth - 1)])()
        if not re.match(r"[\w`$({\[*]", str(last)) or re.match(r"-|true|false|null|\d", str(last)):
            last = Part("(", last, ")")
        pieces += [".", last, Part(self.postfix(depth), optional=True)]
        return Part(*pieces)

    def postfix(self, depth):
        """Nothing, a predicate, [] ..."""
        r = self.random
        if self.chance(0.55):
            return ""
        return r.choice([lambda: "[]", lambda: Part("[", str(r.randint(-3, 4)), "]"), lambda: Part("[", self.within(lambda: self.of("b", depth - 1), []), "]"),
                         lambda: Part("[", self.within(lambda: self.of("n", depth - 2), []), "]"), lambda: Part("[", self.of("an", depth - 2), "]"),
                         lambda: Part("[", self.leaf("x"), "]")])()

    def within(self, make, bound):
        """Runs `make` where these variables are bound."""
        before = len(self.scope)
        self.scope += bound
        part = make()
        del self.scope[before:]
        return part

    def indexed(self, kind, depth):
        whole = {"n": "an", "s": "as", "o": "ao"}.get(kind, "x")
        return Part(self.step_base(self.of(whole, depth - 1)), self.postfix(depth) or "[0]")

    def wild(self, kind, depth):
        return Part(self.step_base(self.collection(depth)), ".", self.random.choice(["*", "**"]), Part(self.postfix(depth), optional=True), Part("." + self.random.choice(documents.ALL), optional=True))

    def sorted(self, kind, depth):
        r = self.random
        terms = [Part(r.choice(["", "<", ">"]), self.within(lambda: self.of(r.choice(["n", "n", "s"]), depth - 2), [])) for _ in range(r.choice([1, 1, 2]))]
        return Part(self.step_base(self.collection(depth)), Part(self.postfix(depth), optional=True), "^(", joined(",", terms), ")", Part(self.postfix(depth), optional=True),
                    Part("." + r.choice(documents.ALL), optional=True) if self.chance(0.4) else "")

    def parent(self, kind, depth):
        r = self.random
        steps = [r.choice(documents.OBJECT_LISTS + documents.OBJECTS) for _ in range(r.choice([1, 2, 3]))]
        ups = r.choice(["%", "%", "%.%"])
        last = r.choice([lambda: Part(ups, ".", r.choice(documents.ALL)), lambda: Part("{", self.string(), ":", ups, ".", r.choice(documents.ALL), "}"),
                         lambda: Part("(", r.choice(documents.ALL), " & ", ups, ".", r.choice(documents.ALL), ")")])()
        pieces = [Part("." if i else "", step, optional=i > 0) for i, step in enumerate(steps)]
        if self.chance(0.3):
            pieces.append(Part("[", ups, ".", r.choice(documents.NUMBERS), r.choice([" > 2", " = n", ""]), "]", optional=True))
        return Part(*pieces, ".", last, Part(self.postfix(depth), optional=True))

    def focus(self, kind, depth):
        r = self.random
        name, index = self.fresh(), self.fresh()
        bindings = r.choice([["@$" + name], ["#$" + index], ["@$" + name, "#$" + index]])
        bound = [(b[2:], "o" if b[0] == "@" else "n") for b in bindings]
        pieces = [r.choice(documents.OBJECT_LISTS), *[Part(b, optional=True) for b in bindings]]
        if self.chance(0.4):
            pieces.append(Part("[", self.within(lambda: self.of("b", depth - 2), bound), "]", optional=True))
        if self.chance(0.3):
            pieces.append(Part(".", r.choice(documents.OBJECT_LISTS), optional=True))
        if self.chance(0.2):
            pieces.append(Part("^(", self.within(lambda: self.of("n", depth - 2), bound), ")", optional=True))
        last = self.within(lambda: self.of("x", depth - 1), bound)
        shape = r.choice([lambda: Part(".{", Part('"i":$', bound[-1][0]), Part(',"v":', last, optional=True), "}"), lambda: Part(".(", last, ")"),
                          lambda: Part("{", self.within(lambda: self.of("s", depth - 2), bound), ":", last, "}")])()
        return Part(*pieces, shape)

    def join(self, kind, depth):
        """Rows of two lists, long enough for a hash table, that an equality makes a join."""
        r = self.random
        row, item, place = self.fresh(), self.fresh(), self.fresh()
        lists = [joined(", ", [Part(r.choice(documents.OBJECT_LISTS)) for _ in range(r.choice([1, 4, 7]))]) for _ in range(2)]
        name, other = r.choice(documents.ALL), r.choice(documents.ALL)
        sides = [f"${item}.{name}", f"${row}.{name if self.chance(0.8) else other}"]
        step = r.choice([[".b@$", item], [".b"], [".$$.r@$", item], [".(b)@$", item]])
        if len(step) == 1:
            sides[0] = name
        bound = [(row, "o"), (item, "o")][:len(step)]
        more = Part(" and ", self.within(lambda: self.of("b", depth - 2), bound), optional=True) if self.chance(0.3) else ""
        places = [Part("#$", place, optional=True) if self.chance(0.2) else "" for _ in range(2)]
        last = self.within(lambda: self.of("x", depth - 1), bound)
        shape = r.choice([lambda: Part(".{", f'"x": ${row}.{other}, "v": ', last, "}"), lambda: Part(".(", last, ")"), lambda: Part("^(", self.leaf("n"), ").[", last, "]")])()
        return Part('{"a": [', lists[0], '], "b": [', lists[1], "]}.a@$", row, places[0], *step, "[", " = ".join(r.sample(sides, 2)), more, "]", places[1], shape)

    # Constructors

    def array(self, kind, depth):
        item = {"an": "n", "as": "s", "ao": "o"}.get(kind, "x")
        items = [self.of(item if self.chance(0.9) else "a" + item if item != "x" else "x", depth - 1) for _ in range(self.random.randint(0, 3))]
        return Part("[", joined(", ", items), "]")

    def range(self, kind, depth):
        first, last = self.random.randint(-3, 5), self.random.randint(-3, 9)
        bounds = (str(first), str(last)) if self.chance(0.6) else (self.within(lambda: Part("$floor(", self.leaf("n"), ") % 20"), []), str(last))
        return Part("[", bounds[0], "..", bounds[1], Part(", ", self.of("n", depth - 2), optional=True) if self.chance(0.3) else "", "]")

    def key(self, depth):
        if self.chance(0.8):
            return json.dumps(self.random.choice(["a", "b", "c", "n", "x", "k1", "k2", "10", "2", "007", "é", ""]))
        return self.of("s", depth - 1)

    def pairs(self, depth):
        kinds = ("n", "s", "b", "x", "o", "an")
        return joined(", ", [Part(self.key(depth), ": ", self.of(self.random.choice(kinds), depth - 1)) for _ in range(self.random.randint(0, 3))])

    def object(self, kind, depth):
        return Part("{", self.pairs(depth), "}")

    def grouped(self, kind, depth):
        r = self.random
        pairs = [Part(self.within(lambda: self.of("s", depth - 2), []) if self.chance(0.7) else self.key(depth), ": ", self.within(lambda: self.of(r.choice(TYPES), depth - 1), []))
                 for _ in range(r.choice([1, 1, 2]))]
        return Part(self.step_base(self.collection(depth)), Part(self.postfix(depth), optional=True), "{", joined(", ", pairs), "}")

    def transform(self, kind, depth):
        r = self.random
        pattern = r.choice(["$", "o", "items", "r[n>1]", "**", "nothing", "o.p", "*", "*[n]", "**.r", "r[0]", "(o)", "$.o", "[o, p]", "items^(n)", "o.*", "r.items"])
        update = self.within(lambda: self.object("o", depth - 2), []) if self.chance(0.8) else self.of(r.choice(["o", "x"]), depth - 2)
        removal = Part(", ", self.random.choice(['"n"', '["n","s"]', "u", "s", "nothing", "[]", '"o"', "n", '["a", 1]']), optional=True) if self.chance(0.4) else ""
        subject = self.step_base(self.of("o", depth - 1))
        return Part(subject, " ~> |", pattern, "|", update, removal, "|")

    # Functions

    def fresh(self):
        self.counter += 1
        return "v%d" % self.counter

    def variable(self, kind, depth):
        return self.leaf(kind) if not self.scope else Part("$" + self.random.choice(self.scope)[0])

    def block(self, kind, depth):
        r = self.random
        pieces, bound = [], []
        before = len(self.scope)
        for _ in range(r.choice([1, 1, 2])):
            name, type = self.fresh(), r.choice(TYPES)
            if self.chance(0.3):
                type = "f%d" % r.choice([1, 1, 2])
                value = self.lambda_(int(type[1]), r.choice(["n", "s", "x"]), depth - 1)
            elif self.chance(0.1):
                pieces.append(Part(self.recursion(name), optional=True))
                self.scope.append((name, "f1"))
                continue
            else:
                value = self.of(type, depth - 1)
            pieces.append(Part("$", name, " := ", value, "; ", optional=True))
            self.scope.append((name, type))
        last = self.of(kind, depth - 1)
        functions = [(name, int(type[1])) for name, type in self.scope if type.startswith("f") and type[1:].isdigit()]
        if functions and self.chance(0.6):
            name, arity = r.choice(functions)
            last = Part("$", name, "(", joined(", ", [self.of("n", depth - 2) for _ in range(arity if self.chance(0.9) else r.randint(0, 3))]), ")")
        del self.scope[before:]
        return Part("(", *pieces, last, ")")

    def recursion(self, name):
        return self.random.choice(["$%s := function($x) { $type($x) != 'number' or $x <= 0 ? 1 : $x > 20 ? $x : $x * $%s($x - 1) }; ",
                                   "$%s := function($x) { $type($x) != 'number' or $x < 2 ? $x : $x > 9 ? 0 : $%s($x - 1) + $x }; ",
                                   "$%s := λ($x) { $type($x) = 'number' and $x > 0 and $x < 50 ? $%s($x - 1) : $x }; "]) % (name, name)

    def lambda_(self, arity, kind, depth):
        names = [self.fresh() for _ in range(arity)]
        types = [self.random.choice(["n", "n", "s", "x", "o"]) for _ in names]
        body = self.within(lambda: self.of(kind, depth), list(zip(names, types)))
        signature = ""
        if names and self.chance(0.2):
            self.note("signature")
            letters = [self.random.choice([t if t in "nsbo" else "x", "x", "n-", "s?", "(ns)", "a", "a<n>", "j", "f?", "x+", "n+", "s-", "a<s>?", "(sao)", "u", "o-", "l", "b?", "(nsb)-", "f", "a<a>",
                                           "a<x>-"]) for t in types]
            signature = "<" + "".join(letters) + self.random.choice([":n", ":x", "", ":s", ":a<n>"]) + ">"
        return Part(self.random.choice(["function", "function", "λ"]), "(", ", ".join("$" + name for name in names), ")", Part(signature, optional=True), "{ ", body, " }")

    def lambda_call(self, kind, depth):
        arity = self.random.choice([0, 1, 1, 2])
        arguments = [self.of("n", depth - 2) for _ in range(arity if self.chance(0.9) else self.random.randint(0, 3))]
        return Part(self.lambda_(arity, kind, depth - 1), "(", joined(", ", arguments), ")")

    def callback(self, kind, depth, most=3):
        r = self.random
        choice = r.random()
        if choice < 0.75:
            return self.lambda_(r.randint(1, most), kind, depth - 1)
        if choice < 0.9:
            return Part("$" + r.choice(sorted(self.builtins)))
        if choice < 0.95:
            functions = [name for name, type in self.scope if type.startswith("f")]
            return Part("$" + (r.choice(functions) if functions else "nothing"))
        return self.function_value("x", depth)

    def function_value(self, kind, depth):
        r = self.random
        self.note("partial")
        name = r.choice(["substring", "power", "append", "lookup", "join", "contains", "round"])
        safe = {"substring": '(?, 1)', "power": "(?, 2)", "append": "([1], ?)", "lookup": '(?, "n")', "join": '(?, "-")', "contains": '(?, "a")', "round": "(?, 1)"}
        return r.choice([lambda: Part("$" + name), lambda: Part("$" + name + safe[name]), lambda: Part("(", self.lambda_(1, "x", depth - 2), " ~> ", self.lambda_(1, "x", depth - 2), ")"),
                         lambda: self.lambda_(r.randint(0, 3), "x", depth - 1), lambda: Part(self.lambda_(2, "x", depth - 2), "(?, ", self.leaf("n"), ")")])()

    def higher_order(self, kind, depth):
        r = self.random
        source = self.of(r.choice(["an", "ao", "as", "x"]), depth - 1)
        name = r.choice(["map", "filter", "reduce", "single", "sort", "each", "sift"])
        if name in ("each", "sift"):
            return Part("$", name, "(", self.of("o", depth - 1), ", ", self.callback("b" if name == "sift" else "x", depth), ")")
        if name == "reduce":
            initial = Part(", ", self.of(kind, depth - 2), optional=True) if self.chance(0.4) else ""
            return Part("$reduce(", source, ", ", self.lambda_(r.choice([2, 2, 2, 3, 4, 1]), kind if kind != "an" else "n", depth - 1), initial, ")")
        if name == "sort":
            a, b = self.fresh(), self.fresh()
            order = r.choice(["$%s > $%s", "$%s < $%s", "$%s.n > $%s.n", "$string($%s) > $string($%s)"]) % (a, b)
            return Part("$sort(", source, Part(", function($%s, $%s) { %s }" % (a, b, order), optional=True) if self.chance(0.7) else "", ")")
        wanted = {"map": kind, "filter": "b", "single": "b"}[name]
        return Part("$", name, "(", source, Part(", ", self.callback(wanted, depth), optional=name == "single"), ")")

    def argument(self, name, index, types, subtype, depth):
        r = self.random
        special = {("formatNumber", 1): PICTURES, ("formatInteger", 1): INTEGER_PICTURES, ("parseInteger", 1): INTEGER_PICTURES, ("fromMillis", 1): DATE_PICTURES,
                   ("toMillis", 1): DATE_PICTURES}.get((name, index))
        if special and self.chance(0.5):
            return Part(json.dumps(r.choice(special), ensure_ascii=False))
        make = {("formatNumber", 1): patterns.number_picture, ("formatInteger", 1): patterns.integer_picture, ("parseInteger", 1): patterns.integer_picture,
                ("fromMillis", 1): patterns.date_picture, ("replace", 2): patterns.replacement}.get((name, index))
        if make and self.chance(0.9 if special else 0.4):
            return Part(json.dumps(make(r), ensure_ascii=False))
        if name == "formatNumber" and index == 2 and self.chance(0.8):
            return Part(r.choice(['{"decimal-separator": ","}', '{"grouping-separator": "."}', '{"zero-digit": "٠"}', '{"minus-sign": "neg"}', '{"percent": "pc"}', '{"digit": "x"}',
                                  '{"pattern-separator": "|"}', '{"exponent-separator": "E"}', "{}"]))
        if name == "pad" and index == 1:
            return Part(str(r.randint(-12, 12)))
        if name == "fromMillis" and index == 0 and self.chance(0.7):
            return Part(str(r.choice([0, 1577934245678, 951782400000, -1, 1e12, r.randint(-10**12, 2 * 10**12)])))
        if name == "fromMillis" and index == 2:
            return Part(json.dumps(r.choice(["+0100", "-0530", "0000", "+1400"])))
        letter = r.choice(types)
        if letter == "f":
            if name in ("contains", "split", "match", "replace"):
                if index == 1:
                    self.note("regex")
                    return Part(r.choice(REGEXES) if self.chance(0.4) else patterns.regex(r))
                m = self.fresh()
                return Part("function($%s) { %s }" % (m, r.choice(["$uppercase($%s.match)", "$%s.groups[0]", '"[" & $%s.match & "]"', "$string($%s.start)"]) % m))
            return self.callback("b" if name in ("filter", "sift", "single") else "x", depth)
        if letter == "a":
            return self.of({"n": "an", "s": "as", "o": "ao"}.get(subtype, r.choice(["an", "as", "ao"])), depth - 1)
        return self.of({"x": r.choice(TYPES), "j": r.choice(TYPES)}.get(letter, letter), depth - 1)

    def call(self, kind, depth):
        """A built-in function with arguments as its signature wants them, mostly."""
        r = self.random
        name = r.choice(sorted(self.builtins))
        self.note("$" + name)
        arguments = []
        for index, (types, subtype, modifiers) in enumerate(self.builtins[name]):
            if "?" in modifiers and self.chance(0.5) or "-" in modifiers and self.chance(0.1):
                break
            arguments.append(self.argument(name, index, types, subtype, depth))
            if "+" in modifiers and self.chance(0.6):
                arguments.append(self.argument(name, index, types, subtype, depth))
        if self.chance(0.03):
            arguments.append(self.leaf(r.choice(TYPES)))
        return Part("$", name, "(", joined(", ", arguments), ")")

    def chain(self, kind, depth):
        source = self.operand(self.random.choice(TYPES), depth - 1)
        if self.chance(0.3):
            return Part(source, " ~> ", self.callback(kind, depth, 1))
        if self.chance(0.3):
            call = self.call(kind, depth - 1)
            return Part(source, " ~> ", Part("$", self.random.choice(["sum", "count", "string", "uppercase", "keys", "reverse", "distinct", "length", "number"]), "()"), Part(" ~> ", call, optional=True))
        return Part(source, " ~> ", self.call(kind, depth - 1))

    def composed(self, kind, depth):
        """Functions out of functions: chained, applied in part, given back."""
        r = self.random
        first, second = self.callback("n", depth - 1, 1), self.callback("x", depth - 1, 1)
        value = lambda: self.of(r.choice(["n", "s", "x"]), depth - 2)
        return r.choice([lambda: Part("(", first, " ~> ", second, ")(", value(), ")"), lambda: Part(value(), " ~> ", first, " ~> ", second),
                         lambda: Part("($f := ", self.lambda_(3, "x", depth - 1), "; $g := $f(?, ", value(), ", ?); $h := $g(", value(), ", ?); $h(", value(), "))"),
                         lambda: Part("function($x) { ", self.lambda_(1, "x", depth - 1), " }(", value(), ")(", value(), ")"),
                         lambda: Part("$map(", self.of("ao", depth - 1), ", ", first, " ~> ", second, ")"), lambda: Part("[", first, ", ", second, "].($(", value(), "))"),
                         lambda: Part("{\"f\": ", first, "}.f(", value(), ")"), lambda: Part("(", self.of("b", depth - 1), " ? ", first, " : ", second, ")(", value(), ")"),
                         lambda: Part("$substring(?, 1)(", value(), ")"), lambda: Part("(", first, ")(?)(", value(), ")")])()

    def strange(self, kind, depth):
        """What is hardly written on purpose."""
        r = self.random
        inner = lambda: self.of(r.choice(TYPES), depth - 1)
        return r.choice([lambda: Part("[", inner(), "].", self.leaf("x")), lambda: Part("(", inner(), ")[", inner(), "]"), lambda: Part("{", self.string(), ": ", inner(), "}.", self.leaf("x")),
                         lambda: Part(self.leaf("s"), "(", inner(), ")"), lambda: Part("sum(", inner(), ")"), lambda: Part("$nothing(", inner(), ")"), lambda: Part("uppercase(?)"),
                         lambda: Part("(", inner(), ")(", inner(), ")"), lambda: Part("$sum(?)(", inner(), ")"), lambda: Part("$", ".", self.leaf("x")), lambda: Part("$$.", self.leaf("x")),
                         lambda: Part(inner(), "[][", str(r.randint(-1, 1)), "]"), lambda: Part("[[", inner(), "]]"), lambda: Part("(", inner(), "; ", inner(), ")"),
                         lambda: Part('"', r.choice(["n", "s", "10", "2"]), '".', self.leaf("x")), lambda: Part("/* ", "c", " */ ", inner()), lambda: Part("()"), lambda: Part("(", inner(), ";)"),
                         lambda: Part(inner(), "{", "}"), lambda: Part("[", inner(), "][0][]"), lambda: Part("$map(", inner(), ", $string)[]"), lambda: Part("n", r.choice(["+", "", "(", "]", ":=", "@", "^"]))])()
