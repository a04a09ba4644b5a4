// The C++ program that `aslc compile` is compared with, compiled and linked.
#include <iostream>

int main() { std::cout << "hello, world\n"; }
