"""Random texts in the small languages inside of JSONata: regular expressions, replacements, pictures of numbers, integers and dates.

Most have a meaning; some are broken on purpose, since errors must be the same as well.
"""


def text_of(random, pieces, least, most):
    return "".join(random.choice(pieces) for _ in range(random.randint(least, most)))


ATOMS = ["a", "b", "o", "l", "x", " ", ",", ".", "\\d", "\\w", "\\s", "\\D", "\\W", "\\b", "\\B", "[a-c]", "[^a-z]", "[\\d,]", "[A-Za-z]", "\\.", "\\/", "\\u0061",
         "\\x62", "é", "[é-ü]", "😀", "\\t", "\\n", "[\\s\\S]", "[^]", "-", "\\-", "[-a]", "$", "^", "\\ud83d", "[]"]
QUANTIFIERS = ["", "", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,}", "{1,}?"]
GROUPS = ["(%s)", "(%s)", "(?:%s)", "(?=%s)", "(?!%s)", "(?<=%s)", "(?<!%s)", "(?<g>%s)", "(%s)\\1"]


def regex(random, depth=2):
    """A literal with its slashes and flags. An empty one is a syntax error."""
    def alternative(level):
        parts = []
        for _ in range(random.choice([1, 1, 2, 3])):
            atom = random.choice(GROUPS) % alternation(level - 1) if level > 0 and random.random() < 0.25 else random.choice(ATOMS)
            parts.append(atom + (random.choice(QUANTIFIERS) if atom not in ("^", "$", "\\b", "\\B") else ""))
        return "".join(parts)

    def alternation(level):
        return "|".join(alternative(level) for _ in range(random.choice([1, 1, 1, 2])))

    return "/" + alternation(depth) + "/" + random.choice(["", "", "", "i", "m", "im"])


def replacement(random):
    return text_of(random, ["$1", "$2", "$0", "$$", "$", "$12", "x", "-", "$a", "<", "é", "$&"], 0, 4)


INTEGER_PARTS = ["#,##0", "0", "#,###", "00", "#0", "#,#", "0,0", "0,000", "##,00", "", "#,##,##0", "000,00"]
FRACTIONS = ["", "", ".0", ".00", ".##", ".0#", ".#", ".00,0", "."]


def number_picture(random):
    if random.random() < 0.15:
        return text_of(random, "#0,.;%e-‰ 19x", 0, 7)
    def half():
        return (random.choice(["", "", "", "$", "-", "(", "x "]) + random.choice(INTEGER_PARTS) + random.choice(FRACTIONS) +
                random.choice(["", "", "", "e0", "e00", "%", "‰"]) + random.choice(["", "", " ", ")", "abc"]))
    return half() + (";" + half() if random.random() < 0.2 else "")


PRIMARIES = ["0", "00", "000", "#0", "#,##0", "0,000", "#:##0", "1", "W", "w", "Ww", "I", "i", "A", "a", "٠", "#,##٠", "0,00,000", "#", "９", "#.##0,0", "α", "①", ""]


def integer_picture(random):
    if random.random() < 0.1:
        return text_of(random, "#0,;oWwIiAa.1 x", 0, 5)
    return random.choice(PRIMARIES) + random.choice(["", "", "", ";o", ";c", ";o(-e)", ";", ";x"])


MODIFIERS = ["", "", "0", "01", "1", "1o", "N", "n", "Nn", "I", "i", "w", "W", "Ww", "A", "0001", "001", "1;o", "01:01", "0101t", "01:01t", "N,3", "Nn,3-4", ",2", ",2-2", ",*-2",
             "1,4-4", "0001,2", "1,*", "#1", "9", "99", "#,##0"]


def date_picture(random, components="YMDdFWwXxHhPmsfZzC"):
    """Without E, of which no era is known."""
    pieces = []
    for _ in range(random.choice([1, 2, 2, 3, 4])):
        pieces.append("[" + random.choice(components) + random.choice(MODIFIERS) + "]" + random.choice(["", "-", "/", " ", ":", "T", ".", ", ", "th of ", "[[", "]]"]))
    return "".join(pieces)
