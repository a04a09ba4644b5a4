// Scanning on processors whose vectors hold a block.
#define ASLRT_TARGET gnu::target("avx2,bmi,bmi2,lzcnt,popcnt,avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi2")
// For an instruction that gathers the bytes that a mask chooses.
#define ASLRT_COMPRESS                                                                                                                     \
  63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30,  \
      29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0
#include "runtime/json/Scanner.h"

[[ASLRT_TARGET]] void aslrt::scanOnAvx512(Scan &scan) { Scanner(scan).run(); }
