"""Productions of paths that bind variables (@ and #), look at parents (%), sort and group: a mixin of Expressions.

They nest freely, since what is rare is their meeting: a parent in the key of a sort of a joined path, say.
"""
import documents

LISTS = documents.OBJECT_LISTS
STEPS = documents.OBJECT_LISTS + documents.OBJECTS


class Bindings:
    def key_of(self, depth, ups):
        """What a sort or a predicate in such a path asks for: of the item, of what is bound, or of a parent."""
        r = self.random
        names = [name for name, _ in self.scope]
        choices = [lambda: r.choice(documents.NUMBERS + documents.STRINGS), lambda: self.of(r.choice(["n", "s"]), depth - 2), lambda: "$." + r.choice(documents.NUMBERS)]
        if names:
            choices += [lambda: "$" + r.choice(names), lambda: "$" + r.choice(names) + "." + r.choice(documents.NUMBERS)] * 2
        if ups:
            choices.append(lambda: ".".join(["%"] * r.randint(1, ups)) + "." + r.choice(documents.ALL))
        return self.part(r.choice(choices)())

    def stage(self, depth, ups, bound):
        """One thing that stands behind a step: a binding, a predicate, a sort, []."""
        r = self.random
        choice = r.random()
        if choice < 0.3:
            name, kind = self.fresh(), r.choice("@#")
            bound.append((name, "o" if kind == "@" else "n"))
            self.scope.append(bound[-1])
            return self.part(kind, "$", name, optional=True)
        if choice < 0.55:
            operator = r.choice([" = ", " != ", " < ", " >= ", " in "])
            inside = r.choice([lambda: [self.key_of(depth, ups), operator, self.key_of(depth, ups)], lambda: [self.key_of(depth, ups)], lambda: [str(r.randint(-3, 3))],
                               lambda: ["[", str(r.randint(-2, 2)), "..", str(r.randint(0, 3)), "]"], lambda: [self.of("b", depth - 2)]])()
            return self.part("[", *inside, "]", optional=True)
        if choice < 0.75:
            terms = [self.part(r.choice(["", "<", ">"]), self.key_of(depth, ups)) for _ in range(r.choice([1, 2, 2, 3]))]
            return self.part("^(", self.joined(",", terms), ")", optional=True)
        return self.part("[]" if choice < 0.85 else "", optional=True)

    def bound_path(self, kind, depth):
        """lib.loans@$l.books@$b[$l.isbn = $b.isbn]^(%.n){...}"""
        r = self.random
        before, bound, pieces = len(self.scope), [], []
        length = r.choice([1, 1, 2, 2, 3])
        for i in range(length):
            step = r.choice(STEPS + ("*", "$")) if i else r.choice(STEPS + ("$", "$$", "*", "**"))
            pieces.append(self.part("." if i else "", step, optional=i > 0))
            pieces += [self.stage(depth, i, bound) for _ in range(r.choice([0, 1, 1, 2, 3]))]
        pieces.append(self.last_step(depth, length))
        pieces += [self.stage(depth, 0, bound)] if self.chance(0.2) else []
        del self.scope[before:]
        return self.part(*pieces)

    def last_step(self, depth, ups):
        r = self.random
        def pair():
            return self.part('"', self.fresh(), '": ', self.key_of(depth, ups), optional=True)
        return r.choice([lambda: self.part(".{", self.joined(", ", [pair() for _ in range(r.randint(1, 3))]), "}"), lambda: self.part(".(", self.of("x", depth - 1), ")"),
                         lambda: self.part("{", self.key_of(depth, ups), ": ", self.of("x", depth - 1), "}"), lambda: self.part(".", self.key_of(depth, ups)),
                         lambda: self.part("{$string(", self.key_of(depth, ups), "): ", r.choice(["$", "$sum(n)", "$count($)", "[n]", "%.n", "s"]), "}"), lambda: self.part(""),
                         lambda: self.part(".[", self.key_of(depth, ups), ", ", self.key_of(depth, ups), "]"), lambda: self.part(".%", r.choice(["", ".n", ".%", ".*"]))])()

    def deep(self, kind, depth):
        """Wildcards and descendants, chained."""
        r = self.random
        pieces = [r.choice(["**", "*", "$", "$$", "r", "items", "o"])]
        for _ in range(r.choice([1, 2, 2, 3])):
            pieces.append(self.part(".", r.choice(["*", "**", "%", r.choice(documents.ALL)]), optional=True))
            pieces.append(self.part(self.postfix(depth), optional=True))
        return self.part(*pieces)
