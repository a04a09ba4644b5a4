def gcd($a; $b): if $b == 0 then $a else gcd($b; $a % $b) end; [.lines[] | gcd(.qty * 360; (.price * 100 | round))] | add
