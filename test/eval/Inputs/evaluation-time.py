"""Each expression would run for minutes, and has 50 ms of processor time. usage: evaluation-time.py ASLC OPTION..."""
import resource
import subprocess
import sys

A = "$a := [1..100000]; "
EXPRESSIONS = [
    A + "$sum($a.($sum($a.($sum($a)))))",  # fused loops
    A + "$count($a[$sum($a.($sum($a))) > 3])",
    A + "$reduce($a, function($x, $y) { $x + $reduce($a, function($p, $q) { $p + $q + $max($a) }) })",
    A + "$sum($map($a, function($x) { $sum($map($a, function($y) { $x * $y + $min($a) })) }))",
    A + "$sum($a.($count($a.missing.($count($a.missing)))))",  # loops of the runtime
    A + "$b := $append([1..99999], 5); $count($a[$ > 0 and $a = $b])",  # long comparisons
    A + "$count($a[$ in $a and $ < 0 and $sum($a) = 0])",
    A + '$s := $join($a.$string()); $count($a[$contains($s, "x")].($a[$contains($s, "y")]))',  # long searches
    A + "$g := $a{'k': $count($a.($count($a.($sum($a)))))}; $g",
]

for expression in EXPRESSIONS:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run([*sys.argv[1:2], "eval", *sys.argv[2:], "-n", f"({expression})", "--max-evaluation-time=50"], capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if "error: Expression evaluation timeout: Check for infinite loop [U1001]" not in run.stderr:
        sys.exit(f"{expression}\n  exit {run.returncode}: {run.stdout[:300]}{run.stderr[:300]}")
    if after.ru_utime - before.ru_utime > 30:  # a sanitizer makes what is between two looks at the clock ten times as long
        sys.exit(f"{expression}\n  took {after.ru_utime - before.ru_utime:.1f} s")
