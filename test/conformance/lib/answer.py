"""A handler (docs/handlers.md) that gives recorded answers: answer.py ANSWERS FOLDER.

ANSWERS: a JSON array of attempts in the order of their recording, the `task_results` of a case. Each answers once; FOLDER keeps which have.
Inside Parallel and Map states the recording does not tell the state, and attempts of several branches or iterations are mixed: there, the
resource and the parameters tell whose an attempt is, as far as they were recorded.
"""
import fcntl, json, os, sys, time

from recorded import Matcher


def resource_of(attempt):
    """The Resource of the attempt's state, or None: a service integration's is recorded in two parts, and without its partition."""
    if "resourceType" in attempt and "resource" in attempt:
        return f"{attempt['resourceType']}:{attempt['resource']}"
    return attempt.get("resource")


def rank(attempt, state, resource, arguments):
    """How well an attempt fits, the less the better, or None."""
    if attempt.get("state") not in (None, state):
        return None
    recorded = resource_of(attempt)
    if recorded and resource != recorded and resource.split(":::")[-1] != recorded:
        return None
    if "parameters" in attempt and Matcher().matches(attempt["parameters"], arguments):
        return 0
    return 2 if attempt.get("state") is None and "parameters" in attempt else 1


def next_attempt(attempts, folder, state, resource, arguments):
    """The attempt to be answered, marked as used, or None. Handlers run side by side."""
    with open(os.path.join(folder, "used"), "a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        used = {int(line) for line in file}
        ranks = [(rank(attempt, state, resource, arguments), i) for i, attempt in enumerate(attempts) if i not in used]
        ranks = [each for each in ranks if each[0] is not None]
        if not ranks:
            return None
        file.write(f"{min(ranks)[1]}\n")
        return attempts[min(ranks)[1]]


def text_of(value, resource):
    """The text of a cause that the recording tool parsed: functions give Lambda's own, lambda:invoke prints it compactly."""
    if isinstance(value, str):
        return value
    return json.dumps(value, separators=None if ":function:" in resource else (",", ":"))


def main():
    answers, folder = sys.argv[1:]
    arguments = json.load(sys.stdin)
    state, resource = os.environ["ASLC_STATE"], os.environ["ASLC_RESOURCE"]
    with open(answers, encoding="utf-8") as file:
        attempt = next_attempt(json.load(file), folder, state, resource, arguments)
    if attempt is None:
        sys.exit(f"no answer is recorded for this attempt of state '{state}'")
    if "timeout" in attempt:
        time.sleep(3600)
    if "throw" in attempt:
        print(json.dumps({key: text_of(value, resource) for key, value in attempt["throw"].items() if value is not None}), file=sys.stderr)
        sys.exit(1)
    json.dump(attempt["return"], sys.stdout)


main()
