"""Comparison with what was recorded on AWS: the rules of matching in the README of shared/conformance/asl."""
import json, re

MARK = re.compile(r"<\*([^*]*)\*>")
# Of marks with such names, the same name stands for the same text at every place of a case.
BOUND = re.compile(r".*(:\d+|_\d+idx)$")


class Matcher:
    """Compares expected with actual values; marks `<*name*>` stand for any text. With `partial`, objects may lack members: mocked answers
    have less in them than those of the services."""

    def __init__(self, partial=False):
        self.bound = {}
        self.partial = partial

    def matches(self, expected, actual):
        if isinstance(expected, str) and MARK.search(expected):
            return self._matches_marks(expected, actual)
        # The recording tool parsed every text that begins with a brace.
        if isinstance(expected, dict) and isinstance(actual, str):
            try:
                actual = json.loads(actual)
            except ValueError:
                return False
        if isinstance(expected, dict):
            return (isinstance(actual, dict) and (actual.keys() <= expected.keys() if self.partial else expected.keys() == actual.keys())
                    and all(self.matches(expected[key], actual[key]) for key in actual))
        if isinstance(expected, list):
            return isinstance(actual, list) and len(expected) == len(actual) and all(map(self.matches, expected, actual))
        return expected == actual and isinstance(expected, bool) == isinstance(actual, bool)

    def _matches_marks(self, expected, actual):
        whole = MARK.fullmatch(expected)
        if not isinstance(actual, str):
            return bool(whole) and self._bind(whole[1], json.dumps(actual, sort_keys=True))
        pieces = MARK.split(expected)  # text, name, text, name ... text
        pattern = "(.*)".join(re.escape(text) for text in pieces[::2])
        found = re.fullmatch(pattern, actual, re.S)
        return bool(found) and all(self._bind(name, text) for name, text in zip(pieces[1::2], found.groups()))

    def _bind(self, name, text):
        # An answer of a task may hold the mark itself.
        return not BOUND.match(name) or text == f"<*{name}*>" or self.bound.setdefault(name, text) == text


def difference(expect, actual, keys, partial=False):
    """What does not match of some members, or None."""
    matcher = Matcher(partial)
    for key in keys:
        if (key in expect or key in actual) and not (key in expect and key in actual and matcher.matches(expect[key], actual[key])):
            shown = lambda side: json.dumps(side[key], ensure_ascii=False) if key in side else "nothing"
            return f"{key}: expected {shown(expect)}\n        got      {shown(actual)}"
    return None
