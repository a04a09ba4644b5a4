"""Random machines whose states move, change and compare values: chains of Pass states, Choices over strings, numbers and types, counted loops,
variables, Tasks with mocks, Parallel and Map with Retry and Catch, in half of the machines with nothing inside that waits. They always end.
Names of members usually hold the same kind of value, of which most machines look at a few; some texts of inputs are spelled oddly, some are
no JSON.
"""
import json

TEXTS = ["", "a", "b", "c", "ab", "red", "green", "blue", "GREEN", "standard", "express", "overnight", "é", "10", "standard-2", "b" * 40]
NUMBERS = [0, 1, 2, 3, 5, 10, 20, 99, -1, 0.5, 2.5, 1e21, 12345678901234567890, -0.0]
KINDS = {"n": "number", "m": "number", "s": "text", "t": "text", "b": "flag", "o": "object", "an": "numbers", "as": "texts", "ao": "objects"}
LISTS = {"numbers": "number", "texts": "string", "objects": "object"}  # and the type of items
SCALARS = {"number": ("number", "7"), "text": ("string", "'none'"), "flag": ("boolean", "false"), "object": ("object", "{}")}  # and what else to take
VARIABLES = ["x", "y", "z", "turns"]


class Inputs:
    def __init__(self, rng):
        self.rng = rng

    def odd(self, p):
        return self.rng.random() < p

    def text(self):
        """A line."""
        rng = self.rng
        text = self.spelled(self.object(2) if self.odd(0.95) else self.any(1))
        if self.odd(0.04):
            at = rng.randrange(len(text))
            text = text[:at] + rng.choice(["", ",", "}", "\\", '"', "01", "\x01", "[", " x"]) + text[at + rng.choice([0, 1]):]
        return text

    def spelled(self, value):
        rng = self.rng
        text = json.dumps(value, ensure_ascii=self.odd(0.5), separators=rng.choice([(",", ":"), (",", ":"), (", ", ": ")]))
        if self.odd(0.2):
            text = text.replace('"a"', '"\\u0061"').replace("2.5", "2.50")
        if self.odd(0.1) and text.startswith("{") and len(text) > 2:
            text = text[:-1] + f',"{rng.choice(list(KINDS))}":{json.dumps(self.any(1))},"9":0}}'
        return text

    def number(self):
        return self.rng.choice(NUMBERS) if self.rng.random() < 0.6 else self.rng.randint(-5, 30)

    def any(self, depth=1):
        return self.of(self.rng.choice(["number", "text", "flag", "null", "numbers", "texts", "object", "objects"]), depth - 1)

    def many(self, make):
        return [make() for _ in range(self.rng.choice([0, 1, 2, 3, 5]))]

    def object(self, depth):
        return {name: self.any(depth - 1) if self.odd(0.02) else self.of(kind, depth - 1)
                for name, kind in KINDS.items() if not self.odd(0.02)}

    def of(self, kind, depth):
        rng = self.rng
        return {"null": lambda: None, "number": self.number, "text": lambda: rng.choice(TEXTS), "flag": lambda: rng.random() < 0.5,
                "object": lambda: self.object(depth) if depth > 0 else {}, "numbers": lambda: self.many(self.number),
                "texts": lambda: self.many(lambda: rng.choice(TEXTS)),
                "objects": lambda: self.many(lambda: self.object(depth)) if depth > 0 else []}[kind]()


class Machines:
    """What both languages share: which states there are and where they go. A language says what fields hold."""

    own = []  # kinds of states that only the language has

    def __init__(self, rng):
        self.rng, self.names = rng, 0
        self.scopes = []  # variables of the machine that is made and of those around it, which it can only read
        self.carried = []  # where the loops around have their objects
        self.made = []    # what was made in each, by kind: optimisers look for what comes again
        self.quick = self.chance(0.5)  # what is inside of Parallel and Map states never waits
        self.mocks = {}   # what Tasks answer

    def chance(self, p):
        return self.rng.random() < p

    def name(self):
        self.names += 1
        return f"S{self.names}"

    def definition(self):
        return {"QueryLanguage": self.language, **self.machine(2)}

    def machine(self, depth):
        start = self.name()
        self.scopes.append([v + start for v in VARIABLES])
        self.made.append({})
        names = [self.name() for _ in range(self.rng.choice([2, 3, 5, 8] if depth > 1 else [1, 2, 3]))]
        inputs = Inputs(self.rng)
        first = {"Type": "Pass", "Assign": {v: inputs.object(2) for v in self.scopes[-1]}, "Next": names[0]}
        states = {start: first}
        for i, name in enumerate(names):
            later = names[i + 1:]
            waits = ["stop"] * bool(later) if self.inside_quick() else ["wait", "ask", "ask"]
            kinds = ["give"] * 3 + waits + ["carry"] * 2 + (["choice"] * 3 + ["loop"] if later else []) + ["fork", "each"] * (depth > 0) + self.own
            states.update(getattr(self, self.rng.choice(kinds))(name, later, depth))
        self.scopes.pop()
        self.made.pop()
        return {"StartAt": start, "States": states}

    def inside_quick(self):
        return self.quick and len(self.scopes) > 1

    def again(self, kind, make):
        """What was made before of the kind, or something new."""
        earlier = [each for scope in self.made for each in scope.get(kind, [])]
        if earlier and self.chance(0.3):
            return self.rng.choice(earlier)
        new = make()
        self.made[-1].setdefault(kind, []).append(new)
        return new

    def turns(self):
        return self.scopes[-1][-1]

    def variable(self):
        return "$" + self.rng.choice(self.rng.choice(self.scopes)[:-1])

    @staticmethod
    def goes(later):
        return {"Next": later[0]} if later else {"End": True}

    def give(self, name, later, depth):
        return {name: {"Type": "Pass", **self.data(), **self.goes(later)}}

    def wait(self, name, later, depth):
        return {name: {"Type": "Wait", "Seconds": self.rng.choice([0, 1, 5]), **self.goes(later)}}

    def choice(self, name, later, depth):
        rules = self.rng.choice([self.switch, self.ranges, self.any_rules])()
        return {name: {"Type": "Choice", "Choices": [{**rule, "Next": self.rng.choice(later)} for rule in rules], "Default": later[0]}}

    def loop(self, name, later, depth):
        test, turn = self.name(), self.name()
        return {name: {"Type": "Pass", "Assign": {self.turns(): self.rng.choice([0, 0, -3, 8, 2.5])}, "Next": test},
                test: {"Type": "Choice", "Choices": [{**self.counts_below(self.rng.choice([0, 3, 10])), "Next": turn}], "Default": later[0]},
                turn: {"Type": "Pass", **self.data(self.scopes[-1][:2], self.one_more()), "Next": test}}

    def carry(self, name, later, depth):
        """A loop that carries an object, which most times has the same members; turns may come by several ways, and some want it whole."""
        rng, scope = self.rng, self.scopes[-1]
        test, ways, turn, end = [self.name() for _ in range(4)]
        place = rng.choice(self.carriers() + ["$" + variable for variable in scope[:2]])
        members = rng.sample(list(KINDS), rng.choice([1, 2, 3])) + ["7"] * self.chance(0.05)
        self.carried.append(place)

        def hands(*more):
            some = members if self.chance(0.9) else rng.sample(members, len(members) - 1) + ["o"]
            return self.hands(place, self.carried_object(dict.fromkeys(some)), *more)

        first = rng.choice([ways, turn])
        states = {name: {"Type": "Pass", **hands({self.turns(): 0}), "Next": test},
                  test: {"Type": "Choice", "Choices": [{**self.counts_below(rng.choice([1, 3, 8])), "Next": first}], "Default": end},
                  turn: {"Type": "Pass", **hands(self.one_more()), "Next": test},
                  end: {"Type": "Pass", **(self.whole(place) if self.chance(0.7) else self.data()), **self.goes(later)}}
        if self.chance(0.2) and not self.inside_quick():
            states[turn] = {"Type": "Wait", "Seconds": 1, "Assign": self.one_more(), "Next": test}
        if first == ways:
            states[ways] = {"Type": "Choice", "Choices": [{**rule, **self.choosing(hands()), "Next": turn} for rule in self.any_rules()], "Default": turn}
        self.carried.pop()
        return states

    def stop(self, name, later, depth):
        stopped = self.name()
        return {name: {"Type": "Choice", "Choices": [{**self.any_rules()[0], "Next": stopped}], "Default": later[0]},
                stopped: {"Type": "Fail", "Error": self.rng.choice(["Stopped", "States.Runtime", "States.TaskFailed"]), "Cause": "in " + name}}

    def ask(self, name, later, depth):
        """A Task. Of a function that is named by its ARN, mocks may tell the payload."""
        rng, inputs = self.rng, Inputs(self.rng)
        resource = rng.choice(["arn:aws:states:::lambda:invoke", "arn:aws:lambda:us-east-1:123456789012:function:f"])
        calls, first = {}, 0
        for last in (0, 1, 9999):
            answer = inputs.object(2) if self.chance(0.95) else inputs.any(1)
            if self.chance(0.1):
                answer = {"StatusCode": 200, "Payload": answer, "n": 1}
            calls[f"{first}-{last}"] = {"Throw": {"Error": "A", "Cause": "told"}} if self.chance(0.1) else {"Return": answer}
            first = last + 1
        self.mocks[name] = calls
        retry = {"Retry": [{"ErrorEquals": ["A"], "MaxAttempts": 1}]} if self.chance(0.3) else {}
        return self.caught(name, {"Type": "Task", "Resource": resource, **self.asks(), **retry}, later)

    def mock_file(self, machine):
        """A configuration file of mocks."""
        return {"StateMachines": {machine: {"TestCases": {"all": {name: name for name in self.mocks}}}}, "MockedResponses": self.mocks}

    def fork(self, name, later, depth):
        branches = [self.machine(depth - 1) for _ in range(self.rng.choice([1, 2]))]
        return self.caught(name, {"Type": "Parallel", "Branches": branches, **self.result()}, later)

    def each(self, name, later, depth):
        return self.caught(name, {"Type": "Map", **self.items(), "ItemProcessor": self.machine(depth - 1), **self.result()}, later)

    def caught(self, name, state, later):
        other = self.name()
        state = {**state, **self.goes(later)}
        if self.inside_quick() or self.chance(0.2):
            return {name: state}
        if self.chance(0.2):
            state["Retry"] = [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 1}]
        return {name: {**state, "Catch": [{"ErrorEquals": ["States.ALL"], **self.caught_output(), "Next": other}]},
                other: {"Type": "Pass", **self.goes(later)}}


class JsonataMachines(Machines):
    language, own = "JSONata", ["handed"] * 2

    def __init__(self, rng, expressions):
        super().__init__(rng)
        self.expressions = expressions

    @staticmethod
    def wrapped(expression):
        return "{% " + expression + " %}"

    inputs = ["$states.input"] * 2  # of the state that is made

    def place(self):
        if self.carried and self.chance(0.6):
            return self.carried[-1]
        return self.rng.choice([*self.inputs, self.variable()]) + (".o" if self.chance(0.05) else "")

    def get(self, kind):
        """A member, most times with another value for when it is not of its kind."""
        path = self.place() + "." + self.rng.choice([name for name, k in KINDS.items() if k == kind])
        if kind in LISTS:
            return f"$append([], {path}[$type($) = '{LISTS[kind]}'])" if self.chance(0.8) else path
        jsonata, otherwise = SCALARS[kind]
        return f"($type({path}) = '{jsonata}' ? {path} : {otherwise})" if self.chance(0.8) else path

    def value(self, kind, depth=1):
        """An expression that most times has a value of the kind."""
        rng, deeper = self.rng, depth - 1
        if depth <= 0 or self.chance(0.3):
            return self.get(kind)
        if self.chance(0.1):
            kind = rng.choice(list(KINDS.values()))
            return f"({self.condition(deeper)} ? {self.value(kind, deeper)} : {self.value(kind, deeper)})"
        if self.chance(0.03):
            return f"$states.input.({self.expressions.of(rng.choice('nsbox'), 2)})"
        return self.again(kind, lambda: getattr(self, kind)(deeper))

    def number(self, depth):
        a, b = self.value("number", depth), self.value("number", depth)
        numbers, objects = self.value("numbers", depth), self.value("objects", depth)
        return self.rng.choice([str(self.rng.choice(NUMBERS[:8])), f"({a} + {b})", f"({a} - {b})", f"({a} * 2)", f"$count({objects})", f"$sum({numbers})", f"$max([{a}, 0])",
                                f"$reduce({numbers}, function($a, $b) {{ $a + $b }}, 0)", f"$sum([{objects}[n > {a}].(n * 2)])",
                                f"$number($string({a}))", f"$length({self.value('text', depth)})", "$sum([$states.context.Map.Item.Index])"])

    def text(self, depth):
        a, b = self.value("text", depth), self.value("text", depth)
        return self.rng.choice([json.dumps(self.rng.choice(TEXTS), ensure_ascii=False), f"({a} & {b})", f"({a} & {self.value('number', depth)})", f"$uppercase({a})",
                                f"$string({self.value('object', depth)})", f"$substringBefore({a} & 'b', 'b')", f"$join({self.value('texts', depth)}, {b})",
                                "$states.context.State.Name", "$states.context.State.EnteredTime"])

    def flag(self, depth):
        return f"({self.condition(depth)})"

    def object(self, depth):
        return self.rng.choice([self.document(depth), f"$merge([{self.value('object', depth)}, {self.document(depth)}])",
                                f"$sift({self.value('object', depth)}, function($v) {{ $type($v) = 'number' }})"])

    def numbers(self, depth):
        a, numbers = self.value("number", depth), self.value("numbers", depth)
        return self.rng.choice([f"[{a}, {self.value('number', depth)}]", f"$append({numbers}, {a})", f"[{numbers}[$ > {a}]]", f"[$map({numbers}, function($v, $i) {{ $v + $i }})]",
                                f"[{self.value('objects', depth)}.n]", f"$sort({numbers})", f"[{numbers}^(>$)]"])

    def texts(self, depth):
        return self.rng.choice([f"[{self.value('text', depth)}]", f"[{self.value('objects', depth)}.s]", f"$append({self.value('texts', depth)}, {self.value('text', depth)})",
                                f"[$filter({self.value('texts', depth)}, function($v) {{ $v != {self.value('text', depth)} }})]"])

    def objects(self, depth):
        objects = self.value("objects", depth)
        return self.rng.choice([f"[{objects}[n > {self.value('number', depth)}]]", f"[{objects}.{{\"n\": n, \"s\": $string(s)}}]", f"[{self.document(depth)}]",
                                f"[$filter({objects}, function($v, $i) {{ $v.n > $i }})]", f"[{objects}^(s, >n)]", f"[{objects}[s = {self.value('text', depth)}]]"])

    def document(self, depth):
        names = self.rng.sample(list(KINDS), self.rng.randint(0, 4))
        return "{" + ", ".join(f'"{name}": {self.value(KINDS[name], depth)}' for name in names) + "}"

    def condition(self, depth=1):
        rng, deeper = self.rng, depth - 1
        kind = rng.choice(["number", "text"])
        a, b, operator = self.value(kind, deeper), self.value(kind, deeper), rng.choice(["<", "<=", ">", ">=", "=", "!="])
        path = self.place() + "." + rng.choice(list(KINDS))
        conditions = [f"{a} {operator} {b}", f"{a} {operator} {b}", f"$exists({path})", f"$type({path}) {rng.choice(['=', '!='])} '{rng.choice(['number', 'string', 'null'])}'",
                      f"{self.value('object', deeper)} = {self.value('object', deeper)}", f"{path} in {self.value('texts', deeper)}"]
        if depth > 0:
            conditions += [f"({self.condition(deeper)}) {rng.choice(['and', 'or'])} ({self.condition(deeper)})", f"$not({self.condition(deeper)})"] * 2
        return rng.choice(conditions)

    def handed(self, name, later, depth):
        """States that each hand a list to the next one, by their output or a variable; the last makes a document of it."""
        rng, states, bound = self.rng, {}, self.rng.choice(NUMBERS[:8])
        rows = f"{self.place()}.{rng.choice(['ao', 'ao', 'ao', 'o.ao'])}"
        made = rng.choice([f"{rows}[n > {bound}]", f"{rows}.{{'n': n, 's': s, 'an': an}}", f"{rows}[n > {bound}].{{'n': n * 2}}", f"{rows}.n", f"{rows}[s = 'a']", f"{rows}.an",
                           f"{rows}.{{'n': an}}", f"$map({rows}, function($v) {{ $v.n }})", f"$filter({rows}, function($v) {{ $v.n > {bound} }})",
                           f"$map({rows}, function($v, $i) {{ {{'n': $v.n + $i}} }})", f"{rows}[n > {bound}][0]", f"{rows}.[n, m]", rows])
        for last in [False] * rng.choice([0, 0, 1]) + [True]:
            variable, after = self.rng.choice(self.scopes[-1][:-1]), self.name()
            way, list_ = rng.choice([({"Output": self.wrapped(made)}, "$states.input"), ({"Output": {"rows": self.wrapped(made), "s": "x"}}, "$states.input.rows"),
                                     ({"Assign": {variable: self.wrapped(made)}, "Output": "{% $states.input %}"}, "$" + variable)])
            states[name] = {"Type": "Pass", **way, "Next": after}
            name = after
            made = rng.choice([f"{list_}[n > {bound}]", f"{list_}.n", f"{list_}.{{'n': n + 1}}", f"$map({list_}, function($v) {{ $v.n }})"])
        number = rng.choice([f"$sum({list_}.n)", f"$count({list_})", f"$max({list_}.n)", f"$sum({list_})", f"$sum({list_}[n > {bound}].n)", f"$sum({list_}.(n * 2))",
                             f"$reduce({list_}.n, function($a, $b) {{ $a + $b }})", f"$average($map({list_}, function($v) {{ $v.n }}))"])
        numbers = rng.choice([f"[{list_}.n]", f"[$map({list_}, function($v, $i) {{ $v.n + $i }})]", f"[{list_}[n > {bound}].n]", f"[{list_}.(n * 2)]", f"{list_}", f"{list_}.n"])
        ends = {**({"n": self.wrapped(number)} if self.chance(0.6) else {}), **({"an": self.wrapped(numbers)} if self.chance(0.5) else {}), "s": "x"}
        return {**states, name: {"Type": "Pass", "Output": ends, **self.goes(later)}}

    def given(self):
        """A document: an expression, or a template with some."""
        if self.chance(0.3):
            return self.wrapped(f"$merge([$states.input, {self.document(2)}])")
        if self.chance(0.1):
            return self.wrapped(self.value(self.rng.choice(list(KINDS.values())), 2))
        if self.chance(0.1):
            return "{% $states.input %}"
        return {name: self.wrapped(self.value(kind, 2)) for name, kind in KINDS.items() if self.chance(0.95)}

    def carriers(self):
        return ["$states.input"]

    def carried_object(self, names):
        values = {name: self.value(KINDS.get(name, "number"), 1) for name in names}
        kind = self.rng.choice(["template", "expression", "constant", "merge"])
        if kind == "constant":
            return {name: Inputs(self.rng).of(KINDS.get(name, "number"), 1) for name in names}
        if kind == "template":
            return {name: self.wrapped(value) for name, value in values.items()}
        made = "{" + ", ".join(f'"{name}": {value}' for name, value in values.items()) + "}"
        return self.wrapped(made if kind == "expression" else f"$merge([{self.carried[-1]}, {made}])")

    def hands(self, place, made, more=None):
        if place == "$states.input":
            return {"Output": made, **({"Assign": more} if more else {})}
        return {"Assign": {place[1:]: made, **(more or {})}}

    def choosing(self, fields):
        return fields

    def whole(self, place):
        return {"Output": self.rng.choice([f"{{% {place} %}}", {"o": f"{{% {place} %}}", "s": "x"}, {"s": f"{{% $string({place}) %}}", "n": f"{{% {place}.n %}}"},
                                           {"as": f"{{% $keys({place}) %}}"}, f"{{% $merge([{place}, {{'n': 7}}]) %}}"])}

    def data(self, variables=None, more=None):
        assign = {v: self.given() for v in variables or self.scopes[-1][:-1] if self.chance(0.3)}
        return {**({"Assign": {**assign, **(more or {})}} if assign or more else {}), **({"Output": self.given()} if self.chance(0.7) else {})}

    def asks(self):
        arguments = {"Arguments": self.given()} if self.chance(0.8) else {}
        self.inputs = ["$states.input", "$states.result", "$states.result"]
        made, self.made = self.made, [{}]  # what others made has no result, and the other way round
        fields = self.data()
        if self.chance(0.3):
            fields["Output"] = self.rng.choice(["{% $states.result %}", "{% $states.result.o %}", {"o": "{% $states.result %}", "n": "{% $states.input.n %}"},
                                                "{% $merge([$states.input, $states.result]) %}"])
        self.inputs, self.made = type(self).inputs, made
        return {**arguments, **fields}

    def switch(self):
        subject = self.again("subject", lambda: self.get("text"))
        return [self.rule(f"{subject} = {json.dumps(text, ensure_ascii=False)}") for text in self.rng.sample(TEXTS, self.rng.choice([2, 4, 9]))]

    def ranges(self):
        subject, operator = self.again("measure", lambda: self.get("number")), self.rng.choice(["<", "<=", ">"])
        return [self.rule(f"{subject} {operator} {bound}") for bound in self.rng.sample(NUMBERS[:11], self.rng.choice([2, 3, 6]))]

    def any_rules(self):
        return [self.rule(self.again("condition", self.condition)) for _ in range(self.rng.choice([1, 2, 4]))]

    def rule(self, condition):
        return {"Condition": self.wrapped(condition), **(self.data() if self.chance(0.3) else {})}

    def counts_below(self, bound):
        return {"Condition": self.wrapped(f"${self.turns()} < {bound}")}

    def one_more(self):
        return {self.turns(): self.wrapped(f"${self.turns()} + 1")}

    def items(self):
        return {"Items": self.wrapped("[" + self.get(self.rng.choice(list(LISTS))) + "]"), "MaxConcurrency": self.rng.choice([0, 1, 2])}

    def result(self):
        return {"Output": self.rng.choice(["{% $states.result %}", "{% $merge([$states.input, {'o': $states.result[0]}]) %}",
                                           {"n": "{% $count($states.result) %}", "s": "{% $string($states.result) %}", "ao": "{% [$states.result] %}"}])}

    def caught_output(self):
        return {"Output": {"s": "{% $states.errorOutput.Error %}", "t": "{% $states.errorOutput.Cause %}", "o": "{% $states.input %}"}}


class JsonPathMachines(Machines):
    language = "JSONPath"

    def path(self, kind=None):
        rng = self.rng
        root = self.carried[-1] if self.carried and self.chance(0.6) else rng.choice(["$", "$", self.variable()])
        if kind is None:
            return rng.choice([root, root + ".an[0]", root + ".ao[*].n", root + ".as[-1:]", root + "..n", root + ".ao[?(@.n > 2)].s", "$$.State.Name", "$$.State.EnteredTime",
                               root + "." + rng.choice(list(KINDS))])
        return root + (".o." if self.chance(0.02) else ".") + rng.choice([name for name, k in KINDS.items() if k == kind])

    def template(self):
        """A document."""
        result, inputs = {}, Inputs(self.rng)
        for name, kind in KINDS.items():
            if self.chance(0.2):
                result[name] = inputs.of(kind, 1)
            else:
                result[name + ".$"] = self.typed_intrinsic(kind) if self.chance(0.2) else self.path(kind if self.chance(0.97) else None)
        return result

    def carriers(self):
        return ["$", "$", "$.r", "$.o"]

    def carried_object(self, names):
        rng, result = self.rng, {}
        for name in names:
            kind = KINDS.get(name, "number")
            result.update(rng.choice([{name: Inputs(rng).of(kind, 1)}, {name + ".$": self.path(kind)}, {name + ".$": self.typed_intrinsic(kind)}]))
        return result

    def hands(self, place, made, more=None):
        if place[0] == "$" and place[1:2] not in ("", "."):
            return {"Assign": {place[1:]: made, **(more or {})}}
        return {"Parameters": made, **({"ResultPath": place} if place != "$" else {}), **({"Assign": more} if more else {})}

    def choosing(self, fields):
        return {"Assign": fields["Assign"]} if "Assign" in fields else {}

    def whole(self, place):
        return self.rng.choice([{}, {"OutputPath": place}, {"Parameters": {"o.$": place, "s": "x"}}, {"Parameters": {"s.$": f"States.JsonToString({place})"}},
                                {"Parameters": {"n": 7}, "ResultPath": "$.n"}])

    def typed_intrinsic(self, kind):
        rng = self.rng
        a = self.path(kind)
        return {"number": rng.choice([f"States.MathAdd({a}, {rng.choice(['1', '-2', self.path('number')])})", f"States.ArrayLength({self.path('numbers')})"]),
                "text": rng.choice([f"States.Format('{{}}-{{}}', {a}, {self.path('number')})", f"States.JsonToString({self.path()})"]),
                "flag": f"States.ArrayContains({self.path('numbers')}, {self.path('number')})",
                "object": f"States.JsonMerge({a}, {self.path('object')}, false)", "numbers": rng.choice([f"States.ArrayUnique({a})", f"States.Array({self.path('number')}, 1)"]),
                "texts": f"States.StringSplit({self.path('text')}, '-')", "objects": f"States.Array({self.path('object')})"}[kind]

    def data(self, variables=None, more=None):
        rng, fields = self.rng, {}
        if self.chance(0.2):
            fields["InputPath"] = rng.choice(["$", "$", self.variable(), "$.o"])
        if self.chance(0.4):
            fields["Parameters"] = self.template()
        elif self.chance(0.3):
            fields["Result"] = Inputs(rng).object(1)
        if self.chance(0.5):
            fields["ResultPath"] = rng.choice(["$.o", "$.r", "$", None, "$.o.o", "$.r.o"])
        if self.chance(0.2):
            fields["OutputPath"] = rng.choice(["$", "$", "$", "$.o"])
        assign = {v + ".$": rng.choice(["$", self.variable(), self.path("object")]) for v in variables or self.scopes[-1][:-1] if self.chance(0.2)}
        return {**fields, **({"Assign": {**assign, **(more or {})}} if assign or more else {})}

    def asks(self):
        rng, fields = self.rng, {}
        if self.chance(0.2):
            fields["InputPath"] = rng.choice(["$", self.variable(), "$.o"])
        if self.chance(0.6):
            fields["Parameters"] = self.template()
        if self.chance(0.4):
            fields["ResultSelector"] = self.template() if self.chance(0.3) else {"n.$": self.path("number"), "o.$": rng.choice(["$", "$.o"])}
        if self.chance(0.7):
            fields["ResultPath"] = rng.choice(["$.o", "$.r", "$", None, "$.o.o", "$.r.o"])
        if self.chance(0.2):
            fields["OutputPath"] = rng.choice(["$", "$.o", "$.r"])
        return fields

    def switch(self):
        path = self.again("subject", lambda: self.path("text"))
        return [{"Variable": path, "StringEquals": text} for text in self.rng.sample(TEXTS, self.rng.choice([2, 4, 9]))]

    def ranges(self):
        path, operator = self.again("measure", lambda: self.path("number")), self.rng.choice(["NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan"])
        return [{"Variable": path, operator: bound} for bound in self.rng.sample(NUMBERS[:11], self.rng.choice([2, 3, 6]))]

    def test(self, depth=1):
        rng = self.rng
        return rng.choice([
            lambda: {"Variable": self.path(), rng.choice(["IsPresent", "IsNull", "IsNumeric", "IsString", "IsBoolean"]): self.chance(0.7)},
            lambda: {"Variable": self.path("text"), rng.choice(["StringEquals", "StringLessThan", "StringGreaterThanEquals"]): rng.choice(TEXTS)},
            lambda: {"Variable": self.path("text"), "StringMatches": rng.choice(["*", "a*", "*e*", "standard-?", "s*d"])},
            lambda: {"Variable": self.path("text"), "StringEqualsPath": self.path("text")},
            lambda: {"Variable": self.path("number"), rng.choice(["NumericEquals", "NumericLessThan", "NumericGreaterThanEquals"]): rng.choice(NUMBERS[:11])},
            lambda: {"Variable": self.path("number"), "NumericLessThanPath": self.path("number")},
            lambda: {"Variable": self.path("flag"), "BooleanEquals": self.chance(0.5)},
            *([lambda: {rng.choice(["And", "Or"]): [self.test(depth - 1) for _ in range(rng.choice([1, 2, 3]))]},
               lambda: {"And": [{"Variable": self.guard, "IsPresent": True}, {"Variable": self.guard, "IsNumeric": True}, {"Variable": self.guard, "NumericLessThan": 5}]},
               lambda: {"Not": self.test(depth - 1)}] if depth > 0 else [])])()

    guard = "$.n"

    def any_rules(self):
        self.guard = self.path("number")
        return [{**self.again("test", self.test), **({"Assign": {self.scopes[-1][1] + ".$": self.rng.choice(["$", self.variable()])}} if self.chance(0.2) else {})} for _ in range(self.rng.choice([1, 2, 4]))]

    def counts_below(self, bound):
        return {"Variable": "$" + self.turns(), "NumericLessThan": bound}

    def one_more(self):
        return {self.turns() + ".$": f"States.MathAdd(${self.turns()}, 1)"}

    def items(self):
        selector = {"ItemSelector": {"n.$": "$$.Map.Item.Index", "o.$": "$$.Map.Item.Value", "s.$": "$.s"}} if self.chance(0.3) else {}
        return {"ItemsPath": "$." + self.rng.choice(["an", "as", "ao"]), "MaxConcurrency": self.rng.choice([0, 1, 2]), **selector}

    def result(self):
        return {"ResultPath": self.rng.choice(["$.o", "$.an", "$.ao", None])}

    def caught_output(self):
        return {"ResultPath": "$.o"}
