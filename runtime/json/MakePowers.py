#!/usr/bin/env python3
"""Writes the powers of ten that shortest number texts are found with (Shortest.cpp).

usage: MakePowers.py OUTPUT

One row {high, low} for each k from -292 to 324: the 128 leading bits of 10^k, rounded up.
"""
import sys


def leading_bits(k):
    numerator, denominator = (10**k, 1) if k >= 0 else (1, 10**-k)
    shift = 128 - (numerator.bit_length() - denominator.bit_length())
    while True:
        scaled = numerator << shift if shift >= 0 else numerator
        divisor = denominator if shift >= 0 else denominator << -shift
        value = -(-scaled // divisor)
        if value.bit_length() <= 128:
            return value
        shift -= 1


with open(sys.argv[1], "w") as out:
    for k in range(-292, 325):
        value = leading_bits(k)
        out.write(f"{{0x{value >> 64:016x}, 0x{value & (1 << 64) - 1:016x}}}, // 10^{k}\n")
