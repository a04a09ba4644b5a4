#include "TestPrograms.h"

#include "runtime/main/Product.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <unistd.h>

int main(int argc, char **argv) {
  if (const char *name = getenv("ASLC_TEST_PROGRAM")) {
    char order[] = "/bin/order";
    argv[0] = order;
    _exit(aslrt::runProduct(*findProgram(name), argc, argv));
  }
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
