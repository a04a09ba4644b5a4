// Scanning on processors of 2013 and later.
#define ASLRT_TARGET gnu::target("avx2,bmi,bmi2,lzcnt,popcnt")
// A group is two registers wide here, which would matter to calls; but all that takes one is inlined.
#pragma clang diagnostic ignored "-Wpsabi"
#include "runtime/json/Scanner.h"

[[ASLRT_TARGET]] void aslrt::scanOnAvx2(Scan &scan) { Scanner(scan).run(); }
