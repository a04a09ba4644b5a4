// RUN: %aslc-opt %s --lift-lambdas --split-input-file | FileCheck %s

// What comes from outside is captured; constants are made again inside.
// CHECK-LABEL: func.func private @captures_lambda0(
// CHECK-SAME:    %[[SELF:[a-z0-9]+]]: !json.closure, %[[ARGS:[a-z0-9]+]]: !json.arguments, %[[COUNT:[a-z0-9]+]]: i32)
// CHECK-DAG:     %[[X:.*]] = json.call "captured"(%[[SELF]]) [0 : i32]
// CHECK-DAG:     %[[A:.*]] = json.argument %[[ARGS]][0] of %[[COUNT]]
// CHECK-DAG:     %[[TWO:.*]] = json.constant 2.000000e+00 : f64
// CHECK:         %[[DOUBLED:.*]] = jsonata.binary multiply %[[A]], %[[TWO]]
// CHECK:         %[[SUM:.*]] = jsonata.binary add %[[DOUBLED]], %[[X]]
// CHECK:         return %[[SUM]]
// CHECK-LABEL: func.func @captures(
// CHECK-SAME:    %[[CONTEXT:[a-z0-9]+]]: !json.value, %[[X:[a-z0-9]+]]: !json.value)
// CHECK:         json.function @captures_lambda0 arity 2 captures(%[[X]]) context %[[CONTEXT]]
func.func @captures(%ctx: !json.context, %c: !json.value, %x: !json.value) -> !json.value {
  %two = json.constant 2.0 : f64
  %f = jsonata.lambda context %c {
  ^bb0(%self: !json.value, %a: !json.value, %b: !json.value):
    %0 = jsonata.binary multiply %a, %two at 0
    %1 = jsonata.binary add %0, %x at 1
    jsonata.yield %1
  }
  return %f : !json.value
}

// -----

// What a lambda inside a lambda needs from the outside, the outer one captures too.
// CHECK-LABEL: func.func private @nested_lambda0(
// CHECK-SAME:    %[[SELF:[a-z0-9]+]]: !json.closure,
// CHECK-DAG:     %[[X:.*]] = json.call "captured"(%[[SELF]]) [0 : i32]
// CHECK-DAG:     %[[A:.*]] = json.call "captured"(%[[SELF]]) [1 : i32]
// CHECK:         jsonata.binary add %[[X]], %[[A]]
// CHECK-LABEL: func.func private @nested_lambda1(
// CHECK-SAME:    %[[SELF:[a-z0-9]+]]: !json.closure, %[[ARGS:[a-z0-9]+]]: !json.arguments, %[[COUNT:[a-z0-9]+]]: i32)
// CHECK-DAG:     %[[X:.*]] = json.call "captured"(%[[SELF]]) [0 : i32]
// CHECK-DAG:     %[[A:.*]] = json.argument %[[ARGS]][0] of %[[COUNT]]
// CHECK:         json.function @nested_lambda0 arity 1 captures(%[[X]], %[[A]])
// CHECK-LABEL: func.func @nested(
// CHECK-SAME:    %[[C:[a-z0-9]+]]: !json.value, %[[X:[a-z0-9]+]]: !json.value)
// CHECK:         json.function @nested_lambda1 arity 1 signature "<n:f>" captures(%[[X]], %[[C]]) context %[[C]]
func.func @nested(%ctx: !json.context, %c: !json.value, %x: !json.value) -> !json.value {
  %f = jsonata.lambda signature "<n:f>" context %c {
  ^bb0(%outer: !json.value, %a: !json.value):
    %g = jsonata.lambda context %c {
    ^bb0(%inner: !json.value, %b: !json.value):
      %0 = jsonata.binary add %x, %a at 0
      jsonata.yield %0
    }
    jsonata.yield %g
  }
  return %f : !json.value
}

// -----

// A lambda that calls itself does not capture itself.
// CHECK-LABEL: func.func private @recursive_lambda0(
// CHECK-SAME:    %[[SELF:[a-z0-9]+]]: !json.closure,
// CHECK-DAG:     %[[ME:.*]] = json.call "self"(%[[SELF]])
// CHECK:         jsonata.apply %[[ME]](
// CHECK-LABEL: func.func @recursive(
// CHECK:         json.function @recursive_lambda0 arity 1 captures() context
func.func @recursive(%ctx: !json.context, %c: !json.value) -> !json.value {
  %f = jsonata.lambda context %c {
  ^bb0(%self: !json.value, %n: !json.value):
    %0 = jsonata.apply %self(%n) context %n at 1
    jsonata.yield %0
  }
  return %f : !json.value
}

// -----

// A variable that is assigned later is captured as its cell.
// CHECK-LABEL: func.func private @cell_lambda0(
// CHECK:         %[[CELL:.*]] = json.call "captured"(
// CHECK:         jsonata.cell_get %[[CELL]]
// CHECK-LABEL: func.func @cell(
// CHECK:         %[[CELL:.*]] = jsonata.cell
// CHECK:         json.function @cell_lambda0 arity 0 captures(%[[CELL]])
func.func @cell(%ctx: !json.context, %c: !json.value) -> !json.value {
  %u = json.undefined
  %cell = jsonata.cell %u
  %f = jsonata.lambda context %c {
  ^bb0(%self: !json.value):
    %0 = jsonata.cell_get %cell
    jsonata.yield %0
  }
  jsonata.cell_set %cell, %c
  return %f : !json.value
}

// -----

// Only values are captured. A flag that follows from one is made again, another becomes a boolean for the way.
// CHECK-LABEL: func.func private @flags_lambda0(
// CHECK:         %[[A:.*]] = json.call "captured"(%{{.*}}) [0 : i32]
// CHECK:         %[[B:.*]] = json.call "captured"(%{{.*}}) [1 : i32]
// CHECK-DAG:     jsonata.truthy %[[A]]
// CHECK-DAG:     jsonata.truthy %[[B]]
// CHECK-LABEL: func.func @flags(
// CHECK-SAME:    %[[C:[a-z0-9]+]]: !json.value, %[[FLAG:[a-z0-9]+]]: i1
// CHECK:         %[[BOOLEAN:.*]] = json.boolean %[[FLAG]]
// CHECK:         json.function @flags_lambda0 arity 0 captures({{.*}}%[[BOOLEAN]]
func.func @flags(%ctx: !json.context, %c: !json.value, %flag: i1) -> !json.value {
  %truthy = jsonata.truthy %c
  %f = jsonata.lambda context %c {
  ^bb0(%self: !json.value):
    %0 = arith.andi %truthy, %flag : i1
    %1 = json.boolean %0
    jsonata.yield %1
  }
  return %f : !json.value
}
