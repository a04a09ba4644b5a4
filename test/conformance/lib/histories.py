"""Comparison of histories with those recorded on AWS, by the rules in the README of shared/conformance/asl."""
import collections, json

from recorded import Matcher

# What a recording has and a run without the service cannot know, by type of event.
UNKNOWN = {"TaskSubmitted": {"output"}, "ActivityStarted": {"workerName"}}


def read(path):
    """The events of a history file as the recordings have them: id, prev, type, details."""
    with open(path, encoding="utf-8") as file:
        events = json.load(file)["events"]
    return [{"id": event["id"], "prev": event["previousEventId"], "type": event["type"], "details": details_of(event)} for event in events]


def details_of(event):
    details = next((value for key, value in event.items() if key.endswith("EventDetails")), {})
    return {key: value for key, value in details.items() if not (isinstance(value, dict) and value.keys() == {"truncated"})}


class HistoryMatcher(Matcher):
    def matches(self, expected, actual):
        # Members of recorded inputs and outputs are values or texts of values.
        if not isinstance(expected, str) and isinstance(actual, str):
            try:
                actual = json.loads(actual)
            except ValueError:
                return False
        # White space of a text that is only passed on is not compared.
        if isinstance(expected, str) and isinstance(actual, str) and expected != actual:
            try:
                return super().matches(json.loads(expected), json.loads(actual))
            except ValueError:
                pass
        return super().matches(expected, actual)

    def details(self, expected, actual):
        wanted = {key: value for key, value in (expected.get("details") or {}).items() if key not in UNKNOWN.get(expected["type"], ())}
        given = {key: value for key, value in actual["details"].items() if key not in UNKNOWN.get(expected["type"], ())}
        return wanted.keys() == given.keys() and all(self.matches(wanted[key], given[key]) for key in wanted)


def shown(event):
    details = json.dumps(event.get("details") or {}, ensure_ascii=False)
    return f"{event['id']} (after {event['prev']}) {event['type']} {details[:400]}"


def difference(expected, actual, partial=False):
    """The first event that does not match, or None."""
    if any(event["id"] == 0 for event in expected):
        return difference_of_branches(expected, actual, partial)
    matcher = HistoryMatcher(partial)
    runs = {event["id"] for event in expected if event["type"] in ("MapRunStarted", "MapRunSucceeded")}
    for want, got in zip(expected, actual):
        # What follows upon a Map Run was recorded as following now upon its start, now upon its end.
        same_prev = want["prev"] == got["prev"] or {want["prev"], got["prev"]} <= runs
        if (want["id"], want["type"]) != (got["id"], got["type"]) or not same_prev or not matcher.details(want, got):
            return f"history: expected {shown(want)}\n        got      {shown(got)}"
    if len(expected) != len(actual):
        rest = expected[len(actual):] or actual[len(expected):]
        return f"history: {len(expected)} events expected, {len(actual)} got; the first of the rest: {shown(rest[0])}"
    return None


def difference_of_branches(expected, actual, partial):
    """Events of concurrent branches were sorted, and their ids dropped; so was ParallelStateSucceeded."""
    numbered = {event["id"]: event for event in expected if event["id"]}
    matcher = HistoryMatcher(partial)
    concurrent = [event for event in actual if event["id"] not in numbered and event["type"] != "ParallelStateSucceeded"]
    for number, want in numbered.items():
        got = next((event for event in actual if event["id"] == number), None)
        if not got or want["type"] != got["type"] or not matcher.details(want, got):
            return f"history: expected {shown(want)}\n        got      {shown(got) if got else 'nothing'}"
    types = lambda events: collections.Counter(event["type"] for event in events)
    missing = types(event for event in expected if not event["id"])
    found = types(event for event in concurrent if event["type"] not in ("ParallelStateFailed",) or missing["ParallelStateFailed"])
    return None if missing == found else f"history: of the branches expected {dict(missing)}\n        got      {dict(found)}"
