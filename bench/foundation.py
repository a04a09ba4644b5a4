"""The table of what an executable and a compilation cost at all, against the limits that the project set itself."""
import shutil

from harness import HERE, OUT, SHARED, shown, table

PARTS = ("startup", "compile")
OWN = HERE / "workloads/twenty_states.asl.json"
CHOICE_CHAIN = SHARED / "workloads/w1_choice_chain.asl.json"


def definitions():
    """(what, name of the executable, definition): ours, and the larger one of the shared workloads if that is there."""
    yield "20 states", "twenty_states", OWN
    if CHOICE_CHAIN.exists():
        yield "W1, 42 states, an execution passes 20", "w1", CHOICE_CHAIN


def measure(bench):
    rows = []
    for part, rowsOf in (("startup", startupRows), ("compile", compileRows)):
        if bench.wants("foundation", part):
            for what, name, definition in definitions():
                rows += [(what, *row) for row in rowsOf(bench, name, definition)]
    if rows:
        table("Foundation", ("workflow", "figure", "measured", "limit", "of limit", "command"), rows)


def row(figure, value, unit, limit, command, more=""):
    number = f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"
    return (figure, f"{number} {unit}{more}", f"{limit:,} {unit}", f"{value / limit:.2f}", command)


def startupRows(bench, name, definition):
    program = bench.compileWorkflow(definition, name)
    hello = bench.build("hello-c", ["clang-19", "-O2", "-static", HERE / "hello.c"])
    if not program or not hello:
        return []
    stripped = OUT / (name + ".stripped")
    strip = ["llvm-strip-19" if shutil.which("llvm-strip-19") else "strip", program]
    if not bench.build(stripped.name, strip):
        return []
    tiny = OUT / (name + ".input.json")
    tiny.write_text(TINY[name] + "\n")
    ours, theirs = bench.run(bench.options.spawns, [[program], [hello]], stdin=tiny)
    if ours.status != 0:
        bench.note(f"{name} fails on {shown([tiny])}, so its start-up is not that of a whole execution")
    walls = f" ({ours.wall / 1000:.2f} / {theirs.wall / 1000:.2f} ms)"
    leasts = f" ({ours.wallMin / 1000:.2f} / {theirs.wallMin / 1000:.2f} ms)"
    cpus = f" ({ours.cpu / 1000:.2f} / {theirs.cpu / 1000:.2f} ms)"
    command = shown([bench.startup, bench.options.spawns, tiny, "/dev/null", program, "--", hello])
    return [
        row("executable, stripped", stripped.stat().st_size, "bytes", 1_000_000, shown([*strip, "-o", stripped])),
        row("start to exit / static C hello, median", ours.wall / theirs.wall, "x", 1.3, command, walls),
        row("start to exit / static C hello, least", ours.wallMin / theirs.wallMin, "x", 1.3, "the same", leasts),
        row("CPU / static C hello, median", ours.cpu / theirs.cpu, "x", 1.3, "the same", cpus),
        row("largest resident set", ours.rss / 1024, "MB", 2, "the same"),
    ]


def compileRows(bench, name, definition):
    runs = max(bench.options.runs, 11)
    ours = {level: [bench.aslc, "compile", f"-O{level}", definition, "-o", OUT / f"{name}-O{level}"]
            for level in (2, 1, 0)}
    check = [bench.aslc, "check", definition]
    clang = ["clang++-19", "-O2", HERE / "hello.cpp", "-o", OUT / "hello-cpp"]
    if not shutil.which(clang[0]):
        bench.note("no clang++-19 here to compare compilation with")
        return []
    *compiled, cpp = bench.run(runs, [*ours.values(), clang])
    # By itself: right after clang, which fills the caches of the processor, a check takes up to 1.6 times the CPU.
    [checked] = bench.run(max(runs, 50), [check])
    if any(f.status for f in (*compiled, checked)):
        bench.note(f"aslc refuses {definition.name}")
        return []
    rows = []
    for level, figure in zip(ours, compiled):
        versus = (f" ({figure.wall / 1000:.0f} / {cpp.wall / 1000:.0f} ms, least {figure.wallMin / 1000:.0f} / "
                  f"{cpp.wallMin / 1000:.0f}, CPU {figure.cpu / 1000:.0f} / {cpp.cpu / 1000:.0f})")
        rows.append(row(f"aslc compile -O{level} / clang++-19 -O2 of hello.cpp", figure.wall / cpp.wall, "x", 0.2,
                        f"{shown(ours[level])} / {shown(clang)}", versus))
    more = f" (least {checked.wallMin / 1000:.2f}, CPU {checked.cpu / 1000:.2f})"
    rows.append(row("aslc check", checked.wall / 1000, "ms", 5, shown(check), more))
    return rows


# An input for each, on which the execution succeeds.
TINY = {
    "twenty_states": '{"id":"P-1","weight":3.5,"country":"DE","express":true,"value":80}',
    "w1": '{"orderId":"O-1","channel":"web","region":"EU","priority":"standard","customer":{"id":"C-1","tier":"gold",'
          '"blocked":false,"riskScore":10,"lifetimeValue":500},"payment":{"method":"card","amount":120.5,'
          '"authorized":true,"country":"DE"},"shipping":{"address":{"country":"DE"},"method":"parcel","weightKg":2.5},'
          '"flags":{"test":false,"gift":true,"hazmat":false}}',
}
