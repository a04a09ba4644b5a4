// A regular expression is a function value at an address of its own: equal ones at one place are one, and nothing is called.
// RUN: %aslc-opt %s --convert-json-to-llvm | FileCheck %s
// CHECK: aslc.regexes = {{\[}}["a+", "i", 0 : i32, 3 : i32, "a+"], ["(a*)*", "", 1 : i32, 9 : i32, array<i32: 2, 1>]]

// CHECK-LABEL: llvm.func @regexes
// CHECK-NOT:     llvm.call
// CHECK:         llvm.mlir.addressof @aslc.regex.0
// CHECK:         llvm.mlir.addressof @aslc.regex.1
// CHECK:         llvm.mlir.addressof @aslc.regex.0
// CHECK-NOT:     llvm.load
func.func @regexes(%ctx: !json.context) -> (!json.value, !json.value, !json.value) {
  %0 = json.regex "a+" "i" groups 0 at 3 "a+"
  %1 = json.regex "(a*)*" "" groups 1 at 9 array<i32: 2, 1>
  %2 = json.regex "a+" "i" groups 0 at 3 "a+"
  return %0, %1, %2 : !json.value, !json.value, !json.value
}
