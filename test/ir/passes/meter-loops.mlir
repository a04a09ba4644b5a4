// RUN: %aslc-opt %s --meter-loops --split-input-file | FileCheck %s

// The outer loop runs once: only the inner one pays, and not for a single turn.
// CHECK-LABEL: func.func @nested(
// CHECK-NOT:     spend
// CHECK:         scf.for
// CHECK:           %[[COUNT:.*]] = json.call "count"
// CHECK:           %[[MANY:.*]] = arith.cmpi ugt, %[[COUNT]], %c1{{.*}} : index
// CHECK-NEXT:      scf.if %[[MANY]] {
// CHECK-NEXT:        json.call "spend"(%[[COUNT]])
// CHECK-NEXT:      }
// CHECK-NEXT:      scf.for %{{.*}} = %{{.*}} to %[[COUNT]]
// CHECK-NOT:         spend
// CHECK:           }
// CHECK-NOT:       spend
func.func @nested(%ctx: !json.context, %in: !json.value) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %n = json.call "count"(%in) : (!json.value) -> index
  scf.for %i = %c0 to %n step %c1 {
    %item = json.call "item"(%in, %i) : (!json.value, index) -> !json.value
    %m = json.call "count"(%item) : (!json.value) -> index
    scf.for %j = %c0 to %m step %c1 {
      %0 = json.call "add"(%item, %item) [0 : i32] : (!json.value, !json.value) -> !json.value
    }
  }
  return
}

// -----

// A search may take long: it counts as a call, and every 256 one looks at the clock.
// CHECK-LABEL: func.func @search(
// CHECK:         %[[COUNT:.*]] = json.call "count"
// CHECK:         %[[STEPS:.*]] = arith.muli %[[COUNT]], %c256{{.*}} : index
// CHECK-NEXT:    json.call "spend"(%[[STEPS]])
// CHECK:         scf.for %[[I:.*]] = %{{.*}} to %[[COUNT]]
// CHECK:           json.invoke "contains"
// CHECK-NEXT:      %[[TURN:.*]] = arith.andi %[[I]], %c255
// CHECK-NEXT:      %[[LAST:.*]] = arith.cmpi eq, %[[TURN]], %c255
// CHECK-NEXT:      scf.if %[[LAST]] {
// CHECK-NEXT:        json.call "spend"(%c65536
func.func @search(%ctx: !json.context, %in: !json.value) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %n = json.call "count"(%in) : (!json.value) -> index
  scf.for %i = %c0 to %n step %c1 {
    %0 = json.invoke "contains"(%in, %in) context %in at 3
  }
  return
}

// -----

// What is compared with a constant is compared with that at most; two values may be of any size.
// CHECK-LABEL: func.func @constant(
// CHECK-NOT:     spend
// CHECK-LABEL: func.func @values(
// CHECK:         json.call "spend"
func.func @constant(%ctx: !json.context, %in: !json.value, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %a = json.constant "a"
  scf.for %i = %c0 to %n step %c1 {
    %0 = json.call "equal"(%in, %a) : (!json.value, !json.value) -> !json.value
    %1 = json.call "truthy"(%0) : (!json.value) -> i1
  }
  return
}
func.func @values(%ctx: !json.context, %in: !json.value, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    %0 = json.call "equal"(%in, %in) : (!json.value, !json.value) -> !json.value
  }
  return
}

// -----

// The code of a function value may be called often, and so may what it attempts; what the expression itself attempts runs once.
// CHECK-LABEL: func.func private @often(
// CHECK:         json.call "spend"
// CHECK-LABEL: func.func private @once(
// CHECK-NOT:     json.call "spend"
// CHECK-LABEL: func.func @main(
func.func private @often(%ctx: !json.context, %self: !json.closure, %a: !json.arguments, %c: i32) -> !json.value {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %v = json.undefined
  %n = json.call "count"(%v) : (!json.value) -> index
  scf.for %i = %c0 to %n step %c1 {
  }
  return %v : !json.value
}
func.func private @lambda(%ctx: !json.context, %self: !json.closure, %a: !json.arguments, %c: i32) -> !json.value {
  %0 = json.attempt @often else @often ()
  return %0 : !json.value
}
func.func private @once(%ctx: !json.context, %self: !json.closure, %a: !json.arguments, %c: i32) -> !json.value {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %v = json.undefined
  %n = json.call "count"(%v) : (!json.value) -> index
  scf.for %i = %c0 to %n step %c1 {
  }
  return %v : !json.value
}
func.func @main(%ctx: !json.context, %in: !json.value) -> !json.value {
  %f = json.function @lambda arity 1 captures() context %in
  %0 = json.attempt @once else @once ()
  return %f : !json.value
}
