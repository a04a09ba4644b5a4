"""Reads an object of states; writes a definition whose first state goes to the one that "how" of the input names."""
import json
import sys

states = json.load(open(sys.argv[1]))
rules = [{"Variable": "$.how", "StringEquals": name, "Next": name} for name in states]
for name, state in states.items():
    if state["Type"] in ("Pass", "Task", "Wait") and "Next" not in state:
        state["End"] = True
# A state that only others lead to is reached all the same.
print(json.dumps({"StartAt": "Dispatch", "States": {"Dispatch": {"Type": "Choice", "Choices": rules, "Default": next(iter(states))}, **states}}))
