// RUN: %aslc-opt %s --pass-pipeline='builtin.module(flow.machine(forward-parts))' --split-input-file | FileCheck %s

// What one state puts into an object, the next one reads itself.
// CHECK-LABEL: flow.machine @members
// CHECK:         %[[ROWS:.*]] = flow.require
// CHECK-NOT:     json.object
// CHECK:         %[[V:.*]] = jsonata.fields %[[ROWS]] ["v"]
// CHECK:         %[[OPEN:.*]] = jsonata.fields open %[[ROWS]] ["v"]
// CHECK:         json.object ["all", "v", "open"](%[[ROWS]], %[[V]], %[[OPEN]])
flow.machine @members {
^bb0(%in: !json.value, %id: !json.value):
  %0 = flow.require %in <"rows", "Output/rows", "A">
  %1 = json.object ["rows", "id"](%0, %id)
  %2 = jsonata.fields %1 ["rows"]
  %3 = jsonata.fields %1 ["rows", "v"]
  %4 = jsonata.open %1
  %5 = jsonata.fields open %4 ["rows", "v"]
  %6 = json.object ["all", "v", "open"](%2, %3, %5)
  flow.succeed %6
}

// -----

// A step over $states is what it leads to.
// CHECK-LABEL: flow.machine @steps
// CHECK-SAME:    {
// CHECK-NEXT:  ^bb0(%[[IN:.*]]: !json.value):
// CHECK-NOT:     jsonata.step
// CHECK:         %[[FOUND:.*]] = jsonata.filter %[[IN]] {
// CHECK:         jsonata.unwrap %[[FOUND]]
flow.machine @steps {
^bb0(%in: !json.value):
  %ten = json.constant 10.0 : f64
  %0 = json.object ["input"](%in)
  %1 = jsonata.open %0
  %2 = jsonata.step %1 last {
  ^bb0(%states: !json.value):
    %input = jsonata.field %states "input"
    %found = jsonata.filter %input {
    ^bb0(%item: !json.value):
      %p = jsonata.fields %item ["price"]
      %g = jsonata.binary greater %p, %ten at 5
      jsonata.yield %g
    }
    jsonata.yield %found
  }
  %3 = jsonata.unwrap %2
  flow.succeed %3
}

// -----

// $states.result[0]: an item by its index. In the middle of a path the step goes over an item that is an array; and the context, which
// nothing reads any more, is not asked for.
// CHECK-LABEL: flow.machine @index
// CHECK-SAME:    {
// CHECK-NEXT:  ^bb0(%[[IN:.*]]: !json.value):
// CHECK-NEXT:    %[[ITEM:.*]] = jsonata.index %[[IN]][0.000000e+00]
// CHECK-NEXT:    %[[FIRST:.*]] = jsonata.unwrap %[[ITEM]]
// CHECK:         jsonata.step %{{.*}} {
// CHECK:           jsonata.index %[[IN]][1.000000e+00]
flow.machine @index {
^bb0(%in: !json.value):
  %context = flow.context
  %0 = json.object ["context", "result"](%context, %in)
  %1 = jsonata.open %0
  %2 = jsonata.step %1 last {
  ^bb0(%states: !json.value):
    %result = jsonata.field %states "result"
    %item = jsonata.index %result[0.0]
    jsonata.yield %item
  }
  %3 = jsonata.unwrap %2
  %4 = json.object ["result"](%in)
  %5 = jsonata.open %4
  %6 = jsonata.step %5 {
  ^bb0(%states: !json.value):
    %result = jsonata.field %states "result"
    %item = jsonata.index %result[1.0]
    jsonata.yield %item
  }
  %7 = jsonata.unwrap %6
  %8 = json.object ["a", "b"](%3, %7)
  flow.succeed %8
}

// -----

// A sequence that an object holds unwraps when it is read; so it is, too, that no name is left for an open path; a key stands twice.
// CHECK-LABEL: flow.machine @left_alone
// CHECK:         jsonata.fields %{{.*}} ["a"]
// CHECK:         jsonata.fields open %{{.*}} ["b"]
// CHECK:         jsonata.fields %{{.*}} ["c"]
flow.machine @left_alone {
^bb0(%in: !json.value):
  %0 = jsonata.fields %in ["x"]
  %1 = json.object ["a", "b"](%0, %in)
  %2 = jsonata.fields %1 ["a"]
  %3 = jsonata.fields open %1 ["b"]
  %4 = json.object ["c", "c"](%in, %0)
  %5 = jsonata.fields %4 ["c"]
  %6 = json.object ["a", "b", "c"](%2, %3, %5)
  flow.succeed %6
}
