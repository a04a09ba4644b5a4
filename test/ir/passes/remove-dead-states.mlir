// RUN: %aslc-opt %s --pass-pipeline='builtin.module(flow.machine(canonicalize,remove-dead-states))' | FileCheck %s
// RUN: %aslc-opt %s --pass-pipeline='builtin.module(flow.machine(remove-dead-states))' | FileCheck %s --check-prefix=ALONE

// A choice that is always decided: the other way goes, and what only it led to. States that are reached stay.
// CHECK-LABEL: flow.machine @decided
// CHECK:         flow.enter "Route" Choice
// CHECK-NOT:     cond_br
// CHECK:         flow.enter "Ship" Pass
// CHECK-NOT:     flow.enter "Hold"
// CHECK-NOT:     flow.enter "Deeper"
// ALONE-LABEL: flow.machine @decided
// ALONE:         cf.cond_br
// ALONE:         flow.enter "Hold" Pass
flow.machine @decided {
^bb0(%input: !json.value):
  %true = arith.constant true
  flow.enter "Route" Choice
  cf.cond_br %true, ^ship, ^hold
^ship:
  flow.enter "Ship" Pass
  flow.succeed %input
^hold:
  flow.enter "Hold" Pass
  cf.br ^deeper
^deeper:
  flow.enter "Deeper" Pass
  flow.succeed %input
}

// Blocks that only lead to each other are not reached either, nor is what suspends there.
// ALONE-LABEL: flow.machine @island
// ALONE:         flow.succeed
// ALONE-NOT:     flow.enter
flow.machine @island {
^bb0(%input: !json.value):
  flow.succeed %input
^a:
  flow.enter "A" Task
  flow.task %input "arn" of "A", ^b
^b(%result: !json.value):
  flow.enter "B" Pass
  cf.br ^a
}
