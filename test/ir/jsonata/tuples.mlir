// The ops over rows and the transform, printed and read again in their own and in the generic form.
// RUN: %aslc-opt %s | %aslc-opt | FileCheck %s
// RUN: %aslc-opt %s --mlir-print-op-generic | %aslc-opt | FileCheck %s

// items@$x#$i^($i)[0]
// CHECK-LABEL: @steps
func.func @steps(%a: !json.value) -> !json.value {
  // CHECK:      %[[STEP:.*]] = jsonata.tuple_step %{{.*}} [0, 1, 2] {
  // CHECK-NEXT: ^bb0(%{{.*}}: !json.value):
  // CHECK:      } : !json.value
  %0 = jsonata.tuple_step %a [0, 1, 2] {
  ^bb0(%item: !json.value):
    %items = jsonata.field %item "items"
    jsonata.yield %items
  } : !json.value
  // CHECK:      %[[SORT:.*]], %{{.*}} = jsonata.tuple_sort %[[STEP]] [false] at 10 {
  // CHECK-NEXT: ^bb0(%{{.*}}: !json.value, %{{.*}}: !json.value, %[[I:.*]]: !json.value):
  // CHECK-NEXT:   jsonata.yield %[[I]]
  %1, %sorted = jsonata.tuple_sort %0 [false] at 10 {
  ^bb0(%item: !json.value, %x: !json.value, %i: !json.value):
    jsonata.yield %i
  }
  // CHECK: %[[AT:.*]] = jsonata.tuple_at %[[SORT]] width 3[0.000000e+00]
  %2 = jsonata.tuple_at %1 width 3 [0.0]
  // CHECK: %[[INDEX:.*]] = jsonata.tuple_index %[[AT]] width 3 column 3 same 2 : !json.builder
  %3 = jsonata.tuple_index %2 width 3 column 3 same 2 : !json.builder
  // CHECK: %[[FILTER:.*]] = jsonata.tuple_filter %[[INDEX]] {
  %4 = jsonata.tuple_filter %3 {
  ^bb0(%item: !json.value, %x: !json.value, %i: !json.value, %j: !json.value):
    jsonata.yield %x
  }
  // CHECK: jsonata.tuple_items spread %[[FILTER]] {
  %5 = jsonata.tuple_items spread %4 {
  ^bb0(%item: !json.value, %x: !json.value, %i: !json.value, %j: !json.value):
    jsonata.yield %item
  } : !json.builder
  return %5 : !json.value
}

// CHECK-LABEL: @join
func.func @join(%a: !json.value) -> !json.value {
  // CHECK:      %[[JOIN:.*]] = jsonata.tuple_join %{{.*}} width 2 [1, 2] {
  // CHECK:        %[[INNER:.*]] = jsonata.tuple_index %{{.*}} width 1 column 1 : !json.value
  // CHECK-NEXT:   jsonata.tuple_yield %[[INNER]]
  // CHECK-NEXT: } : !json.value
  %0 = jsonata.tuple_join %a width 2 [1, 2] {
  ^bb0(%item: !json.value):
    %inner = jsonata.tuple_index %item width 1 column 1 : !json.value
    jsonata.tuple_yield %inner
  } : !json.value
  %no = arith.constant false
  // CHECK:      jsonata.tuple_group %[[JOIN]] raw %{{.*}} [4] keys {
  // CHECK-NEXT: ^bb0(%[[ITEM:.*]]: !json.value, %{{.*}}: !json.value):
  // CHECK-NEXT:   jsonata.yield %[[ITEM]]
  // CHECK-NEXT: } values {
  %1 = jsonata.tuple_group %0 raw %no [4] keys {
  ^bb0(%item: !json.value, %i: !json.value):
    jsonata.yield %item
  } values {
  ^bb0(%item: !json.value, %i: !json.value):
    jsonata.yield %i
  } : !json.builder
  return %1 : !json.value
}

// CHECK-LABEL: @transform
func.func @transform(%a: !json.value, %b: !json.value, %c: !json.value, %d: !json.value) -> !json.value {
  // CHECK: jsonata.transform %{{.*}} update %{{.*}} delete %{{.*}} clone %{{.*}} at [1, 2, 3]
  %0 = jsonata.transform %a update %b delete %c clone %d at [1, 2, 3]
  return %0 : !json.value
}
