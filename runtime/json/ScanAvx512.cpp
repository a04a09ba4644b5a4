// Scanning on processors whose vectors hold a block.
#define ASLRT_TARGET gnu::target("avx2,bmi,bmi2,lzcnt,pclmul,popcnt,avx512f,avx512bw,avx512dq,avx512vl")
#include "runtime/json/Scanner.h"

[[ASLRT_TARGET]] void aslrt::scanOnAvx512(Scan &scan) { Scanner(scan).run(); }
