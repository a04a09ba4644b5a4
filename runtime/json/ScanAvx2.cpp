// Scanning on processors of 2013 and later.
#define ASLRT_TARGET gnu::target("avx2,bmi,bmi2,lzcnt,pclmul,popcnt")
#include "runtime/json/Scanner.h"

[[ASLRT_TARGET]] void aslrt::scanOnAvx2(Scan &scan) { Scanner(scan).run(); }
