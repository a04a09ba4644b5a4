"""Deepest argument that each recursion passes in AWS's dialect: the next one fails."""
import subprocess
import sys

DEEPEST = {
    "($f := function($n){ $n <= 1 ? 1 : $n * $f($n - 1) }; $f(%d))": 32,
    "($f := function($n){ $n = 0 ? 0 : 1 + $sum([$n].($f($ - 1))) }; $f(%d))": 15,
    "($f := function($n){ $n = 0 ? 0 : 1 + $sum($map([$n], function($i){ $f($i - 1) })) }; $f(%d))": 23,
    "($f := function($n){ $n = 0 ? 0 : 1 + $sum($map([$n - 1], $f)) }; $f(%d))": 23,
    "($f := function($n){( $m := $n - 1; $m < 0 ? 0 : 2 * $f($m) + 1 )}; $f(%d))": 18,
    "($y := function($g){ function($n){ $n = 0 ? 0 : 1 + $g($g)($n - 1) } }; $y($y)(%d))": 31,
    "($f := function($n){ $n = 0 ? 0 : 1 + ($n - 1 ~> $f()) }; $f(%d))": 23,
    "($e := function($n){ $n = 0 ? true : $not($o($n - 1)) }; $o := function($n){ $n = 0 ? false : $not($e($n - 1)) }; $e(%d))": 95,
}


def fails(expression):
    run = subprocess.run([sys.argv[1], "eval", "-n", "--dialect=aws", expression], capture_output=True, text=True)
    if run.returncode and "Depth=101 max=100 [U1001]" not in run.stderr:
        sys.exit(f"{expression}: {run.stderr}")
    return run.returncode != 0


for shape, deepest in DEEPEST.items():
    if fails(shape % deepest) or not fails(shape % (deepest + 1)):
        sys.exit(f"{shape}: {deepest} is not the deepest")
if fails("($f := function($n){ $n = 0 ? 0 : $f($n - 1) }; $f(300))"):
    sys.exit("a tail call nests")
if fails("+".join("1" * 100)) or not fails("+".join("1" * 101)):
    sys.exit("100 terms are not the most")
