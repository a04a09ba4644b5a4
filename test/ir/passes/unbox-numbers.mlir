// RUN: %aslc-opt %s --pass-pipeline='builtin.module(flow.machine(unbox-numbers,canonicalize))' | FileCheck %s

// A counter is a double from turn to turn. What comes with the input may be anything.
// CHECK-LABEL: flow.machine @counter
// CHECK:         %[[ZERO:.*]] = arith.constant 0.0
// CHECK:         cf.br ^[[LOOP:bb[0-9]+]](%{{.*}}, %[[ZERO]] : !json.value, f64)
// CHECK:       ^[[LOOP]](%[[N:.*]]: !json.value, %[[D:.*]]: f64):
// CHECK-NEXT:    %[[I:.*]] = json.number %[[D]]
// CHECK-NEXT:    json.call "is_less"(%[[I]], %[[N]])
// CHECK:         %[[NEXT:.*]] = json.call "add"(%[[I]], %{{.*}})
// CHECK:         %[[E:.*]] = json.call "to_number"(%[[NEXT]])
// CHECK:         cf.br ^[[LOOP]](%{{.*}}, %[[E]] : !json.value, f64)
flow.machine @counter {
^bb0(%input: !json.value):
  %zero = json.constant 0.0 : f64
  %one = json.constant 1.0 : f64
  %n = json.member %input "n"
  cf.br ^loop(%zero, %n : !json.value, !json.value)
^loop(%i: !json.value, %most: !json.value):
  %0 = json.call "is_less"(%i, %most) [3 : i32] : (!json.value, !json.value) -> i1
  cf.cond_br %0, ^step, ^end
^step:
  %1 = json.call "add"(%i, %one) [3 : i32] : (!json.value, !json.value) -> !json.value
  %2 = json.call "add"(%most, %one) [3 : i32] : (!json.value, !json.value) -> !json.value
  cf.br ^loop(%1, %2 : !json.value, !json.value)
^end:
  flow.succeed %i
}

// Left alone: what nobody computes with.
// CHECK-LABEL: flow.machine @passed_on
// CHECK-NOT:     f64)
// CHECK:         flow.succeed
flow.machine @passed_on {
^bb0(%input: !json.value):
  %zero = json.constant 0.0 : f64
  %one = json.constant 1.0 : f64
  %0 = json.call "truthy"(%input) : (!json.value) -> i1
  cf.cond_br %0, ^end(%zero : !json.value), ^end(%one : !json.value)
^end(%i: !json.value):
  flow.succeed %i
}
