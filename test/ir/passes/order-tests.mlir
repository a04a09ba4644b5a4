// RUN: %aslc-opt %s --pass-pipeline='builtin.module(flow.machine(order-tests))' | FileCheck %s

// Four bounds make five parts: two or three comparisons lead to each. The number is asked for its type once, for NumericGreaterThan and the
// like are false of what is no number.
// CHECK-LABEL: flow.machine @grades
// CHECK:         %[[IS:.*]] = json.call "is_number"(%[[X:.*]])
// CHECK-NEXT:    cf.cond_br %[[IS]], ^[[TREE:bb[0-9]+]], ^[[E:bb[0-9]+]]
// CHECK:       ^[[TREE]]:
// CHECK-NEXT:    %[[D:.*]] = json.call "to_number"(%[[X]])
// NaN is not at least 60, but would come out at the right end, with the numbers from 90 on.
// CHECK-NEXT:    %[[ORDERED:.*]] = arith.cmpf ord, %[[D]], %[[D]]
// CHECK-NEXT:    cf.cond_br %[[ORDERED]], ^[[ROOT:bb[0-9]+]], ^[[E]]
// CHECK:       ^[[ROOT]]:
// CHECK-NEXT:    %[[BOUND:.*]] = arith.constant 7.000000e+01
// CHECK-NEXT:    %[[LEFT:.*]] = arith.cmpf olt, %[[D]], %[[BOUND]]
// CHECK-NEXT:    cf.cond_br %[[LEFT]]
// CHECK-COUNT-3: arith.cmpf olt
// CHECK-NOT:     arith.cmpf
flow.machine @grades {
^bb0(%x: !json.value):
  %90 = json.constant 9.0e1 : f64
  %80 = json.constant 8.0e1 : f64
  %70 = json.constant 7.0e1 : f64
  %60 = json.constant 6.0e1 : f64
  %0 = json.call "number_order"(%x, %90) [4 : i32] : (!json.value, !json.value) -> i1
  cf.cond_br %0, ^a, ^b1
^b1:
  %1 = json.call "number_order"(%x, %80) [4 : i32] : (!json.value, !json.value) -> i1
  cf.cond_br %1, ^b, ^b2
^b2:
  %2 = json.call "number_order"(%x, %70) [4 : i32] : (!json.value, !json.value) -> i1
  cf.cond_br %2, ^c, ^b3
^b3:
  %3 = json.call "number_order"(%x, %60) [4 : i32] : (!json.value, !json.value) -> i1
  cf.cond_br %3, ^d, ^e
^a:
  flow.enter "A" Pass
  flow.succeed %x
^b:
  flow.enter "B" Pass
  flow.succeed %x
^c:
  flow.enter "C" Pass
  flow.succeed %x
^d:
  flow.enter "D" Pass
  flow.succeed %x
^e:
  flow.enter "E" Pass
  flow.succeed %x
}

// Left alone: less than four, and tests of different numbers.
// CHECK-LABEL: flow.machine @few
// CHECK-COUNT-3: json.call "number_order"
// CHECK-NOT:     json.call "is_number"
flow.machine @few {
^bb0(%x: !json.value):
  %90 = json.constant 9.0e1 : f64
  %y = json.member %x "y"
  %0 = json.call "number_order"(%x, %90) [4 : i32] : (!json.value, !json.value) -> i1
  cf.cond_br %0, ^a, ^b1
^b1:
  %1 = json.call "number_order"(%y, %90) [4 : i32] : (!json.value, !json.value) -> i1
  cf.cond_br %1, ^a, ^b2
^b2:
  %2 = json.call "number_order"(%x, %90) [3 : i32] : (!json.value, !json.value) -> i1
  cf.cond_br %2, ^a, ^b3
^b3:
  flow.enter "B" Pass
  flow.succeed %x
^a:
  flow.succeed %x
}

// A profile says that the first test decides nine of ten: they are asked one by one.
// CHECK-LABEL: flow.machine @counted
// CHECK-NOT:     is_number
// CHECK:         json.call "number_order"(%{{.*}}) [4 : i32]
// CHECK-NEXT:    cf.cond_br
flow.machine @counted {
^bb0(%x: !json.value):
  %90 = json.constant 9.0e1 : f64
  %80 = json.constant 8.0e1 : f64
  %70 = json.constant 7.0e1 : f64
  %60 = json.constant 6.0e1 : f64
  %0 = json.call "number_order"(%x, %90) [4 : i32] : (!json.value, !json.value) -> i1
  cf.cond_br %0, ^a, ^b1 loc(fused<array<i32: 90, 10>>["grades":1:1])
^b1:
  %1 = json.call "number_order"(%x, %80) [4 : i32] : (!json.value, !json.value) -> i1
  cf.cond_br %1, ^b, ^b2 loc(fused<array<i32: 4, 6>>["grades":2:1])
^b2:
  %2 = json.call "number_order"(%x, %70) [4 : i32] : (!json.value, !json.value) -> i1
  cf.cond_br %2, ^a, ^b3 loc(fused<array<i32: 3, 3>>["grades":3:1])
^b3:
  %3 = json.call "number_order"(%x, %60) [4 : i32] : (!json.value, !json.value) -> i1
  cf.cond_br %3, ^b, ^a loc(fused<array<i32: 2, 1>>["grades":4:1])
^a:
  flow.enter "A" Pass
  flow.succeed %x
^b:
  flow.enter "B" Pass
  flow.succeed %x
}
