"""Productions over texts that have a language of their own: dates, integers and encodings written and read again, matches one by one, and
expressions with mistakes. A mixin of Expressions."""
import json
import re

import patterns

MILLIS = ["0", "1577934245678", "951782400000", "-1", "1e12", "-62135596800000", "253402300799999", "4102444799999", "1.5", "1709164800000"]
ZONES = ['"+0100"', '"-0530"', '"0000"', '"+1400"', '"-1234"', "nothing"]
# A date begins with its year: one without takes what is missing from the clock
YEARS = ["[Y]", "[Y0001]", "[Y,4]", "[Y,2]", "[Yw]", "[YI]", "[Y1;o]", "[Y,*-4]"]
DATES = ["-[M]-[D]", "-[M01]-[D01]", " [MNn] [D1o]", "/[MN,3-3]/[Dwo]", "-[d]", "-[d001]", " [FNn,3-3] [D] [MNn]", "[M01][D01]", "([MI].[DI])", "-[M]-[w]-[F1]", ""]
TIMES = ["", "", "T[H01]:[m01]:[s01].[f001]", " [H]:[m]", " [h]:[m01] [P]", " [h#1]:[m01]:[s01] [Pn] ", "T[H01][m01][s01]", " [H]", " [m]:[s]", " [hw] [PN]"]
OFFSETS = ["", "", "[Z]", "[Z01:01t]", "[z]", " [Z0]", "[Z0101]", " GMT"]
CODED = ["a b&c=d/é?#", "%41%zz", "%E2%82%AC", "%F0%9F%98%80", "%", "%2", "a+b%20c", "aGVsbG8=", "aGVs bG8", "4pyT", "!!", "😀%2F", "http://a.b/c d?e=f#g"]
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|`[^`]*`|/\*.*?\*/|\$?\w+|:=|~>|\?\?|\?:|\.\.|\*\*|!=|<=|>=|\s+|.', re.DOTALL)
MISTAKES = ["(", ")", "[", "]", "{", "}", ",", ";", ":", "?", ":=", "~>", "??", "?:", "..", "**", "%", "@", "#", "^", "$", "$$", "|", "/", "/a/", "/[/]/i", "and", "or", "in", "function",
            "λ", "-", "&", "=", "!=", "<", "!", "~", ".", '"', "'", "`", "\\", "$x", "@$v", "#$i", "1", "1e", "1.", "01", "/*", "*/", '"\\u12"', '"\\x"', "`a b`", "_", "€", "\u00a0", "\n",
            "0x1", "1e999"]


class Texts:
    def date_picture(self):
        r = self.random
        return "".join(map(r.choice, (YEARS, DATES, TIMES, OFFSETS)))

    def spoilt(self, text):
        """Mostly the text, at times with something else in it."""
        r = self.random
        other = r.choice(["$substring(%s, 0, -1)", "$replace(%s, '0', 'x')", "$uppercase(%s)", "%s & ' '", "$substring(%s, 1)", "$replace(%s, '-', '')", "$lowercase(%s)", "$replace(%s, /[1-3]/, '9')"])
        before, after = other.split("%s")
        return self.part(before, text, after) if self.chance(0.3) else text

    def dated(self, kind, depth):
        """$toMillis($fromMillis(0, picture), picture)"""
        r = self.random
        picture = self.date_picture()
        other = picture if self.chance(0.85) else self.date_picture()
        zone = self.part(", ", r.choice(ZONES), optional=True) if self.chance(0.5) else ""
        written = self.part("$fromMillis(", r.choice(MILLIS), ", ", json.dumps(picture, ensure_ascii=False), zone, ")")
        return self.part("$toMillis(", self.spoilt(written), ", ", json.dumps(other, ensure_ascii=False), ")")

    def counted(self, kind, depth):
        """$parseInteger($formatInteger(n, picture), picture)"""
        r = self.random
        picture = patterns.integer_picture(r) if self.chance(0.5) else r.choice(["w", "W", "Ww", "w;o", "1;o", "I", "a", "#,##0"])
        number = r.choice([str(r.randint(-30, 130)), str(r.randint(0, 10**7)), "1e12", "1000000", "-1e6", "1e15"]) if self.chance(0.8) else self.of("n", depth - 1)
        if picture[:1] in ("I", "i"):
            number = str(r.randint(-20, 5000))  # more are so many M
        quoted = json.dumps(picture, ensure_ascii=False)
        written = self.part("$formatInteger(", number, ", ", quoted, ")")
        return self.part("$parseInteger(", self.spoilt(written), ", ", quoted, ")")

    def coded(self, kind, depth):
        r = self.random
        codecs = ["base64encode", "base64decode", "encodeUrl", "decodeUrl", "encodeUrlComponent", "decodeUrlComponent"]
        inner = self.part(json.dumps(r.choice(CODED))) if self.chance(0.7) else self.of("s", depth - 1)
        for _ in range(r.choice([1, 1, 2])):
            inner = self.part("$", r.choice(codecs), "(", inner, ")")
        return inner

    def matched(self, kind, depth):
        """A regular expression called, its matches asked for one by one; and a function in its place."""
        r = self.random
        regex, text = patterns.regex(r), self.of("s", depth - 1)
        name = self.fresh()
        step = r.choice([".match", ".next()", ".next().match", ".groups", ".start", ".end", ".next().next()", ""])
        matcher = self.part("function($", name, ") { {'match': ", self.string(), ", 'start': ", str(r.randint(0, 3)), ", 'end': ", str(r.randint(0, 4)), ", 'groups': [",
                            self.string(), "], 'next': function() { nothing }} }")
        return r.choice([lambda: self.part("(", text, " ~> ", regex, ")", step), lambda: self.part("(", regex, ")(", text, ")", step),
                         lambda: self.part("($", name, " := ", regex, "; $map([", text, ", ", self.leaf("s"), "], $", name, "))"),
                         lambda: self.part("$match(", text, ", ", matcher, ")"), lambda: self.part("$split(", text, ", ", matcher, ")"),
                         lambda: self.part("$replace(", text, ", ", matcher, ", ", self.leaf("s"), ")"), lambda: self.part("$contains(", text, ", ", matcher, ")"),
                         lambda: self.part("$filter([", text, ", ", self.leaf("s"), "], ", regex, ")")])()

    def mutual(self, kind, depth):
        """Functions that call each other, in tail position or not, and variables that are set again."""
        r = self.random
        count, other = self.leaf("n"), self.leaf("x")
        return r.choice([lambda: self.part("($f := function($n, $a) { $n > 0 ? $g($n - 1, ", r.choice(["$a + 1", "$append($a, $n)", "$a & 'x'"]), ") : $a }; $g := function($n, $a) { $n > 0 ? $f($n - ",
                                           r.choice(["1", "2", "0.5"]), ", $a) : ", other, " }; $f(", str(r.randint(0, 400)), ", ", count, "))"),
                         lambda: self.part("($x := ", count, "; $f := function() { $x }; $x := ", other, "; [$f(), $x])"),
                         lambda: self.part("($x := ", count, "; $f := function() { ($x := ", other, "; $x) }; [$f(), $x])"),
                         lambda: self.part("($f := function($n) { $n < 1 ? ", other, " : ", r.choice(["[$f($n - 1)]", "{'a': $f($n - 1)}", "$f($n - 1) & ''", "$map([1], function() { $f($n - 1) })"]), " }; $f(",
                                           str(r.randint(0, 12)), "))"),
                         lambda: self.part("($y := λ($f){ λ($x){ $x($x) }(λ($g){ $f(λ($a){ $g($g)($a) }) }) }; $map([1..4], $y(λ($f){ λ($n){ $n <= 1 ? ", count, " : $f($n - 1) & $n } })))"),
                         lambda: self.part("($c := λ($a){ λ($b){ λ($d){ [$a, $b, $d] } } }; $c(", count, ")(", other, ")($c))")])()

    def mistaken(self, part):
        """The text of an expression with tokens left out, put in or exchanged."""
        r = self.random
        tokens = TOKEN.findall(str(part))[:150]
        for _ in range(r.choice([1, 1, 1, 2, 3])):
            at = r.randrange(len(tokens)) if tokens else 0
            change = r.random()
            if change < 0.35:
                del tokens[at:at + 1]
            elif change < 0.6:
                tokens.insert(at, r.choice(MISTAKES))
            elif change < 0.8:
                tokens[at:at + 1] = [r.choice(MISTAKES)]
            elif change < 0.9:
                del tokens[at:]
            elif tokens:
                other = r.randrange(len(tokens))
                tokens[at], tokens[other] = tokens[other], tokens[at]
        return self.part(*[self.part(token, optional=True) for token in tokens])
