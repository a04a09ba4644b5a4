// RUN: %aslc-opt %s --pass-pipeline='builtin.module(flow.machine(drop-marks))' | FileCheck %s

// A state without anything that may fail counts as an event; an expression that can fail only over an array says so itself.
// CHECK-LABEL: flow.machine @quiet
// CHECK:         flow.pass_by
// CHECK-NEXT:    flow.exit "Init"
// CHECK-NEXT:    flow.enter "Route" Choice
// CHECK-NOT:     flow.evaluate
// CHECK:         json.along ["x"] by(%{{.*}}) of #flow.expression<"$x = 'a'", "Choices[0]/Condition", "Route">
flow.machine @quiet {
^bb0(%input: !json.value):
  flow.enter "Init" Pass
  flow.exit "Init"
  flow.enter "Route" Choice
  flow.evaluate <"$x = 'a'", "Choices[0]/Condition", "Route">
  %0 = json.member %input "x"
  %1 = json.along ["x"] by (%input, %0)
  %2 = json.call "truthy"(%1) : (!json.value) -> i1
  cf.cond_br %2, ^yes, ^no
^yes:
  flow.exit "Route"
  flow.enter "Yes" Pass
  flow.succeed %input
^no:
  flow.exit "Route"
  flow.succeed %input
}

// What may fail needs its marks, also behind a branch.
// CHECK-LABEL: flow.machine @fails
// CHECK:         flow.enter "A" Pass
// CHECK:         flow.evaluate <"$x + 1", "Output", "A">
flow.machine @fails {
^bb0(%input: !json.value):
  %one = json.constant 1.0 : f64
  flow.enter "A" Pass
  flow.evaluate <"$x + 1", "Output", "A">
  cf.br ^sum
^sum:
  %0 = json.call "add"(%input, %one) [3 : i32] : (!json.value, !json.value) -> !json.value
  flow.exit "A"
  flow.succeed %0
}

// Two expressions lead to the same look-up: it could not tell of which it is.
// CHECK-LABEL: flow.machine @shared
// CHECK:         flow.evaluate <"$a", "Output", "A">
// CHECK:         flow.evaluate <"$b", "Output", "B">
// CHECK:         json.along ["x"] by(%{{.*}}){{$}}
flow.machine @shared {
^bb0(%input: !json.value):
  %0 = json.call "truthy"(%input) : (!json.value) -> i1
  flow.enter "A" Pass
  cf.cond_br %0, ^a, ^b
^a:
  flow.evaluate <"$a", "Output", "A">
  cf.br ^both
^b:
  flow.evaluate <"$b", "Output", "B">
  cf.br ^both
^both:
  %1 = json.along ["x"] by (%input)
  flow.evaluate <"$c", "Output", "C">
  %2 = json.array(%1)
  flow.succeed %2
}

// A sum of doubles fails only if it is not finite, and says then of which expression it is.
// CHECK-LABEL: flow.machine @doubles
// CHECK-NOT:     flow.evaluate
// CHECK:         json.call "add"(%{{.*}}, %{{.*}}) [3 : i32] {expression = #flow.expression<"$n + 1", "Assign/n", "A">}
flow.machine @doubles {
^bb0(%input: !json.value):
  %one = json.constant 1.0 : f64
  flow.enter "A" Pass
  flow.evaluate <"$n + 1", "Assign/n", "A">
  %0 = json.call "add"(%one, %one) [3 : i32] : (!json.value, !json.value) -> !json.value
  flow.exit "A"
  flow.succeed %0
}

// A machine that goes round may be stopped there, in the state that it has entered.
// CHECK-LABEL: flow.machine @round
// CHECK:         flow.enter "Loop" Pass
flow.machine @round {
^bb0(%input: !json.value):
  cf.br ^loop
^loop:
  flow.enter "Loop" Pass
  flow.exit "Loop"
  cf.br ^loop
}
