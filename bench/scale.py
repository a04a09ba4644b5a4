"""How the time of a compilation and the size of the executable grow with the states of a definition."""
import json

import harness

PARTS = ["scale"]
SIZES = [10, 100, 500, 1000, 10000]
LIMITS = {(500, 2): 3.0, (500, 0): 0.5}  # seconds of a compilation, by states and level
SIZE_LIMIT = 1024                        # bytes of executable a plain state
SLOW = 1000                              # so many states and more are compiled once a level


def block(i, following):
    """Ten states such as workflows have: two choices, a task with Retry and Catch, six passes with variables and templates, a wait."""
    s = [f"{name} {i}" for name in ("Receive", "Check", "Price", "Reserve", "Failed", "Score", "Route", "Express", "Pause", "Record")]
    later = {"Next": following} if following else {"End": True}
    return {
        s[0]: {"Type": "Pass", "Assign": {"order": "{% $states.input %}", "count": "{% $exists($count) ? $count + 1 : 0 %}"}, "Next": s[1]},
        s[1]: {"Type": "Choice", "Default": s[2], "Choices": [
            {"Condition": f"{{% $states.input.status = 'blocked{i}' %}}", "Next": s[4]},
            {"Condition": "{% $states.input.amount > 1000 and $exists($states.input.customer) %}", "Next": s[5]}]},
        s[2]: {"Type": "Pass", "Output": {"id": "{% $states.input.id %}", "amount": "{% $states.input.amount * 1.19 %}", "step": i}, "Next": s[3]},
        s[3]: {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": f"reserve{i}", "Payload": "{% $states.input %}"},
               "Output": {"id": "{% $order.id %}", "amount": "{% $states.result.Payload.amount %}"}, "TimeoutSeconds": 30,
               "Retry": [{"ErrorEquals": ["Lambda.TooManyRequestsException"], "IntervalSeconds": 1, "MaxAttempts": 3, "BackoffRate": 2}],
               "Catch": [{"ErrorEquals": ["States.ALL"], "Output": "{% $order %}", "Next": s[4]}], "Next": s[5]},
        s[4]: {"Type": "Pass", "Assign": {"order": "{% $merge([$order, {'failed': true}]) %}"}, "Output": "{% $order %}", "Next": s[5]},
        s[5]: {"Type": "Pass", "Output": "{% $merge([$states.input, {'score': $sum($order.items.(price * quantity))}]) %}", "Next": s[6]},
        s[6]: {"Type": "Choice", "Default": s[8], "Choices": [{"Condition": f"{{% $order.lane = 'lane{lane}' %}}", "Next": s[7]} for lane in range(3)]},
        s[7]: {"Type": "Pass", "Output": {"id": "{% $states.input.id %}", "amount": "{% $states.input.amount %}", "lane": "{% $uppercase($order.lane) %}"}, "Next": s[8]},
        s[8]: {"Type": "Wait", "Seconds": 1, "Next": s[9]},
        s[9]: {"Type": "Pass", "Output": "{% $merge([$order, $states.input]) %}", **later}}


def blocks(count):
    states = {}
    for i in range(count // 10):
        states.update(block(i, f"Receive {i + 1}" if i + 1 < count // 10 else None))
    return {"QueryLanguage": "JSONata", "StartAt": "Receive 0", "States": {"Receive 0": {}, **states}}


def plain(count):
    """Passes that each give a member more: what a state costs at least."""
    states = {f"S{i}": {"Type": "Pass", "Output": {"n": f"{{% $states.input.n + {i} %}}"}, **({"Next": f"S{i + 1}"} if i + 1 < count else {"End": True})}
              for i in range(count)}
    return {"QueryLanguage": "JSONata", "StartAt": "S0", "States": states}


def compiled(bench, name, definition, level, runs):
    """Its figure, the size of the executable, and the command."""
    path, output = harness.OUT / f"{name}.asl.json", harness.OUT / f"{name}-O{level}"
    path.write_text(json.dumps(definition, indent=1))
    command = [bench.aslc, "compile", f"-O{level}", "-Wno-unbound-resource", path, "-o", output]
    [figure] = bench.run(runs, [command])
    if figure.status:
        bench.note(f"aslc does not compile {path.name} at -O{level}")
        return None
    return figure, output.stat().st_size, harness.shown(command)


def measure(bench):
    if not bench.wants(*PARTS):
        return
    rows = []
    for level in (2, 1, 0):
        least = None
        for count in SIZES:
            found = compiled(bench, f"scale{count}", blocks(count), level, bench.options.runs if count < SLOW else 1)
            if not found:
                continue
            figure, size, command = found
            each = figure.cpuMin / count
            least = least or size
            limit = LIMITS.get((count, level))
            seconds = figure.wallMin / 1e6
            rows.append([f"-O{level}", f"{count:,}", f"{seconds:.3f} s", f"{each:,.0f} us", f"{(size - least) / count:,.0f}" if count > SIZES[0] else "", f"{figure.rss / 1024:,.0f}",
                         f"{limit} s" if limit else "", f"{seconds / limit:.2f}" if limit else "", command])
    harness.table("Compilations by the number of states", ["level", "states", "least time", "CPU / state", "bytes / state", "max RSS MB", "limit", "of limit", "command"], rows)
    few, many = (compiled(bench, f"plain{count}", plain(count), 2, 1) for count in (100, 600))
    if few and many:
        each = (many[1] - few[1]) / 500
        harness.table("Size of a plain state", ["figure", "measured", "limit", "of limit", "command"],
                      [["executable of 600 states less that of 100, by 500", f"{each:,.0f} bytes", f"{SIZE_LIMIT:,} bytes", f"{each / SIZE_LIMIT:.2f}", many[2]]])
