// Every op of the jsonata dialect, printed and read again in its own and in the generic form.
// RUN: %aslc-opt %s | %aslc-opt | FileCheck %s
// RUN: %aslc-opt %s --mlir-print-op-generic | %aslc-opt | FileCheck %s

// CHECK-LABEL: @operators
func.func @operators(%a: !json.value, %b: !json.value) -> !json.value {
  // CHECK: jsonata.binary add %{{.*}}, %{{.*}} at 4
  %0 = jsonata.binary add %a, %b at 4
  // CHECK: jsonata.binary subtract
  %1 = jsonata.binary subtract %a, %b at 4
  // CHECK: jsonata.binary multiply
  %2 = jsonata.binary multiply %a, %b at 4
  // CHECK: jsonata.binary divide
  %3 = jsonata.binary divide %a, %b at 4
  // CHECK: jsonata.binary modulo
  %4 = jsonata.binary modulo %a, %b at 4
  // CHECK: jsonata.binary equal
  %5 = jsonata.binary equal %a, %b at 4
  // CHECK: jsonata.binary not_equal
  %6 = jsonata.binary not_equal %a, %b at 4
  // CHECK: jsonata.binary less %
  %7 = jsonata.binary less %a, %b at 4
  // CHECK: jsonata.binary less_equal
  %8 = jsonata.binary less_equal %a, %b at 4
  // CHECK: jsonata.binary greater %
  %9 = jsonata.binary greater %a, %b at 4
  // CHECK: jsonata.binary greater_equal
  %10 = jsonata.binary greater_equal %a, %b at 4
  // CHECK: jsonata.binary concat
  %11 = jsonata.binary concat %a, %b at 4
  // CHECK: jsonata.binary contains
  %12 = jsonata.binary contains %a, %b at 4
  // CHECK: jsonata.binary range
  %13 = jsonata.binary range %a, %b at 4
  // CHECK: jsonata.negate %{{.*}} at 5
  %14 = jsonata.negate %a at 5
  // CHECK: jsonata.truthy %
  %15 = jsonata.truthy %a
  // CHECK: jsonata.defined %
  %16 = jsonata.defined %a
  return %0 : !json.value
}

// CHECK-LABEL: @paths
func.func @paths(%a: !json.value) -> !json.value {
  // CHECK: jsonata.whole %
  %0 = jsonata.whole %a
  // CHECK: jsonata.open %
  %1 = jsonata.open %a
  // CHECK: jsonata.fields %{{.*}} ["customer", "city"]
  %2 = jsonata.fields %0 ["customer", "city"]
  // CHECK: jsonata.fields open %{{.*}} ["customer"]
  %3 = jsonata.fields open %1 ["customer"]
  // CHECK: jsonata.field %{{.*}} "city"
  %4 = jsonata.field %a "city"
  // CHECK: jsonata.index %{{.*}}[-1.000000e+00]
  %5 = jsonata.index %3 [-1.0]
  // CHECK: jsonata.unwrap %
  %6 = jsonata.unwrap %5
  // CHECK: jsonata.unless_empty %{{.*}}, %
  %u = jsonata.unless_empty %3, %5
  // CHECK: jsonata.keep %
  %7 = jsonata.keep %3
  // CHECK: jsonata.keep_sequence %
  %8 = jsonata.keep_sequence %a
  // CHECK: jsonata.wildcard %
  %9 = jsonata.wildcard %a
  // CHECK: jsonata.descendants %
  %10 = jsonata.descendants %a
  // CHECK: jsonata.group_context %
  %11 = jsonata.group_context %a
  return %6 : !json.value
}

// CHECK-LABEL: @bodies
func.func @bodies(%a: !json.value) -> !json.value {
  // CHECK:      jsonata.step %{{.*}} {
  // CHECK-NEXT: ^bb0(%[[ITEM:.*]]: !json.value):
  // CHECK-NEXT:   jsonata.yield %[[ITEM]]
  %0 = jsonata.step %a {
  ^bb0(%item: !json.value):
    jsonata.yield %item
  }
  // CHECK: jsonata.step %{{.*}} last {
  %1 = jsonata.step %0 last {
  ^bb0(%item: !json.value):
    jsonata.yield %item
  }
  // CHECK: jsonata.filter %{{.*}} {
  %2 = jsonata.filter %1 {
  ^bb0(%item: !json.value):
    jsonata.yield %item
  }
  // CHECK:      jsonata.sort %{{.*}} [true, false] at 19 {
  // CHECK-NEXT: ^bb0(%[[ITEM:.*]]: !json.value):
  // CHECK-NEXT:   jsonata.yield %[[ITEM]], %[[ITEM]]
  %3 = jsonata.sort %2 [true, false] at 19 {
  ^bb0(%item: !json.value):
    jsonata.yield %item, %item
  }
  // CHECK:      jsonata.group %{{.*}} [28, 40] keys {
  // CHECK:      } values {
  // CHECK:      }, {
  %4 = jsonata.group %3 [28, 40] keys {
  ^bb0(%item: !json.value):
    jsonata.yield %item, %item
  } values {
  ^bb0(%items: !json.value):
    jsonata.yield %items
  }, {
  ^bb0(%items: !json.value):
    jsonata.yield %items
  }
  return %4 : !json.value
}

// CHECK-LABEL: @constructors
func.func @constructors(%a: !json.value) -> !json.value {
  // CHECK: jsonata.array(%{{.*}}, %{{.*}}) [true, false]
  %0 = jsonata.array(%a, %a) [true, false]
  // CHECK: jsonata.array cons(%{{.*}}) [true]
  %1 = jsonata.array cons (%a) [true]
  // CHECK: jsonata.array() []
  %2 = jsonata.array() []
  return %1 : !json.value
}

// CHECK-LABEL: @functions
func.func @functions(%c: !json.value, %x: !json.value) -> !json.value {
  // CHECK: jsonata.call "sum"(%{{.*}}) context %{{.*}} at 35
  %0 = jsonata.call "sum"(%x) context %c at 35
  // CHECK: jsonata.builtin "sum"
  %1 = jsonata.builtin "sum"
  // CHECK: jsonata.placeholder
  %2 = jsonata.placeholder
  // CHECK: jsonata.apply partial %{{.*}}(%{{.*}}, %{{.*}}) context %{{.*}} at 3
  %3 = jsonata.apply partial %1(%2, %x) context %c at 3
  // CHECK: jsonata.apply %{{.*}}() context %{{.*}} at 4
  %4 = jsonata.apply %3() context %c at 4
  // CHECK: jsonata.callee %{{.*}} "sum" at 7
  %callee = jsonata.callee %x "sum" at 7
  // CHECK: jsonata.callee partial %{{.*}} "substring" at 8
  %partialCallee = jsonata.callee partial %x "substring" at 8
  // CHECK: jsonata.chain %{{.*}}, %{{.*}} context %{{.*}} at 7
  %5 = jsonata.chain %x, %1 context %c at 7
  // CHECK: jsonata.global 0 "rate"
  %6 = jsonata.global 0 "rate"
  return %5 : !json.value
}

// CHECK-LABEL: @lambdas
func.func @lambdas(%c: !json.value) -> !json.value {
  // CHECK:      jsonata.lambda context %{{.*}} {
  // CHECK-NEXT: ^bb0(%{{.*}}: !json.value, %[[A:.*]]: !json.value):
  // CHECK-NEXT:   jsonata.yield %[[A]]
  %0 = jsonata.lambda context %c {
  ^bb0(%self: !json.value, %a: !json.value):
    jsonata.yield %a
  }
  // CHECK: jsonata.lambda signature "<n:n>" context %{{.*}} {
  %1 = jsonata.lambda signature "<n:n>" context %c {
  ^bb0(%self: !json.value):
    jsonata.yield %self
  }
  // CHECK: %[[CELL:.*]] = jsonata.cell %
  %cell = jsonata.cell %c
  // CHECK: jsonata.cell_set %[[CELL]], %
  jsonata.cell_set %cell, %1
  // CHECK: jsonata.cell_get %[[CELL]]
  %2 = jsonata.cell_get %cell
  return %2 : !json.value
}
