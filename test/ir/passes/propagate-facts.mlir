// RUN: %aslc-opt %s --pass-pipeline='builtin.module(flow.machine(propagate-facts,canonicalize),func.func(propagate-facts,canonicalize))' | FileCheck %s

// Behind `x > 10` that was false, `x > 20` is false; the value is a number there, so that `x > 5` compares doubles and cannot fail.
// CHECK-LABEL: flow.machine @ranges
// CHECK:         json.call "is_greater"(%[[X:.*]], %{{.*}})
// CHECK-NOT:     json.call "is_greater"
// CHECK-NOT:     flow.enter "Over20"
// CHECK:         %[[D:.*]] = json.call "to_number"(%[[X]])
// CHECK-NEXT:    %[[C:.*]] = arith.cmpf ogt, %[[D]], %{{.*}} : f64
// CHECK-NEXT:    cf.cond_br %[[C]]
flow.machine @ranges {
^bb0(%x: !json.value):
  %10 = json.constant 1.0e1 : f64
  %20 = json.constant 2.0e1 : f64
  %5 = json.constant 5.0 : f64
  %0 = json.call "is_greater"(%x, %10) [3 : i32] : (!json.value, !json.value) -> i1
  cf.cond_br %0, ^over10, ^b
^b:
  %1 = json.call "is_greater"(%x, %20) [3 : i32] : (!json.value, !json.value) -> i1
  cf.cond_br %1, ^over20, ^c
^c:
  %2 = json.call "is_greater"(%x, %5) [3 : i32] : (!json.value, !json.value) -> i1
  cf.cond_br %2, ^over5, ^small
^over10:
  flow.enter "Over10" Pass
  flow.succeed %x
^over20:
  flow.enter "Over20" Pass
  flow.succeed %x
^over5:
  flow.enter "Over5" Pass
  flow.succeed %x
^small:
  flow.succeed %x
}

// NumericLessThan of what is no number is false: that it is not less than 10 does not make it more than 5, though of a number it would.
// CHECK-LABEL: flow.machine @maybe_no_number
// CHECK:         json.call "number_order"(%{{.*}}, %{{.*}}) [1 : i32]
// CHECK:         json.call "number_order"(%{{.*}}, %{{.*}}) [2 : i32]
// CHECK:         flow.enter "NoNumber" Pass
flow.machine @maybe_no_number {
^bb0(%x: !json.value):
  %10 = json.constant 1.0e1 : f64
  %5 = json.constant 5.0 : f64
  %0 = json.call "number_order"(%x, %10) [1 : i32] : (!json.value, !json.value) -> i1
  cf.cond_br %0, ^less, ^b
^b:
  %1 = json.call "number_order"(%x, %5) [2 : i32] : (!json.value, !json.value) -> i1
  cf.cond_br %1, ^less, ^c
^c:
  flow.enter "NoNumber" Pass
  flow.succeed %x
^less:
  flow.succeed %x
}

// The result of arithmetic may be NaN, which is neither more than 10 nor at most 10.
// CHECK-LABEL: flow.machine @nan
// CHECK:         arith.cmpf ogt
// CHECK:         arith.cmpf ole
// CHECK:         flow.enter "NaN" Pass
flow.machine @nan {
^bb0(%x: !json.value):
  %10 = json.constant 1.0e1 : f64
  %0 = json.call "divide"(%10, %10) [3 : i32] : (!json.value, !json.value) -> !json.value
  %1 = json.call "number_order"(%0, %10) [2 : i32] : (!json.value, !json.value) -> i1
  cf.cond_br %1, ^a, ^b
^b:
  %2 = json.call "number_order"(%0, %10) [3 : i32] : (!json.value, !json.value) -> i1
  cf.cond_br %2, ^a, ^c
^a:
  flow.succeed %x
^c:
  flow.enter "NaN" Pass
  flow.succeed %x
}

// Types: of what is a string by IsString, of a sum that has been required, of a condition.
// CHECK-LABEL: flow.machine @types
// CHECK:         json.call "matches"(%[[X:.*]]) [115 : i32]
// CHECK-NOT:     json.call "matches"
// CHECK-NOT:     json.call "defined"
// CHECK:         %[[SUM:.*]] = json.call "add"
// CHECK:         %[[R:.*]] = flow.require %[[SUM]]
// CHECK:         json.call "to_number"
// CHECK:         arith.cmpf olt
// CHECK-NOT:     flow.condition
flow.machine @types {
^bb0(%x: !json.value):
  %10 = json.constant 1.0e1 : f64
  %y = json.member %x "y"
  %0 = json.call "matches"(%x) [115 : i32] : (!json.value) -> i1
  cf.cond_br %0, ^string, ^other
^string:
  %1 = json.call "matches"(%x) [110 : i32] : (!json.value) -> i1
  cf.cond_br %1, ^never, ^b
^b:
  %2 = json.call "defined"(%x) : (!json.value) -> i1
  cf.cond_br %2, ^c, ^never
^never:
  flow.enter "Never" Pass
  flow.succeed %x
^c:
  %3 = json.call "add"(%y, %10) [3 : i32] : (!json.value, !json.value) -> !json.value
  %4 = flow.require %3 <"$y + 10", "Output", "A">
  %5 = json.call "less"(%y, %4) [3 : i32] : (!json.value, !json.value) -> !json.value
  %6 = flow.condition %5 <"$y < $z", "Choices[0]/Condition", "B">
  cf.cond_br %6, ^other, ^d
^d:
  flow.succeed %4
^other:
  flow.succeed %x
}

// What has not failed is not evaluated again. It may fail on the other way.
// CHECK-LABEL: flow.machine @again
// CHECK:         json.call "add"(%[[X:.*]], %[[X]])
// CHECK:         cf.cond_br
// CHECK:       ^[[A:.*]]:
// CHECK-NOT:     json.call "multiply"
// CHECK:         json.array
// CHECK:         json.call "multiply"
// CHECK-NOT:     json.call "add"
flow.machine @again {
^bb0(%x: !json.value):
  %0 = json.call "add"(%x, %x) [3 : i32] : (!json.value, !json.value) -> !json.value
  %1 = json.call "truthy"(%x) : (!json.value) -> i1
  cf.cond_br %1, ^a, ^b
^a:
  %2 = json.call "add"(%x, %x) [7 : i32] : (!json.value, !json.value) -> !json.value
  %3 = json.array(%2)
  flow.succeed %3
^b:
  %4 = json.call "multiply"(%x, %x) [9 : i32] : (!json.value, !json.value) -> !json.value
  %5 = json.call "add"(%x, %x) [7 : i32] : (!json.value, !json.value) -> !json.value
  %6 = json.array(%4, %5)
  flow.succeed %6
}

// A path that goes along no array needs no look at it.
// CHECK-LABEL: flow.machine @along
// CHECK:         %[[A:.*]] = json.member %{{.*}} "a"
// CHECK:         json.along ["a"] by(%[[A]])
// CHECK-NOT:     json.along
flow.machine @along {
^bb0(%x: !json.value):
  %one = json.constant 1.0 : f64
  %a = json.member %x "a"
  %o = json.object ["a"](%a)
  %0 = json.along ["a"] by (%o, %a)
  %1 = json.along ["n"] by (%o, %one)
  %2 = json.array(%0, %1)
  flow.succeed %2
}

// In a turn of a loop: what has compared with a number is none and one item; behind it nothing is known of the next turn, nor behind the loop.
// CHECK-LABEL: func.func private @turns
// CHECK:         scf.for
// CHECK:           json.call "is_greater"
// CHECK:           scf.if
// CHECK-NOT:         json.call "single"
// CHECK:           } else {
// CHECK:             json.call "single"
// CHECK:         json.call "single"
func.func private @turns(%items: !json.value, %more: !json.value) -> (index, i1) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %bound = json.constant 10.0 : f64
  %count = json.call "count"(%items) : (!json.value) -> index
  %from = json.items %items
  %0 = scf.for %i = %c0 to %count step %c1 iter_args(%sum = %c0) -> (index) {
    %item = json.load %from[%i]
    %1 = json.call "is_greater"(%item, %bound) [3 : i32] : (!json.value, !json.value) -> i1
    %2 = scf.if %1 -> (index) {
      %3 = json.call "single"(%item) : (!json.value) -> i1
      %4 = arith.select %3, %c1, %c0 : index
      %5 = arith.addi %sum, %4 : index
      %6 = json.call "is_greater"(%more, %bound) [5 : i32] : (!json.value, !json.value) -> i1
      %7 = arith.select %6, %5, %sum : index
      scf.yield %7 : index
    } else {
      %3 = json.call "single"(%item) : (!json.value) -> i1
      %4 = arith.select %3, %sum, %c0 : index
      scf.yield %4 : index
    }
    scf.yield %2 : index
  }
  %8 = json.call "single"(%more) : (!json.value) -> i1
  return %0, %8 : index, i1
}

// What has a member is an object.
// CHECK-LABEL: func.func private @owner
// CHECK:         scf.if
// CHECK-NOT:       json.call "single"
// CHECK:         } else {
// CHECK:           json.call "single"
func.func private @owner(%x: !json.value) -> i1 {
  %bound = json.constant 10.0 : f64
  %a = json.member %x "a"
  %1 = json.call "is_less"(%a, %bound) [3 : i32] : (!json.value, !json.value) -> i1
  %2 = scf.if %1 -> (i1) {
    %3 = json.call "single"(%x) : (!json.value) -> i1
    scf.yield %3 : i1
  } else {
    %3 = json.call "single"(%x) : (!json.value) -> i1
    scf.yield %3 : i1
  }
  return %2 : i1
}
